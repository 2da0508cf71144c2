/* One search over one kind of record (search.h): words, conditions, counts, one page.
 *
 * Two passes over a narrow index of the table (migrations: NAME_search): the first reads what the
 * conditions ask about, and counts; the second reads ids in the list's order as far as the page. The records
 * of the page are loaded last. Words come from the index of words as a set of ids. No SQL of other features.
 */
#include "feature/search/search.h"

#include <stddef.h>
#include <string.h>

#include "core/token.h"
#include "core/vec.h"
#include "feature/search/search_word.h"
#include "feature/search/visible.h"
#include "store/watch.h"

enum { SQL_MAX = 16 << 10, BINDS_MAX = 16 };

/* A column of the first pass: a condition on it, a count of its values, or both. */
struct column {
	const struct field *field;
	const struct search_filter *filter; /* NULL: none */
	struct facet *facet;                /* NULL: not counted */
};
struct run {
	struct db_read *db;
	struct arena *a;
	const struct masters *masters;
	const struct search *s;
	struct search_result *r;
	struct column column[2 * SEARCH_FILTERS_MAX];
	size_t columns;
	struct bind bind[BINDS_MAX];
	size_t binds;
	struct search_words *asked;
	struct rank_sets ranks;
	struct id_set words, texts, match; /* of the words; of the conditions with a text; of all */
	int64_t rank_total[RANKS];         /* of the matching ones */
};

/* ---- conditions ---- */

static bool counted(const struct field *f)
{
	return f->type == TYPE_CHOICE || f->type == TYPE_MULTI || f->type == TYPE_BOOL;
}

static const struct search_filter *filter_of(const struct search *s, const struct field *f)
{
	for (size_t i = 0; i < s->filters; i++)
		if (s->filter[i].field == f && !s->filter[i].text.n && (s->filter[i].bits || s->filter[i].from || s->filter[i].to)) return &s->filter[i];
	return NULL;
}

static void add_columns(struct run *x)
{
	const struct search *s = x->s;
	for (ENTITY_FIELDS(s->entity, f)) {
		if (!(f->flags & FILTER) || (f->flags & SECRET) || field_is_str(f)) continue;
		const struct search_filter *filter = filter_of(s, f);
		struct facet *facet = NULL;
		if (s->want_counts && counted(f) && x->r->facets < SEARCH_FILTERS_MAX) {
			facet = &x->r->facet[x->r->facets++];
			*facet = (struct facet){ .field = f };
		}
		if ((filter || facet) && x->columns < COUNT_OF(x->column)) x->column[x->columns++] = (struct column){ f, filter, facet };
	}
}

/* The value as bits: CHOICE 3 is bit 2, BOOL 1 is bit 0. */
static int64_t bits_of(const struct field *f, int64_t v)
{
	if (f->type == TYPE_MULTI) return v;
	return v >= 1 && v <= MASTER_NUM_MAX ? master_bit(v) : 0;
}

/* Dates without a day or a month (20030400) stand for all of it. */
static bool in_span(const struct search_filter *f, int64_t v)
{
	if (!v) return false;
	int64_t last = v;
	if (f->field->type == TYPE_DATE) last += v % 10000 == 0 ? 9999 : v % 100 == 0 ? 99 : 0;
	return (!f->from || last >= f->from) && (!f->to || v <= f->to);
}

static bool passes(const struct column *c, int64_t v)
{
	if (!c->filter) return true;
	return c->filter->bits ? (bits_of(c->field, v) & c->filter->bits) != 0 : in_span(c->filter, v);
}

static void count_value(struct facet *facet, int64_t v)
{
	for (int64_t bits = bits_of(facet->field, v); bits > 0; bits &= bits - 1) facet->count[__builtin_ctzll((uint64_t)bits) + 1]++;
}

/* How many conditions the row fails (2 = two or more) and which one it was. */
static size_t failing(const struct run *x, const int64_t *value, size_t *which)
{
	size_t failed = 0;
	for (size_t i = 0; i < x->columns && failed < 2; i++)
		if (!passes(&x->column[i], value[i])) {
			failed++;
			*which = i;
		}
	return failed;
}

/* Adds the row to the counts of every field whose value would give it, all other conditions being met; true
 * when the row itself meets them all. */
static bool take_row(struct run *x, int64_t kind, const int64_t *value)
{
	size_t which = 0, failed = failing(x, value, &which);
	bool kind_asked = !x->s->kinds || (kind >= 0 && kind < KINDS_MAX && x->s->kinds >> kind & 1);
	if (!failed && kind >= 0 && kind < KINDS_MAX) x->r->kind_count[kind]++;
	if (!failed && !kind_asked) x->r->relaxed.kinds++;
	if (!kind_asked || failed > 1) return false;
	if (failed == 1) x->r->relaxed.filter[x->column[which].filter - x->s->filter]++;
	if (failed == 1 && x->column[which].facet) count_value(x->column[which].facet, value[which]);
	for (size_t i = 0; i < x->columns && !failed; i++)
		if (x->column[i].facet) count_value(x->column[i].facet, value[i]);
	return !failed;
}

/* ---- statements ---- */

/* "FROM table WHERE ...": what is visible, on the site, and the caller's own condition. Columns with a plus are
 * not looked for in another index: the narrow one holds them all. */
static void out_from(struct run *x, struct out *o)
{
	const struct search *s = x->s;
	int now = (int)s->binds + 1;
	out_fmt(o, " FROM %s WHERE ", s->entity->table);
	out_visible(o, s->entity, now, now + 1);
	if (s->site) out_fmt(o, " AND +site IN (0, $%d)", now + 2);
	if (s->where) out_fmt(o, " AND (%s)", s->where);
}

static void set_binds(struct run *x)
{
	const struct search *s = x->s;
	ASSERT(s->binds <= COUNT_OF(s->bind));
	for (size_t i = 0; i < s->binds; i++) x->bind[x->binds++] = s->bind[i];
	x->bind[x->binds++] = b_int(s->now);
	x->bind[x->binds++] = b_int(date_in_japan(s->now));
	if (s->site) x->bind[x->binds++] = b_int(s->site);
}

static struct binds binds_of(const struct run *x)
{
	return (struct binds){ x->bind, x->binds };
}

/* ---- words ---- */

static bool holds_all(struct str text, const struct search_words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		bool found = false;
		for (size_t k = 0; k < w->word[i].forms && !found; k++) found = str_find(text, w->word[i].form[k]) != SIZE_MAX;
		if (!found) return false;
	}
	return true;
}

/* Ids whose field holds the words: the text itself is looked at, as the index does not know the fields. */
static enum err field_words(struct run *x, const struct search_filter *f, const struct search_words *w, const struct id_set *maybe,
	struct id_set *set)
{
	struct arena *scratch = arena_new();
	struct out o = out_new(x->a, SQL_MAX);
	out_fmt(&o, "SELECT id, kind, %s", f->field->column);
	out_from(x, &o);
	struct sql sql = sql_made(x->a, "search_field", out_view(&o));
	void *record = arena_alloc(x->a, x->s->entity->size);
	struct rows rows = db_rows(x->db, scratch, &sql, binds_of(x));
	struct id_list list = { 0 };
	while (rows_next(&rows)) {
		int64_t id = rows_int(&rows, 0);
		((struct record *)record)->kind = rows_int(&rows, 1);
		if (!id_set_has(maybe, id)) continue;
		*field_str(f->field, record) = rows_str(&rows, 2);
		if (field_open(x->s->entity, f->field, record) && holds_all(fold(scratch, search_field_text(scratch, x->masters, f->field, record)), w))
			*vec_add(x->a, &list) = id;
		arena_clear(scratch);
	}
	enum err e = rows_end(&rows);
	arena_free(scratch);
	*set = id_set_of(x->a, &list);
	return e;
}

static enum err narrow_by_field(struct run *x, const struct search_filter *f)
{
	struct search_words *w = search_words(x->a, f->text);
	if (!w->n) return OK;
	struct id_set maybe = x->texts, set;
	if (f->field->flags & (SEARCH | TITLE)) {
		struct id_list list;
		enum err e = search_word_hits(x->db, x->a, x->s->entity, w, f->field->flags & TITLE ? IN_TITLE : IN_ANY, &list);
		if (e) return e;
		struct id_set hits = id_set_of(x->a, &list);
		maybe = id_set_both(x->a, &x->texts, &hits);
	}
	enum err e = field_words(x, f, w, &maybe, &set);
	if (!e) x->texts = id_set_both(x->a, &x->texts, &set);
	return e;
}

static enum err rank_words(struct run *x)
{
	struct word_ranks list;
	enum err e = search_word_ranks(x->db, x->a, x->s->entity, x->asked, &list);
	if (e) return e;
	x->ranks = (struct rank_sets){ id_set_of(x->a, &list.any), id_set_of(x->a, &list.field), id_set_of(x->a, &list.title),
		id_set_of(x->a, &list.whole), id_set_of(x->a, &list.begins), id_set_of(x->a, &list.exact) };
	x->words = x->ranks.any;
	return OK;
}

/* The words of the query, for the search and for the marks. */
static void read_words(struct run *x)
{
	x->words.all = x->texts.all = true;
	x->asked = search_words(x->a, x->s->words);
	x->r->asked = x->asked;
	x->r->folded_words = x->asked->mark;
	x->r->words = x->asked->marks;
}

static enum err find_words(struct run *x)
{
	read_words(x);
	enum err e = OK;
	if (x->asked->n) {
		e = rank_words(x);
	} else if (x->s->words.n && str_trim(x->s->words).n) {
		struct id_list none = { 0 }; /* only punctuation: nothing is found, rather than everything */
		x->words = id_set_of(x->a, &none);
	}
	for (size_t i = 0; i < x->s->filters && !e; i++)
		if (x->s->filter[i].text.n) e = narrow_by_field(x, &x->s->filter[i]);
	return e;
}

static int rank_of(const struct run *x, int64_t id)
{
	return x->asked->n && !x->s->plain_order ? word_rank(&x->ranks, id) : 0;
}

/* ---- the two passes ---- */

/* Without any condition a number is enough. */
static enum err count_all(struct run *x)
{
	struct out o = out_new(x->a, SQL_MAX);
	out_lit(&o, "SELECT count(*)");
	out_from(x, &o);
	struct sql sql = sql_made(x->a, "search_count_all", out_view(&o));
	x->match.all = true;
	return db_int(x->db, &sql, binds_of(x), &x->r->total);
}

static enum err count_pass(struct run *x)
{
	if (x->words.all && x->texts.all && !x->columns && !x->s->kinds && !x->s->want_counts) return count_all(x);
	struct out o = out_new(x->a, SQL_MAX);
	out_lit(&o, "SELECT id, kind");
	for (size_t i = 0; i < x->columns; i++) out_fmt(&o, ", %s", x->column[i].field->column);
	out_from(x, &o);
	out_lit(&o, " ORDER BY published_at DESC, id DESC"); /* the index has them so: no sorting */
	struct sql sql = sql_made(x->a, "search_count", out_view(&o));
	struct rows rows = db_rows(x->db, x->a, &sql, binds_of(x));
	struct id_list match = { 0 };
	int64_t left = x->s->most > 0 ? x->s->most : SEARCH_MOST;
	while (rows_next(&rows)) {
		if (left-- == 0) {
			x->r->capped = true;
			break;
		}
		int64_t id = rows_int(&rows, 0), value[2 * SEARCH_FILTERS_MAX];
		if (!id_set_has(&x->words, id) || !id_set_has(&x->texts, id)) continue;
		for (size_t i = 0; i < x->columns; i++) value[i] = rows_int(&rows, (int)i + 2);
		if (!take_row(x, rows_int(&rows, 1), value)) continue;
		*vec_add(x->a, &match) = id;
		x->rank_total[rank_of(x, id)]++;
	}
	x->match = id_set_of(x->a, &match);
	x->r->total = x->match.n;
	return rows_end(&rows);
}

/* Nothing was found: one more pass for what each word finds alone, and the conditions without any word. */
static enum err relaxed_pass(struct run *x)
{
	struct id_set alone[SEARCH_WORDS_MAX];
	enum err e = OK;
	for (size_t i = 0; i < x->asked->n && !e; i++) {
		struct id_list list;
		e = search_word_hits(x->db, x->a, x->s->entity, search_word_alone(x->a, x->asked, i), IN_ANY, &list);
		if (!e) alone[i] = id_set_of(x->a, &list);
	}
	if (e) return e;
	struct out o = out_new(x->a, SQL_MAX);
	out_lit(&o, "SELECT id, kind");
	for (size_t i = 0; i < x->columns; i++) out_fmt(&o, ", %s", x->column[i].field->column);
	out_from(x, &o);
	struct sql sql = sql_made(x->a, "search_relaxed", out_view(&o));
	struct rows rows = db_rows(x->db, x->a, &sql, binds_of(x));
	for (int64_t left = x->s->most > 0 ? x->s->most : SEARCH_MOST; left > 0 && rows_next(&rows); left--) {
		int64_t id = rows_int(&rows, 0), kind = rows_int(&rows, 1), value[2 * SEARCH_FILTERS_MAX];
		size_t which;
		if (!id_set_has(&x->texts, id) || (x->s->kinds && (kind < 0 || kind >= KINDS_MAX || !(x->s->kinds >> kind & 1)))) continue;
		for (size_t i = 0; i < x->columns; i++) value[i] = rows_int(&rows, (int)i + 2);
		if (failing(x, value, &which)) continue;
		x->r->relaxed.no_words++;
		for (size_t i = 0; i < x->asked->n; i++) x->r->relaxed.word[i] += id_set_has(&alone[i], id);
	}
	return rows_end(&rows);
}

/* Ids of the page, in its order: the best ranks first, within one the list's order. */
static enum err page_pass(struct run *x, int64_t *page, int64_t first, int64_t n)
{
	struct out o = out_new(x->a, SQL_MAX);
	out_lit(&o, "SELECT id");
	out_from(x, &o);
	out_fmt(&o, " ORDER BY %s", x->s->order ? x->s->order : "published_at DESC, id DESC");
	struct sql sql = sql_made(x->a, "search_page", out_view(&o));
	struct rows rows = db_rows(x->db, x->a, &sql, binds_of(x));
	int64_t next[RANKS], filled = 0, before = 0;
	for (int rank = RANKS - 1; rank >= 0; rank--) {
		next[rank] = before;
		before += x->rank_total[rank];
	}
	while (filled < n && rows_next(&rows)) {
		int64_t id = rows_int(&rows, 0);
		if (!id_set_has(&x->match, id)) continue;
		int64_t at = x->match.all ? next[0]++ : next[rank_of(x, id)]++;
		if (at < first || at >= first + n) continue;
		page[at - first] = id;
		filled++;
	}
	enum err e = rows_end(&rows);
	return e ? e : filled == n ? OK : ERR_IO; /* both passes see one snapshot */
}

/* ---- what was found is kept until one of the tables changes ---- */

/* All that decides what is found and which page of it is shown. */
static struct str kept_key(const struct run *x)
{
	const struct search *s = x->s;
	struct out o = out_new(x->a, SQL_MAX);
	out_fmt(&o, "%s %d %lld %s\n%s\n%lld %lld %lld %d%d%d %lld %zu ", s->entity->name, (int)s->site, (long long)s->kinds, s->where ? s->where : "",
		s->order ? s->order : "", (long long)s->page, (long long)s->per_page, (long long)s->now, s->want_counts, s->want_relaxed, s->plain_order,
		(long long)s->most, s->words.n);
	out_str(&o, s->words);
	for (size_t i = 0; i < s->binds; i++) out_fmt(&o, " %d:%lld:%.*s", (int)s->bind[i].type, (long long)s->bind[i].i, STR_ARG(s->bind[i].s));
	for (size_t i = 0; i < s->filters; i++) {
		const struct search_filter *f = &s->filter[i];
		out_fmt(&o, "\n%s %lld %lld %lld %zu ", f->field->column, (long long)f->bits, (long long)f->from, (long long)f->to, f->text.n);
		out_str(&o, f->text);
	}
	return out_ok(&o) ? out_view(&o) : STR_NONE;
}

/* The result without its records, and the ids of these: as bytes, for this process only. */
struct found {
	struct search_result result;
	int64_t ids, id[SEARCH_PER_PAGE_MAX];
};

static enum err find_records(struct run *x, struct found *f)
{
	struct search_result *r = x->r;
	enum err e = find_words(x);
	if (!e) e = count_pass(x);
	if (!e && !r->total && x->s->want_relaxed && !x->words.all) e = relaxed_pass(x);
	int64_t per = x->s->per_page > 0 ? x->s->per_page : SEARCH_PER_PAGE, number = x->s->page > 0 ? x->s->page : 1;
	if (per > SEARCH_PER_PAGE_MAX) per = SEARCH_PER_PAGE_MAX;
	f->ids = 0;
	f->result = *r;
	if (e || number - 1 >= (r->total + per - 1) / per) return e; /* beyond the end (or nothing found) */
	int64_t first = (number - 1) * per;
	f->ids = r->total - first < per ? r->total - first : per;
	return page_pass(x, f->id, first, f->ids);
}

static bool find_kept(struct run *x, struct str key, struct found *f)
{
	struct str value;
	if (!key.n || !kept_find(x->db, x->a, key, &value)) return false;
	memcpy(f, value.p, value.n);
	*x->r = f->result;
	read_words(x);
	return true;
}

static enum err find_and_keep(struct run *x, struct str key, struct found *f)
{
	struct watch w;
	kept_begin(x->db, &w);
	enum err e = find_records(x, f);
	kept_end(x->db, &w, key, (struct str){ (const char *)f, offsetof(struct found, id) + (size_t)f->ids * sizeof f->id[0] }, e == OK && key.n);
	return e;
}

enum err search_run(struct db_read *db, struct arena *a, const struct masters *masters, const struct search *s, struct search_result *r)
{
	*r = (struct search_result){ 0 };
	struct run *x = ARENA_NEW(a, struct run);
	struct found *f = ARENA_NEW(a, struct found);
	*x = (struct run){ .db = db, .a = a, .masters = masters, .s = s, .r = r };
	struct str key = kept_key(x);
	if (!find_kept(x, key, f)) {
		add_columns(x);
		set_binds(x);
		enum err e = find_and_keep(x, key, f);
		if (e) return e;
	}
	return f->ids ? entity_load_list(db, a, s->entity, f->id, (size_t)f->ids, &r->list) : OK;
}
