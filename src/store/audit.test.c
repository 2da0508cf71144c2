/* The audit trail: rows hang together, and a row that was changed, taken out or put in between shows. */
#include "store/audit.h"

#include <string.h>

#include "store/test_db.h"
#include "test.h"

enum { NOW = 1795600000 };

STATEMENT(test_audit_change, "UPDATE audit SET record = record + 1 WHERE id = $1");
STATEMENT(test_audit_detail, "UPDATE audit SET detail = $2 WHERE id = $1");
STATEMENT(test_audit_take, "DELETE FROM audit WHERE id = $1");
STATEMENT(test_audit_put, "INSERT INTO audit (id, at, actor, action, entity, record, detail, hash) SELECT 1000, at, actor, action, entity, record, detail, hash "
	"FROM audit WHERE id = $1");
STATEMENT(test_audit_detail_of, "SELECT detail FROM audit ORDER BY id DESC LIMIT 1");
STATEMENT(test_audit_ids, "SELECT id FROM audit ORDER BY id");

static struct keys *keys_for_test(void)
{
	struct keys *k = NULL;
	const char *dir = str_cz(test_arena(), str_fmt(test_arena(), "%s", test_folder()));
	enum err made = keys_create(dir, NOW);
	CHECK(made == OK || made == ERR_CONFLICT);
	CHECK_INT(keys_open(test_arena(), dir, &k), OK);
	return k;
}

static void add(struct db *db, const struct keys *k, int64_t record, struct str detail, bool commit)
{
	struct db_write *w;
	struct audit_entry e = { .now = NOW + record, .actor = "staff:3", .action = "publish", .entity = "news", .record = record, .detail = detail };
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(audit_add(w, test_arena(), k, &e), OK);
	if (commit) CHECK_INT(db_write_commit(w), OK);
	else db_write_roll_back(w);
}

static struct audit_state state(struct db *db, const struct keys *k)
{
	struct audit_state s;
	struct db_read *r;
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(audit_verify(r, test_arena(), k, &s), OK);
	db_read_done(r);
	return s;
}

static int64_t id_of(struct db *db, int which)
{
	struct db_read *r;
	int64_t id = 0;
	CHECK_INT(db_read_begin(db, &r), OK);
	struct rows rows = db_rows(r, test_arena(), &test_audit_ids, BIND_NONE);
	for (int i = 0; i < which && rows_next(&rows); i++) id = rows_int(&rows, 0);
	CHECK_INT(rows_end(&rows), OK);
	db_read_done(r);
	return id;
}

static void tamper(struct db *db, const struct sql *sql, struct binds binds)
{
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, sql, binds), OK);
	CHECK_INT(db_write_commit(w), OK);
}

static void fill(struct db *db, const struct keys *k)
{
	for (int i = 1; i <= 6; i++) add(db, k, i, S("from 2 to 3"), true);
}

static void chain_holds(struct db *db)
{
	struct keys *k = keys_for_test();
	struct audit_state s = state(db, k);
	CHECK_INT(s.rows, 0);
	CHECK_INT(s.head.n, 0);
	struct str head = STR_NONE;
	for (int i = 1; i <= 6; i++) {
		add(db, k, i, S("the same words"), true);
		s = state(db, k);
		CHECK_INT(s.rows, i);
		CHECK_INT(s.first_bad, 0);
		CHECK_INT(s.head.n, 64);
		CHECK(!str_eq(s.head, head));
		head = s.head;
	}
	add(db, k, 7, S("not to be"), false);
	s = state(db, k);
	CHECK_INT(s.rows, 6);
	CHECK_EQ(s.head, head);
}
TEST(audit_rows_hang_together) { on_both_engines(chain_holds); }

static void changed_row_shows(struct db *db)
{
	struct keys *k = keys_for_test();
	fill(db, k);
	int64_t third = id_of(db, 3);
	tamper(db, &test_audit_change, BIND(b_int(third)));
	CHECK_INT(state(db, k).first_bad, third);
}
TEST(audit_changed_row_shows) { on_both_engines(changed_row_shows); }

static void changed_words_show(struct db *db)
{
	struct keys *k = keys_for_test();
	fill(db, k);
	int64_t last = id_of(db, 6);
	tamper(db, &test_audit_detail, BIND(b_int(last), b_str(S("from 2 to 4"))));
	CHECK_INT(state(db, k).first_bad, last);
	tamper(db, &test_audit_detail, BIND(b_int(last), b_str(S("from 2 to 3"))));
	CHECK_INT(state(db, k).first_bad, 0);
}
TEST(audit_changed_words_show) { on_both_engines(changed_words_show); }

static void missing_row_shows(struct db *db)
{
	struct keys *k = keys_for_test();
	fill(db, k);
	int64_t second = id_of(db, 2), third = id_of(db, 3);
	tamper(db, &test_audit_take, BIND(b_int(second)));
	struct audit_state s = state(db, k);
	CHECK_INT(s.rows, 5);
	CHECK_INT(s.first_bad, third);
}
TEST(audit_missing_row_shows) { on_both_engines(missing_row_shows); }

static void missing_first_and_last(struct db *db)
{
	struct keys *k = keys_for_test();
	fill(db, k);
	struct str head = state(db, k).head;
	tamper(db, &test_audit_take, BIND(b_int(id_of(db, 6))));
	struct audit_state s = state(db, k);
	CHECK_INT(s.first_bad, 0); /* a cut tail is in order by itself: */
	CHECK(!str_eq(s.head, head)); /* the head that was noted tells */
	tamper(db, &test_audit_take, BIND(b_int(id_of(db, 1))));
	CHECK_INT(state(db, k).first_bad, id_of(db, 1));
}
TEST(audit_missing_first_and_last_row_show) { on_both_engines(missing_first_and_last); }

static void copied_row_shows(struct db *db)
{
	struct keys *k = keys_for_test();
	fill(db, k);
	tamper(db, &test_audit_put, BIND(b_int(id_of(db, 4))));
	CHECK_INT(state(db, k).first_bad, 1000);
}
TEST(audit_copied_row_shows) { on_both_engines(copied_row_shows); }

TEST(audit_needs_the_keys_it_was_written_with)
{
	struct db *db = test_db();
	struct keys *k = keys_for_test();
	fill(db, k);
	CHECK_INT(keys_rotate(test_folder(), NOW + 9), OK); /* the key of the chain outlives rotation */
	CHECK_INT(keys_open(test_arena(), test_folder(), &k), OK);
	CHECK_INT(state(db, k).first_bad, 0);
	add(db, k, 7, S("after"), true);
	CHECK_INT(state(db, k).first_bad, 0);
	db_close(db);
}

TEST(audit_takes_only_plain_words)
{
	struct db *db = test_db();
	struct keys *k = keys_for_test();
	struct db_read *r;
	char longest[300];
	memset(longest, 'a', sizeof longest);
	const struct { struct str given, kept; } c[] = { { S("a\nb\x7f\x01z"), S("a?b??z") }, { S("山"), S("???") }, { S(""), S("") },
		{ { longest, sizeof longest }, { longest, 200 } } };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		add(db, k, 1, c[i].given, true);
		CHECK_INT(db_read_begin(db, &r), OK);
		struct rows rows = db_rows(r, test_arena(), &test_audit_detail_of, BIND_NONE);
		CHECK(rows_next(&rows));
		CHECK_EQ(rows_str(&rows, 0), c[i].kept);
		CHECK_INT(rows_end(&rows), OK);
		db_read_done(r);
	}
	CHECK_INT(state(db, k).first_bad, 0);
	db_close(db);
}
