/* What was read is kept until it changes, and not a moment longer: random writes against kept answers. */
#include "store/watch.h"

#include <fcntl.h>
#include <unistd.h>

#include "core/out.h"
#include "store/driver.h"
#include "store/test_db.h"
#include "test.h"

STATEMENT(w_put, "INSERT INTO link_check (url, seen_at) VALUES ($1, $2)");
STATEMENT(w_set, "UPDATE link_check SET seen_at = $2 WHERE id = $1");
STATEMENT(w_drop, "DELETE FROM link_check WHERE id = $1");
STATEMENT(w_drop_all, "DELETE FROM link_check");
STATEMENT(w_use, "INSERT INTO link_use (link, entity, record, field) SELECT id, 'news', $2, 'url' FROM link_check WHERE id = $1");
STATEMENT(w_other, "INSERT INTO person_key (created_at) VALUES ($1)");
STATEMENT(w_one, "SELECT seen_at FROM link_check WHERE id = $1");
STATEMENT(w_some, "SELECT seen_at FROM link_check WHERE id = $1 OR status = $1");
STATEMENT(w_count, "SELECT count(*) FROM link_check");
STATEMENT(w_both, "SELECT (SELECT count(*) FROM link_check) + (SELECT count(*) FROM link_use)");
STATEMENT(w_uses, "SELECT count(*) FROM link_use WHERE record > $1");

enum { ROWS = 12, STEPS = 400 };

/* The questions that are kept: by row, by table, of two tables. */
static const struct sql *const question[] = { &w_one, &w_some, &w_count, &w_both, &w_uses };
enum { QUESTIONS = COUNT_OF(question) };

static struct str answer(struct db *db, struct arena *a, size_t q, int64_t arg)
{
	struct db_read *r;
	bool none = question[q] == &w_count || question[q] == &w_both;
	CHECK_INT(db_read_begin(db, &r), OK);
	struct rows rows = db_rows(r, a, question[q], none ? BIND_NONE : BIND(b_int(arg)));
	struct out o = out_new(a, 4096);
	while (rows_next(&rows)) out_str(&o, rows_str(&rows, 0));
	CHECK_INT(rows_end(&rows), OK);
	db_read_done(r);
	return out_view(&o);
}

static uint64_t state = 20261125;
static int64_t chance(int64_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)(state >> 33) % below;
}

enum write { PUT, SET, DROP, DROP_ALL, USE, OTHER };
static int64_t roll_backs; /* of 20 */

static enum err write_one(struct db *db, enum write what, int64_t row)
{
	struct db_write *w;
	int64_t n = chance(1 << 30);
	enum err e = db_write_begin(db, &w);
	if (e) return e;
	switch (what) {
	case PUT: e = db_do(w, &w_put, BIND(b_str(str_fmt(test_arena(), "https://example.jp/%lld", (long long)n)), b_int(n))); break;
	case SET: e = db_do(w, &w_set, BIND(b_int(row), b_int(n))); break;
	case DROP: e = db_do(w, &w_drop, BIND(b_int(row))); break;
	case DROP_ALL: e = db_do(w, &w_drop_all, BIND_NONE); break;
	case USE: e = db_do(w, &w_use, BIND(b_int(row), b_int(n))); break;
	default: e = db_do(w, &w_other, BIND(b_int(n)));
	}
	if (!e && chance(20) < roll_backs) {
		db_write_roll_back(w);
		return OK;
	}
	enum err e2 = db_write_commit(w);
	return e ? e : e2;
}

struct kept_answer {
	bool kept;
	struct mark mark;
	struct str text;
};

/* Whatever process writes: what still holds is what would be read now, always. */
TEST(watch_kept_answers_are_always_true)
{
	struct db *db = test_db(), *other = NULL;
	struct kept_answer kept[QUESTIONS][ROWS] = { 0 };
	int hits = 0, misses = 0;
	CHECK_INT(db_open(test_arena(), &(struct db_config){ .dir = test_folder() }, &other), OK);
	roll_backs = 2;
	for (int i = 0; i < STEPS; i++) {
		static const enum write often[] = { PUT, PUT, SET, SET, SET, DROP, USE, USE, OTHER };
		enum write what = chance(100) ? often[chance(COUNT_OF(often))] : DROP_ALL;
		CHECK_INT(write_one(chance(2) ? db : other, what, 1 + chance(ROWS)), OK);
		for (size_t q = 0; q < QUESTIONS; q++) {
			int64_t row = chance(ROWS);
			struct kept_answer *k = &kept[q][row];
			struct str now = answer(db, test_arena(), q, row + 1);
			bool holds = k->kept && mark_holds(db, &k->mark);
			if (holds) CHECK(str_eq(now, k->text));
			holds ? hits++ : misses++;
			if (holds) continue;
			struct watch w;
			watch_begin(&w, db);
			k->text = answer(db, test_arena(), q, row + 1);
			k->kept = watch_end(&w, &k->mark);
			CHECK(k->kept);
		}
	}
	roll_backs = 0;
	CHECK(hits > STEPS / 4 && misses > STEPS / 4);
	db_close(other);
	db_close(db);
}

static bool keeps(struct db *db, size_t q, int64_t arg, enum write what, int64_t row)
{
	struct watch w;
	struct mark mark;
	watch_begin(&w, db);
	(void)answer(db, test_arena(), q, arg);
	CHECK(watch_end(&w, &mark));
	CHECK(mark_holds(db, &mark));
	CHECK_INT(write_one(db, what, row), OK);
	return mark_holds(db, &mark);
}

/* Rows by their id are forgotten alone, tables alone; what a foreign key deletes is changed too. */
TEST(watch_forgets_only_what_was_touched)
{
	struct db *db = test_db();
	for (int i = 0; i < 4; i++) CHECK_INT(write_one(db, PUT, 0), OK);
	CHECK_INT(write_one(db, USE, 4), OK);
	enum { ONE, SOME, ALL_ROWS, BOTH, USES };
	CHECK(!keeps(db, ONE, 2, SET, 2));
	CHECK(keeps(db, ONE, 2, SET, 3));
	CHECK(keeps(db, ONE, 2, PUT, 0));
	CHECK(keeps(db, ONE, 2, OTHER, 0));
	CHECK(!keeps(db, SOME, 2, SET, 3));
	CHECK(!keeps(db, ALL_ROWS, 0, PUT, 0));
	CHECK(keeps(db, ALL_ROWS, 0, USE, 1));
	CHECK(!keeps(db, BOTH, 0, USE, 1));
	CHECK(keeps(db, BOTH, 0, OTHER, 0));
	CHECK(!keeps(db, USES, 0, DROP, 4));
	CHECK(keeps(db, USES, 0, OTHER, 0));
	CHECK(!keeps(db, ONE, 2, DROP_ALL, 0));
	db_close(db);
}

/* What a transaction reads before it commits is nobody's; while another one writes, old answers hold until it commits. */
TEST(watch_and_a_transaction_under_way)
{
	struct db *db = test_db();
	struct db_write *w;
	struct watch outer;
	struct mark mark, early;
	struct str value;
	CHECK_INT(write_one(db, PUT, 0), OK);
	watch_begin(&outer, db);
	(void)answer(db, test_arena(), 2, 0);
	CHECK(watch_end(&outer, &mark));
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &w_drop_all, BIND_NONE), OK);
	CHECK(mark_holds(db, &mark));
	watch_begin(&outer, db); /* renders the old state while the other one is under way */
	(void)answer(db, test_arena(), 2, 0);
	CHECK(watch_end(&outer, &early));
	watch_begin(&outer, db);
	struct rows rows = db_rows(db_reading(w), test_arena(), &w_count, BIND_NONE);
	CHECK(rows_next(&rows));
	CHECK_INT(rows_end(&rows), OK);
	CHECK(!kept_find(db_reading(w), test_arena(), S("k"), &value));
	struct mark of_writer;
	CHECK(!watch_end(&outer, &of_writer));
	CHECK_INT(db_write_commit(w), OK);
	CHECK(!mark_holds(db, &mark));
	CHECK(!mark_holds(db, &early));
	db_close(db);
}

/* A migration, or a writer that did not say what it changed: nothing from before holds. */
TEST(watch_unknown_writers)
{
	struct db *db = test_db();
	struct watch w;
	struct mark mark;
	struct write_lock *old = NULL;
	int64_t version = 0;
	watch_begin(&w, db);
	(void)answer(db, test_arena(), 2, 0);
	CHECK(watch_end(&w, &mark) && mark_holds(db, &mark));
	CHECK_INT(write_lock_open(test_arena(), test_folder(), &old), OK);
	int fd = open(str_cz(test_arena(), str_fmt(test_arena(), "%s/write.lock", test_folder())), O_RDWR);
	CHECK(pread(fd, &version, sizeof version, 0) == sizeof version);
	version += 2; /* as a program before slots counted */
	CHECK(pwrite(fd, &version, sizeof version, 0) == sizeof version);
	CHECK(!mark_holds(db, &mark));
	CHECK_INT(write_one(db, OTHER, 1), OK);
	CHECK(!mark_holds(db, &mark));
	close(fd);
	write_lock_close(old);
	db_close(db);
}

STATEMENT(w_names, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");

/* No two tables share a slot. */
TEST(watch_tables_have_their_own_slots)
{
	struct db *db = test_db();
	struct db_read *r;
	bool taken[WATCH_TABLE_SLOTS] = { 0 };
	CHECK_INT(db_read_begin(db, &r), OK);
	struct rows rows = db_rows(r, test_arena(), &w_names, BIND_NONE);
	while (rows_next(&rows)) {
		uint16_t slot = watch_table_slot(str_cz(test_arena(), rows_str(&rows, 0)));
		CHECK(!taken[slot]);
		taken[slot] = true;
	}
	CHECK_INT(rows_end(&rows), OK);
	db_read_done(r);
	db_close(db);
}
