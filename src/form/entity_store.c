/* Loading and saving records: moves values between structs and rows, seals and unseals. What may be
 * read or saved is decided elsewhere. */
#include <string.h>

#include "core/log.h"
#include "core/token.h"
#include "form/entity_sql.h"
#include "store/person_key.h"
#include "store/watch.h"

enum { BINDS_MAX = 250, SEALED_INT_MAX = 24, SOME = 400 };

static struct record *record_of(void *r)
{
	return r;
}

static int64_t *record_int(const struct record *r, size_t i)
{
	return (int64_t *)(void *)((char *)(uintptr_t)r + record_columns[i].offset);
}

/* ---- reading ---- */

void entity_read_row(struct rows *rows, int column, const struct entity *e, void *record)
{
	struct record *r = record_of(record);
	for (size_t i = 0; i < RECORD_COLUMNS; i++) *record_int(r, i) = rows_int(rows, column++);
	r->source = rows_str(rows, column++);
	for (ENTITY_FIELDS(e, f)) {
		if (f->flags & SECRET) {
			if (field_is_str(f)) *field_str(f, record) = STR_NONE;
			else *field_int(f, record) = 0;
		} else if (field_is_str(f)) {
			*field_str(f, record) = rows_str(rows, column++);
		} else {
			*field_int(f, record) = rows_int(rows, column++);
		}
	}
}

static int open_columns(const struct entity *e)
{
	int n = RECORD_COLUMNS + 1;
	for (ENTITY_FIELDS(e, f))
		if (!(f->flags & SECRET)) n++;
	return n;
}

static enum err unseal_field(struct arena *a, const struct person_key *k, const struct entity *e, const struct field *f,
	int64_t id, struct str sealed, void *record)
{
	struct str plain;
	enum err err = seal_open(a, k, e->table, f->column, id, sealed, &plain);
	if (err) {
		log_error(4001, "sealed value of %s.%s row %lld can not be opened", e->table, f->column, (long long)id);
		return err;
	}
	if (field_is_str(f)) *field_str(f, record) = plain;
	else if (!str_int(plain, INT64_MIN, INT64_MAX, field_int(f, record))) return ERR_INPUT;
	return OK;
}

/* The SECRET columns stand behind the others, in the order of the fields. The sealed bytes are read
 * first and opened after the row set is closed, as the key is another query. */
static enum err unseal(struct db_read *db, struct arena *a, const struct keys *keys, const struct entity *e, const struct str *sealed, void *record)
{
	struct person_key k;
	enum err err = person_key_get(db, keys, record_of(record)->person_key, &k);
	if (err == ERR_NOT_FOUND) return OK; /* erased */
	size_t i = 0;
	for (ENTITY_FIELDS(e, f)) {
		if (err) break;
		if (!(f->flags & SECRET)) continue;
		struct str s = sealed[i++];
		if (s.n) err = unseal_field(a, &k, e, f, record_of(record)->id, s, record);
	}
	explicit_bzero(&k, sizeof k); /* the key does not stay on the stack */
	return err;
}

static enum err load(struct db_read *db, struct arena *a, const struct keys *keys, const struct entity *e, const struct sql *sql,
	struct binds binds, void *record)
{
	struct str sealed[BINDS_MAX] = { 0 };
	struct rows rows = db_rows(db, a, sql, binds);
	bool found = rows_next(&rows);
	if (found) {
		entity_read_row(&rows, 0, e, record);
		int column = open_columns(e);
		size_t n = 0;
		for (ENTITY_FIELDS(e, f))
			if (keys && (f->flags & SECRET)) sealed[n++] = rows_blob(&rows, column++);
	}
	enum err err = rows_end(&rows);
	if (err) return err;
	if (!found) return ERR_NOT_FOUND;
	return keys && record_of(record)->person_key ? unseal(db, a, keys, e, sealed, record) : OK;
}

enum err entity_load(struct db_read *db, struct arena *a, const struct keys *keys, const struct entity *e, int64_t id, void *record)
{
	return load(db, a, keys, e, entity_sql(e, keys ? ENTITY_LOAD : ENTITY_READ), BIND(b_int(id)), record);
}

enum err entity_load_source(struct db_read *db, struct arena *a, const struct keys *keys, const struct entity *e, struct str source, void *record)
{
	return load(db, a, keys, e, entity_sql(e, ENTITY_LOAD_SOURCE), BIND(b_str(source)), record);
}

/* Comparable form of what people type: addresses and names that only differ in width or case are equal. */
static struct str normalised(struct arena *a, struct str value)
{
	return fold(a, str_trim(value));
}

struct str entity_index(struct arena *a, const struct keys *keys, const struct entity *e, const struct field *f, struct str value)
{
	return seal_index(a, keys, e->table, f->column, normalised(a, value));
}

enum err entity_find(struct db_read *db, struct arena *a, const struct keys *keys, const struct entity *e, const char *column,
	struct str value, int64_t *id)
{
	const struct field *f = entity_field(e, column);
	ASSERT(f && (f->flags & INDEX) && field_is_str(f));
	bool secret = f->flags & SECRET;
	if (!value.n) return ERR_NOT_FOUND;
	ASSERT(!secret || keys);
	/* The second part lets the partial index of a UNIQUE field serve. */
	struct str text = secret ? str_fmt(a, "SELECT id FROM %s WHERE %s_bidx = $1 ORDER BY id LIMIT 1", e->table, f->column)
		: str_fmt(a, "SELECT id FROM %s WHERE %s = $1 AND %s <> '' ORDER BY id LIMIT 1", e->table, f->column, f->column);
	struct sql sql = sql_made(a, "entity_find", text);
	struct bind b = secret ? b_blob(entity_index(a, keys, e, f, value)) : b_str(value);
	return db_int(db, &sql, BIND(b), id);
}

enum err entity_load_list(struct db_read *db, struct arena *a, const struct entity *e, const int64_t *ids, size_t n, struct entity_list *list)
{
	char *v = arena_array(a, e->size, n);
	*list = (struct entity_list){ v, n };
	for (size_t i = 0; i < n; i++) {
		enum err err = entity_load(db, a, NULL, e, ids[i], v + i * e->size);
		if (err) return err == ERR_NOT_FOUND ? ERR_IO : err;
	}
	return OK;
}

/* The ids first, which are kept, then the records. */
static enum err select_some(struct db_read *db, struct arena *a, const struct entity *e, const char *where, const char *order, struct binds b,
	struct entity_list *list)
{
	struct kept_ints ids;
	struct out o = out_new(a, 64 << 10);
	out_fmt(&o, "SELECT id FROM %s WHERE %s ORDER BY %s LIMIT $%zu OFFSET $%zu", e->table, where, order, b.n - 1, b.n);
	struct sql sql = sql_made(a, "entity_select_ids", out_view(&o));
	enum err err = kept_ints(db, a, &sql, b, &ids);
	return err ? err : entity_load_list(db, a, e, ids.v, ids.rows, list);
}

enum err entity_select(struct db_read *db, struct arena *a, const struct entity *e, const char *literal_where,
	const char *literal_order, struct binds binds, int64_t limit, int64_t offset, struct entity_list *list)
{
	struct bind b[BINDS_MAX];
	ASSERT(binds.n + 2 <= BINDS_MAX);
	for (size_t i = 0; i < binds.n; i++) b[i] = binds.v[i];
	if (limit > 0) {
		b[binds.n++] = b_int(limit);
		b[binds.n++] = b_int(offset);
		if (limit <= SOME) return select_some(db, a, e, literal_where, literal_order, (struct binds){ b, binds.n }, list);
	}
	struct out o = out_new(a, 64 << 10);
	out_lit(&o, "SELECT ");
	entity_columns(&o, e, "");
	out_fmt(&o, " FROM %s WHERE %s ORDER BY %s", e->table, literal_where, literal_order);
	if (limit > 0) out_fmt(&o, " LIMIT $%zu OFFSET $%zu", binds.n - 1, binds.n);
	struct sql sql = sql_made(a, "entity_select", out_view(&o));
	struct rows rows = db_rows(db, a, &sql, (struct binds){ b, binds.n });
	size_t cap = 0;
	*list = (struct entity_list){ NULL, 0 };
	while (rows_next(&rows)) {
		if (list->n == cap) {
			size_t more = cap ? cap * 2 : 32;
			list->v = arena_grow(a, list->v, cap * e->size, more * e->size);
			cap = more;
		}
		entity_read_row(&rows, 0, e, (char *)list->v + list->n++ * e->size);
	}
	return rows_end(&rows);
}

enum err entity_count(struct db_read *db, const struct entity *e, const char *literal_where, struct binds binds, int64_t *n)
{
	struct arena *a = arena_new();
	struct sql sql = sql_made(a, "entity_count", str_fmt(a, "SELECT count(*) FROM %s WHERE %s", e->table, literal_where));
	enum err err = kept_int(db, &sql, binds, n);
	arena_free(a);
	return err;
}

/* ---- writing ---- */

static size_t bind_open(struct bind *b, const struct entity *e, const void *record)
{
	const struct record *r = record;
	size_t n = 0;
	for (size_t i = 1; i < RECORD_COLUMNS; i++) b[n++] = b_int(*record_int(r, i));
	b[n++] = b_str(r->source);
	for (ENTITY_FIELDS(e, f))
		if (!(f->flags & SECRET)) b[n++] = field_is_str(f) ? b_str(*field_str(f, record)) : b_int(*field_int(f, record));
	return n;
}

/* The text that is sealed: of a number its digits. */
static struct str plain_of(struct arena *a, const struct field *f, const void *record)
{
	if (field_is_str(f)) return *field_str(f, record);
	return str_fmt(a, "%lld", (long long)*field_int(f, record));
}

static bool has_secrets(const struct entity *e, const void *record)
{
	for (ENTITY_FIELDS(e, f))
		if ((f->flags & SECRET) && field_given(f, record)) return true;
	return false;
}

static enum err save_sealed(struct db_write *w, struct arena *a, const struct keys *keys, const struct entity *e,
	const struct person_key *k, void *record)
{
	struct bind b[BINDS_MAX];
	size_t n = 0;
	int64_t id = record_of(record)->id;
	for (ENTITY_FIELDS(e, f)) {
		if (!(f->flags & SECRET)) continue;
		bool given = k && field_given(f, record);
		struct str plain = given ? plain_of(a, f, record) : STR_NONE;
		b[n++] = given ? b_blob(seal(a, k, e->table, f->column, id, plain)) : b_null();
		if (f->flags & INDEX) b[n++] = given ? b_blob(entity_index(a, keys, e, f, plain)) : b_null();
	}
	b[n++] = b_int(id);
	return db_do(w, entity_sql(e, ENTITY_SEAL), (struct binds){ b, n });
}

static enum err save_open(struct db_write *w, const struct entity *e, struct record *r, int64_t now)
{
	struct bind b[BINDS_MAX];
	int64_t was = r->version;
	r->updated_at = now;
	if (!r->created_at) r->created_at = now;
	r->version = was + 1;
	size_t n = bind_open(b, e, r);
	if (!r->id) {
		enum err err = db_do(w, entity_sql(e, ENTITY_INSERT), (struct binds){ b, n });
		if (!err) r->id = db_last_id(w);
		return err;
	}
	b[n++] = b_int(r->id);
	b[n++] = b_int(was);
	enum err err = db_do(w, entity_sql(e, ENTITY_UPDATE), (struct binds){ b, n });
	if (!err && db_changes(w) != 1) err = ERR_CONFLICT;
	return err;
}

enum err entity_save(struct db_write *w, struct arena *a, const struct keys *keys, const struct entity *e, void *record, int64_t now)
{
	struct record *r = record_of(record);
	struct person_key k;
	bool secrets = has_secrets(e, record), insert = !r->id;
	ASSERT(keys || !secrets);
	enum err err = OK;
	if (secrets) err = r->person_key ? person_key_get(db_reading(w), keys, r->person_key, &k) : person_key_new(w, keys, now, &k);
	if (!err && secrets) r->person_key = k.id;
	if (!err) err = save_open(w, e, r, now);
	if (!err && keys && entity_sql(e, ENTITY_SEAL) && (secrets || !insert)) err = save_sealed(w, a, keys, e, secrets ? &k : NULL, record);
	explicit_bzero(&k, sizeof k); /* the key does not stay on the stack */
	return err;
}

enum err entity_delete(struct db_write *w, const struct entity *e, int64_t id)
{
	return db_do(w, entity_sql(e, ENTITY_DELETE), BIND(b_int(id)));
}
