/* Threads of one process on one database: readers see whole transactions, writers take turns. Meant for TSan too. */
#include <pthread.h>

#include "store/store.h"
#include "store/test_db.h"
#include "test.h"

enum { READERS = 4, WRITERS = 3, ROUNDS = 40 };

STATEMENT(h_put, "INSERT INTO setting (site, name, value) VALUES ($1, $2, 'x')");
STATEMENT(h_count, "SELECT count(*) FROM setting");

struct job {
	struct db *db;
	int64_t number;
	int bad; /* the harness is not made for threads: counted here, checked after the join */
};

/* Two rows per transaction, so that every reader must see an even number. */
static void *write_some(void *arg)
{
	struct job *j = arg;
	struct arena *a = arena_new();
	for (int i = 0; i < ROUNDS; i++) {
		struct db_write *w;
		if (db_write_begin(j->db, &w)) {
			j->bad++;
			continue;
		}
		for (int k = 0; k < 2; k++)
			if (db_do(w, &h_put, BIND(b_int(j->number), b_str(str_fmt(a, "%d %d", i, k))))) j->bad++;
		if (db_write_commit(w)) j->bad++;
	}
	arena_free(a);
	return NULL;
}

static void *read_some(void *arg)
{
	struct job *j = arg;
	for (int i = 0; i < ROUNDS * 3; i++) {
		struct db_read *r;
		int64_t first = -1, second = -1;
		if (db_read_begin(j->db, &r)) {
			j->bad++;
			continue;
		}
		if (db_int(r, &h_count, BIND_NONE, &first) || db_int(r, &h_count, BIND_NONE, &second)) j->bad++;
		if (first % 2 != 0 || first != second) j->bad++;
		db_read_done(r);
	}
	return NULL;
}

static void run(struct db *db)
{
	pthread_t thread[READERS + WRITERS];
	struct job job[READERS + WRITERS];
	for (int i = 0; i < READERS + WRITERS; i++) {
		job[i] = (struct job){ .db = db, .number = i };
		CHECK_INT(pthread_create(&thread[i], NULL, i < WRITERS ? write_some : read_some, &job[i]), 0);
	}
	for (int i = 0; i < READERS + WRITERS; i++) {
		CHECK_INT(pthread_join(thread[i], NULL), 0);
		CHECK_INT(job[i].bad, 0);
	}
	struct db_read *r;
	int64_t n = 0;
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(db_int(r, &h_count, BIND_NONE, &n), OK);
	CHECK_INT(n, WRITERS * ROUNDS * 2);
	db_read_done(r);
}

TEST(store_threads_on_both_engines)
{
	on_both_engines(run);
}
