/* Postal codes: read in any writing, split into the masters of the forms, several towns of one code. */
#include "form/postal.h"

#include "feature/master/master.h"
#include "store/test_db.h"
#include "test.h"

static struct masters *seeded(void)
{
	struct db *db = test_db();
	struct db_write *w;
	struct db_read *r;
	struct masters *m = NULL;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, test_arena(), 1795600000), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(masters_load(r, test_arena(), &m), OK);
	db_read_done(r);
	db_close(db);
	return m;
}

TEST(postal_codes_give_prefecture_city_and_town)
{
	static const struct { const char *typed, *pref, *city, *rest; size_t n; } row[] = {
		{ "753-0064", "35", "35203", "神田町", 1 }, { "〒７５３００６４", "35", "35203", "神田町", 1 }, { "753ー0064", "35", "35203", "神田町", 1 },
		{ "747-0000", "35", "35206", "", 1 }, { "740-0061", "35", "35321", "和木", 1 }, { "453-0002", "23", "outside", "名古屋市中村区名駅", 1 },
		{ "740-0000", "35", "35208", "", 2 }, { "999-9999", "", "", "", 0 }, { "753-006", "", "", "", 0 }, { "753-00641", "", "", "", 0 }, { "", "", "", "", 0 },
		{ "７５３-００６４<script>", "", "", "", 0 },
	};
	const struct masters *m = seeded();
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		struct postal_place place[POSTAL_PLACES] = { { .pref = STR_NONE, .city = STR_NONE, .rest = STR_NONE } };
		CHECK_INT(postal_find(test_arena(), m, str_of(row[i].typed), place, POSTAL_PLACES), row[i].n);
		CHECK_STR(place[0].pref, row[i].pref);
		CHECK_STR(place[0].city, row[i].city);
		CHECK_STR(place[0].rest, row[i].rest);
	}
}

TEST(postal_codes_of_every_shape_are_read_without_harm)
{
	const struct masters *m = seeded();
	for (int i = 0; i < 3000; i++) {
		struct postal_place place[3];
		struct str typed = str_fmt(test_arena(), "%07d", (int)test_random(10000000));
		size_t n = postal_find(test_arena(), m, typed, place, 3);
		CHECK(n <= 3);
		for (size_t k = 0; k < n; k++) {
			CHECK(place[k].pref.n == 2 && str_ends(place[k].whole, place[k].rest));
			CHECK(!str_is(place[k].pref, "35") || place[k].city.n);
		}
	}
}
