/* PostgreSQL: a throw-away cluster, the program's migrations and all its statements on it, and the store's promises. */
#include "store/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/fault.h"
#include "store/test_db.h"
#include "test.h"

#define PG_BIN "/usr/lib/postgresql/15/bin/"

static struct {
	char folder[40];
	pid_t server;
	bool tried;
	int schemas;
} cluster;

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st, (void)flag, (void)ftw;
	return remove(path);
}

static void stop_cluster(void)
{
	if (cluster.server > 0) {
		kill(cluster.server, SIGQUIT);
		waitpid(cluster.server, NULL, 0);
	}
	nftw(cluster.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* The server refuses to run as root. */
static pid_t start_as_postgres(const char *program, char *const argv[])
{
	struct passwd *user = getpwnam("postgres");
	if (!user) return -1;
	pid_t pid = fork();
	if (pid != 0) return pid;
	int null = open("/dev/null", O_RDWR);
	dup2(null, 0);
	dup2(null, 1);
	dup2(null, 2);
	if (chdir("/") != 0 || (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))) _exit(127);
	prctl(PR_SET_PDEATHSIG, SIGQUIT);
	execv(program, argv);
	_exit(127);
}

static bool make_folder(void)
{
	struct passwd *user = getpwnam("postgres");
	snprintf(cluster.folder, sizeof(cluster.folder), "/tmp/kenmin-pg-XXXXXX");
	if (!user || access(PG_BIN "initdb", X_OK) != 0 || !mkdtemp(cluster.folder)) return false;
	atexit(stop_cluster);
	return chown(cluster.folder, user->pw_uid, user->pw_gid) == 0;
}

static bool wait_for_socket(void)
{
	char path[80];
	snprintf(path, sizeof(path), "%s/.s.PGSQL.5432", cluster.folder);
	for (int i = 0; i < 400; i++) {
		if (access(path, F_OK) == 0) return true;
		if (waitpid(cluster.server, NULL, WNOHANG) != 0) return false;
		nanosleep(&(struct timespec){ .tv_nsec = 25000000 }, NULL);
	}
	return false;
}

static bool start_cluster(void)
{
	if (cluster.tried) return cluster.server > 0;
	cluster.tried = true;
	if (!make_folder()) return false;
	char data[60];
	snprintf(data, sizeof(data), "%s/data", cluster.folder);
	char *const init[] = { "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-N", NULL };
	int status = 1;
	pid_t pid = start_as_postgres(PG_BIN "initdb", init);
	if (pid <= 0 || waitpid(pid, &status, 0) != pid || status != 0) return false;
	char *const serve[] = { "postgres", "-D", data, "-k", cluster.folder, "-c", "listen_addresses=", "-c", "fsync=off",
		"-c", "shared_buffers=16MB", "-c", "max_connections=20", NULL };
	cluster.server = start_as_postgres(PG_BIN "postgres", serve);
	return cluster.server > 0 && wait_for_socket();
}

static enum err open_schema(const char *schema, struct db **db)
{
	struct arena *a = test_arena();
	struct str conn = str_fmt(a, "host=%s user=postgres dbname=postgres options='-c search_path=%s'", cluster.folder, schema);
	struct db_config c = { .dir = "/nonexistent", .pg = str_cz(a, conn), .busy_ms = 300 };
	enum err e = ERR_IO;
	for (int i = 0; i < 100 && e; i++) { /* the socket is there a little before the server answers */
		e = db_open(a, &c, db);
		if (e) nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
	}
	return e;
}

struct db *test_db_pg(void)
{
	if (!start_cluster()) {
		fprintf(stderr, "PostgreSQL can not be started here: its half of this test is left out\n");
		return NULL;
	}
	struct db *db = NULL;
	struct db_write *w;
	const char *schema = str_cz(test_arena(), str_fmt(test_arena(), "t%d", ++cluster.schemas));
	CHECK_INT(open_schema(schema, &db), OK);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db->driver->script(w, str_fmt(test_arena(), "CREATE SCHEMA %s", schema)), OK);
	CHECK_INT(db_write_commit(w), OK);
	int applied = 0;
	CHECK_INT(db_migrate(db, &applied), OK);
	CHECK_INT(db_migrate(db, &applied), OK);
	CHECK_INT(applied, 0);
	return db;
}

TEST(pg_takes_all_statements)
{
	struct db *db = test_db_pg();
	if (!db) return;
	int checked = 0, bad = 0;
	CHECK_INT(db_check_statements(db, &checked, &bad), OK);
	CHECK(checked > 10);
	CHECK_INT(bad, 0);
	db_close(db);
}

STATEMENT(p_put, "INSERT INTO setting (site, name, value) VALUES ($1, $2, $3)");
STATEMENT(p_all, "SELECT site, name, value FROM setting ORDER BY site");
STATEMENT(p_count, "SELECT count(*) FROM setting");
STATEMENT(p_key, "INSERT INTO person_key (wrapped, created_at) VALUES ($1, $2)");
STATEMENT(p_key_get, "SELECT wrapped, created_at, wrapped IS NULL FROM person_key WHERE id = $1");

static int64_t count(struct db *db)
{
	struct db_read *r;
	int64_t n = -1;
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(db_int(r, &p_count, BIND_NONE, &n), OK);
	db_read_done(r);
	return n;
}

static enum err put(struct db *db, int64_t site)
{
	struct db_write *w;
	enum err e = db_write_begin(db, &w);
	if (e) return e;
	e = db_do(w, &p_put, BIND(b_int(site), b_str(S("名前 'x' \\ \"")), b_str(S("値"))));
	enum err end = db_write_commit(w);
	return e ? e : end;
}

/* The same on both engines: what db.h and store.h promise. */
static void promises(struct db *db)
{
	struct db_write *w;
	struct db_read *r;
	int64_t n;
	CHECK_INT(put(db, 1), OK);
	CHECK_INT(put(db, 1), ERR_CONFLICT);
	CHECK_INT(put(db, 2), OK);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &p_key, BIND(b_blob(S("\0\1\377'\\x")), b_int(INT64_MIN))), OK);
	CHECK_INT(db_changes(w), 1);
	int64_t id = db_last_id(w);
	CHECK_INT(db_do(w, &p_key, BIND(b_null(), b_int(5))), OK);
	CHECK_INT(db_last_id(w), id + 1);
	struct rows rows = db_rows(db_reading(w), test_arena(), &p_key_get, BIND(b_int(id)));
	CHECK(rows_next(&rows));
	CHECK_EQ(rows_blob(&rows, 0), S("\0\1\377'\\x"));
	CHECK(rows_int(&rows, 1) == INT64_MIN && rows_int(&rows, 2) == 0 && rows_columns(&rows) == 3);
	CHECK(!rows_next(&rows));
	CHECK_INT(rows_end(&rows), OK);
	rows = db_rows(db_reading(w), test_arena(), &p_key_get, BIND(b_int(id + 1)));
	CHECK(rows_next(&rows) && rows_null(&rows, 0) && rows_int(&rows, 2) == 1);
	CHECK_INT(rows_end(&rows), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(db_int(r, &p_count, BIND_NONE, &n), OK);
	CHECK_INT(put(db, 3), OK); /* not seen by the reader's snapshot */
	CHECK_INT(db_int(r, &p_count, BIND_NONE, &n), OK);
	CHECK_INT(n, 2);
	rows = db_rows(r, test_arena(), &p_put, BIND(b_int(9), b_str(S("a")), b_str(S("b")))); /* a reader can not write */
	CHECK(!rows_next(&rows));
	CHECK_INT(rows_end(&rows), ERR_DENIED);
	db_read_done(r);
	CHECK_INT(count(db), 3);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &p_put, BIND(b_int(4), b_str(S("a")), b_str(S("b")))), OK);
	CHECK_INT(db_do(w, &p_put, BIND(b_int(4), b_str(S("a")), b_str(S("b")))), ERR_CONFLICT);
	CHECK_INT(db_write_commit(w), ERR_CONFLICT);
	CHECK_INT(count(db), 3);
	rows = (struct rows){ 0 };
	CHECK_INT(db_read_begin(db, &r), OK);
	rows = db_rows(r, test_arena(), &p_all, BIND_NONE);
	for (int64_t site = 1; rows_next(&rows); site++) {
		CHECK_INT(rows_int(&rows, 0), site);
		CHECK_STR(rows_str(&rows, 1), "名前 'x' \\ \"");
	}
	CHECK_INT(rows_end(&rows), OK);
	db_read_done(r);
	CHECK_INT(db_maintain(db, UPKEEP_OPTIMIZE), OK);
	CHECK_INT(db_maintain(db, UPKEEP_VERIFY), OK);
}

TEST(store_promises_on_both_engines)
{
	on_both_engines(promises);
}

static void many_made(struct db *db)
{
	struct db_read *r;
	CHECK_INT(db_read_begin(db, &r), OK);
	for (int i = 0; i < 3000; i++) {
		int64_t n = -1;
		struct sql s = sql_made(test_arena(), "made", str_fmt(test_arena(), "SELECT %d + CAST($1 AS bigint)", i % 1500));
		CHECK_INT(db_int(r, &s, BIND(b_int(1)), &n), OK);
		if (n != i % 1500 + 1) CHECK_INT(n, i % 1500 + 1);
	}
	db_read_done(r);
}

TEST(store_made_statements_on_both_engines)
{
	on_both_engines(many_made);
}

/* The server was restarted, or cut the idle connections: the next transaction gets a new one. */
TEST(pg_comes_back_after_a_cut)
{
	struct db *db = test_db_pg();
	if (!db) return;
	struct db_write *w;
	struct db_read *r;
	int64_t n = 0;
	CHECK_INT(count(db), 0); /* leaves an idle reader in the pool */
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db->driver->script(w, S("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
		"WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(count(db), 0);
	CHECK_INT(db_read_begin(db, &r), OK); /* in the middle: an error, and then again a new one */
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db->driver->script(w, S("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
		"WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_int(r, &p_count, BIND_NONE, &n), ERR_IO);
	db_read_done(r);
	CHECK_INT(put(db, 1), OK);
	CHECK_INT(count(db), 1);
	db_close(db);
}

#ifdef KENMIN_FAULTS
/* Each call to the server fails once: the error is reported, nothing stays half done, the next try works. */
TEST(pg_survives_failing_calls)
{
	struct db *db = test_db_pg();
	if (!db) return;
	static const char *const places[] = { "pg.exec", "pg.commit" };
	int64_t before = count(db);
	for (size_t p = 0; p < COUNT_OF(places); p++)
		for (int n = 1, hits = 1; hits; n++) {
			fault_arm(places[p], n, false);
			enum err e = put(db, 100 + (int64_t)p * 10 + n);
			hits = fault_disarm();
			int64_t now = count(db);
			CHECK(now == before + (e == OK));
			before = now;
		}
	db_close(db);
}
#endif
