/* The store under failure: every read, write, sync and lock fails once, at every point of a transaction; then
 * writers that are killed. Pattern: SQLite's do_faultsim_test; the oracle is what was acknowledged. */
#include "core/fault.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/log.h"
#include "store/store.h"
#include "store/test_db.h"
#include "test.h"

STATEMENT(f_put, "INSERT INTO setting (site, name, value) VALUES ($1, $2, $3)");
STATEMENT(f_count, "SELECT count(*) FROM setting WHERE site = $1");
STATEMENT(f_all, "SELECT count(*) FROM setting");
STATEMENT(f_most, "SELECT coalesce(max(CAST(name AS INTEGER)), 0) FROM setting WHERE site = $1");
STATEMENT(f_sum, "SELECT count(*) FROM setting WHERE length(value) > 0");

static enum err open_in(const char *folder, int busy_ms, struct db **db)
{
	struct db_config c = { .dir = folder, .busy_ms = busy_ms };
	return db_open(test_arena(), &c, db);
}

static int64_t number(struct db *db, const struct sql *s, struct binds b)
{
	struct db_read *r;
	int64_t n = -1;
	if (db_read_begin(db, &r)) return -1;
	if (db_int(r, s, b, &n)) n = -1;
	db_read_done(r);
	return n;
}

#ifdef KENMIN_FAULTS
/* Two rows of 6 kB in one transaction, and a read before and after; the first error. */
static enum err work(const char *folder, int64_t site)
{
	struct db *db = NULL;
	enum err e = open_in(folder, 200, &db);
	if (e) return e;
	struct db_write *w;
	struct str big = { arena_alloc(test_arena(), 6000), 6000 };
	memset((char *)(uintptr_t)big.p, 'x', big.n);
	e = number(db, &f_all, BIND_NONE) < 0 ? ERR_IO : db_write_begin(db, &w);
	if (!e) {
		e = db_do(w, &f_put, BIND(b_int(site), b_str(S("1")), b_str(big)));
		if (!e) e = db_do(w, &f_put, BIND(b_int(site), b_str(S("2")), b_str(big)));
		enum err end = db_write_commit(w);
		if (!e) e = end;
	}
	enum err later = db_maintain(db, UPKEEP_CHECKPOINT); /* the commit stands whatever becomes of it */
	(void)later;
	db_close(db);
	return e;
}

/* After the failure the database is sound and holds both rows or none; both, if the commit was acknowledged. */
static void check_after(const char *folder, int64_t site, enum err e, const char *place, int n)
{
	struct db *db = NULL;
	CHECK_INT(open_in(folder, 200, &db), OK);
	int64_t rows = number(db, &f_count, BIND(b_int(site)));
	bool right = e == OK ? rows == 2 : rows == 0 || rows == 2;
	if (!right) fprintf(stderr, "  %s, point %d: error %d, %d rows\n", place, n, (int)e, (int)rows);
	CHECK(right);
	CHECK_INT(db_maintain(db, UPKEEP_VERIFY), OK);
	CHECK_INT(db_maintain(db, UPKEEP_CHECKPOINT), OK); /* the next run starts with an empty log */
	db_close(db);
}

TEST(store_fails_cleanly_at_every_point)
{
	static const char *const places[] = { "vfs.read", "vfs.write", "vfs.full", "vfs.sync", "vfs.truncate", "vfs.open", "vfs.shm", "vfs.lock",
		"sqlite.begin", "sqlite.prepare", "sqlite.step", "sqlite.commit" };
	struct db *db = test_db();
	CHECK_INT(db_maintain(db, UPKEEP_CHECKPOINT), OK);
	db_close(db);
	log_setup("kenmin", LOG_ERROR); /* hundreds of failures on purpose */
	int64_t site = 0;
	for (size_t p = 0; p < COUNT_OF(places); p++) {
		int hits = 1, n = 0;
		for (n = 1; hits && n < 200; n++) {
			fault_arm(places[p], n, false);
			enum err e = work(test_folder(), ++site);
			hits = fault_disarm();
			check_after(test_folder(), site, e, places[p], n);
		}
		CHECK(n < 200);                 /* the loop came to its end: a run without a hit */
		if (strcmp(places[p], "vfs.truncate") != 0) CHECK(n > 2); /* and the place was met at all */
	}
	log_setup("kenmin", LOG_INFO);
}

/* A disk that stays full: nothing is written, reading goes on, and with room again so does writing. */
TEST(store_on_a_full_disk)
{
	struct db *db = test_db();
	struct db_write *w;
	struct str big = { arena_alloc(test_arena(), 20000), 20000 };
	memset((char *)(uintptr_t)big.p, 'x', big.n);
	fault_arm("vfs.full", 1, true);
	for (int i = 0; i < 5; i++) {
		CHECK_INT(db_write_begin(db, &w), OK);
		enum err e = db_do(w, &f_put, BIND(b_int(i), b_str(S("1")), b_str(big)));
		CHECK(e == OK || e == ERR_FULL);
		CHECK_INT(db_write_commit(w), ERR_FULL);
		CHECK_INT(number(db, &f_all, BIND_NONE), 0);
	}
	CHECK(fault_disarm() > 0);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &f_put, BIND(b_int(9), b_str(S("1")), b_str(big))), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(number(db, &f_all, BIND_NONE), 1);
	db_close(db);
}

/* After an fsync that failed nobody knows what is on the disk: this process acknowledges nothing any more. */
TEST(store_stops_after_a_failed_sync)
{
	struct db *db = test_db();
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(db_do(w, &f_put, BIND(b_int(1), b_str(S("1")), b_str(S("x")))), OK);
	fault_arm("vfs.sync", 1, false);
	CHECK_INT(db_write_commit(w), ERR_IO);
	CHECK_INT(fault_disarm(), 1);
	CHECK_INT(db_write_begin(db, &w), ERR_IO);
	db_close(db);
}
#endif

/* ---- several processes ---- */

static pid_t child(void (*run)(const char *folder, int64_t site, int out), const char *folder, int64_t site, int out)
{
	pid_t pid = fork();
	if (pid != 0) return pid;
	run(folder, site, out);
	_exit(0);
}

static void pause_ms(int ms)
{
	nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 }, NULL);
}

/* Holds the lock from the byte it sends to a little after the byte it gets. */
static void hold_lock(const char *folder, int64_t site, int talk)
{
	struct db *db = NULL;
	struct db_write *w;
	char c = 'x';
	if (open_in(folder, 2000, &db) || db_write_begin(db, &w)) _exit(1);
	if (db_do(w, &f_put, BIND(b_int(site), b_str(S("1")), b_str(S("x")))) || write(talk, &c, 1) != 1 || read(talk, &c, 1) != 1) _exit(1);
	pause_ms(100);
	if (db_write_commit(w)) _exit(1);
}

TEST(store_writers_wait_for_each_other)
{
	struct db *db = test_db(), *quick = NULL, *patient = NULL;
	struct db_write *w;
	int talk[2], status = 0;
	char c;
	db_close(db); /* a connection must not cross a fork */
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, talk), 0);
	pid_t pid = child(hold_lock, test_folder(), 1, talk[1]);
	CHECK_INT(read(talk[0], &c, 1), 1);
	CHECK_INT(open_in(test_folder(), 100, &quick), OK); /* a long import keeps nobody from starting */
	CHECK_INT(open_in(test_folder(), 5000, &patient), OK);
	CHECK_INT(number(quick, &f_all, BIND_NONE), 0);
	CHECK_INT(write(talk[0], &c, 1), 1);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	pid = child(hold_lock, test_folder(), 2, talk[1]);
	CHECK_INT(read(talk[0], &c, 1), 1);
	CHECK_INT(number(quick, &f_all, BIND_NONE), 1); /* readers do not wait */
	CHECK_INT(db_write_begin(quick, &w), ERR_BUSY);
	CHECK_INT(write(talk[0], &c, 1), 1);
	CHECK_INT(db_write_begin(patient, &w), OK);
	CHECK_INT(db_do(w, &f_put, BIND(b_int(3), b_str(S("1")), b_str(S("x")))), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(number(quick, &f_all, BIND_NONE), 3);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	db_close(quick);
	db_close(patient);
	close(talk[0]);
	close(talk[1]);
}

struct ack {
	int64_t site, n;
};

/* Writes 1, 2, 3 ... under its site until it is killed; what was committed goes to the parent. */
static void write_forever(const char *folder, int64_t site, int out)
{
	struct db *db = NULL;
	struct db_write *w;
	if (open_in(folder, 5000, &db)) _exit(1);
	struct str big = { arena_alloc(test_arena(), 30000), 30000 };
	memset((char *)(uintptr_t)big.p, 'x', big.n);
	struct ack ack = { site, number(db, &f_most, BIND(b_int(site))) + 1 };
	for (;; ack.n++) {
		char name[24];
		snprintf(name, sizeof(name), "%lld", (long long)ack.n);
		if (db_write_begin(db, &w) || db_do(w, &f_put, BIND(b_int(site), b_str(str_of(name)), b_str(big))) || db_write_commit(w)) _exit(2);
		if (write(out, &ack, sizeof(ack)) != (ssize_t)sizeof(ack)) _exit(3);
	}
}

enum { WRITERS = 4, KILLS = 25 };

/* The last number a writer reported, and how often it was killed since: each kill may have come between a
 * commit and its report. */
struct known {
	int64_t most, kills;
};

/* Takes what was acknowledged out of the pipe. */
static void drain(int in, struct known known[WRITERS])
{
	struct ack ack;
	while (read(in, &ack, sizeof(ack)) == (ssize_t)sizeof(ack)) {
		struct known *k = &known[ack.site];
		CHECK(ack.n > k->most && ack.n <= k->most + 1 + k->kills);
		*k = (struct known){ ack.n, 0 };
	}
}

TEST(store_loses_nothing_when_writers_are_killed)
{
	struct db *db = test_db();
	db_close(db);
	int pipes[2];
	CHECK_INT(pipe2(pipes, O_CLOEXEC), 0);
	fcntl(pipes[0], F_SETFL, O_NONBLOCK);
	struct known known[WRITERS] = { 0 };
	pid_t pid[WRITERS];
	for (int i = 0; i < WRITERS; i++) pid[i] = child(write_forever, test_folder(), i, pipes[1]);
	for (int k = 0; k < KILLS; k++) {
		pause_ms(20 + (int)test_random(60));
		int victim = (int)test_random(WRITERS), status = 0;
		kill(pid[victim], SIGKILL);
		waitpid(pid[victim], &status, 0);
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL); /* it had not given up by itself */
		drain(pipes[0], known);
		known[victim].kills++;
		pid[victim] = child(write_forever, test_folder(), victim, pipes[1]);
	}
	for (int i = 0; i < WRITERS; i++) {
		kill(pid[i], SIGKILL);
		waitpid(pid[i], NULL, 0);
	}
	drain(pipes[0], known);
	for (int i = 0; i < WRITERS; i++) known[i].kills++;
	CHECK_INT(open_in(test_folder(), 2000, &db), OK);
	int64_t all = 0;
	for (int i = 0; i < WRITERS; i++) {
		int64_t rows = number(db, &f_count, BIND(b_int(i)));
		CHECK(rows >= known[i].most && rows <= known[i].most + known[i].kills); /* nothing lost, nothing from nowhere */
		CHECK_INT(number(db, &f_most, BIND(b_int(i))), rows);                   /* without a gap */
		all += rows;
	}
	CHECK(all > KILLS);
	CHECK_INT(number(db, &f_sum, BIND_NONE), all);
	CHECK_INT(db_maintain(db, UPKEEP_VERIFY), OK);
	db_close(db);
	close(pipes[0]);
	close(pipes[1]);
}
