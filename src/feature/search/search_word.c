/* Words in the index (search_word.h) and keeping it true (search.h: search_put, search_drop). */
#include "feature/search/search_word.h"

#include <string.h>

#include "core/token.h"
#include "core/vec.h"
#include "feature/search/search.h"
#include "feature/search/visible.h"

enum { DOC_MAX = 4 << 20, MATCH_MAX = 256 << 10, SQL_TEXT_MAX = 64 << 10, TITLE_BYTES_MAX = 100, COMMON = 8000 };

STATEMENT(search_doc_get, "SELECT title, field, body FROM search_doc WHERE id = $1");
STATEMENT(search_doc_put, "INSERT INTO search_doc (id, title, field, body) VALUES ($1, $2, $3, $4) "
	"ON CONFLICT (id) DO UPDATE SET title = excluded.title, field = excluded.field, body = excluded.body");
STATEMENT(search_doc_drop, "DELETE FROM search_doc WHERE id = $1");
/* The index proper: FTS5 without contents on SQLite, where what was put in must be given again to take
 * it out; the column token on PostgreSQL. $2, $3, $4: tokens of title, short fields and body. */
STATEMENT_PER_ENGINE(search_index_put,
	"INSERT INTO search_index (rowid, title, field, body) VALUES ($1, $2, $3, $4)",
	"UPDATE search_doc SET token = CAST($2 || ' ' || $3 || ' ' || $4 AS tsvector) WHERE id = $1");
STATEMENT_PER_ENGINE(search_index_drop,
	"INSERT INTO search_index (search_index, rowid, title, field, body) VALUES ('delete', $1, $2, $3, $4)",
	"UPDATE search_doc SET token = NULL WHERE id = $1 AND CAST($2 AS text) IS NOT NULL AND CAST($3 AS text) IS NOT NULL "
	"AND CAST($4 AS text) IS NOT NULL");
/* The small index of titles and short fields: SQLite alone has it (PostgreSQL looks into the columns). */
STATEMENT_PER_ENGINE(search_short_put,
	"INSERT INTO search_short (rowid, title, field) VALUES ($1, $2, $3)",
	"UPDATE search_doc SET id = id WHERE id = $1 AND CAST($2 AS text) IS NULL AND CAST($3 AS text) IS NULL");
STATEMENT_PER_ENGINE(search_short_drop,
	"INSERT INTO search_short (search_short, rowid, title, field) VALUES ('delete', $1, $2, $3)",
	"UPDATE search_doc SET id = id WHERE id = $1 AND CAST($2 AS text) IS NULL AND CAST($3 AS text) IS NULL");
/* Titles that begin with $1; $2 is what comes after all of them. */
STATEMENT_PER_ENGINE(search_title_begins,
	"SELECT id, title FROM search_doc WHERE title >= $1 AND title < $2 AND id >= $3 AND id < $4",
	"SELECT id, title FROM search_doc WHERE left(title, 100) COLLATE \"C\" >= $1 AND left(title, 100) COLLATE \"C\" < $2 AND id >= $3 AND id < $4");
/* Rows come in order of id: FTS5 has no other without a rank. */
STATEMENT_PER_ENGINE(search_match,
	"SELECT rowid FROM search_index WHERE search_index MATCH $1 AND rowid >= $2 AND rowid < $3",
	"SELECT id FROM search_doc WHERE token @@ CAST($1 AS tsquery) AND id >= $2 AND id < $3");

STATEMENT_PER_ENGINE(search_match_short,
	"SELECT rowid FROM search_short WHERE search_short MATCH $1 AND rowid >= $2 AND rowid < $3",
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

/* All words side by side: without a blank between them, with one, with の. */
static void make_whole(struct arena *a, struct search_words *w)
{
	static const char *const between[] = { "", " ", "の" };
	if (w->n == 1) w->whole = w->word[0];
	for (size_t k = 0; w->n > 1 && k < COUNT_OF(between); k++) {
		struct out o = out_new(a, SQL_TEXT_MAX);
		for (size_t i = 0; i < w->n; i++) out_fmt(&o, "%s%.*s", i ? between[k] : "", STR_ARG(w->word[i].form[0]));
		w->whole.form[w->whole.forms++] = out_view(&o);
	}
}

static void make_marks(struct search_words *w)
{
	w->marks = 0;
	for (size_t i = 0; i < w->n; i++)
		for (size_t k = 0; k < w->word[i].forms; k++) w->mark[w->marks++] = w->word[i].form[k];
}

struct search_words *search_words(struct arena *a, struct str query)
{
	struct search_words *w = ARENA_NEW(a, struct search_words);
	struct query_word found[SEARCH_WORDS_MAX];
	w->n = query_words(a, str_clip(query, QUERY_BYTES_MAX), found, SEARCH_WORDS_MAX);
	for (size_t i = 0; i < w->n; i++) {
		struct search_word *one = &w->word[i];
		one->written = found[i].written;
		one->form[0] = found[i].folded;
		one->forms = found[i].exact ? 1 : word_forms(a, found[i].folded, one->form, WORD_FORMS_MAX);
	}
	make_whole(a, w);
	make_marks(w);
	return w;
}

struct search_words *search_word_alone(struct arena *a, const struct search_words *all, size_t i)
{
	struct search_words *w = ARENA_NEW(a, struct search_words);
	w->word[0] = all->word[i];
	w->n = 1;
	make_whole(a, w);
	make_marks(w);
	return w;
}

struct str search_words_without(struct arena *a, const struct search_words *w, size_t without)
{
	struct out o = out_new(a, 4 * QUERY_BYTES_MAX);
	for (size_t i = 0; i < w->n; i++)
		if (i != without) out_fmt(&o, "%s%.*s", o.n ? " " : "", STR_ARG(w->word[i].written));
	return out_view(&o);
}

struct str search_word_label(struct arena *a, const struct search_words *w, size_t i)
{
	return str_fmt(a, "「%.*s」", STR_ARG(w->word[i].written));
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

/* FTS5: each form of a word a phrase; tokens are letters and digits only, so nothing needs escaping. */
static void out_phrase(struct out *o, struct str form)
{
	struct str token[WORD_TOKENS_MAX];
	bool prefix;
	size_t tokens = word_tokens(form, token, WORD_TOKENS_MAX, &prefix);
	for (size_t k = 0; k < tokens; k++) {
		out_char(o, k ? ' ' : '"');
		out_str(o, token[k]);
	}
	out_char(o, '"');
	if (prefix) out_lit(o, " *");
}

static struct str match_sqlite(struct arena *a, const struct search_word *word, size_t n, enum word_place place)
{
	static const char *const columns[] = { "(", "(", "{title} : (" };
	struct out o = out_new(a, MATCH_MAX);
	out_str(&o, str_of(columns[place]));
	for (size_t i = 0; i < n; i++) {
		out_str(&o, i ? S(" AND (") : S("("));
		for (size_t k = 0; k < word[i].forms; k++) {
			if (k) out_lit(&o, " OR ");
			out_phrase(&o, word[i].form[k]);
		}
		out_char(&o, ')');
	}
	out_char(&o, ')');
	ASSERT(out_ok(&o));
	return out_view(&o);
}

/* tsquery: all tokens of a form of each word; that they stand side by side is looked up in the text. */
static struct str match_pg(struct arena *a, const struct search_word *word, size_t n)
{
	struct out o = out_new(a, MATCH_MAX);
	for (size_t i = 0; i < n; i++) {
		out_str(&o, i ? S(" & (") : S("("));
		for (size_t f = 0; f < word[i].forms; f++) {
			struct str token[WORD_TOKENS_MAX];
			bool prefix;
			size_t tokens = word_tokens(word[i].form[f], token, WORD_TOKENS_MAX, &prefix);
			out_str(&o, f ? S(" | (") : S("("));
			for (size_t k = 0; k < tokens; k++)
				out_fmt(&o, "%s'%.*s'%s", k ? " & " : "", STR_ARG(token[k]), prefix && k + 1 == tokens ? ":*" : "");
			out_char(&o, ')');
		}
		out_char(&o, ')');
	}
	ASSERT(out_ok(&o));
	return out_view(&o);
}

/* The columns with something between them that stands in no pattern. */
static struct sql sql_pg(struct arena *a, const struct search_word *word, size_t n, enum word_place place)
{
	static const char *const columns[] = { "' ' || title || ' | ' || field || ' | ' || body || ' '",
		"' ' || title || ' | ' || field || ' '", "' ' || title || ' '" };
	struct out o = out_new(a, SQL_TEXT_MAX);
	size_t bind = 4;
	out_str(&o, str_of(search_match.pg));
	for (size_t i = 0; i < n; i++) {
		out_lit(&o, " AND (");
		for (size_t k = 0; k < word[i].forms; k++) out_fmt(&o, "%sstrpos(%s, $%zu) > 0", k ? " OR " : "", columns[place], bind++);
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

/* Ids of an entity's documents, and what of them is the record's id. */
struct range {
	int64_t from, to, mask;
};

static struct range range_of(const struct entity *e)
{
	int64_t from = e ? search_doc_id(e, 0) : 0, size = (int64_t)1 << 40;
	return e ? (struct range){ from, from + size, size - 1 } : (struct range){ 0, INT64_MAX, INT64_MAX };
}

static enum err find(struct db_read *db, struct arena *a, const struct search_word *word, size_t n, enum word_place place, struct range in,
	struct id_list *list)
{
	ASSERT(n > 0 && n <= SEARCH_WORDS_MAX);
	if (!db_is_pg(db))
		return collect(db_rows(db, a, place == IN_ANY ? &search_match : &search_match_short,
			BIND(b_str(match_sqlite(a, word, n, place)), b_int(in.from), b_int(in.to))), a, in.mask, list);
	struct bind *b = ARENA_ARRAY(a, struct bind, 3 + SEARCH_WORDS_MAX * WORD_FORMS_MAX);
	size_t binds = 0;
	b[binds++] = b_str(match_pg(a, word, n));
	b[binds++] = b_int(in.from);
	b[binds++] = b_int(in.to);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < word[i].forms; k++) {
			struct out o = out_new(a, 4 * QUERY_BYTES_MAX + 64);
			out_word_pattern(&o, word[i].form[k]);
			b[binds++] = b_str(out_view(&o));
		}
	struct sql sql = sql_pg(a, word, n, place);
	return collect(db_rows(db, a, &sql, (struct binds){ b, binds }), a, in.mask, list);
}

enum err search_word_hits(struct db_read *db, struct arena *a, const struct entity *e, const struct search_words *w, enum word_place place,
	struct id_list *list)
{
	return find(db, a, w->word, w->n, place, range_of(e), list);
}

static enum err find_titles(struct db_read *db, struct arena *a, struct str form, struct range in, struct word_ranks *ranks)
{
	struct out o = out_new(a, 4 * QUERY_BYTES_MAX);
	out_runs(&o, form);
	struct str begin = out_view(&o);
	if (!begin.n || begin.n > TITLE_BYTES_MAX) return OK;
	struct str after = str_cat(a, begin, S("\xf4\x8f\xbf\xbf")); /* the last character there is */
	struct rows rows = db_rows(db, a, &search_title_begins, BIND(b_str(begin), b_str(after), b_int(in.from), b_int(in.to)));
	while (rows_next(&rows)) {
		int64_t id = rows_int(&rows, 0) & in.mask;
		*vec_add(a, &ranks->begins) = id;
		if (str_eq(rows_str(&rows, 1), begin)) *vec_add(a, &ranks->exact) = id;
	}
	return rows_end(&rows);
}

enum err search_word_ranks(struct db_read *db, struct arena *a, const struct entity *e, const struct search_words *w, struct word_ranks *ranks)
{
	*ranks = (struct word_ranks){ .any = { 0 } };
	struct range in = range_of(e);
	enum err err = find(db, a, w->word, w->n, IN_ANY, in, &ranks->any);
	if (err || !ranks->any.n) return err;
	bool common = ranks->any.n > COMMON; /* so common a word says little in a short field */
	if (!common) err = find(db, a, w->word, w->n, IN_FIELD, in, &ranks->field);
	if (!err && (common || ranks->field.n)) err = find(db, a, w->word, w->n, IN_TITLE, in, &ranks->title);
	if (!err && w->n > 1) err = find(db, a, &w->whole, 1, IN_ANY, in, &ranks->whole);
	for (size_t k = 0; k < w->whole.forms && !err && ranks->title.n; k++) err = find_titles(db, a, w->whole.form[k], in, ranks);
	return err;
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

bool search_field_indexed(const struct entity *e, const struct field *f, const void *record)
{
	bool coded = f->type == TYPE_CHOICE || f->type == TYPE_MULTI;
	return ((f->flags & SEARCH) || (coded && (f->flags & FILTER))) && !(f->flags & (TITLE | SECRET)) && field_open(e, f, record);
}

/* Runs of the title, of the short fields, and of the texts, one field after another. */
struct texts {
	struct str title, field, body;
};

static bool is_short(const struct field *f)
{
	return f->type == TYPE_TEXT || f->type == TYPE_KANA || f->type == TYPE_CHOICE || f->type == TYPE_MULTI;
}

static struct texts texts_of(struct arena *a, const struct masters *m, const struct entity *e, const void *record)
{
	struct out o[] = { out_new(a, DOC_MAX), out_new(a, DOC_MAX), out_new(a, DOC_MAX) };
	for (ENTITY_FIELDS(e, f)) {
		bool is_title = (f->flags & TITLE) && !(f->flags & SECRET) && field_open(e, f, record);
		if (!is_title && !search_field_indexed(e, f, record)) continue;
		struct out *to = &o[is_title ? 0 : is_short(f) ? 1 : 2];
		if (to->n) out_char(to, ' ');
		out_runs(to, fold(a, search_field_text(a, m, f, record)));
	}
	/* a text beyond the bound is found by its first four megabytes */
	return (struct texts){ out_view(&o[0]), out_view(&o[1]), out_view(&o[2]) };
}

static struct str tokens_of(struct arena *a, struct str runs)
{
	struct out o = out_new(a, 4 * (size_t)DOC_MAX);
	out_folded_tokens(&o, runs);
	return out_view(&o);
}

/* Into both indexes, or out of them. */
static enum err change_index(struct db_write *w, struct arena *a, bool put, int64_t id, const struct texts *t)
{
	struct bind title = b_str(tokens_of(a, t->title)), field = b_str(tokens_of(a, t->field));
	enum err e = db_do(w, put ? &search_index_put : &search_index_drop, BIND(b_int(id), title, field, b_str(tokens_of(a, t->body))));
	if (e || db_is_pg(db_reading(w))) return e;
	return db_do(w, put ? &search_short_put : &search_short_drop, BIND(b_int(id), title, field));
}

/* What the index holds of the document; *there is false when nothing. */
static enum err held(struct db_write *w, struct arena *a, int64_t id, bool *there, struct texts *t)
{
	struct rows rows = db_rows(db_reading(w), a, &search_doc_get, BIND(b_int(id)));
	*t = (struct texts){ STR_NONE, STR_NONE, STR_NONE };
	*there = rows_next(&rows);
	if (*there) *t = (struct texts){ rows_str(&rows, 0), rows_str(&rows, 1), rows_str(&rows, 2) };
	return rows_end(&rows);
}

static enum err put_doc(struct db_write *w, struct arena *a, int64_t id, const struct texts *t)
{
	bool there;
	struct texts old;
	enum err e = held(w, a, id, &there, &old);
	if (e || (there && str_eq(t->title, old.title) && str_eq(t->field, old.field) && str_eq(t->body, old.body))) return e;
	if (there) e = change_index(w, a, false, id, &old);
	if (!e) e = db_do(w, &search_doc_put, BIND(b_int(id), b_str(t->title), b_str(t->field), b_str(t->body)));
	return e ? e : change_index(w, a, true, id, t);
}

static enum err drop_doc(struct db_write *w, struct arena *a, int64_t id)
{
	bool there;
	struct texts old;
	enum err e = held(w, a, id, &there, &old);
	if (e || !there) return e;
	e = change_index(w, a, false, id, &old);
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
	struct texts texts = texts_of(a, m, e, record);
	enum err err = put_doc(w, a, search_doc_id(e, r->id), &texts);
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
