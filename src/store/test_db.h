/* For tests only: databases with all migrations applied. */
#ifndef STORE_TEST_DB_H
#define STORE_TEST_DB_H

#include "store/store.h"

struct db *test_db(void); /* SQLite in test_folder(); close it with db_close(). Defined in store.test.c */
/* PostgreSQL: a throw-away cluster on a socket, started at the first call and ended with the process; each call
 * gives a schema of its own. NULL (and a line on stderr) where the machine has no PostgreSQL. Defined in pg.test.c */
struct db *test_db_pg(void);
/* Runs the test on both. */
static inline void on_both_engines(void (*test)(struct db *))
{
	struct db *db = test_db();
	test(db);
	db_close(db);
	db = test_db_pg();
	if (!db) return;
	test(db);
	db_close(db);
}

#endif
