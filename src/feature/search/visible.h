/* What the public may see: the one condition that pages, feeds, lists, counts and search share.
 *
 * A record is visible while its state is the entity's visible one, it is not in the trash, its time
 * (open_at, close_at) has come and not gone, and the entity's own extra rule holds: an offer only when its
 * period has begun or is 随時 and the member who offers is visible too (仕様書 L951; offers whose period is
 * over stay readable as past ones).
 */
#ifndef FEATURE_SEARCH_VISIBLE_H
#define FEATURE_SEARCH_VISIBLE_H

#include "form/entity.h"

/* The offer's own rule: NOW and TODAY are parameters ("$1", "$2"). */
#define VISIBLE_OFFER_SQL(NOW, TODAY) "(anytime = 1 OR apply_from <= " TODAY ") AND member_id IN (SELECT id FROM member WHERE " PUBLIC_SQL(NOW) ")"

/* Writes the condition over the entity's columns, in brackets; it uses exactly the parameters $now (UTC
 * seconds) and $today (date_in_japan of it, yyyymmdd), whatever the entity. */
void out_visible(struct out *, const struct entity *, int now, int today);
/* The same as a C string with $1 and $2, for entity_select() and entity_count(). */
const char *visible_where(struct arena *, const struct entity *);
/* Ids and times of what a visitor of the site may see, for site maps: columns id, updated_at and, with
 * `column` (a column of the entity's table) that column; in the order of ids, those after `after`, `limit` of them. */
struct rows visible_rows(struct db_read *, struct arena *, const struct entity *, enum site_id, const char *column, int64_t now, int64_t after,
	int64_t limit);
/* The state alone, without the clock: whether the search index holds the record. */
bool visible_state(const struct entity *, const struct record *);

#endif
