/* What a database engine gives to store/db.c: one table of functions per engine. Included only by
 * store/ itself. Not for features: they see store/db.h.
 */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include <pthread.h>

#include "store/store.h"
#include "store/watch.h"

struct driver {
	const char *name;
	bool pg;
	enum err (*open)(struct db *);
	void (*close)(struct db *);
	enum err (*read_begin)(struct db *, struct db_read **);
	void (*read_done)(struct db_read *);
	enum err (*write_begin)(struct db *, struct db_write **);
	enum err (*commit)(struct db_write *);
	void (*roll_back)(struct db_write *);
	/* Several statements without parameters: migrations only. */
	enum err (*script)(struct db_write *, struct str text);
	/* Prepares without running. */
	enum err (*prepare)(struct db_read *, const struct sql *);
	enum err (*run)(struct db_write *, const struct sql *, struct binds);
	int64_t (*last_id)(struct db_write *);
	void *(*rows)(struct db_read *, const struct sql *, struct binds, enum err *);
	bool (*next)(void *state, enum err *);
	int64_t (*col_int)(void *state, int column);
	double (*col_real)(void *state, int column);
	/* Bytes valid until the next call of next. */
	struct str (*col_bytes)(void *state, int column, struct arena *);
	bool (*col_null)(void *state, int column);
	int (*columns)(void *state);
	void (*end)(void *state);
	enum err (*maintain)(struct db *, enum db_upkeep);
	int64_t (*version)(struct db *); /* see struct mark; < 0: not known, NULL: never known */
	bool (*holds)(struct db *, const struct mark *); /* NULL: nothing holds */
};
extern const struct driver driver_sqlite, driver_pg;

struct db {
	const struct driver *driver;
	struct arena *arena; /* guarded by `pool` */
	const char *dir, *pg;
	bool read_only;
	int busy_ms, read_ms;
	pthread_mutex_t pool;
	void *state;
	struct kept_values *kept; /* store/watch.c */
};
struct db_read {
	struct db *db;
	struct db_write *write; /* not NULL: the reading side of a write transaction */
	int64_t version;        /* of a reader: what was committed when it began; its snapshot is not older */
};
struct db_write {
	struct db_read read; /* first: db_reading() is a view of it */
	enum err failed;     /* the first error since begin: commit refuses then */
	int64_t changes;
	bool ddl;            /* a migration runs */
};

/* The lock of all writers of all processes: store/lock.c */
struct write_lock;
MUST_USE enum err write_lock_open(struct arena *, const char *dir, struct write_lock **);
void write_lock_close(struct write_lock *);
MUST_USE enum err write_lock_take(struct write_lock *, int wait_ms); /* ERR_BUSY when it took longer */
void write_lock_give(struct write_lock *);

/* The slots of store/watch.h, shared by all processes in the lock file. Each holds the number of the last transaction
 * that changed what it stands for. Two of a table (something in it; rows of it that are not known one by one), and
 * one of a row. */
enum { WATCH_TABLE_SLOTS = 16384, WATCH_SLOTS = 32768 };
struct slot_set {
	uint64_t bit[WATCH_SLOTS / 64];
	bool everything;
};
uint16_t watch_table_slot(const char *table);
uint16_t watch_rows_slot(const char *table);
uint16_t watch_row_slot(const char *table, int64_t row);
static inline void slot_add(struct slot_set *s, uint16_t slot) { s->bit[slot / 64] |= (uint64_t)1 << slot % 64; }
/* By the holder of the lock, before it commits: what it changed. ERR_FULL, ERR_IO: then it must not commit. */
MUST_USE enum err write_lock_mark(struct write_lock *, const struct slot_set *);
/* The number of the last transaction that is over. */
int64_t write_lock_version(const struct write_lock *);
bool write_lock_holds(const struct write_lock *, const struct mark *);

/* The drivers tell what the thread reads: a slot, or something that can not be watched. */
void watch_read(const struct db *, uint16_t slot);
void watch_read_row(const struct db *, uint16_t table, uint16_t rows, uint16_t row);
void watch_lost(const struct db *);
struct kept_values *kept_new(struct arena *);

/* The text of a migration for one engine: see store/migrate.c. */
struct str migration_text(struct arena *, struct str text, bool pg);

/* Hash of a statement's text, for the caches of made statements. */
uint32_t sql_hash(const char *text);
/* Made by sql_made(): its address may be used again for another text. */
static inline bool sql_is_made(const struct sql *s) { return s->file == NULL; }

#endif
