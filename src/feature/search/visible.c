/* The condition of visibility (visible.h). States and times only; what of a record is shown is its fields' matter. */
#include "feature/search/visible.h"

#include <string.h>

#include "core/time.h"

/* '@' stands for now, '#' for today. */
static const struct {
	const char *entity, *rule;
} extra[] = {
	{ "offer", VISIBLE_OFFER_SQL("@", "#") },
};

static void out_rule(struct out *o, const char *rule, int now, int today)
{
	for (; *rule; rule++) {
		if (*rule == '@') out_fmt(o, "$%d", now);
		else if (*rule == '#') out_fmt(o, "$%d", today);
		else out_char(o, *rule);
	}
}

void out_visible(struct out *o, const struct entity *e, int now, int today)
{
	ASSERT(e->visible == STATE_PUBLISHED);
	out_char(o, '(');
	out_rule(o, PUBLIC_SQL("@") " AND # > 0", now, today);
	for (size_t i = 0; i < COUNT_OF(extra); i++) {
		if (strcmp(extra[i].entity, e->name) != 0) continue;
		out_lit(o, " AND ");
		out_rule(o, extra[i].rule, now, today);
	}
	out_char(o, ')');
}

const char *visible_where(struct arena *a, const struct entity *e)
{
	struct out o = out_new(a, 4096);
	out_visible(&o, e, 1, 2);
	ASSERT(out_ok(&o));
	return str_cz(a, out_view(&o));
}

struct rows visible_rows(struct db_read *db, struct arena *a, const struct entity *e, enum site_id site, const char *column, int64_t now, int64_t after,
	int64_t limit)
{
	struct out o = out_new(a, 4096);
	out_fmt(&o, "SELECT id, updated_at%s%s FROM %s WHERE ", column ? ", " : "", column ? column : "", e->table);
	out_visible(&o, e, 1, 2);
	out_lit(&o, " AND site IN (0, $3) AND id > $4 ORDER BY id LIMIT $5");
	ASSERT(out_ok(&o));
	struct sql sql = sql_made(a, "visible_rows", out_view(&o));
	return db_rows(db, a, &sql, BIND(b_int(now), b_int(date_in_japan(now)), b_int(site), b_int(after), b_int(limit)));
}

bool visible_state(const struct entity *e, const struct record *r)
{
	return r->state == (int64_t)e->visible && r->trashed_at == 0;
}
