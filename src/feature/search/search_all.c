/* Search over everything a visitor of a site may see (search.h): hits of all entities in one list. */
#include <stdlib.h>
#include <string.h>

#include "core/time.h"
#include "core/token.h"
#include "core/utf8.h"
#include "core/vec.h"
#include "feature/address/address.h"
#include "feature/search/search.h"
#include "feature/search/search_word.h"
#include "feature/search/visible.h"

enum { EXCERPT_BEFORE = 40, EXCERPT_LENGTH = 120, SQL_MAX = 8 << 10 };

struct found {
	const struct entity *entity;
	int64_t id, kind, date;
	bool title;
};
struct found_list VEC_OF(struct found);

struct all {
	struct db_read *db;
	struct arena *a;
	const struct masters *masters;
	enum site_id site;
	int64_t now;
	struct str word[SEARCH_WORDS_MAX];
	size_t words;
	struct id_list docs, titles;
	struct found_list found;
};

/* The part of the document ids (in order) that is the entity's, as record ids. */
static struct id_set part_of(struct arena *a, const struct id_list *docs, const struct entity *e)
{
	int64_t from = search_doc_id(e, 0), to = from + ((int64_t)1 << 40);
	size_t low = 0, high = docs->n;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (docs->v[mid] < from) low = mid + 1;
		else high = mid;
	}
	struct id_list part = { 0 };
	for (; low < docs->n && docs->v[low] < to; low++) *vec_add(a, &part) = docs->v[low] - from;
	return id_set_of(a, &part);
}

static enum err find_in(struct all *x, const struct entity *e, int64_t *count)
{
	struct id_set hits = part_of(x->a, &x->docs, e), titles = part_of(x->a, &x->titles, e);
	*count = 0;
	if (!hits.n) return OK;
	struct out o = out_new(x->a, SQL_MAX);
	out_fmt(&o, "SELECT id, kind, published_at FROM %s WHERE ", e->table);
	out_visible(&o, e, 1, 2);
	out_lit(&o, " AND +site IN (0, $3)");
	struct sql sql = sql_made(x->a, "search_all", out_view(&o));
	struct rows rows = db_rows(x->db, x->a, &sql, BIND(b_int(x->now), b_int(date_in_japan(x->now)), b_int(x->site)));
	while (rows_next(&rows)) {
		int64_t id = rows_int(&rows, 0);
		if (!id_set_has(&hits, id)) continue;
		++*count;
		*vec_add(x->a, &x->found) = (struct found){ e, id, rows_int(&rows, 1), rows_int(&rows, 2), id_set_has(&titles, id) };
	}
	return rows_end(&rows);
}

static int by_rank(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	if (x->title != y->title) return x->title ? -1 : 1;
	if (x->date != y->date) return x->date > y->date ? -1 : 1;
	int name = strcmp(x->entity->name, y->entity->name);
	return name ? name : (x->id < y->id) - (x->id > y->id);
}

/* ---- what a hit shows ---- */

/* Some characters before the first hit and after it; STR_NONE when the text has none of the words. */
static struct str around(struct arena *a, struct str text, const struct all *x)
{
	uint32_t *origin;
	struct str folded = fold_with_origin(a, text, &origin);
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < x->words; i++) {
		size_t at = str_find(folded, x->word[i]);
		if (at < first) first = at;
	}
	if (first == SIZE_MAX) return STR_NONE;
	size_t from = origin[first];
	for (int i = 0; i < EXCERPT_BEFORE && from > 0; i++)
		do from--;
		while (from > 0 && ((unsigned char)text.p[from] & 0xc0) == 0x80);
	struct str rest = str_skip(text, from);
	for (int i = 0; i < EXCERPT_LENGTH && rest.n; i++) utf8_next(&rest);
	struct str cut = { text.p + from, (size_t)(rest.p - text.p) - from };
	return str_fmt(a, "%s%.*s%s", from ? "…" : "", STR_ARG(cut), rest.n ? "…" : "");
}

static struct html excerpt_of(const struct all *x, const struct entity *e, const void *record)
{
	for (ENTITY_FIELDS(e, f)) {
		if (!(f->flags & SEARCH) || (f->flags & (TITLE | SECRET)) || !field_open(e, f, record)) continue;
		struct str part = around(x->a, search_field_text(x->a, x->masters, f, record), x);
		if (part.n) return html_marked(x->a, part, x->word, x->words);
	}
	return HTML_NONE;
}

/* Individuals have no public name (decision 16). */
static struct str title_of(const struct all *x, const struct entity *e, const void *record)
{
	for (ENTITY_FIELDS(e, f))
		if ((f->flags & TITLE) && field_open(e, f, record)) return search_field_text(x->a, x->masters, f, record);
	const struct record *r = record;
	const char *kind = r->kind >= 0 && (size_t)r->kind < e->kinds && e->kind_label[r->kind] ? e->kind_label[r->kind] : "";
	return str_fmt(x->a, "%s%s No.%lld", kind, strcmp(e->name, "member") == 0 ? "会員" : e->label, (long long)r->id);
}

static enum err show(const struct all *x, const struct found *f, struct search_hit *hit)
{
	void *record = arena_alloc(x->a, f->entity->size);
	enum err e = entity_load(x->db, x->a, NULL, f->entity, f->id, record);
	if (e) return e;
	*hit = (struct search_hit){ f->entity, f->id, f->kind, f->date, title_of(x, f->entity, record), excerpt_of(x, f->entity, record) };
	return OK;
}

static size_t position(const struct entity *e)
{
	size_t i = 0;
	while (i < entities_count && entities[i] != e) i++;
	return i;
}

static enum err find_everywhere(struct all *x, const struct entity *only, struct search_hits *hits)
{
	enum err e = search_word_docs(x->db, x->a, x->word, x->words, false, &x->docs);
	if (!e) e = search_word_docs(x->db, x->a, x->word, x->words, true, &x->titles);
	for (const struct address *to = address_all(); to->entity && !e; to++) {
		const struct entity *entity = entity_named(to->entity);
		if (to->site != x->site || !entity) continue;
		size_t at = position(entity), before = x->found.n;
		ASSERT(at < COUNT_OF(hits->per_entity));
		e = find_in(x, entity, &hits->per_entity[at]);
		if (only && only != entity) x->found.n = before;
	}
	return e;
}

enum err search_all(struct db_read *db, struct arena *a, const struct masters *masters, enum site_id site, struct str words,
	const struct entity *only, int64_t now, int64_t page, struct search_hits *hits)
{
	*hits = (struct search_hits){ 0 };
	struct all *x = ARENA_NEW(a, struct all);
	*x = (struct all){ .db = db, .a = a, .masters = masters, .site = site, .now = now };
	x->words = search_words(a, words, x->word);
	hits->folded_words = x->word;
	hits->words = x->words;
	if (!x->words) return OK;
	enum err e = find_everywhere(x, only, hits);
	if (e) return e;
	hits->total = (int64_t)x->found.n;
	size_t first = (size_t)(page > 1 ? page - 1 : 0) * SEARCH_PER_PAGE;
	if (page > (int64_t)x->found.n || first >= x->found.n) return OK;
	qsort(x->found.v, x->found.n, sizeof(*x->found.v), by_rank);
	size_t n = x->found.n - first < SEARCH_PER_PAGE ? x->found.n - first : SEARCH_PER_PAGE;
	hits->v = ARENA_ARRAY(a, struct search_hit, n);
	for (; hits->n < n && !e; hits->n++) e = show(x, &x->found.v[first + hits->n], &hits->v[hits->n]);
	return e;
}
