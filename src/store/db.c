/* The store's face: passes calls to the engine's driver, keeps the sticky error of a transaction.
 * Knows no engine; store/sqlite.c and store/pg.c do.
 */
#include "store/db.h"

#include <string.h>

#include "core/log.h"
#include "store/driver.h"

/* Given by the linker around section kenmin_sql; weak: a program without statements links too. */
extern const struct sql *const __start_kenmin_sql[] __attribute__((weak));
extern const struct sql *const __stop_kenmin_sql[] __attribute__((weak));

const struct sql *const *sql_first(void)
{
	return __start_kenmin_sql;
}

const struct sql *const *sql_end(void)
{
	return __stop_kenmin_sql;
}

struct sql sql_made(struct arena *a, const char *name, struct str text)
{
	const char *cz = str_cz(a, text);
	return (struct sql){ .name = name, .sqlite = cz, .pg = cz, .file = NULL };
}

uint32_t sql_hash(const char *text)
{
	uint32_t h = 2166136261u; /* FNV-1a */
	for (; *text; text++) h = (h ^ (unsigned char)*text) * 16777619u;
	return h ? h : 1;
}

enum err db_open(struct arena *a, const struct db_config *c, struct db **out)
{
	struct db *db = ARENA_NEW(a, struct db);
	db->arena = arena_new();
	db->driver = c->pg ? &driver_pg : &driver_sqlite;
	db->dir = str_cz(db->arena, str_of(c->dir));
	db->pg = c->pg ? str_cz(db->arena, str_of(c->pg)) : NULL;
	db->read_only = c->read_only;
	db->busy_ms = c->busy_ms > 0 ? c->busy_ms : 5000;
	db->read_ms = c->read_ms > 0 ? c->read_ms : 30000;
	pthread_mutex_init(&db->pool, NULL);
	db->kept = kept_new(db->arena);
	enum err e = db->driver->open(db);
	if (e) {
		db_close(db);
		return e;
	}
	*out = db;
	return OK;
}

void db_close(struct db *db)
{
	if (!db) return;
	db->driver->close(db);
	pthread_mutex_destroy(&db->pool);
	arena_free(db->arena);
	db->arena = NULL;
}

enum err db_read_begin(struct db *db, struct db_read **out)
{
	int64_t version = db->driver->version ? db->driver->version(db) : -1;
	enum err e = db->driver->read_begin(db, out);
	if (!e) (*out)->version = version;
	return e;
}

void db_read_done(struct db_read *r)
{
	if (r) r->db->driver->read_done(r);
}

enum err db_write_begin(struct db *db, struct db_write **out)
{
	if (db->read_only) return ERR_DENIED;
	enum err e = db->driver->write_begin(db, out);
	if (e) return e;
	(*out)->failed = OK;
	(*out)->changes = 0;
	return OK;
}

enum err db_write_commit(struct db_write *w)
{
	enum err failed = w->failed;
	if (failed) {
		w->read.db->driver->roll_back(w);
		return failed;
	}
	return w->read.db->driver->commit(w);
}

void db_write_roll_back(struct db_write *w)
{
	w->read.db->driver->roll_back(w);
}

struct db_read *db_reading(struct db_write *w)
{
	return &w->read;
}

static void remember(struct db_read *r, enum err e)
{
	if (e && r->write && !r->write->failed) r->write->failed = e;
}

struct rows db_rows(struct db_read *r, struct arena *a, const struct sql *s, struct binds b)
{
	struct rows rows = { .db = r, .arena = a };
	rows.state = r->db->driver->rows(r, s, b, &rows.err);
	remember(r, rows.err);
	return rows;
}

bool rows_next(struct rows *r)
{
	if (r->err || !r->state) return false;
	bool more = r->db->db->driver->next(r->state, &r->err);
	remember(r->db, r->err);
	return more;
}

int64_t rows_int(struct rows *r, int column)
{
	return r->db->db->driver->col_int(r->state, column);
}

double rows_real(struct rows *r, int column)
{
	return r->db->db->driver->col_real(r->state, column);
}

struct str rows_str(struct rows *r, int column)
{
	struct str s = r->db->db->driver->col_bytes(r->state, column, r->arena);
	return s.n ? str_dup(r->arena, s) : STR_NONE;
}

struct str rows_blob(struct rows *r, int column)
{
	return rows_str(r, column);
}

bool rows_null(struct rows *r, int column)
{
	return r->db->db->driver->col_null(r->state, column);
}

int rows_columns(struct rows *r)
{
	return r->state ? r->db->db->driver->columns(r->state) : 0;
}

enum err rows_end(struct rows *r)
{
	if (r->state) r->db->db->driver->end(r->state);
	r->state = NULL;
	return r->err;
}

enum err db_int(struct db_read *r, const struct sql *s, struct binds b, int64_t *value)
{
	struct rows rows = db_rows(r, NULL, s, b);
	bool found = rows_next(&rows);
	if (found) *value = rows_int(&rows, 0);
	enum err e = rows_end(&rows);
	if (e) return e;
	return found ? OK : ERR_NOT_FOUND;
}

enum err db_do(struct db_write *w, const struct sql *s, struct binds b)
{
	if (w->failed) return w->failed;
	enum err e = w->read.db->driver->run(w, s, b);
	remember(&w->read, e);
	return e;
}

int64_t db_changes(struct db_write *w)
{
	return w->changes;
}

int64_t db_last_id(struct db_write *w)
{
	return w->failed ? 0 : w->read.db->driver->last_id(w);
}

bool db_is_pg(struct db_read *r)
{
	return r->db->driver->pg;
}

enum err db_maintain(struct db *db, enum db_upkeep what)
{
	return db->driver->maintain(db, what);
}

static bool is_test(const char *file)
{
	return file && str_ends(str_of(file), S(".test.c"));
}

enum err db_check_statements(struct db *db, int *checked, int *failed)
{
	struct db_write *w;
	enum err e = db_write_begin(db, &w);
	if (e) return e;
	*checked = *failed = 0;
	for (const struct sql *const *p = sql_first(); p < sql_end(); p++) {
		if (is_test((*p)->file)) continue;
		++*checked;
		if (db->driver->prepare(&w->read, *p)) {
			++*failed;
			log_error(3010, "statement %s in %s does not fit the schema of %s", (*p)->name, (*p)->file, db->driver->name);
		}
	}
	db_write_roll_back(w);
	return *failed ? ERR_CONFLICT : OK;
}

enum err db_check_statement(struct db_write *w, const struct sql *s)
{
	return w->read.db->driver->prepare(&w->read, s);
}
