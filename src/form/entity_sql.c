/* Statement texts from the field tables (form/entity_sql.h). */
#include "form/entity_sql.h"

#include <pthread.h>

enum { ENTITIES_MAX = 64, TEXT_MAX = 64 << 10 };

#define COLUMN(name) { #name, offsetof(struct record, name), false }
#define TIME_COLUMN(name) { #name, offsetof(struct record, name), true }
const struct record_column record_columns[RECORD_COLUMNS] = {
	COLUMN(id), COLUMN(site), COLUMN(kind), COLUMN(state), TIME_COLUMN(created_at), TIME_COLUMN(updated_at),
	TIME_COLUMN(published_at), TIME_COLUMN(open_at), TIME_COLUMN(close_at), TIME_COLUMN(trashed_at),
	COLUMN(incomplete), COLUMN(person_key), COLUMN(version),
};

static bool secret(const struct field *f)
{
	return f->flags & SECRET;
}
static bool blind(const struct field *f)
{
	return secret(f) && (f->flags & INDEX);
}

void entity_columns(struct out *o, const struct entity *e, const char *alias)
{
	const char *dot = *alias ? "." : "";
	for (size_t i = 0; i < RECORD_COLUMNS; i++)
		out_fmt(o, "%s%s%s%s", i ? ", " : "", alias, dot, record_columns[i].name);
	out_fmt(o, ", %s%ssource", alias, dot);
	for (ENTITY_FIELDS(e, f))
		if (!secret(f)) out_fmt(o, ", %s%s%s", alias, dot, f->column);
}

static void secret_columns(struct out *o, const struct entity *e)
{
	for (ENTITY_FIELDS(e, f))
		if (secret(f)) out_fmt(o, ", %s", f->column);
}

static void write_select(struct out *o, const struct entity *e, const char *where)
{
	out_lit(o, "SELECT ");
	entity_columns(o, e, "");
	secret_columns(o, e);
	out_fmt(o, " FROM %s WHERE %s", e->table, where);
}

static void write_load(struct out *o, const struct entity *e)
{
	write_select(o, e, "id = $1");
}

static void write_read(struct out *o, const struct entity *e)
{
	out_lit(o, "SELECT ");
	entity_columns(o, e, "");
	out_fmt(o, " FROM %s WHERE id = $1", e->table);
}

static void write_load_source(struct out *o, const struct entity *e)
{
	write_select(o, e, "source = $1 AND source <> ''"); /* the second part lets the partial index serve */
}

/* Values: the record columns from site on, source, the fields that are not SECRET. */
static void write_insert(struct out *o, const struct entity *e)
{
	out_fmt(o, "INSERT INTO %s (", e->table);
	for (size_t i = 1; i < RECORD_COLUMNS; i++) out_fmt(o, "%s, ", record_columns[i].name);
	out_lit(o, "source");
	int n = RECORD_COLUMNS;
	for (ENTITY_FIELDS(e, f))
		if (!secret(f)) {
			out_fmt(o, ", %s", f->column);
			n++;
		}
	out_lit(o, ") VALUES (");
	for (int i = 1; i <= n; i++) out_fmt(o, "%s$%d", i > 1 ? ", " : "", i);
	out_char(o, ')');
}

/* The same values, then id and the version that was read. */
static void write_update(struct out *o, const struct entity *e)
{
	out_fmt(o, "UPDATE %s SET ", e->table);
	int n = 0;
	for (size_t i = 1; i < RECORD_COLUMNS; i++) out_fmt(o, "%s = $%d, ", record_columns[i].name, ++n);
	out_fmt(o, "source = $%d", ++n);
	for (ENTITY_FIELDS(e, f))
		if (!secret(f)) out_fmt(o, ", %s = $%d", f->column, ++n);
	out_fmt(o, " WHERE id = $%d AND version = $%d", n + 1, n + 2);
}

/* Values: for each SECRET field its sealed bytes and, with INDEX, the blind index; then id. */
static void write_seal(struct out *o, const struct entity *e)
{
	int n = 0;
	for (ENTITY_FIELDS(e, f)) {
		if (!secret(f)) continue;
		if (!n) out_fmt(o, "UPDATE %s SET ", e->table);
		out_fmt(o, "%s%s = $%d", n ? ", " : "", f->column, n + 1);
		n++;
		if (blind(f)) out_fmt(o, ", %s_bidx = $%d", f->column, ++n);
	}
	if (n) out_fmt(o, " WHERE id = $%d", n + 1);
}

static void write_delete(struct out *o, const struct entity *e)
{
	out_fmt(o, "DELETE FROM %s WHERE id = $1", e->table);
}

static const struct {
	const char *name;
	void (*write)(struct out *, const struct entity *);
} writers[ENTITY_STATEMENTS] = {
	[ENTITY_INSERT] = { "insert", write_insert },
	[ENTITY_UPDATE] = { "update", write_update },
	[ENTITY_SEAL] = { "seal", write_seal },
	[ENTITY_LOAD] = { "load", write_load },
	[ENTITY_READ] = { "read", write_read },
	[ENTITY_LOAD_SOURCE] = { "load_source", write_load_source },
	[ENTITY_DELETE] = { "delete", write_delete },
};

/* Written once under pthread_once, read-only afterwards. */
static struct arena *volatile texts; /* lives as long as the process; volatile: the leak checker must find it */
static struct sql made[ENTITIES_MAX][ENTITY_STATEMENTS];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_all(void)
{
	struct arena *a = texts = arena_new();
	ASSERT(entities_count <= ENTITIES_MAX);
	for (size_t i = 0; i < entities_count; i++)
		for (size_t k = 0; k < ENTITY_STATEMENTS; k++) {
			struct out o = out_new(a, TEXT_MAX);
			writers[k].write(&o, entities[i]);
			ASSERT(out_ok(&o));
			if (!o.n) continue;
			made[i][k] = sql_made(a, str_cz(a, str_fmt(a, "%s_%s", entities[i]->name, writers[k].name)), out_view(&o));
			made[i][k].file = __FILE__; /* its address stays: the store may cache by it */
		}
}

const struct sql *entity_sql(const struct entity *e, enum entity_statement k)
{
	pthread_once(&once, make_all);
	for (size_t i = 0; i < entities_count; i++)
		if (entities[i] == e) return made[i][k].sqlite ? &made[i][k] : NULL;
	ASSERT(false && "entity is in entities[]");
	return NULL;
}

const struct sql *entity_sql_at(size_t n)
{
	pthread_once(&once, make_all);
	for (size_t i = 0; i < entities_count * ENTITY_STATEMENTS; i++) {
		const struct sql *s = &made[i / ENTITY_STATEMENTS][i % ENTITY_STATEMENTS];
		if (s->sqlite && n-- == 0) return s;
	}
	return NULL;
}

/* ---- the table ---- */

static void ddl_field(struct out *o, const struct field *f)
{
	if (secret(f)) {
		out_fmt(o, "\t%s BLOB,\n", f->column);
		if (blind(f)) out_fmt(o, "\t%s_bidx BLOB,\n", f->column);
	} else if (field_is_str(f)) {
		out_fmt(o, "\t%s TEXT NOT NULL DEFAULT '',\n", f->column);
	} else {
		out_fmt(o, "\t%s %s NOT NULL DEFAULT 0,\n", f->column, f->type == TYPE_STAMP ? "TIME" : "INT");
	}
}

static void ddl_index(struct out *o, const struct entity *e, const struct field *f)
{
	const char *end = blind(f) ? "_bidx" : "";
	out_fmt(o, "CREATE %sINDEX %s_%s ON %s (%s%s)", f->flags & UNIQUE ? "UNIQUE " : "", e->table, f->column, e->table, f->column, end);
	if ((f->flags & UNIQUE) && !secret(f)) out_fmt(o, " WHERE %s <> ''", f->column);
	out_lit(o, ";\n");
}

/* The narrow index that lists and searches read instead of the table (feature/search): newest first, and all
 * that conditions, counts and orders ask about. */
static void ddl_public(struct out *o, const struct entity *e)
{
	out_fmt(o, "CREATE INDEX %s_public ON %s (state, published_at, id, kind, site, trashed_at, open_at, close_at", e->table, e->table);
	for (ENTITY_FIELDS(e, f))
		if (!secret(f) && !field_is_str(f) && ((f->flags & (FILTER | SORT | INDEX)) || f->type == TYPE_REF)) out_fmt(o, ", %s", f->column);
	out_lit(o, ");\n");
}

void entity_ddl(struct out *o, const struct entity *e)
{
	out_fmt(o, "CREATE TABLE %s (\n\tid ID,\n", e->table);
	for (size_t i = 1; i < RECORD_COLUMNS; i++)
		out_fmt(o, "\t%s %s NOT NULL DEFAULT 0,\n", record_columns[i].name, record_columns[i].time ? "TIME" : "INT");
	for (ENTITY_FIELDS(e, f)) ddl_field(o, f);
	out_lit(o, "\tsource TEXT NOT NULL DEFAULT ''\n) STRICT;\n");
	out_fmt(o, "CREATE UNIQUE INDEX %s_source ON %s (source) WHERE source <> '';\n", e->table, e->table);
	ddl_public(o, e);
	for (ENTITY_FIELDS(e, f))
		if (f->flags & INDEX) ddl_index(o, e, f);
}
