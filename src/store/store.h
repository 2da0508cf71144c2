/* Opening the store, transactions outside the router, and the rules that keep SQLite 3.40 safe.
 *
 * Several processes write (web, mailer, jobs, commands, two generations during a restart):
 * every write transaction and every checkpoint of any process holds DIR/write.lock (flock), so that
 * no two connections ever write or checkpoint at the same instant (design/security.md E3; the
 * WAL-reset bug of 3.40.1 needs exactly that). Decision: doc/decisions/0002-one-write-lock.md.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "store/db.h"
#include "store/watch.h"

struct db_config {
	const char *dir;      /* data folder: DIR/kenmin.db, DIR/write.lock */
	const char *pg;       /* libpq connection string, or NULL for SQLite */
	bool read_only;       /* no writer at all (tests, feeds) */
	int busy_ms;          /* how long a writer waits for the lock before ERR_BUSY; 0 = 5000 */
	int read_ms;          /* how long a reader's statement may run before ERR_BUSY; 0 = 30000 */
};

MUST_USE enum err db_open(struct arena *, const struct db_config *, struct db **);
void db_close(struct db *);

/* A reading connection for this thread, taken from a pool; give it back. Its snapshot begins
 * here (PostgreSQL: at the first statement) and ends with db_read_done. */
MUST_USE enum err db_read_begin(struct db *, struct db_read **);
void db_read_done(struct db_read *);

/* BEGIN IMMEDIATE under the write lock. Exactly one of commit and roll_back must follow.
 * Sticky: after the first statement that failed (ERR_CONFLICT too) the transaction is lost, on both
 * engines; db_do gives that error again and commit rolls back and returns it. */
MUST_USE enum err db_write_begin(struct db *, struct db_write **);
MUST_USE enum err db_write_commit(struct db_write *);
void db_write_roll_back(struct db_write *);

/* Applies migrations/NNNN_*.sql (embedded in the binary) that are not yet in schema_migration, one
 * transaction each; refuses a database whose newest migration it does not know (ERR_CONFLICT). */
MUST_USE enum err db_migrate(struct db *, int *applied);
MUST_USE enum err db_schema_current(struct db *, bool *current);

/* Prepares every STATEMENT of the program (those of tests apart); the log names the ones that fail.
 * ERR_CONFLICT when one failed. */
MUST_USE enum err db_check_statements(struct db *, int *checked, int *failed);
/* Prepares one, without running it: for the statements that are made from tables (form/entity_sql.h). */
MUST_USE enum err db_check_statement(struct db_write *, const struct sql *);

/* UPKEEP_CHECKPOINT: the log goes into the database file (jobs, after an import, at the end).
 * UPKEEP_OPTIMIZE: statistics for the query planner (after an import, daily).
 * UPKEEP_VERIFY: ERR_IO when the file is damaged (integrity_check, foreign_key_check). Slow. */
enum db_upkeep { UPKEEP_CHECKPOINT, UPKEEP_OPTIMIZE, UPKEEP_VERIFY };
MUST_USE enum err db_maintain(struct db *, enum db_upkeep);

#endif
