/* Pages of イベント・募集: what the routes call, and the rows other pages show. */
#ifndef FEATURE_EVENT_EVENT_PAGES_H
#define FEATURE_EVENT_EVENT_PAGES_H

#include "feature/event/event.h"
#include "http/route.h"
#include "ui/list.h"

struct reply event_list(struct request *, struct db_read *);      /* /events */
struct reply event_past(struct request *, struct db_read *);      /* /events/past */
struct reply event_calendar(struct request *, struct db_read *);  /* /events/calendar?month=2026-12 */
struct reply event_show(struct request *, struct db_read *);      /* /events/:id */

/* The last day an event concerns anybody: its end, its day, or the end of its application period; 0 = not known. */
date_t event_last_day(const struct event *);
/* The newest events that are not over ("直近掲載情報3件"); older ones fill up when there are fewer. */
MUST_USE enum err event_rows_newest(struct request *, struct db_read *, int64_t n, struct row_list *);
/* Events of one group, coming ones first. */
MUST_USE enum err event_rows_of_group(struct request *, struct db_read *, int64_t group_id, int64_t n, struct row_list *);

#endif
