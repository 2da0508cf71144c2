/* The PostgreSQL driver: the same promises as on SQLite, so that the program may move there.
 *
 * Readers run REPEATABLE READ, READ ONLY (a snapshot, and the server refuses writes). Writers take one
 * advisory lock for the transaction: as on SQLite there is one writer at a time, over all hosts, and no
 * rule of the program has to think about two. The only file that includes <libpq-fe.h>.
 */
#include <libpq-fe.h>

#include <stdlib.h>
#include <string.h>

#include "core/fault.h"
#include "core/log.h"
#include "store/driver.h"

enum { SETS = 256, WAYS = 4, OID_BYTEA = 17, PARAMS_MAX = 250 };
#define WRITE_LOCK "7307111" /* the advisory lock's number: any, but always this */

/* A statement the server has prepared under the name "s<number>". */
struct prepared {
	const struct sql *sql;
	uint32_t hash;
	const char *text; /* of a made statement */
	int number;       /* 0: a free place */
};
struct conn {
	struct db_write w; /* first */
	PGconn *h;
	struct arena *arena, *scratch;
	struct conn *next_idle;
	struct prepared place[SETS][WAYS];
	int numbers;
	unsigned turn;
};
/* A result: all of its rows are here. */
struct result {
	struct conn *conn;
	struct arena *arena;
	PGresult *r;
	int row;
};
struct pool {
	struct conn *readers, *writers;
};

static struct conn *conn_of(struct db_read *r)
{
	return (struct conn *)(void *)(r->write ? (void *)r->write : (void *)r);
}

/* ---- errors ---- */

static enum err err_of_state(const char *state)
{
	static const struct { const char *begin; enum err err; } map[] = {
		{ "23", ERR_CONFLICT },  { "40", ERR_BUSY },    { "55P03", ERR_BUSY },  { "57014", ERR_BUSY }, { "25006", ERR_DENIED },
		{ "42501", ERR_DENIED }, { "53100", ERR_FULL }, { "54", ERR_FULL },
	};
	for (size_t i = 0; state && i < COUNT_OF(map); i++)
		if (strncmp(state, map[i].begin, strlen(map[i].begin)) == 0) return map[i].err;
	return ERR_IO;
}

/* The server's primary message names tables and constraints; its detail would hold values: not logged. */
static enum err failed(const PGresult *r, const char *what)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *text = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	log_warn(3041, "postgresql %s in %s: %s", state ? state : "?", what, text ? text : "no answer");
	return err_of_state(state);
}

static bool fine(const PGresult *r)
{
	ExecStatusType s = r ? PQresultStatus(r) : PGRES_FATAL_ERROR;
	return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK || s == PGRES_EMPTY_QUERY;
}

static enum err simple(struct conn *c, const char *text, const char *what)
{
	PGresult *r = fault_hit("pg.exec") ? NULL : PQexec(c->h, text);
	enum err e = fine(r) ? OK : failed(r, what);
	PQclear(r);
	return e;
}

/* ---- connections ---- */

static void quiet(void *arg, const PGresult *r)
{
	(void)arg, (void)r;
}

static void conn_close(struct conn *c)
{
	PQfinish(c->h);
	arena_free(c->scratch);
	arena_free(c->arena);
}

static enum err conn_open(struct db *db, bool writes, struct conn **out)
{
	struct arena *a = arena_new();
	struct conn *c = ARENA_NEW(a, struct conn);
	c->arena = a;
	c->scratch = arena_new();
	c->w.read = (struct db_read){ .db = db, .write = writes ? &c->w : NULL };
	c->h = PQconnectdb(db->pg);
	if (PQstatus(c->h) != CONNECTION_OK) {
		log_error(3040, "PostgreSQL can not be reached");
		conn_close(c);
		return ERR_IO;
	}
	PQsetNoticeReceiver(c->h, quiet, NULL);
	struct str set = str_fmt(a, "SET client_encoding = 'UTF8'; SET bytea_output = 'hex'; SET lock_timeout = %d; SET statement_timeout = %d; "
		"SET standard_conforming_strings = on; SET default_transaction_read_only = %s", db->busy_ms, writes ? 0 : db->read_ms, writes ? "off" : "on");
	enum err e = simple(c, str_cz(a, set), "setup");
	if (e) conn_close(c);
	else *out = c;
	return e;
}

static enum err pg_open(struct db *db)
{
	db->state = ARENA_NEW(db->arena, struct pool);
	struct conn *c = NULL;
	enum err e = conn_open(db, false, &c); /* is it there at all? */
	if (!e) ((struct pool *)db->state)->readers = c;
	return e;
}

static void close_all(struct conn *c)
{
	for (struct conn *next; c; c = next) {
		next = c->next_idle;
		conn_close(c);
	}
}

static void pg_close(struct db *db)
{
	struct pool *p = db->state;
	if (!p) return;
	close_all(p->readers);
	close_all(p->writers);
	db->state = NULL;
}

static enum err take(struct db *db, bool writes, struct conn **out)
{
	struct pool *p = db->state;
	struct conn **list = writes ? &p->writers : &p->readers;
	pthread_mutex_lock(&db->pool);
	struct conn *c = *list;
	if (c) *list = c->next_idle;
	pthread_mutex_unlock(&db->pool);
	*out = c;
	return c ? OK : conn_open(db, writes, out);
}

/* A connection whose transaction could not be ended is not used again. */
static void give(struct conn *c, bool healthy)
{
	struct db *db = c->w.read.db;
	struct pool *p = db->state;
	if (!healthy || PQstatus(c->h) != CONNECTION_OK || PQtransactionStatus(c->h) != PQTRANS_IDLE) {
		conn_close(c);
		return;
	}
	arena_clear(c->scratch);
	struct conn **list = c->w.read.write ? &p->writers : &p->readers;
	pthread_mutex_lock(&db->pool);
	c->next_idle = *list;
	*list = c;
	pthread_mutex_unlock(&db->pool);
}

/* ---- transactions ---- */

/* A connection that lay idle may be dead (the server was restarted): once more with a new one. */
static enum err begin(struct db *db, bool writes, const char *text, struct conn **out)
{
	enum err e = OK;
	for (int attempt = 0; attempt < 2; attempt++) {
		e = take(db, writes, out);
		if (e) return e;
		e = simple(*out, text, "begin");
		if (!e) return OK;
		bool dead = PQstatus((*out)->h) != CONNECTION_OK;
		give(*out, false);
		if (!dead) return e;
	}
	return e;
}

static enum err pg_read_begin(struct db *db, struct db_read **out)
{
	struct conn *c = NULL;
	enum err e = begin(db, false, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", &c);
	if (!e) *out = &c->w.read;
	return e;
}

static void pg_read_done(struct db_read *r)
{
	struct conn *c = conn_of(r);
	give(c, simple(c, "ROLLBACK", "end of reading") == OK);
}

static enum err pg_write_begin(struct db *db, struct db_write **out)
{
	struct conn *c = NULL;
	enum err e = begin(db, true, "BEGIN", &c);
	if (e) return e;
	e = simple(c, "SELECT pg_advisory_xact_lock(" WRITE_LOCK ")", "write lock");
	if (e) {
		give(c, simple(c, "ROLLBACK", "roll back") == OK);
		return e;
	}
	*out = &c->w;
	return OK;
}

static void pg_roll_back(struct db_write *w)
{
	struct conn *c = conn_of(&w->read);
	give(c, simple(c, "ROLLBACK", "roll back") == OK);
}

static enum err pg_commit(struct db_write *w)
{
	struct conn *c = conn_of(&w->read);
	PGresult *r = fault_hit("pg.commit") ? NULL : PQexec(c->h, "COMMIT");
	/* A transaction that had failed ends with "ROLLBACK" as the answer to COMMIT. */
	bool done = fine(r) && strcmp(PQcmdStatus(r), "COMMIT") == 0;
	enum err e = done ? OK : fine(r) ? ERR_IO : failed(r, "commit");
	PQclear(r);
	if (!done && PQtransactionStatus(c->h) != PQTRANS_IDLE) simple(c, "ROLLBACK", "roll back");
	give(c, true);
	return e;
}

/* ---- statements ---- */

static struct prepared *place_of(struct conn *c, const struct sql *s, uint32_t hash)
{
	struct prepared *set = c->place[hash % SETS];
	for (size_t i = 0; i < WAYS; i++) {
		if (!set[i].number) continue;
		if (sql_is_made(s) ? set[i].text && set[i].hash == hash && strcmp(set[i].text, s->pg) == 0 : set[i].sql == s) return &set[i];
	}
	for (size_t i = 0; i < WAYS; i++)
		if (!set[i].number) return &set[i];
	return &set[c->turn++ % WAYS];
}

static void name_of(char name[16], int number)
{
	char *p = name + 15;
	*p = 0;
	do *--p = (char)('0' + number % 10);
	while (number /= 10);
	*--p = 's';
	memmove(name, p, strlen(p) + 1);
}

static enum err forget(struct conn *c, struct prepared *p)
{
	char name[16], text[64] = "DEALLOCATE ";
	name_of(name, p->number);
	memcpy(text + strlen("DEALLOCATE "), name, strlen(name) + 1);
	p->number = 0;
	return simple(c, text, "deallocate");
}

static enum err prepare(struct conn *c, const struct sql *s, char name[16])
{
	bool made = sql_is_made(s);
	uint32_t hash = made ? sql_hash(s->pg) : (uint32_t)((uintptr_t)s >> 4);
	struct prepared *p = place_of(c, s, hash);
	bool same = p->number && (made ? p->text && p->hash == hash && strcmp(p->text, s->pg) == 0 : p->sql == s);
	if (p->number && !same) {
		enum err e = forget(c, p);
		if (e) return e;
	}
	if (!p->number) {
		int number = ++c->numbers;
		name_of(name, number);
		PGresult *r = PQprepare(c->h, name, s->pg, 0, NULL);
		enum err e = fine(r) ? OK : failed(r, s->name);
		PQclear(r);
		if (e) return e;
		*p = (struct prepared){ made ? NULL : s, hash, made ? str_cz(c->arena, str_of(s->pg)) : NULL, number };
	}
	name_of(name, p->number);
	return OK;
}

static const char *bind_text(struct arena *a, const struct bind *b, int *length, int *format)
{
	*length = 0;
	*format = b->type == BIND_BLOB;
	switch (b->type) {
	case BIND_NULL: return NULL;
	case BIND_INT: return str_cz(a, str_fmt(a, "%lld", (long long)b->i));
	case BIND_REAL: return str_cz(a, str_fmt(a, "%.17g", b->d));
	case BIND_TEXT: return str_cz(a, b->s);
	case BIND_BLOB: *length = (int)b->s.n; return b->s.n ? b->s.p : "";
	}
	return NULL;
}

static PGresult *execute(struct conn *c, const struct sql *s, struct binds b, enum err *err)
{
	char name[16];
	*err = b.n > PARAMS_MAX ? ERR_FULL : prepare(c, s, name);
	if (*err) return NULL;
	const char *value[PARAMS_MAX];
	int length[PARAMS_MAX], format[PARAMS_MAX];
	struct arena *a = arena_new();
	for (size_t i = 0; i < b.n; i++) value[i] = bind_text(a, &b.v[i], &length[i], &format[i]);
	PGresult *r = fault_hit("pg.exec") ? NULL : PQexecPrepared(c->h, name, (int)b.n, value, length, format, 0);
	arena_free(a);
	if (fine(r)) return r;
	*err = failed(r, s->name);
	PQclear(r);
	return NULL;
}

static void *pg_rows(struct db_read *r, const struct sql *s, struct binds b, enum err *err)
{
	struct conn *c = conn_of(r);
	watch_lost(r->db);
	PGresult *got = execute(c, s, b, err);
	if (!got) return NULL;
	struct arena *a = arena_new();
	struct result *x = ARENA_NEW(a, struct result);
	*x = (struct result){ c, a, got, -1 };
	return x;
}

static bool pg_next(void *state, enum err *err)
{
	struct result *x = state;
	(void)err;
	return ++x->row < PQntuples(x->r);
}

static const char *cell(const struct result *x, int column)
{
	bool there = x->row >= 0 && x->row < PQntuples(x->r) && column < PQnfields(x->r);
	return there && !PQgetisnull(x->r, x->row, column) ? PQgetvalue(x->r, x->row, column) : "";
}

static int64_t pg_col_int(void *state, int column)
{
	const char *p = cell(state, column);
	if (strcmp(p, "t") == 0) return 1; /* a comparison: 0 and 1 on SQLite */
	return strtoll(p, NULL, 10);
}

static double pg_col_real(void *state, int column)
{
	return strtod(cell(state, column), NULL);
}

static int hex_digit(char c)
{
	return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

static struct str pg_col_bytes(void *state, int column, struct arena *a)
{
	struct result *x = state;
	struct str s = str_of(cell(x, column));
	if (PQftype(x->r, column) != OID_BYTEA || !str_starts(s, S("\\x"))) return s;
	size_t n = (s.n - 2) / 2;
	char *p = arena_alloc(a ? a : x->arena, n + 1);
	for (size_t i = 0; i < n; i++) p[i] = (char)(hex_digit(s.p[2 + 2 * i]) << 4 | hex_digit(s.p[3 + 2 * i]));
	return (struct str){ p, n };
}

static bool pg_col_null(void *state, int column)
{
	struct result *x = state;
	return PQgetisnull(x->r, x->row, column);
}

static int pg_columns(void *state)
{
	return PQnfields(((struct result *)state)->r);
}

static void pg_end(void *state)
{
	struct result *x = state;
	PQclear(x->r);
	arena_free(x->arena);
}

static enum err pg_run(struct db_write *w, const struct sql *s, struct binds b)
{
	enum err e;
	PGresult *r = execute(conn_of(&w->read), s, b, &e);
	w->changes = r ? strtoll(PQcmdTuples(r), NULL, 10) : 0;
	PQclear(r);
	return e;
}

static int64_t pg_last_id(struct db_write *w)
{
	PGresult *r = PQexec(conn_of(&w->read)->h, "SELECT lastval()");
	int64_t id = fine(r) && PQntuples(r) == 1 ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : 0;
	if (!id) w->failed = failed(r, "last id");
	PQclear(r);
	return id;
}

static enum err pg_script(struct db_write *w, struct str text)
{
	struct conn *c = conn_of(&w->read);
	enum err e = simple(c, str_cz(c->scratch, text), "migration");
	if (e) w->failed = e;
	return e;
}

/* In a savepoint, so that one that fails does not take the transaction with it. */
static enum err pg_prepare(struct db_read *r, const struct sql *s)
{
	struct conn *c = conn_of(r);
	char name[16];
	enum err e = simple(c, "SAVEPOINT one", "savepoint"), bad = e ? e : prepare(c, s, name);
	if (!e) e = simple(c, bad ? "ROLLBACK TO one" : "RELEASE one", "savepoint");
	return bad ? bad : e;
}

static enum err pg_maintain(struct db *db, enum db_upkeep what)
{
	if (what != UPKEEP_OPTIMIZE) return OK; /* the server keeps its own log and checksums */
	struct conn *c = NULL;
	enum err e = take(db, true, &c);
	if (e) return e;
	e = simple(c, "ANALYZE", "analyze");
	give(c, e == OK);
	return e;
}

const struct driver driver_pg = {
	.name = "PostgreSQL", .pg = true, .open = pg_open, .close = pg_close, .read_begin = pg_read_begin,
	.read_done = pg_read_done, .write_begin = pg_write_begin, .commit = pg_commit, .roll_back = pg_roll_back,
	.script = pg_script, .prepare = pg_prepare, .run = pg_run, .last_id = pg_last_id, .rows = pg_rows,
	.next = pg_next, .col_int = pg_col_int, .col_real = pg_col_real, .col_bytes = pg_col_bytes,
	.col_null = pg_col_null, .columns = pg_columns, .end = pg_end, .maintain = pg_maintain,
};
