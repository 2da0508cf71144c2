/* The SQLite driver, with the rules that keep 3.40.1 safe (design: security.md E3): WAL with
 * synchronous=FULL, checkpoints only by us and only under the write lock, readers that can not write.
 * The only file that includes <sqlite3.h>. Not a place for SQL of features.
 */
#include <sqlite3.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/fault.h"
#include "core/log.h"
#include "store/driver.h"
#include "store/sqlite_fault.h"

enum { CACHE_BUCKETS = 256, MADE_SETS = 64, MADE_WAYS = 4, PARAMS_MAX = 250, PROGRESS_STEPS = 20000, CHECKPOINT_PAGES = 1000, TRUNCATE_PAGES = 16000,
	TABLES_MAX = 12 /* of one statement */ };

/* A prepared statement; `at[n]` is SQLite's index of parameter $n. */
struct entry {
	const struct sql *sql;
	uint32_t hash; /* of a made statement's text */
	sqlite3_stmt *stmt;
	struct entry *next;
	bool busy, lone; /* lone: not in the cache, finalized at the end */
	struct conn *conn;
	unsigned char at[PARAMS_MAX + 1];
	/* For store/watch.h; more than TABLES_MAX: too many. */
	size_t reads, writes;
	uint16_t read[TABLES_MAX], written[TABLES_MAX]; /* table slots */
	const char *row_of; /* one row of this table, by the id in $1; else NULL */
	bool by_row;        /* every row it changes in its own table is told by the update hook */
};
struct conn {
	struct db_write w; /* first */
	sqlite3 *h;
	struct arena *arena;
	struct conn *next, *next_idle;
	sqlite3_stmt *begin, *look, *commit, *rollback;
	struct entry *bucket[CACHE_BUCKETS];
	struct entry made[MADE_SETS][MADE_WAYS];
	unsigned made_turn;
	struct entry *preparing; /* whose tables the authorizer hears of */
	int64_t until; /* a reader's statement stops then; monotonic milliseconds */
	int wal_pages, checkpoint_at; /* pages in the log after the last commit; when to checkpoint */
};
struct sqlite {
	struct write_lock *lock;
	struct conn *writer, *idle, *all;
	const char *path;
	struct slot_set changed; /* by the transaction of the writer */
	bool broken; /* an fsync failed: nothing is acknowledged any more (what the kernel holds is unknown) */
};

static struct conn *conn_of(struct db_read *r)
{
	return (struct conn *)(void *)(r->write ? (void *)r->write : (void *)r);
}

static struct sqlite *sqlite_of(struct db *db)
{
	return db->state;
}

/* ---- errors ---- */

static enum err err_of(int rc)
{
	static const struct { int rc; enum err err; } map[] = {
		{ SQLITE_BUSY, ERR_BUSY },       { SQLITE_LOCKED, ERR_BUSY },     { SQLITE_CONSTRAINT, ERR_CONFLICT },
		{ SQLITE_FULL, ERR_FULL },       { SQLITE_TOOBIG, ERR_FULL },     { SQLITE_AUTH, ERR_DENIED },
		{ SQLITE_READONLY, ERR_DENIED }, { SQLITE_INTERRUPT, ERR_BUSY },
	};
	if (rc == SQLITE_OK || rc == SQLITE_DONE || rc == SQLITE_ROW) return OK;
	for (size_t i = 0; i < COUNT_OF(map); i++)
		if (map[i].rc == (rc & 0xff)) return map[i].err;
	return ERR_IO;
}

/* Texts of SQLite name tables and columns, never values. */
static enum err failed(const struct conn *c, int rc, const char *what)
{
	log_warn(3020, "sqlite %d in %s: %s", rc, what, c && c->h ? sqlite3_errmsg(c->h) : sqlite3_errstr(rc));
	return err_of(rc);
}

/* ---- connections ---- */

static void add_table(uint16_t *list, size_t *n, const char *table)
{
	uint16_t slot = watch_table_slot(table);
	for (size_t i = 0; i < *n && i < TABLES_MAX; i++)
		if (list[i] == slot) return;
	if (*n < TABLES_MAX) list[*n] = slot;
	if (*n <= TABLES_MAX) ++*n;
}

/* Which tables a statement touches: SQLite asks for each while preparing it, virtual ones too. */
static void note_table(struct entry *e, int action, const char *table)
{
	if (action == SQLITE_READ) add_table(e->read, &e->reads, table);
	if (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE) add_table(e->written, &e->writes, table);
}

/* What a connection may do. Readers: read. Writers: no schema change but in a migration, no ATTACH,
 * no PRAGMA but what FTS5 asks for itself. A second wall behind the read-only open. */
static int authorize(void *arg, int action, const char *a, const char *b, const char *db_name, const char *trigger)
{
	(void)b, (void)db_name, (void)trigger;
	const struct conn *c = arg;
	if (c->preparing && a) note_table(c->preparing, action, a);
	switch (action) {
	case SQLITE_SELECT: case SQLITE_READ: case SQLITE_FUNCTION: case SQLITE_RECURSIVE: case SQLITE_TRANSACTION:
		return SQLITE_OK;
	case SQLITE_PRAGMA:
		return a && (strcmp(a, "data_version") == 0 || strcmp(a, "wal_checkpoint") == 0) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_INSERT: case SQLITE_UPDATE: case SQLITE_DELETE:
		/* What the declaration of a virtual table looks like from here; a real one is refused by DEFENSIVE. */
		if (action == SQLITE_UPDATE && a && strcmp(a, "sqlite_master") == 0) return SQLITE_OK;
		if (!c->w.read.write) return SQLITE_DENY;
		if (a && strncmp(a, "sqlite_", 7) == 0 && strcmp(a, "sqlite_sequence") != 0) return c->w.ddl ? SQLITE_OK : SQLITE_DENY;
		return SQLITE_OK;
	case SQLITE_ATTACH: case SQLITE_DETACH:
		return SQLITE_DENY;
	default:
		return c->w.ddl ? SQLITE_OK : SQLITE_DENY;
	}
}

static int wal_grew(void *arg, sqlite3 *h, const char *name, int pages)
{
	(void)h, (void)name;
	((struct conn *)arg)->wal_pages = pages;
	return SQLITE_OK;
}

/* Every row a statement changes, those of foreign keys too. */
static void row_changed(void *arg, int action, char const *db_name, char const *table, sqlite3_int64 row)
{
	(void)action, (void)db_name;
	struct slot_set *changed = &sqlite_of(((struct conn *)arg)->w.read.db)->changed;
	slot_add(changed, watch_table_slot(table));
	slot_add(changed, watch_row_slot(table, row));
}

static int64_t monotonic_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int out_of_time(void *arg)
{
	return monotonic_ms() > ((const struct conn *)arg)->until;
}

/* Before the first statement: above all that closing does not checkpoint. */
static void set_limits(struct conn *c)
{
	static const struct { int option, value; } options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },           { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 }, { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
		{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },             { SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
	};
	static const struct { int limit, value; } limits[] = {
		{ SQLITE_LIMIT_LENGTH, 16 << 20 },      { SQLITE_LIMIT_SQL_LENGTH, 64 << 10 }, { SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, PARAMS_MAX },  { SQLITE_LIMIT_EXPR_DEPTH, 200 },      { SQLITE_LIMIT_COLUMN, 500 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 }, { SQLITE_LIMIT_TRIGGER_DEPTH, 10 }, { SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(options); i++) sqlite3_db_config(c->h, options[i].option, options[i].value, NULL);
	for (size_t i = 0; i < COUNT_OF(limits); i++) sqlite3_limit(c->h, limits[i].limit, limits[i].value);
	sqlite3_extended_result_codes(c->h, 1);
	sqlite3_busy_timeout(c->h, 2000); /* recovery after a crash, and nothing else, makes anybody wait here */
}

static int configure(struct conn *c, bool writes)
{
	int rc = sqlite3_exec(c->h, writes
		? "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON;"
		  "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON"
		: "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cell_size_check=ON; PRAGMA cache_size=-8000;"
		  "PRAGMA temp_store=MEMORY", NULL, NULL, NULL);
	if (!rc && writes && fault_hit("sqlite.nosync")) rc = sqlite3_exec(c->h, "PRAGMA synchronous=OFF", NULL, NULL, NULL);
	if (rc) return rc;
	sqlite3_wal_hook(c->h, wal_grew, c);
	if (writes) sqlite3_update_hook(c->h, row_changed, c);
	if (!writes) sqlite3_progress_handler(c->h, PROGRESS_STEPS, out_of_time, c);
	return sqlite3_set_authorizer(c->h, authorize, c);
}

static void conn_close(struct conn *c)
{
	for (size_t i = 0; i < CACHE_BUCKETS; i++)
		for (struct entry *e = c->bucket[i]; e; e = e->next) sqlite3_finalize(e->stmt);
	for (size_t i = 0; i < MADE_SETS * MADE_WAYS; i++) sqlite3_finalize(c->made[i / MADE_WAYS][i % MADE_WAYS].stmt);
	sqlite3_finalize(c->begin);
	sqlite3_finalize(c->look);
	sqlite3_finalize(c->commit);
	sqlite3_finalize(c->rollback);
	sqlite3_close(c->h);
	arena_free(c->arena);
}

static int read_mode(void *arg, int columns, char **values, char **names)
{
	(void)columns, (void)names;
	*(bool *)arg = values[0] && strcmp(values[0], "wal") == 0;
	return 0;
}

/* A new file becomes WAL under the lock; later openings only look, so that they wait for no writer. */
static int ensure_wal(struct conn *c)
{
	struct write_lock *lock = sqlite_of(c->w.read.db)->lock;
	bool wal = false;
	int rc = sqlite3_exec(c->h, "PRAGMA journal_mode", read_mode, &wal, NULL);
	if (rc || wal) return rc;
	if (write_lock_take(lock, c->w.read.db->busy_ms)) return SQLITE_BUSY;
	rc = sqlite3_exec(c->h, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
	write_lock_give(lock);
	return rc;
}

static enum err conn_open(struct db *db, bool writes, struct conn **out)
{
	struct sqlite *s = sqlite_of(db);
	struct arena *a = arena_new();
	struct conn *c = ARENA_NEW(a, struct conn);
	c->arena = a;
	c->until = INT64_MAX;
	c->w.read = (struct db_read){ .db = db, .write = writes ? &c->w : NULL };
	int flags = (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX;
	int rc = sqlite3_open_v2(s->path, &c->h, flags, sqlite_fault_vfs());
	if (rc == SQLITE_OK) set_limits(c);
	if (rc == SQLITE_OK && writes) rc = ensure_wal(c);
	if (rc == SQLITE_OK) rc = configure(c, writes);
	if (rc == SQLITE_OK) rc = sqlite3_prepare_v3(c->h, writes ? "BEGIN IMMEDIATE" : "BEGIN", -1, SQLITE_PREPARE_PERSISTENT, &c->begin, NULL);
	if (rc == SQLITE_OK && !writes) rc = sqlite3_prepare_v3(c->h, "SELECT 1 FROM sqlite_schema", -1, SQLITE_PREPARE_PERSISTENT, &c->look, NULL);
	if (rc == SQLITE_OK) rc = sqlite3_prepare_v3(c->h, "COMMIT", -1, SQLITE_PREPARE_PERSISTENT, &c->commit, NULL);
	if (rc == SQLITE_OK) rc = sqlite3_prepare_v3(c->h, "ROLLBACK", -1, SQLITE_PREPARE_PERSISTENT, &c->rollback, NULL);
	if (rc == SQLITE_OK) {
		*out = c;
		return OK;
	}
	enum err e = failed(c, rc, "open");
	ASSERT(e);
	conn_close(c);
	return e;
}

/* SQLite would make the file readable for the group. */
static enum err create_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		log_error(3021, "the database file can not be opened: %s", strerror(errno));
		return ERR_IO;
	}
	close(fd); /* before SQLite opens it: closing drops the process's fcntl locks */
	return OK;
}

/* Without counting its memory: that takes one lock of all threads at every allocation. Refused, and no matter, when a
 * database is open already. */
static void no_counting(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum err sqlite_open(struct db *db)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, no_counting);
	struct sqlite *s = db->state = ARENA_NEW(db->arena, struct sqlite);
	s->path = str_cz(db->arena, str_fmt(db->arena, "%s/kenmin.db", db->dir));
	if (db->read_only) return OK;
	enum err e = write_lock_open(db->arena, db->dir, &s->lock);
	if (e) return e;
	if (access(s->path, F_OK) != 0) e = create_private(s->path);
	return e ? e : conn_open(db, true, &s->writer);
}

static int checkpoint(struct conn *c, int mode)
{
	int left = 0, done = 0;
	sqlite3_busy_timeout(c->h, 100); /* readers may keep the log: then the next time */
	int rc = sqlite3_wal_checkpoint_v2(c->h, "main", mode, &left, &done);
	sqlite3_busy_timeout(c->h, 2000);
	if (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED) return SQLITE_OK;
	return rc;
}

static void sqlite_close(struct db *db)
{
	struct sqlite *s = sqlite_of(db);
	if (!s) return;
	for (struct conn *c = s->all, *next; c; c = next) {
		next = c->next;
		conn_close(c);
	}
	/* What is in the log goes into the file when nobody else writes just now: a plain copy of it is then whole. */
	if (s->writer && !s->broken && write_lock_take(s->lock, 0) == OK) {
		checkpoint(s->writer, SQLITE_CHECKPOINT_PASSIVE);
		write_lock_give(s->lock);
	}
	if (s->writer) conn_close(s->writer);
	write_lock_close(s->lock);
	db->state = NULL;
}

/* ---- transactions ---- */

static int run_once(sqlite3_stmt *stmt)
{
	int rc = sqlite3_step(stmt);
	int again = sqlite3_reset(stmt);
	return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : again ? again : rc;
}

static void sqlite_read_done(struct db_read *r)
{
	struct conn *c = conn_of(r);
	struct sqlite *s = sqlite_of(r->db);
	c->until = INT64_MAX;
	if (!sqlite3_get_autocommit(c->h)) {
		int rc = run_once(c->rollback);
		if (rc) failed(c, rc, "end of reading");
	}
	pthread_mutex_lock(&r->db->pool);
	c->next_idle = s->idle;
	s->idle = c;
	pthread_mutex_unlock(&r->db->pool);
}

static enum err sqlite_read_begin(struct db *db, struct db_read **out)
{
	struct sqlite *s = sqlite_of(db);
	pthread_mutex_lock(&db->pool);
	struct conn *c = s->idle;
	if (c) s->idle = c->next_idle;
	pthread_mutex_unlock(&db->pool);
	if (!c) {
		enum err e = conn_open(db, false, &c);
		if (e) return e;
		pthread_mutex_lock(&db->pool);
		c->next = s->all;
		s->all = c;
		pthread_mutex_unlock(&db->pool);
	}
	c->until = INT64_MAX;
	int rc = fault_hit("sqlite.begin") ? SQLITE_BUSY : run_once(c->begin);
	if (!rc) rc = run_once(c->look); /* the snapshot begins now, not when something is first read */
	*out = &c->w.read;
	if (!rc) return OK;
	enum err e = failed(c, rc, "begin");
	sqlite_read_done(*out);
	return e;
}

static enum err sqlite_write_begin(struct db *db, struct db_write **out)
{
	struct sqlite *s = sqlite_of(db);
	if (s->broken) return ERR_IO;
	enum err e = write_lock_take(s->lock, db->busy_ms);
	if (e) return e;
	struct conn *c = s->writer;
	int rc = fault_hit("sqlite.begin") ? SQLITE_BUSY : run_once(c->begin);
	if (rc) {
		e = failed(c, rc, "begin");
		write_lock_give(s->lock);
		return e;
	}
	memset(&s->changed, 0, sizeof s->changed);
	*out = &c->w;
	return OK;
}

/* After a commit, still under the lock. A long reader keeps the log from starting again: then we
 * try again only when it has grown by another thousand pages. */
static void checkpoint_if_due(struct conn *c)
{
	if (c->wal_pages < CHECKPOINT_PAGES) c->checkpoint_at = CHECKPOINT_PAGES;
	if (c->wal_pages < c->checkpoint_at) return;
	int rc = checkpoint(c, c->wal_pages > TRUNCATE_PAGES ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE);
	if (rc) failed(c, rc, "checkpoint"); /* the commit stands: it is in the log */
	c->checkpoint_at = c->wal_pages + CHECKPOINT_PAGES;
}

static void sqlite_roll_back(struct db_write *w)
{
	struct conn *c = conn_of(&w->read);
	if (!sqlite3_get_autocommit(c->h)) { /* some errors have rolled back already */
		int rc = run_once(c->rollback);
		if (rc) failed(c, rc, "rollback");
	}
	c->w.ddl = false;
	write_lock_give(sqlite_of(w->read.db)->lock);
}

static enum err sqlite_commit(struct db_write *w)
{
	struct conn *c = conn_of(&w->read);
	struct sqlite *s = sqlite_of(w->read.db);
	enum err marked = write_lock_mark(s->lock, &s->changed);
	if (marked) {
		sqlite_roll_back(w);
		return marked;
	}
	int rc = fault_hit("sqlite.commit") ? SQLITE_IOERR : run_once(c->commit);
	if (rc) {
		enum err e = failed(c, rc, "commit");
		if (rc == SQLITE_IOERR_FSYNC) s->broken = true;
		sqlite_roll_back(w);
		return e;
	}
	c->w.ddl = false;
	checkpoint_if_due(c);
	write_lock_give(s->lock);
	return OK;
}

/* ---- statements ---- */

/* Whether text asks for rows of one table by "WHERE id = $1", and for nothing else that would be a reading of more. */
static bool finds_by_id(struct str text)
{
	static const char *const never[] = { " OR ", " JOIN ", " UNION ", " IN (", "EXISTS" };
	size_t from = str_find(text, S(" FROM ")), where = str_find(text, S(" WHERE id = $1"));
	if (from == SIZE_MAX || where == SIZE_MAX || from > where) return false;
	struct str table = str_skip(str_left(text, where), from + 6), rest = str_skip(text, where + 14);
	if (str_find_char(table, ' ') != SIZE_MAX || str_find_char(table, ',') != SIZE_MAX) return false;
	if (rest.n && !str_starts(rest, S(" AND "))) return false;
	if (str_find(str_skip(text, 1), S("SELECT")) != SIZE_MAX) return false;
	for (size_t i = 0; i < COUNT_OF(never); i++)
		if (str_find(rest, str_of(never[i])) != SIZE_MAX) return false;
	return true;
}

/* The table's name when its column id is the number SQLite knows a row by. */
static const char *rows_have_ids(struct conn *c, struct str text)
{
	struct str rest = str_skip(text, str_find(text, S(" FROM ")) + 6);
	const char *table = str_cz(c->arena, str_left(rest, str_find_char(rest, ' '))), *type = NULL;
	int key = 0;
	if (sqlite3_table_column_metadata(c->h, NULL, table, "id", &type, NULL, NULL, &key, NULL) != SQLITE_OK) return NULL;
	return key && type && strcmp(type, "INTEGER") == 0 ? table : NULL;
}

/* After preparing: how closely what it reads and changes is known. */
static void entry_watch(struct conn *c, struct entry *e, bool made)
{
	struct str text = str_of(sqlite3_sql(e->stmt));
	bool replaces = str_find(text, S("REPLACE")) != SIZE_MAX || str_find(text, S("SET id")) != SIZE_MAX || str_find(text, S(", id =")) != SIZE_MAX;
	bool all_rows = str_starts(text, S("DELETE")) && str_find(text, S(" WHERE ")) == SIZE_MAX;
	e->by_row = e->writes == 1 && !replaces && !all_rows;
	e->row_of = e->reads == 1 && !e->writes && !e->lone && !made && finds_by_id(text) ? rows_have_ids(c, text) : NULL;
}

static int entry_prepare(struct conn *c, struct entry *e, const struct sql *sql, uint32_t hash)
{
	e->reads = e->writes = 0;
	c->preparing = e;
	int rc = sqlite3_prepare_v3(c->h, sql->sqlite, -1, e->lone ? 0 : SQLITE_PREPARE_PERSISTENT, &e->stmt, NULL);
	c->preparing = NULL;
	if (rc) return rc;
	e->sql = sql;
	e->hash = hash;
	e->conn = c;
	entry_watch(c, e, sql_is_made(sql));
	memset(e->at, 0, sizeof(e->at));
	int n = sqlite3_bind_parameter_count(e->stmt);
	for (int i = 1; i <= n; i++) {
		const char *name = sqlite3_bind_parameter_name(e->stmt, i);
		int64_t number = 0;
		if (!name || name[0] != '$' || !str_int(str_of(name + 1), 1, PARAMS_MAX, &number)) return SQLITE_MISUSE;
		e->at[number] = (unsigned char)i;
	}
	return SQLITE_OK;
}

static struct entry *static_entry(struct conn *c, const struct sql *sql)
{
	struct entry **bucket = &c->bucket[((uintptr_t)sql >> 4) % CACHE_BUCKETS];
	for (struct entry *e = *bucket; e; e = e->next)
		if (e->sql == sql) return e;
	struct entry *e = ARENA_NEW(c->arena, struct entry);
	e->next = *bucket;
	*bucket = e;
	return e;
}

/* By text; a free place of its set, or one whose turn it is. */
static struct entry *made_entry(struct conn *c, const struct sql *sql, uint32_t hash)
{
	struct entry *set = c->made[hash % MADE_SETS];
	for (size_t i = 0; i < MADE_WAYS; i++)
		if (set[i].stmt && set[i].hash == hash && strcmp(sqlite3_sql(set[i].stmt), sql->sqlite) == 0) return &set[i];
	struct entry *e = &set[c->made_turn++ % MADE_WAYS];
	for (size_t i = 0; i < MADE_WAYS; i++)
		if (!set[i].stmt) e = &set[i];
	if (e->busy) return e;
	sqlite3_finalize(e->stmt);
	e->stmt = NULL;
	return e;
}

/* The statement, ready for values; one of its own when the cached one is in use (a loop in a loop). */
static int entry_take(struct conn *c, const struct sql *sql, struct entry **out)
{
	bool made = sql_is_made(sql);
	uint32_t hash = made ? sql_hash(sql->sqlite) : 0;
	struct entry *e = made ? made_entry(c, sql, hash) : static_entry(c, sql);
	if (e->busy) {
		e = ARENA_NEW(c->arena, struct entry);
		e->lone = true;
	}
	int rc = e->stmt ? SQLITE_OK : entry_prepare(c, e, sql, hash);
	if (rc) {
		sqlite3_finalize(e->stmt);
		e->stmt = NULL;
		return rc;
	}
	e->busy = true;
	*out = e;
	return SQLITE_OK;
}

static void entry_give(struct entry *e)
{
	sqlite3_reset(e->stmt);
	sqlite3_clear_bindings(e->stmt);
	e->busy = false;
	if (!e->lone) return;
	sqlite3_finalize(e->stmt);
	e->stmt = NULL;
}

static int bind_one(sqlite3_stmt *st, int at, const struct bind *b)
{
	switch (b->type) {
	case BIND_INT: return sqlite3_bind_int64(st, at, b->i);
	case BIND_REAL: return sqlite3_bind_double(st, at, b->d);
	case BIND_TEXT: return sqlite3_bind_text64(st, at, b->s.n ? b->s.p : "", b->s.n, SQLITE_STATIC, SQLITE_UTF8);
	case BIND_BLOB: return b->s.n ? sqlite3_bind_blob64(st, at, b->s.p, b->s.n, SQLITE_STATIC) : sqlite3_bind_zeroblob(st, at, 0);
	case BIND_NULL: return sqlite3_bind_null(st, at);
	}
	return SQLITE_MISUSE;
}

/* Every $n has a value and every value a $n, as PostgreSQL wants it. */
static int bind_all(struct entry *e, struct binds b)
{
	if ((size_t)sqlite3_bind_parameter_count(e->stmt) != b.n || b.n > PARAMS_MAX) return SQLITE_RANGE;
	for (size_t i = 0; i < b.n; i++) {
		if (!e->at[i + 1]) return SQLITE_RANGE;
		int rc = bind_one(e->stmt, e->at[i + 1], &b.v[i]);
		if (rc) return rc;
	}
	return SQLITE_OK;
}

static int start(struct db_read *r, const struct sql *sql, struct binds b, struct entry **out)
{
	conn_of(r)->until = monotonic_ms() + r->db->read_ms;
	int rc = fault_hit("sqlite.prepare") ? SQLITE_NOMEM : entry_take(conn_of(r), sql, out);
	if (rc) return rc;
	rc = bind_all(*out, b);
	if (!rc) return rc;
	entry_give(*out);
	*out = NULL;
	return rc;
}

static void note_reading(const struct db_read *r, const struct entry *e, struct binds b)
{
	if (r->write || e->reads > TABLES_MAX) {
		watch_lost(r->db); /* what is not committed must not be kept */
	} else if (e->row_of && b.n && b.v[0].type == BIND_INT) {
		watch_read_row(r->db, e->read[0], watch_rows_slot(e->row_of), watch_row_slot(e->row_of, b.v[0].i));
	} else {
		for (size_t i = 0; i < e->reads; i++) watch_read(r->db, e->read[i]);
	}
}

static void note_change(struct db *db, const struct entry *e)
{
	struct slot_set *changed = &sqlite_of(db)->changed;
	if (e->writes > TABLES_MAX) changed->everything = true;
	for (size_t i = 0; i < e->writes && i < TABLES_MAX; i++) {
		slot_add(changed, e->written[i]);
		if (!e->by_row) slot_add(changed, (uint16_t)(e->written[i] + 1)); /* watch_rows_slot */
	}
}

static void *sqlite_rows(struct db_read *r, const struct sql *sql, struct binds b, enum err *err)
{
	struct entry *e = NULL;
	int rc = start(r, sql, b, &e);
	if (!rc) note_reading(r, e, b);
	*err = rc ? failed(conn_of(r), rc, sql->name) : OK;
	return e;
}

static bool sqlite_next(void *state, enum err *err)
{
	struct entry *e = state;
	int rc = fault_hit("sqlite.step") ? SQLITE_IOERR : sqlite3_step(e->stmt);
	if (rc == SQLITE_ROW) return true;
	if (rc != SQLITE_DONE) *err = failed(e->conn, rc, e->sql->name);
	return false;
}

static enum err sqlite_run(struct db_write *w, const struct sql *sql, struct binds b)
{
	struct conn *c = conn_of(&w->read);
	struct entry *e = NULL;
	int rc = start(&w->read, sql, b, &e);
	if (rc) return failed(c, rc, sql->name);
	note_change(w->read.db, e);
	rc = fault_hit("sqlite.step") ? SQLITE_IOERR : sqlite3_step(e->stmt);
	w->changes = sqlite3_changes64(c->h);
	enum err err = rc == SQLITE_DONE || rc == SQLITE_ROW ? OK : failed(c, rc, sql->name);
	entry_give(e);
	return err;
}

static int64_t sqlite_last_id(struct db_write *w)
{
	return sqlite3_last_insert_rowid(conn_of(&w->read)->h);
}

static int64_t sqlite_col_int(void *state, int column)
{
	return sqlite3_column_int64(((struct entry *)state)->stmt, column);
}

static double sqlite_col_real(void *state, int column)
{
	return sqlite3_column_double(((struct entry *)state)->stmt, column);
}

static struct str sqlite_col_bytes(void *state, int column, struct arena *a)
{
	(void)a;
	sqlite3_stmt *st = ((struct entry *)state)->stmt;
	const char *p = sqlite3_column_blob(st, column);
	int n = sqlite3_column_bytes(st, column);
	return p && n > 0 ? (struct str){ p, (size_t)n } : STR_NONE;
}

static bool sqlite_col_null(void *state, int column)
{
	return sqlite3_column_type(((struct entry *)state)->stmt, column) == SQLITE_NULL;
}

static int sqlite_columns(void *state)
{
	return sqlite3_column_count(((struct entry *)state)->stmt);
}

static void sqlite_end(void *state)
{
	entry_give(state);
}

static enum err sqlite_script(struct db_write *w, struct str text)
{
	struct conn *c = conn_of(&w->read);
	const char *at = str_cz(c->arena, text);
	sqlite_of(w->read.db)->changed.everything = true;
	c->w.ddl = true;
	int rc = sqlite3_exec(c->h, at, NULL, NULL, NULL);
	c->w.ddl = false;
	if (!rc) return OK;
	log_error(3023, "migration stopped: %s", sqlite3_errmsg(c->h));
	w->failed = err_of(rc);
	return w->failed;
}

static enum err sqlite_prepare(struct db_read *r, const struct sql *sql)
{
	struct entry *e = NULL;
	int rc = entry_take(conn_of(r), sql, &e);
	if (rc) return failed(conn_of(r), rc, sql->name);
	bool whole = true; /* $1 .. $n without a gap */
	for (int i = 1; i <= sqlite3_bind_parameter_count(e->stmt); i++) whole = whole && e->at[i];
	entry_give(e);
	return whole ? OK : ERR_CONFLICT;
}

/* ---- upkeep ---- */

static int count_row(void *arg, int columns, char **values, char **names)
{
	(void)columns, (void)names;
	int *bad = arg;
	if (!values[0] || strcmp(values[0], "ok") != 0) ++*bad;
	return 0;
}

static int verify(struct conn *c)
{
	int bad = 0;
	sqlite3_set_authorizer(c->h, NULL, NULL);
	int rc = sqlite3_exec(c->h, "PRAGMA integrity_check(10); PRAGMA foreign_key_check", count_row, &bad, NULL);
	bool words = sqlite3_table_column_metadata(c->h, "main", "search_short", NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
	if (!rc && words) rc = sqlite3_exec(c->h, "INSERT INTO search_index (search_index) VALUES ('integrity-check'); "
		"INSERT INTO search_short (search_short) VALUES ('integrity-check')", NULL, NULL, NULL);
	sqlite3_set_authorizer(c->h, authorize, c);
	if (rc) return rc;
	if (bad) log_error(3024, "the database is damaged: %d findings", bad);
	return bad ? SQLITE_CORRUPT : SQLITE_OK;
}

static int optimize(struct conn *c)
{
	c->w.ddl = true;
	int rc = sqlite3_exec(c->h, "ANALYZE", NULL, NULL, NULL);
	c->w.ddl = false;
	return rc;
}

static enum err sqlite_maintain(struct db *db, enum db_upkeep what)
{
	struct sqlite *s = sqlite_of(db);
	if (db->read_only) return ERR_DENIED;
	enum err e = write_lock_take(s->lock, db->busy_ms);
	if (e) return e;
	int rc = what == UPKEEP_CHECKPOINT ? checkpoint(s->writer, SQLITE_CHECKPOINT_TRUNCATE)
		: what == UPKEEP_OPTIMIZE ? optimize(s->writer) : verify(s->writer);
	write_lock_give(s->lock);
	return rc ? failed(s->writer, rc, "upkeep") : OK;
}

static int64_t sqlite_version_now(struct db *db)
{
	struct write_lock *lock = sqlite_of(db)->lock;
	return lock ? write_lock_version(lock) : -1;
}

static bool sqlite_holds(struct db *db, const struct mark *m)
{
	struct write_lock *lock = sqlite_of(db)->lock;
	return lock && write_lock_holds(lock, m);
}

const struct driver driver_sqlite = {
	.name = "SQLite", .pg = false, .open = sqlite_open, .close = sqlite_close, .read_begin = sqlite_read_begin,
	.read_done = sqlite_read_done, .write_begin = sqlite_write_begin, .commit = sqlite_commit, .roll_back = sqlite_roll_back,
	.script = sqlite_script, .prepare = sqlite_prepare, .run = sqlite_run, .last_id = sqlite_last_id, .rows = sqlite_rows,
	.next = sqlite_next, .col_int = sqlite_col_int, .col_real = sqlite_col_real, .col_bytes = sqlite_col_bytes,
	.col_null = sqlite_col_null, .columns = sqlite_columns, .end = sqlite_end, .maintain = sqlite_maintain,
	.version = sqlite_version_now, .holds = sqlite_holds,
};
