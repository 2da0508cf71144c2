/* L951 for real rows: the lists, the page, the counts and the shared condition agree with offer_phase(), whatever
 * state the offer and its member are in. */
#include "feature/offer/offer_store.h"
#include "store/test_db.h"
#include "test.h"

enum { NOW = 1795600000, TODAY = 20261125 }; /* 2026-11-25 in Japan */

static const struct {
	const char *what;
	int64_t state, trashed, open, close, anytime, from, to, member_state, member_trashed, member_open, member_close;
	enum offer_phase phase;
} cases[] = {
	{ "in its period", 3, 0, 0, 0, 0, TODAY - 1, TODAY + 1, 3, 0, 0, 0, OFFER_CURRENT },
	{ "first and last day", 3, 0, 0, 0, 0, TODAY, TODAY, 3, 0, 0, 0, OFFER_CURRENT },
	{ "always", 3, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0, OFFER_CURRENT },
	{ "always, old dates", 3, 0, 0, 0, 1, 20200101, 20200201, 3, 0, 0, 0, OFFER_CURRENT },
	{ "open from now", 3, 0, NOW, 0, 1, 0, 0, 3, 0, 0, 0, OFFER_CURRENT },
	{ "period over", 3, 0, 0, 0, 0, TODAY - 9, TODAY - 1, 3, 0, 0, 0, OFFER_PAST },
	{ "no period", 3, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, OFFER_PAST },
	{ "period to come", 3, 0, 0, 0, 0, TODAY + 1, TODAY + 3, 3, 0, 0, 0, OFFER_HIDDEN },
	{ "draft", 1, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0, OFFER_HIDDEN },
	{ "review", 2, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0, OFFER_HIDDEN },
	{ "suspended", 4, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0, OFFER_HIDDEN },
	{ "private", STATE_PRIVATE, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0, OFFER_HIDDEN },
	{ "in the trash", 3, NOW - 5, 0, 0, 1, 0, 0, 3, 0, 0, 0, OFFER_HIDDEN },
	{ "not yet", 3, 0, NOW + 1, 0, 1, 0, 0, 3, 0, 0, 0, OFFER_HIDDEN },
	{ "no longer", 3, 0, 0, NOW, 1, 0, 0, 3, 0, 0, 0, OFFER_HIDDEN },
	{ "member in review", 3, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, OFFER_HIDDEN },
	{ "member suspended", 3, 0, 0, 0, 1, 0, 0, 4, 0, 0, 0, OFFER_HIDDEN },
	{ "member withdrawn", 3, 0, 0, 0, 1, 0, 0, 5, 0, 0, 0, OFFER_HIDDEN },
	{ "member dissolved, offer over", 3, 0, 0, 0, 0, TODAY - 9, TODAY - 1, 6, 0, 0, 0, OFFER_HIDDEN },
	{ "member in the trash", 3, 0, 0, 0, 1, 0, 0, 3, NOW - 5, 0, 0, OFFER_HIDDEN },
	{ "member not yet", 3, 0, 0, 0, 1, 0, 0, 3, 0, NOW + 1, 0, OFFER_HIDDEN },
	{ "member no longer", 3, 0, 0, 0, 1, 0, 0, 3, 0, 0, NOW, OFFER_HIDDEN },
};

static void save_cases(struct db *db, int64_t id[COUNT_OF(cases)], int64_t member[COUNT_OF(cases)])
{
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct member m = { .record = { .site = SITE_AIKA, .kind = 1, .state = cases[i].member_state, .trashed_at = cases[i].member_trashed,
			.open_at = cases[i].member_open, .close_at = cases[i].member_close }, .org_name = S("会") };
		CHECK_INT(entity_save(w, test_arena(), NULL, &member_entity, &m, NOW - 9), OK);
		struct offer o = { .record = { .site = SITE_AIKA, .state = cases[i].state, .trashed_at = cases[i].trashed, .open_at = cases[i].open,
			.close_at = cases[i].close, .published_at = NOW - 9 }, .member_id = m.record.id, .anytime = cases[i].anytime, .apply_from = cases[i].from,
			.apply_to = cases[i].to, .title = str_of(cases[i].what) };
		CHECK_INT(entity_save(w, test_arena(), NULL, &offer_entity, &o, NOW - 9), OK);
		id[i] = o.record.id;
		member[i] = m.record.id;
	}
	CHECK_INT(db_write_commit(w), OK);
}

static void check_case(struct db_read *r, enum offer_phase want, int64_t id, int64_t member)
{
	struct offers current, past;
	struct offer o;
	struct member m;
	enum offer_phase phase;
	int64_t visible;
	CHECK_INT(offer_of_member(r, test_arena(), NOW, member, false, &current), OK);
	CHECK_INT(offer_of_member(r, test_arena(), NOW, member, true, &past), OK);
	CHECK_INT(current.n, want == OFFER_CURRENT);
	CHECK_INT(past.n, want == OFFER_PAST);
	CHECK_INT(offer_shown(r, test_arena(), NOW, id, &o, &m, &phase), want == OFFER_HIDDEN ? ERR_NOT_FOUND : OK);
	CHECK_INT(phase, want);
	const char *where = str_cz(test_arena(), str_fmt(test_arena(), "%s AND id = $3", visible_where(test_arena(), &offer_entity)));
	CHECK_INT(entity_count(r, &offer_entity, where, BIND(b_int(NOW), b_int(TODAY), b_int(id)), &visible), OK);
	CHECK_INT(visible, want != OFFER_HIDDEN);
}

static void agree(struct db *db)
{
	int64_t id[COUNT_OF(cases)], member[COUNT_OF(cases)], currents = 0, pasts = 0, past = 0, anytime = 0;
	struct offers newest;
	struct db_read *r;
	save_cases(db, id, member);
	CHECK_INT(db_read_begin(db, &r), OK);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		check_case(r, cases[i].phase, id[i], member[i]);
		currents += cases[i].phase == OFFER_CURRENT;
		pasts += cases[i].phase == OFFER_PAST;
	}
	CHECK_INT(offer_newest(r, test_arena(), NOW, 100, &newest), OK);
	CHECK_INT((int64_t)newest.n, currents);
	CHECK_INT(offer_past_count(r, NOW, 0, &past), OK);
	CHECK_INT(past, pasts);
	CHECK_INT(offer_anytime_count(r, NOW, &anytime), OK);
	CHECK_INT(anytime, 3);
	db_read_done(r);
}

TEST(offer_lists_agree_with_the_rule)
{
	on_both_engines(agree);
}
