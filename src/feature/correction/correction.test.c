/* Corrections: what changes travels as text; publishing replaces exactly that, once, and tells the requester. */
#include <string.h>

#include "feature/correction/correction_flow.h"
#include "feature/group/group.h"
#include "feature/mail/mail.h"
#include "feature/master/master.h"
#include "store/test_db.h"
#include "test.h"

enum { NOW = 1795600000 };

STATEMENT(test_mails_of, "SELECT count(*) FROM outbox WHERE unique_key LIKE $1");

TEST(correction_changes_come_back_from_their_text)
{
	for (int round = 0; round < 200; round++) {
		struct param v[8];
		size_t n = test_random(9);
		for (size_t i = 0; i < n; i++) {
			char *text = arena_alloc(test_arena(), 40);
			size_t length = test_random(40);
			for (size_t k = 0; k < length; k++) text[k] = "a&=%+ \n\xe3\x81\x82"[test_random(8) % 7];
			v[i] = (struct param){ S("name"), { text, length } };
		}
		struct params back;
		CHECK(correction_decode(test_arena(), correction_encode(test_arena(), (struct params){ v, n }), &back));
		CHECK_INT(back.n, n);
		for (size_t i = 0; i < n && i < back.n; i++) CHECK_EQ(back.v[i].value, v[i].value);
	}
}

struct stage {
	struct db *db;
	struct keys *keys;
	struct masters *masters;
	struct mail_sender sender;
	int64_t group;
};

static struct stage stage_new(struct db *db)
{
	struct stage s = { .db = db };
	struct db_write *w;
	struct db_read *r;
	struct group g = { .record = { .site = 1, .state = STATE_PUBLISHED, .published_at = NOW }, .name = S("会"), .people = S("25人"), .dues = S("年3,000円"), .field = 6,
		.registrant_mail = S("a@example.jp"), .registrant_name = S("山田") };
	enum err made = keys_create(test_folder(), NOW);
	CHECK(made == OK || made == ERR_CONFLICT);
	CHECK_INT(keys_open(test_arena(), test_folder(), &s.keys), OK);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, test_arena(), NOW), OK);
	CHECK_INT(entity_save(w, test_arena(), s.keys, &group_entity, &g, NOW), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(masters_load(r, test_arena(), &s.masters), OK);
	db_read_done(r);
	s.group = g.record.id;
	s.sender = (struct mail_sender){ s.keys, STR_NONE, S("https://example.jp"), S("centre@example.jp") };
	return s;
}

static int64_t request_change(struct stage *s, struct str changes)
{
	struct db_write *w;
	struct correction c = { .record = { .site = 1, .state = STATE_REVIEW }, .target = S("group"), .target_id = s->group, .target_title = S("会"),
		.changes = changes, .requester_name = S("山田"), .requester_mail = S("a@example.jp"), .requested_at = NOW, .proven = 1 };
	CHECK_INT(db_write_begin(s->db, &w), OK);
	CHECK_INT(entity_save(w, test_arena(), s->keys, &correction_entity, &c, NOW), OK);
	CHECK_INT(db_write_commit(w), OK);
	return c.record.id;
}

static struct publish_result publish(struct stage *s, int64_t id, enum state to)
{
	struct db_write *w;
	struct publish_result result;
	struct publish p = { .keys = s->keys, .masters = s->masters, .now = NOW + 60, .actor = "test", .reason = S("理由"), .ctx = &s->sender };
	CHECK_INT(db_write_begin(s->db, &w), OK);
	if (to == STATE_PUBLISHED) CHECK_INT(correction_publish(w, test_arena(), &p, id, &result), OK);
	else CHECK_INT(correction_decide(w, test_arena(), &p, id, to, &result), OK);
	CHECK_INT(db_write_commit(w), OK);
	return result;
}

static struct group group_now(struct stage *s)
{
	struct db_read *r;
	struct group g;
	CHECK_INT(db_read_begin(s->db, &r), OK);
	CHECK_INT(entity_load(r, test_arena(), s->keys, &group_entity, s->group, &g), OK);
	db_read_done(r);
	return g;
}

static int64_t mails(struct stage *s, const char *like)
{
	struct db_read *r;
	int64_t n = 0;
	CHECK_INT(db_read_begin(s->db, &r), OK);
	CHECK_INT(db_int(r, &test_mails_of, BIND(b_str(str_of(like))), &n), OK);
	db_read_done(r);
	return n;
}

static void published_once(struct db *db)
{
	struct stage s = stage_new(db);
	int64_t id = request_change(&s, S("people=31%E4%BA%BA&field=1,3&dues=&registrant_name=%E9%88%B4%E6%9C%A8"));
	CHECK_STR(group_now(&s).people, "25人");
	CHECK_INT(publish(&s, id, STATE_PUBLISHED).outcome, PUBLISH_DONE);
	struct group g = group_now(&s);
	CHECK_STR(g.people, "31人");
	CHECK_STR(g.dues, "");
	CHECK_INT(g.field, 5);
	CHECK_STR(g.registrant_name, "鈴木");
	CHECK_STR(g.registrant_mail, "a@example.jp");
	CHECK_STR(g.name, "会");
	CHECK_INT(g.record.state, STATE_PUBLISHED);
	CHECK_INT(publish(&s, id, STATE_PUBLISHED).outcome, PUBLISH_ALREADY);
	CHECK_INT(mails(&s, "correction.published:%"), 1);
}
TEST(correction_published_replaces_what_it_names_once) { on_both_engines(published_once); }

static void decided(struct db *db)
{
	struct stage s = stage_new(db);
	int64_t back = request_change(&s, S("people=31")), no = request_change(&s, S("people=32")), bad = request_change(&s, S("founded=yesterday"));
	CHECK_INT(publish(&s, back, STATE_RETURNED).outcome, PUBLISH_DONE);
	CHECK_INT(publish(&s, no, STATE_REJECTED).outcome, PUBLISH_DONE);
	CHECK_INT(publish(&s, no, STATE_PUBLISHED).outcome, PUBLISH_NOT_FROM);
	CHECK_INT(publish(&s, bad, STATE_PUBLISHED).outcome, PUBLISH_MISSING);
	CHECK_STR(group_now(&s).people, "25人");
	CHECK_INT(mails(&s, "correction.returned:%") + mails(&s, "correction.rejected:%"), 2);
	CHECK_INT(publish(&s, back, STATE_PUBLISHED).outcome, PUBLISH_DONE); /* staff changed their mind */
	CHECK_STR(group_now(&s).people, "31");
}
TEST(correction_returned_and_rejected_change_nothing) { on_both_engines(decided); }
