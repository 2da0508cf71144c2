/* SQL of public members (member_store.h). */
#include "feature/member/member_store.h"

#include "store/watch.h"

enum err member_newest(struct db_read *db, struct arena *a, int64_t now, int64_t kind, int64_t limit, struct members *members)
{
	struct entity_list list;
	enum err e = entity_select(db, a, &member_entity, PUBLIC_SQL("$1") " AND ($2 < 0 OR kind = $2)", "published_at DESC, id DESC",
		BIND(b_int(now), b_int(kind)), limit, 0, &list);
	if (e == OK) *members = (struct members){ list.v, list.n };
	return e;
}

STATEMENT(count_by_kind, "SELECT kind, count(*) FROM member WHERE " PUBLIC_SQL("$1") " GROUP BY kind");

enum err member_count(struct db_read *db, struct arena *a, int64_t now, struct member_counts *counts)
{
	struct kept_ints r;
	enum err e = kept_ints(db, a, &count_by_kind, BIND(b_int(now)), &r);
	*counts = (struct member_counts){ 0 };
	for (size_t i = 0; e == OK && i < r.rows; i++) {
		int64_t kind = r.v[2 * i], n = r.v[2 * i + 1];
		if (kind >= 0 && kind < KINDS_MAX) counts->kind[kind] = n;
		counts->all += n;
	}
	return e;
}

enum err member_shown(struct db_read *db, struct arena *a, int64_t now, int64_t id, struct member *m)
{
	enum err e = entity_load(db, a, NULL, &member_entity, id, m);
	if (e != OK) return e;
	return record_public(&member_entity, &m->record, now) ? OK : ERR_NOT_FOUND;
}
