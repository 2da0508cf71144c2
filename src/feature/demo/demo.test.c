/* The demo data: the same each time, real counts, something current of everything. */
#include "feature/demo/demo.h"

#include "core/utf8.h"
#include "feature/demo/demo_text.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/master/master.h"
#include "feature/member/member.h"
#include "feature/offer/offer.h"
#include "security/seal.h"
#include "store/test_db.h"
#include "test.h"

static int64_t count(struct db *db, const struct entity *e, const char *where, struct binds b)
{
	struct db_read *r;
	int64_t n = -1;
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(entity_count(r, e, where, b, &n), OK);
	db_read_done(r);
	return n;
}

/* Every text of every record is whole. */
static void check_texts(struct db *db)
{
	struct db_read *r;
	struct arena *a = arena_new();
	CHECK_INT(db_read_begin(db, &r), OK);
	for (size_t i = 0; i < entities_count; i++) {
		const struct entity *e = entities[i];
		struct entity_list list;
		int64_t bad = 0;
		CHECK_INT(entity_select(r, a, e, "id % 7 = 0 OR id < 50", "id", BIND_NONE, 0, 0, &list), OK);
		CHECK(list.n > 0 || e == &master_entity);
		for (size_t k = 0; k < list.n; k++)
			for (ENTITY_FIELDS(e, f))
				if (field_is_str(f) && !utf8_valid(*field_str(f, (char *)list.v + k * e->size))) bad++;
		if (bad) CHECK_STR(str_of(e->name), "is UTF-8");
		arena_clear(a);
	}
	db_read_done(r);
	arena_free(a);
}

TEST(demo_has_the_real_numbers_and_current_things)
{
	struct arena *a = test_arena();
	struct db *db = test_db();
	struct keys *keys = NULL;
	const char *dir = test_folder();
	CHECK_INT(keys_create(dir, 1000), OK);
	CHECK_INT(keys_open(a, dir, &keys), OK);
	struct demo_options o = { .db = db, .keys = keys, .masters = masters_of_seed(a), .now = 1795570200, .scale = 1 };
	int64_t n = 0, today = 20261125;
	CHECK_INT(demo_run(&o, &n), OK);
	CHECK(n > 30000);
	CHECK_INT(count(db, &group_entity, "state = 3", BIND_NONE), 852);
	CHECK_INT(count(db, &group_entity, "state = 3 AND kind = $1", BIND(b_int(GROUP_NPO))), 221);
	CHECK_INT(count(db, &group_entity, "kind = $1", BIND(b_int(GROUP_COMPANY))), 76);
	CHECK_INT(count(db, &event_entity, "state = 3", BIND_NONE), 5827);
	CHECK_INT(count(db, &grant_entity, "state = 3", BIND_NONE), 8552);
	CHECK_INT(count(db, &member_entity, "state = 3 AND kind = $1", BIND(b_int(MEMBER_INDIVIDUAL))), 1371);
	CHECK_INT(count(db, &offer_entity, "state = 3", BIND_NONE), 1700);
	CHECK(count(db, &event_entity, "state = 3 AND date_from >= $1", BIND(b_int(today))) > 30);
	CHECK(count(db, &grant_entity, "state = 3 AND apply_to >= $1", BIND(b_int(today))) > 30);
	CHECK(count(db, &offer_entity, "state = 3 AND apply_to >= $1", BIND(b_int(today))) > 20);
	CHECK(count(db, &offer_entity, "state = 3 AND anytime = 1", BIND_NONE) > 20);
	CHECK_INT(count(db, &member_entity, "incomplete = 1", BIND_NONE), 0);
	CHECK_INT(count(db, &group_entity, "incomplete = 1", BIND_NONE), 0);
	CHECK_INT(demo_run(&o, &n), ERR_CONFLICT);
	check_texts(db);
	db_close(db);
}
