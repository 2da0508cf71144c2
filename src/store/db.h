/* The database as the features see it: bound statements, typed access rights, transactions.
 *
 * Only store/sqlite.c includes <sqlite3.h> and only store/pg.c <libpq-fe.h>. Who holds a
 * `struct db_read *` can not write: a GET handler gets nothing else, so a GET that changes state
 * does not compile. The router opens one transaction around each POST (commit on success, roll
 * back otherwise); handlers contain no BEGIN.
 *
 * Statements are bound only, with $1 $2 ... : PostgreSQL's own form, which SQLite accepts as named
 * parameters. Each is declared once with STATEMENT() at file level of a _store.c (or store/form
 * code); they are collected in a linker section, so that `kenmin check` and a test prepare every
 * statement of the program on both engines. Portable subset only: no now(), no dialect functions;
 * times are UTC seconds bound from req->now, dates are yyyymmdd numbers (core/time.h).
 * What can not be written portably is declared with STATEMENT_PER_ENGINE().
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"

struct sql {
	const char *name;   /* the C identifier, for logs and the statement list */
	const char *sqlite; /* text for SQLite */
	const char *pg;     /* text for PostgreSQL */
	const char *file;
};

/* Literals only: a variable does not compile here. */
#define STATEMENT(id, text) STATEMENT_PER_ENGINE(id, text, text)
#define STATEMENT_PER_ENGINE(id, sqlite_text, pg_text)                                        \
	static const struct sql id = { #id, "" sqlite_text "", "" pg_text "", __FILE__ };     \
	static const struct sql *const id##_listed                                            \
	        __attribute__((section("kenmin_sql"), used)) = &id

/* All declared statements, in link order: for (p = sql_first(); p < sql_end(); p++) (*p)->name */
const struct sql *const *sql_first(void);
const struct sql *const *sql_end(void);

struct db;       /* an open database (one per process): db_open() in store/store.h */
struct db_read;  /* a connection that can only read; belongs to one thread */
struct db_write; /* inside a write transaction; belongs to one thread */

/* Everything readable is readable inside a transaction too (and sees its own writes). */
struct db_read *db_reading(struct db_write *);

/* ---- parameters: db_do(w, &stmt, BIND(b_int(id), b_str(name), b_null())) ---- */

enum bind_type { BIND_NULL, BIND_INT, BIND_TEXT, BIND_BLOB, BIND_REAL };
struct bind {
	enum bind_type type;
	int64_t i;
	double d;
	struct str s; /* text (UTF-8) or bytes; must live until the statement has run */
};
struct binds {
	const struct bind *v;
	size_t n;
};
#define BIND(...) ((struct binds){ (const struct bind[]){ __VA_ARGS__ }, \
	sizeof((const struct bind[]){ __VA_ARGS__ }) / sizeof(struct bind) })
#define BIND_NONE ((struct binds){ NULL, 0 })
static inline struct bind b_int(int64_t i) { return (struct bind){ .type = BIND_INT, .i = i }; }
static inline struct bind b_real(double d) { return (struct bind){ .type = BIND_REAL, .d = d }; }
static inline struct bind b_str(struct str s) { return (struct bind){ .type = BIND_TEXT, .s = s }; }
static inline struct bind b_blob(struct str s) { return (struct bind){ .type = BIND_BLOB, .s = s }; }
static inline struct bind b_null(void) { return (struct bind){ .type = BIND_NULL }; }

/* ---- reading ----
 *   struct rows r = db_rows(db, arena, &stmt, BIND(...));
 *   while (rows_next(&r)) { id = rows_int(&r, 0); name = rows_str(&r, 1); }
 *   enum err e = rows_end(&r);          always; also releases the statement
 */
struct rows {
	struct db_read *db;
	struct arena *arena; /* where rows_str copies to */
	void *state;         /* the driver's */
	enum err err;
};
struct rows db_rows(struct db_read *, struct arena *, const struct sql *, struct binds);
bool rows_next(struct rows *);
int64_t rows_int(struct rows *, int column);      /* NULL reads as 0 */
double rows_real(struct rows *, int column);
struct str rows_str(struct rows *, int column);   /* copied into the arena; NULL reads as "" */
struct str rows_blob(struct rows *, int column);
bool rows_null(struct rows *, int column);
int rows_columns(struct rows *);
MUST_USE enum err rows_end(struct rows *);

/* The single integer of the first row; ERR_NOT_FOUND without a row. */
MUST_USE enum err db_int(struct db_read *, const struct sql *, struct binds, int64_t *value);

/* ---- writing ---- */
MUST_USE enum err db_do(struct db_write *, const struct sql *, struct binds);
int64_t db_changes(struct db_write *); /* rows the last db_do changed */
int64_t db_last_id(struct db_write *); /* id of the last row db_do inserted */

/* Statements put together at start from .def tables (form/entity.c) or from a checked list of
 * filters (feature/search). The text is made of literals and of names from the tables only: no
 * byte of a visitor ever reaches it (values are bound). Only form/ and feature/search call it;
 * tool/style checks that. Lives as long as the arena. */
struct sql sql_made(struct arena *, const char *name, struct str text);
/* Which dialect a made statement is for. */
bool db_is_pg(struct db_read *);

#endif
