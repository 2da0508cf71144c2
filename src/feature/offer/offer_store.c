/* SQL of offers (offer_store.h). */
#include "feature/offer/offer_store.h"

#include "store/watch.h"

enum { MEMBER_MAX = 200 };

#define NEWEST "published_at DESC, id DESC"

static struct offers taken(struct entity_list list)
{
	return (struct offers){ list.v, list.n };
}

enum err offer_newest(struct db_read *db, struct arena *a, int64_t now, int64_t limit, struct offers *offers)
{
	struct entity_list list;
	enum err e = entity_select(db, a, &offer_entity, OFFER_CURRENT_SQL, NEWEST, BIND(b_int(now), b_int(date_in_japan(now))), limit, 0, &list);
	if (e == OK) *offers = taken(list);
	return e;
}

/* $3, $4: first and last day of the year, or of all time. */
#define PAST_YEAR_SQL OFFER_PAST_SQL " AND apply_to >= $3 AND apply_to <= $4"
#define PAST_YEAR_BINDS(now, year) BIND(b_int(now), b_int(date_in_japan(now)), b_int((year) * 10000), b_int((year) ? (year) * 10000 + 1231 : 99991231))

enum err offer_past(struct db_read *db, struct arena *a, int64_t now, int64_t year, int64_t limit, int64_t offset, struct offers *offers)
{
	struct entity_list list;
	enum err e = entity_select(db, a, &offer_entity, PAST_YEAR_SQL, "apply_to DESC, id DESC", PAST_YEAR_BINDS(now, year), limit, offset, &list);
	if (e == OK) *offers = taken(list);
	return e;
}

enum err offer_past_count(struct db_read *db, int64_t now, int64_t year, int64_t *count)
{
	return entity_count(db, &offer_entity, PAST_YEAR_SQL, PAST_YEAR_BINDS(now, year), count);
}

STATEMENT(past_years, "SELECT apply_to / 10000, count(*) FROM offer WHERE " OFFER_PAST_SQL " GROUP BY apply_to / 10000 ORDER BY apply_to / 10000 DESC");

enum err offer_past_years(struct db_read *db, struct arena *a, int64_t now, struct offer_years *years)
{
	struct kept_ints r;
	enum err e = kept_ints(db, a, &past_years, BIND(b_int(now), b_int(date_in_japan(now))), &r);
	years->n = 0;
	for (size_t i = 0; e == OK && i < r.rows; i++) {
		if (years->n == COUNT_OF(years->v) || !r.v[2 * i]) continue;
		years->v[years->n].year = r.v[2 * i];
		years->v[years->n++].count = r.v[2 * i + 1];
	}
	return e;
}

enum err offer_anytime_count(struct db_read *db, int64_t now, int64_t *count)
{
	return entity_count(db, &offer_entity, OFFER_SHOWN_SQL " AND anytime = 1", BIND(b_int(now), b_int(date_in_japan(now))), count);
}

enum err offer_of_member(struct db_read *db, struct arena *a, int64_t now, int64_t member, bool past, struct offers *offers)
{
	struct binds binds = BIND(b_int(now), b_int(date_in_japan(now)), b_int(member));
	struct entity_list list;
	enum err e = past
		? entity_select(db, a, &offer_entity, OFFER_PAST_SQL " AND member_id = $3", "apply_to DESC, id DESC", binds, MEMBER_MAX, 0, &list)
		: entity_select(db, a, &offer_entity, OFFER_CURRENT_SQL " AND member_id = $3", NEWEST, binds, MEMBER_MAX, 0, &list);
	if (e == OK) *offers = taken(list);
	return e;
}

enum err offer_similar(struct db_read *db, struct arena *a, int64_t now, const struct offer *o, int64_t limit, struct offers *offers)
{
	struct entity_list list;
	enum err e = entity_select(db, a, &offer_entity, OFFER_CURRENT_SQL " AND id <> $3 AND ((field & $4) <> 0 OR (city & $5) <> 0)",
		"(CASE WHEN (field & $4) <> 0 THEN 1 ELSE 0 END) + (CASE WHEN (city & $5) <> 0 THEN 1 ELSE 0 END) DESC, published_at DESC, id DESC",
		BIND(b_int(now), b_int(date_in_japan(now)), b_int(o->record.id), b_int(o->field), b_int(o->city)), limit, 0, &list);
	if (e == OK) *offers = taken(list);
	return e;
}

enum err offer_shown(struct db_read *db, struct arena *a, int64_t now, int64_t id, struct offer *o, struct member *m, enum offer_phase *phase)
{
	enum err e = entity_load(db, a, NULL, &offer_entity, id, o);
	if (e != OK) return e;
	e = entity_load(db, a, NULL, &member_entity, o->member_id, m);
	if (e != OK) return e;
	*phase = offer_phase(o, record_public(&member_entity, &m->record, now), now);
	return *phase == OFFER_HIDDEN ? ERR_NOT_FOUND : OK;
}
