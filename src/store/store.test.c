/* The store's promises on SQLite: rights, transactions, statements, migrations. */
#include "store/store.h"

#include "store/driver.h"
#include "store/test_db.h"
#include "test.h"

STATEMENT(t_put, "INSERT INTO setting (site, name, value) VALUES ($1, $2, $3)");
STATEMENT(t_get, "SELECT value FROM setting WHERE name = $1 AND site = $2");
STATEMENT(t_twice, "SELECT count(*) FROM setting WHERE name = $2 OR value = $1 OR name = $1");
STATEMENT(t_all, "SELECT site, name, value FROM setting ORDER BY name");
STATEMENT(t_one_missing, "SELECT $1, $3");
STATEMENT(t_key, "INSERT INTO person_key (wrapped, created_at) VALUES ($1, $2)");
STATEMENT(t_key_get, "SELECT wrapped, destroyed_at FROM person_key WHERE id = $1");

struct db *test_db(void)
{
	struct db *db = NULL;
	int applied = 0;
	struct db_config c = { .dir = test_folder(), .busy_ms = 300 };
	CHECK_INT(db_open(test_arena(), &c, &db), OK);
	CHECK_INT(db_migrate(db, &applied), OK);
	CHECK(applied >= 0);
	return db;
}

static enum err put(struct db *db, int64_t site, const char *name, const char *value)
{
	struct db_write *w;
	enum err e = db_write_begin(db, &w);
	if (e) return e;
	e = db_do(w, &t_put, BIND(b_int(site), b_str(str_of(name)), b_str(str_of(value))));
	enum err e2 = db_write_commit(w);
	return e ? e : e2;
}

static int64_t count(struct db *db)
{
	struct db_read *r;
	int64_t n = -1;
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(db_int(r, &t_twice, BIND(b_str(S("v")), b_str(S("zz"))), &n), OK);
	db_read_done(r);
	return n;
}

TEST(store_writes_and_reads)
{
	struct db *db = test_db();
	CHECK_INT(put(db, 1, "名前", "値"), OK);
	CHECK_INT(put(db, 2, "empty", ""), OK);
	struct db_read *r;
	CHECK_INT(db_read_begin(db, &r), OK);
	struct rows rows = db_rows(r, test_arena(), &t_get, BIND(b_str(S("名前")), b_int(1)));
	CHECK(rows_next(&rows));
	CHECK_STR(rows_str(&rows, 0), "値");
	CHECK(!rows_next(&rows));
	CHECK_INT(rows_end(&rows), OK);
	int64_t n = 0;
	CHECK_INT(db_int(r, &t_get, BIND(b_str(S("none")), b_int(1)), &n), ERR_NOT_FOUND);
	db_read_done(r);
	db_close(db);
}

TEST(store_binds_dollar_numbers_by_name)
{
	struct db *db = test_db();
	CHECK_INT(put(db, 1, "a", "v"), OK);
	CHECK_INT(put(db, 1, "v", "x"), OK);
	CHECK_INT(put(db, 1, "zz", "x"), OK);
	CHECK_INT(count(db), 3);
	struct db_read *r;
	CHECK_INT(db_read_begin(db, &r), OK);
	int64_t n;
	CHECK_INT(db_int(r, &t_twice, BIND(b_str(S("v"))), &n), ERR_IO);                       /* too few */
	CHECK_INT(db_int(r, &t_get, BIND(b_int(1), b_int(1), b_int(1)), &n), ERR_IO);          /* too many */
	CHECK_INT(db_int(r, &t_one_missing, BIND(b_int(1), b_int(1), b_int(1)), &n), ERR_IO);  /* a gap */
	db_read_done(r);
	db_close(db);
}

TEST(store_keeps_bytes_and_null)
{
	struct db *db = test_db();
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &t_key, BIND(b_blob(S("\0\1\377")), b_int(-5))), OK);
	int64_t id = db_last_id(w);
	CHECK_INT(db_changes(w), 1);
	CHECK_INT(db_do(w, &t_key, BIND(b_null(), b_int(INT64_MAX))), OK);
	struct rows rows = db_rows(db_reading(w), test_arena(), &t_key_get, BIND(b_int(id))); /* sees its own writes */
	CHECK(rows_next(&rows));
	CHECK_EQ(rows_blob(&rows, 0), S("\0\1\377"));
	CHECK(!rows_null(&rows, 0));
	CHECK_INT(rows_end(&rows), OK);
	rows = db_rows(db_reading(w), test_arena(), &t_key_get, BIND(b_int(id + 1)));
	CHECK(rows_next(&rows));
	CHECK(rows_null(&rows, 0));
	CHECK_STR(rows_blob(&rows, 0), "");
	CHECK_INT(rows_end(&rows), OK);
	CHECK_INT(db_write_commit(w), OK);
	db_close(db);
}

TEST(store_transaction_is_all_or_nothing)
{
	struct db *db = test_db();
	CHECK_INT(put(db, 1, "v", "1"), OK);
	CHECK_INT(put(db, 1, "v", "2"), ERR_CONFLICT);
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &t_put, BIND(b_int(2), b_str(S("v")), b_str(S("3")))), OK);
	CHECK_INT(db_do(w, &t_put, BIND(b_int(1), b_str(S("v")), b_str(S("4")))), ERR_CONFLICT);
	CHECK_INT(db_do(w, &t_put, BIND(b_int(3), b_str(S("v")), b_str(S("5")))), ERR_CONFLICT); /* lost: sticky */
	CHECK_INT(db_write_commit(w), ERR_CONFLICT);
	CHECK_INT(count(db), 1);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &t_put, BIND(b_int(2), b_str(S("v")), b_str(S("3")))), OK);
	db_write_roll_back(w);
	CHECK_INT(count(db), 1);
	db_close(db);
}

TEST(store_reader_keeps_its_snapshot)
{
	struct db *db = test_db();
	struct db_read *r;
	int64_t n;
	CHECK_INT(put(db, 1, "v", "1"), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(db_int(r, &t_twice, BIND(b_str(S("v")), b_str(S("zz"))), &n), OK);
	CHECK_INT(n, 1);
	CHECK_INT(put(db, 2, "v", "2"), OK);
	CHECK_INT(db_maintain(db, UPKEEP_CHECKPOINT), OK); /* does not wait for the reader for long */
	CHECK_INT(db_int(r, &t_twice, BIND(b_str(S("v")), b_str(S("zz"))), &n), OK);
	CHECK_INT(n, 1);
	db_read_done(r);
	CHECK_INT(count(db), 2);
	db_close(db);
}

STATEMENT(t_delete, "DELETE FROM setting");
STATEMENT(t_drop, "DROP TABLE setting");
STATEMENT(t_create, "CREATE TABLE x (a)");
STATEMENT(t_attach, "ATTACH ':memory:' AS x");
STATEMENT(t_pragma, "PRAGMA query_only = 0");
STATEMENT(t_schema, "UPDATE sqlite_schema SET sql = ''");

TEST(store_reader_can_not_write)
{
	static const struct sql *const refused[] = { &t_delete, &t_drop, &t_create, &t_attach, &t_pragma, &t_schema };
	struct db *db = test_db();
	CHECK_INT(put(db, 1, "v", "1"), OK);
	struct db_read *r;
	CHECK_INT(db_read_begin(db, &r), OK);
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct rows rows = db_rows(r, test_arena(), refused[i], BIND_NONE);
		CHECK(!rows_next(&rows));
		CHECK(rows_end(&rows) != OK);
	}
	db_read_done(r);
	CHECK_INT(count(db), 1);
	db_close(db);
}

TEST(store_writer_can_not_change_the_schema)
{
	static const struct sql *const refused[] = { &t_drop, &t_create, &t_attach, &t_pragma, &t_schema };
	struct db *db = test_db();
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct db_write *w;
		CHECK_INT(db_write_begin(db, &w), OK);
		CHECK(db_do(w, refused[i], BIND_NONE) != OK);
		CHECK(db_write_commit(w) != OK);
	}
	CHECK_INT(count(db), 0);
	db_close(db);
}

TEST(store_loops_in_loops)
{
	struct db *db = test_db();
	for (int i = 0; i < 5; i++) CHECK_INT(put(db, i, "v", "1"), OK);
	struct db_read *r;
	CHECK_INT(db_read_begin(db, &r), OK);
	int n = 0;
	struct rows outer = db_rows(r, test_arena(), &t_all, BIND_NONE);
	while (rows_next(&outer)) {
		struct rows inner = db_rows(r, test_arena(), &t_all, BIND_NONE);
		while (rows_next(&inner)) n++;
		CHECK_INT(rows_end(&inner), OK);
	}
	CHECK_INT(rows_end(&outer), OK);
	CHECK_INT(n, 25);
	db_read_done(r);
	db_close(db);
}

/* The address of a made statement may come again with another text. */
TEST(store_made_statements_go_by_their_text)
{
	struct db *db = test_db();
	struct db_read *r;
	CHECK_INT(db_read_begin(db, &r), OK);
	struct sql s;
	for (int i = 0; i < 2000; i++) {
		int64_t n = -1;
		s = sql_made(test_arena(), "made", str_fmt(test_arena(), "SELECT %d + $1", i % 700));
		CHECK_INT(db_int(r, &s, BIND(b_int(1)), &n), OK);
		if (n != i % 700 + 1) CHECK_INT(n, i % 700 + 1);
	}
	db_read_done(r);
	db_close(db);
}

STATEMENT(t_endless, "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c WHERE n < 0");

TEST(store_stops_a_reader_that_does_not_end)
{
	struct db *db = test_db(), *quick = NULL;
	struct db_config c = { .dir = test_folder(), .read_ms = 50 };
	struct db_read *r;
	int64_t n = 0;
	CHECK_INT(db_open(test_arena(), &c, &quick), OK);
	CHECK_INT(db_read_begin(quick, &r), OK);
	CHECK_INT(db_int(r, &t_endless, BIND_NONE, &n), ERR_BUSY);
	CHECK_INT(db_int(r, &t_twice, BIND(b_str(S("v")), b_str(S("zz"))), &n), OK); /* and is of use again */
	db_read_done(r);
	db_close(quick);
	db_close(db);
}

TEST(store_second_opening_is_current)
{
	struct db *db = test_db(), *again = NULL;
	struct db_config c = { .dir = test_folder() };
	CHECK_INT(db_open(test_arena(), &c, &again), OK);
	bool current = false;
	int applied = -1;
	CHECK_INT(db_schema_current(again, &current), OK);
	CHECK(current);
	CHECK_INT(db_migrate(again, &applied), OK);
	CHECK_INT(applied, 0);
	CHECK_INT(put(again, 1, "v", "1"), OK);
	CHECK_INT(count(db), 1);
	db_close(again);
	db_close(db);
}

STATEMENT(t_future, "INSERT INTO schema_migration (number, name, hash, applied_at) VALUES (9999, 'future', '', 0)");

TEST(store_refuses_a_database_of_the_future)
{
	struct db *db = test_db();
	struct db_write *w;
	int applied;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &t_future, BIND_NONE), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_migrate(db, &applied), ERR_CONFLICT);
	db_close(db);
}

TEST(store_read_only_has_no_writer)
{
	struct db *db = test_db(), *ro = NULL;
	struct db_config c = { .dir = test_folder(), .read_only = true };
	struct db_write *w;
	CHECK_INT(put(db, 1, "v", "1"), OK);
	CHECK_INT(db_open(test_arena(), &c, &ro), OK);
	CHECK_INT(db_write_begin(ro, &w), ERR_DENIED);
	CHECK_INT(count(ro), 1);
	db_close(ro);
	db_close(db);
}

TEST(store_statements_fit_sqlite)
{
	struct db *db = test_db();
	int checked = 0, failed = 0;
	CHECK_INT(db_check_statements(db, &checked, &failed), OK);
	CHECK(checked > 0);
	CHECK_INT(failed, 0);
	db_close(db);
}

TEST(store_verifies)
{
	struct db *db = test_db();
	CHECK_INT(put(db, 1, "v", "1"), OK);
	CHECK_INT(db_maintain(db, UPKEEP_OPTIMIZE), OK);
	CHECK_INT(db_maintain(db, UPKEEP_VERIFY), OK);
	db_close(db);
}

TEST(migration_words_per_engine)
{
	struct str text = S("CREATE TABLE t ( -- INT in a comment\n\tid ID, n INT NOT NULL, POINT TEXT DEFAULT 'INT', at TIME) STRICT;\n"
		"@sqlite only INT;\n@pg other INT;\n");
	CHECK_STR(migration_text(test_arena(), text, false), "CREATE TABLE t ( \n\tid INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER NOT NULL, "
		"POINT TEXT DEFAULT 'INT', at INTEGER) STRICT;\nonly INTEGER;\n");
	CHECK_STR(migration_text(test_arena(), text, true), "CREATE TABLE t ( \n\tid BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "
		"n BIGINT NOT NULL, POINT TEXT DEFAULT 'INT', at BIGINT) ;\nother BIGINT;\n");
}
