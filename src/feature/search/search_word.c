/* Words in the index (search_word.h) and keeping it true (search.h: search_put, search_drop). */
#include "feature/search/search_word.h"

#include <string.h>

#include "core/token.h"
#include "core/vec.h"
#include "feature/search/search.h"
#include "feature/search/visible.h"

enum { DOC_MAX = 4 << 20, MATCH_MAX = 32 << 10 };

STATEMENT(search_doc_get, "SELECT title, body FROM search_doc WHERE id = $1");
STATEMENT(search_doc_put, "INSERT INTO search_doc (id, title, body) VALUES ($1, $2, $3) "
	"ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body");
STATEMENT(search_doc_drop, "DELETE FROM search_doc WHERE id = $1");
/* The index proper: FTS5 without contents on SQLite, where what was put in must be given again to take
 * it out; the column token on PostgreSQL. $2, $3: tokens of title and body. */
STATEMENT_PER_ENGINE(search_index_put,
	"INSERT INTO search_index (rowid, title, body) VALUES ($1, $2, $3)",
	"UPDATE search_doc SET token = CAST($2 || ' ' || $3 AS tsvector) WHERE id = $1");
STATEMENT_PER_ENGINE(search_index_drop,
	"INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', $1, $2, $3)",
	"UPDATE search_doc SET token = NULL WHERE id = $1 AND CAST($2 AS text) IS NOT NULL AND CAST($3 AS text) IS NOT NULL");
/* Rows come in order of id: FTS5 has no other without a rank. */
STATEMENT_PER_ENGINE(search_match,
	"SELECT rowid FROM search_index WHERE search_index MATCH $1 AND rowid >= $2 AND rowid < $3",
	"SELECT id FROM search_doc WHERE token @@ CAST($1 AS tsquery) AND id >= $2 AND id < $3");

/* ---- sets ---- */

struct id_set id_set_of(struct arena *a, const struct id_list *list)
{
	struct id_set s = { .n = (int64_t)list->n };
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] > s.max) s.max = list->v[i];
	s.bit = ARENA_ARRAY(a, uint64_t, (size_t)(s.max >> 6) + 1);
	for (size_t i = 0; i < list->n; i++) s.bit[list->v[i] >> 6] |= (uint64_t)1 << (list->v[i] & 63);
	return s;
}

struct id_set id_set_both(struct arena *a, const struct id_set *x, const struct id_set *y)
{
	if (x->all) return *y;
	if (y->all) return *x;
	struct id_set s = { .max = x->max < y->max ? x->max : y->max };
	size_t n = (size_t)(s.max >> 6) + 1;
	s.bit = ARENA_ARRAY(a, uint64_t, n);
	for (size_t i = 0; i < n; i++) {
		s.bit[i] = x->bit[i] & y->bit[i];
		s.n += __builtin_popcountll(s.bit[i]);
	}
	return s;
}

/* ---- words ---- */

size_t search_words(struct arena *a, struct str query, struct str word[SEARCH_WORDS_MAX])
{
	return query_words(a, str_clip(query, QUERY_BYTES_MAX), word, SEARCH_WORDS_MAX);
}

bool search_indexed(const struct entity *e)
{
	for (ENTITY_FIELDS(e, f))
		for (size_t k = 0; k < e->kinds; k++)
			if ((f->flags & SEARCH) && f->show[k] == OPEN) return true;
	return false;
}

int64_t search_number(const struct entity *e)
{
	uint32_t h = 2166136261u;
	for (const char *p = e->name; *p; p++) h = (h ^ (unsigned char)*p) * 16777619u;
	return (int64_t)((h ^ h >> 22) & 0x3fffff) | 1;
}

/* FTS5: each word a phrase, all of them; tokens are letters and digits only, so nothing needs escaping. */
static struct str match_sqlite(struct arena *a, const struct str *word, size_t n, bool title_only)
{
	struct out o = out_new(a, MATCH_MAX);
	if (title_only) out_lit(&o, "{title} : (");
	for (size_t i = 0; i < n; i++) {
		struct str token[WORD_TOKENS_MAX];
		bool prefix;
		size_t tokens = word_tokens(word[i], token, WORD_TOKENS_MAX, &prefix);
		if (i) out_lit(&o, " AND ");
		for (size_t k = 0; k < tokens; k++) {
			out_char(&o, k ? ' ' : '"');
			out_str(&o, token[k]);
		}
		out_char(&o, '"');
		if (prefix) out_lit(&o, " *");
	}
	if (title_only) out_char(&o, ')');
	ASSERT(out_ok(&o));
	return out_view(&o);
}

/* tsquery: all tokens of all words; that they stand side by side is looked up in the text. */
static struct str match_pg(struct arena *a, const struct str *word, size_t n)
{
	struct out o = out_new(a, MATCH_MAX);
	for (size_t i = 0; i < n; i++) {
		struct str token[WORD_TOKENS_MAX];
		bool prefix;
		size_t tokens = word_tokens(word[i], token, WORD_TOKENS_MAX, &prefix);
		for (size_t k = 0; k < tokens; k++)
			out_fmt(&o, "%s'%.*s'%s", o.n ? " & " : "", STR_ARG(token[k]), prefix && k + 1 == tokens ? ":*" : "");
	}
	ASSERT(out_ok(&o));
	return out_view(&o);
}

static struct sql sql_pg(struct arena *a, size_t n, bool title_only)
{
	struct out o = out_new(a, 8192);
	out_str(&o, str_of(search_match.pg));
	for (size_t i = 0; i < n; i++) {
		out_fmt(&o, " AND (strpos(' ' || title || ' ', $%zu) > 0", i + 4);
		if (!title_only) out_fmt(&o, " OR strpos(' ' || body || ' ', $%zu) > 0", i + 4);
		out_char(&o, ')');
	}
	out_lit(&o, " ORDER BY id");
	ASSERT(out_ok(&o));
	return sql_made(a, "search_match_pg", out_view(&o));
}

static enum err collect(struct rows rows, struct arena *a, int64_t mask, struct id_list *list)
{
	*list = (struct id_list){ 0 };
	while (rows_next(&rows)) *vec_add(a, list) = rows_int(&rows, 0) & mask;
	return rows_end(&rows);
}

static enum err find(struct db_read *db, struct arena *a, const struct str *word, size_t n, bool title_only, int64_t from, int64_t to,
	int64_t mask, struct id_list *list)
{
	ASSERT(n > 0 && n <= SEARCH_WORDS_MAX);
	if (!db_is_pg(db))
		return collect(db_rows(db, a, &search_match, BIND(b_str(match_sqlite(a, word, n, title_only)), b_int(from), b_int(to))), a, mask, list);
	struct bind b[3 + SEARCH_WORDS_MAX] = { b_str(match_pg(a, word, n)), b_int(from), b_int(to) };
	for (size_t i = 0; i < n; i++) {
		struct out o = out_new(a, 4 * QUERY_BYTES_MAX + 64);
		out_word_pattern(&o, word[i]);
		b[3 + i] = b_str(out_view(&o));
	}
	struct sql sql = sql_pg(a, n, title_only);
	return collect(db_rows(db, a, &sql, (struct binds){ b, 3 + n }), a, mask, list);
}

enum err search_word_hits(struct db_read *db, struct arena *a, const struct entity *e, const struct str *word, size_t n, bool title_only,
	struct id_list *list)
{
	int64_t from = search_doc_id(e, 0);
	return find(db, a, word, n, title_only, from, from + ((int64_t)1 << 40), ((int64_t)1 << 40) - 1, list);
}

enum err search_word_docs(struct db_read *db, struct arena *a, const struct str *word, size_t n, bool title_only, struct id_list *list)
{
	return find(db, a, word, n, title_only, 0, INT64_MAX, INT64_MAX, list);
}

/* ---- keeping the index true ---- */

/* The short names: in "…を図る活動", the name of nearly every field of activity, the word 活動 would be found everywhere. */
static struct str short_labels(struct arena *a, const struct masters *m, const struct field *f, int64_t bits)
{
	struct out o = out_new(a, 16 << 10);
	for (; bits > 0; bits &= bits - 1) {
		const struct master *row = master_get(m, f->list, __builtin_ctzll((uint64_t)bits) + 1);
		if (!row) continue;
		if (o.n) out_lit(&o, "、");
		out_str(&o, row->short_label.n ? row->short_label : row->label);
	}
	return out_view(&o);
}

struct str search_field_text(struct arena *a, const struct masters *m, const struct field *f, const void *record)
{
	if (f->type == TYPE_MULTI) return short_labels(a, m, f, *field_int(f, record));
	int64_t v = f->type == TYPE_CHOICE ? *field_int(f, record) : 0;
	if (f->type == TYPE_CHOICE) return v >= 1 && v <= MASTER_NUM_MAX ? short_labels(a, m, f, master_bit(v)) : STR_NONE;
	return field_text(a, m, f, record);
}

static bool in_index(const struct entity *e, const struct field *f, const void *record)
{
	bool coded = f->type == TYPE_CHOICE || f->type == TYPE_MULTI;
	return ((f->flags & SEARCH) || (coded && (f->flags & FILTER))) && !(f->flags & (TITLE | SECRET)) && field_open(e, f, record);
}

/* Runs of the title, and of all that is searched besides, one field after another. */
static void texts_of(struct arena *a, const struct masters *m, const struct entity *e, const void *record, struct str *title, struct str *body)
{
	struct out t = out_new(a, DOC_MAX), b = out_new(a, DOC_MAX);
	for (ENTITY_FIELDS(e, f)) {
		bool is_title = (f->flags & TITLE) && !(f->flags & SECRET) && field_open(e, f, record);
		if (!is_title && !in_index(e, f, record)) continue;
		struct out *o = is_title ? &t : &b;
		if (o->n) out_char(o, ' ');
		out_runs(o, fold(a, search_field_text(a, m, f, record)));
	}
	*title = out_view(&t); /* a text beyond the bound is found by its first four megabytes */
	*body = out_view(&b);
}

static struct str tokens_of(struct arena *a, struct str runs)
{
	struct out o = out_new(a, 4 * (size_t)DOC_MAX);
	out_folded_tokens(&o, runs);
	return out_view(&o);
}

static enum err change_index(struct db_write *w, struct arena *a, const struct sql *sql, int64_t id, struct str title, struct str body)
{
	return db_do(w, sql, BIND(b_int(id), b_str(tokens_of(a, title)), b_str(tokens_of(a, body))));
}

/* What the index holds of the document; *there is false when nothing. */
static enum err held(struct db_write *w, struct arena *a, int64_t id, bool *there, struct str *title, struct str *body)
{
	struct rows rows = db_rows(db_reading(w), a, &search_doc_get, BIND(b_int(id)));
	*there = rows_next(&rows);
	*title = *there ? rows_str(&rows, 0) : STR_NONE;
	*body = *there ? rows_str(&rows, 1) : STR_NONE;
	return rows_end(&rows);
}

static enum err put_doc(struct db_write *w, struct arena *a, int64_t id, struct str title, struct str body)
{
	bool there;
	struct str old_title, old_body;
	enum err e = held(w, a, id, &there, &old_title, &old_body);
	if (e || (there && str_eq(title, old_title) && str_eq(body, old_body))) return e;
	if (there) e = change_index(w, a, &search_index_drop, id, old_title, old_body);
	if (!e) e = db_do(w, &search_doc_put, BIND(b_int(id), b_str(title), b_str(body)));
	return e ? e : change_index(w, a, &search_index_put, id, title, body);
}

static enum err drop_doc(struct db_write *w, struct arena *a, int64_t id)
{
	bool there;
	struct str title, body;
	enum err e = held(w, a, id, &there, &title, &body);
	if (e || !there) return e;
	e = change_index(w, a, &search_index_drop, id, title, body);
	return e ? e : db_do(w, &search_doc_drop, BIND(b_int(id)));
}

enum err search_put(struct db_write *w, struct arena *unused, const struct masters *m, const struct entity *e, const void *record)
{
	(void)unused; /* nothing of ours outlives the call */
	const struct record *r = record;
	if (!search_indexed(e)) return OK;
	if (!visible_state(e, r)) return search_drop(w, e, r->id);
	ASSERT(r->id > 0 && r->id < (int64_t)1 << 40);
	struct arena *a = arena_new();
	struct str title, body;
	texts_of(a, m, e, record, &title, &body);
	enum err err = put_doc(w, a, search_doc_id(e, r->id), title, body);
	arena_free(a);
	return err;
}

enum err search_drop(struct db_write *w, const struct entity *e, int64_t id)
{
	struct arena *a = arena_new();
	enum err err = drop_doc(w, a, search_doc_id(e, id));
	arena_free(a);
	return err;
}
