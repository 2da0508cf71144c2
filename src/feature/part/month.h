/* A month of a kind of record: what the search finds in it, the conditions it can be narrowed by, and the nearest
 * months before and after that have something. Events, offers and deadlines of grants use it.
 *
 * Address parameters: "month" (2026-12), and the column names of the conditions (master codes). All by GET.
 */
#ifndef FEATURE_PART_MONTH_H
#define FEATURE_PART_MONTH_H

#include "feature/search/search.h"
#include "ui/calendar.h"

struct month_kind {
	const struct entity *entity;
	enum site_id site;
	const char *path;           /* "/events/calendar" */
	/* Literal conditions: $1 = first day of the month, $2 = its last day. "before" and "after" are about records that
	 * have a whole date outside of it. */
	const char *within, *before, *after;
	const char *order, *order_newest; /* by date and time; by date, the latest first */
	const char *column;         /* the DATE column that `before` and `after` are about */
	const char *filter[3], *label[3]; /* FILTER columns (CHOICE, MULTI) that can be chosen, and their words; NULL = fewer */
	/* Puts one record into the calendar. */
	void (*add)(struct request *, struct calendar *, const void *record);
};
enum { MONTH_MOST = 400 };

/* `param`: the month asked for ("2026-12", or "" for today's). `narrow`: reads the conditions from the request and
 * makes the form; without it the month stands in another page. Caption, heading, id and empty text are the caller's. */
MUST_USE enum err month_fill(struct request *, struct db_read *, const struct month_kind *, struct str param, bool narrow, struct calendar *);

#endif
