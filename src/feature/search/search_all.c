/* Search over everything a visitor of a site may see (search.h): hits of all entities in one list. */
#include <stdlib.h>
#include <string.h>

#include "core/time.h"
#include "core/token.h"
#include "core/vec.h"
#include "feature/address/address.h"
#include "feature/search/search.h"
#include "feature/search/search_excerpt.h"
#include "feature/search/visible.h"
#include "store/watch.h"

enum { SQL_MAX = 8 << 10, FEW = 60, SCORE_MAX = 256, YEAR = 366 * 24 * 3600 };

/* What a place is worth (word_rank), a kind of record, and how new it is. A guide whose text holds the words stands
 * before an event that has them in a field, behind one that has them in its title. */
static const int rank_points[RANKS] = { 0, 5, 20, 25, 40, 45, 50, 55, 90, 95 };
static const struct { const char *entity; int points; } kind_points[] = {
	{ "page", 30 }, { "help", 24 }, { "group", 8 }, { "member", 8 }, { "offer", 8 }, { "center_news", 4 }, { "news", 4 },
};
static const struct { int64_t years; int points; } date_points[] = { { 1, 6 }, { 3, 4 }, { 6, 2 } };

struct found {
	const struct entity *entity;
	const struct site_guide *guide;
	int64_t id, kind, date;
	int score;
};
struct found_list VEC_OF(struct found);
struct texts_found VEC_OF(struct str);

STATEMENT(search_page_title, "SELECT title FROM search_doc WHERE id = $1");

struct all {
	struct db_read *db;
	struct arena *a;
	const struct masters *masters;
	const struct search_wish *wish;
	struct search_words *asked;
	struct word_ranks docs;
	struct id_list alone[SEARCH_WORDS_MAX]; /* documents of each word */
	struct found_list found;
};

/* The part of the document ids (in order) that is the entity's, as record ids. */
static struct id_list part_of(struct arena *a, const struct id_list *docs, const struct entity *e)
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
	return part;
}

static struct id_set set_of(struct arena *a, const struct id_list *docs, const struct entity *e)
{
	struct id_list part = part_of(a, docs, e);
	return id_set_of(a, &part);
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Titles come in their own order. */
static void sort_docs(struct id_list *l)
{
	if (l->n) qsort(l->v, l->n, sizeof(*l->v), by_number);
}

static int points_of(const struct entity *e)
{
	for (size_t i = 0; i < COUNT_OF(kind_points); i++)
		if (strcmp(kind_points[i].entity, e->name) == 0) return kind_points[i].points;
	return 0;
}

static int points_of_date(int64_t now, int64_t date)
{
	for (size_t i = 0; i < COUNT_OF(date_points); i++)
		if (date && now - date < date_points[i].years * YEAR) return date_points[i].points;
	return 0;
}

/* Numbers, kinds and times of the entity's visible records of the site; of a few ids only those. */
static enum err visible(const struct all *x, const struct entity *e, const struct id_list *few, struct kept_ints *ints)
{
	struct out o = out_new(x->a, SQL_MAX);
	struct bind b[3 + FEW] = { b_int(x->wish->now), b_int(date_in_japan(x->wish->now)), b_int(x->wish->site) };
	size_t binds = 3;
	out_fmt(&o, "SELECT id, kind, published_at FROM %s WHERE ", e->table);
	out_visible(&o, e, 1, 2);
	out_lit(&o, " AND +site IN (0, $3)");
	if (few && few->n <= FEW) {
		for (size_t i = 0; i < few->n; i++) {
			out_fmt(&o, "%s$%zu", i ? ", " : " AND id IN (", binds + 1);
			b[binds++] = b_int(few->v[i]);
		}
		out_char(&o, ')');
	}
	struct sql sql = sql_made(x->a, "search_all", out_view(&o));
	return kept_ints(x->db, x->a, &sql, (struct binds){ b, binds }, ints);
}

static enum err find_in(struct all *x, const struct entity *e, int64_t *count)
{
	struct id_list any = part_of(x->a, &x->docs.any, e);
	*count = 0;
	if (!any.n) return OK;
	struct rank_sets sets = { id_set_of(x->a, &any), set_of(x->a, &x->docs.field, e), set_of(x->a, &x->docs.title, e),
		set_of(x->a, &x->docs.whole, e), set_of(x->a, &x->docs.begins, e), set_of(x->a, &x->docs.exact, e) };
	int points = points_of(e);
	struct kept_ints rows;
	enum err err = visible(x, e, &any, &rows);
	for (size_t i = 0; err == OK && i < rows.rows; i++) {
		int64_t id = rows.v[3 * i], date = rows.v[3 * i + 2];
		if (!id_set_has(&sets.any, id)) continue;
		++*count;
		int score = x->wish->newest ? 0 : rank_points[word_rank(&sets, id)] + points + points_of_date(x->wish->now, date);
		*vec_add(x->a, &x->found) = (struct found){ e, NULL, id, rows.v[3 * i + 1], date, score };
	}
	return err;
}

static size_t position(const struct entity *e)
{
	size_t i = 0;
	while (i < entities_count && entities[i] != e) i++;
	return i;
}

/* ---- pages of the program ---- */

static struct str runs_of(struct arena *a, const char *text)
{
	struct out o = out_new(a, SQL_MAX);
	out_runs(&o, fold(a, str_of(text)));
	return out_view(&o);
}

static int rank_of_title(struct arena *a, const char *title, const struct search_words *w)
{
	struct str runs = runs_of(a, title);
	int rank = search_words_in(runs, w) == w->n ? 4 : 0;
	for (size_t k = 0; k < w->whole.forms; k++) {
		struct str form = runs_of(a, str_cz(a, w->whole.form[k]));
		if (str_eq(runs, form)) return 8;
		if (str_starts(runs, form)) rank = 6;
	}
	return rank;
}

/* Titles of the pages that were found: what staff wrote stands for the program's page of the same name. */
static enum err page_titles(const struct all *x, const struct entity *page, struct arena *a, struct texts_found *titles)
{
	enum err e = OK;
	for (size_t i = 0; i < x->found.n && !e; i++) {
		if (x->found.v[i].entity != page) continue;
		struct rows rows = db_rows(x->db, a, &search_page_title, BIND(b_int(search_doc_id(page, x->found.v[i].id))));
		if (rows_next(&rows)) *vec_add(a, titles) = rows_str(&rows, 0);
		e = rows_end(&rows);
	}
	return e;
}

static bool is_in(struct str runs, const struct texts_found *titles)
{
	for (size_t i = 0; i < titles->n; i++)
		if (str_eq(titles->v[i], runs)) return true;
	return false;
}

static enum err find_guides(struct all *x, int64_t *count)
{
	const struct entity *page = entity_named("page");
	struct texts_found titles = { 0 };
	enum err e = x->wish->guides ? page_titles(x, page, x->a, &titles) : OK;
	for (const struct site_guide *g = x->wish->guides; g && g->path && !e; g++) {
		struct str text = fold(x->a, str_fmt(x->a, "%s | %s", g->title, g->text));
		if (search_words_in(text, x->asked) < x->asked->n || is_in(runs_of(x->a, g->title), &titles)) continue;
		++*count;
		*vec_add(x->a, &x->found) = (struct found){ page, g, 0, 0, 0, x->wish->newest ? 0 : rank_points[rank_of_title(x->a, g->title, x->asked)] + points_of(page) };
	}
	return e;
}

/* ---- order ---- */

static int by_rank(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	if (x->score != y->score) return x->score > y->score ? -1 : 1;
	if (x->date != y->date) return x->date > y->date ? -1 : 1;
	if (x->guide || y->guide) return (x->guide > y->guide) - (x->guide < y->guide);
	int name = strcmp(x->entity->name, y->entity->name);
	return name ? name : (x->id < y->id) - (x->id > y->id);
}

/* Puts the page's hits in front, sorted: only those are sorted whose score can be on the page. *first: where it begins. */
static size_t sort_page(struct all *x, size_t *first, size_t n)
{
	size_t of_score[SCORE_MAX] = { 0 }, above = 0, kept = 0;
	for (size_t i = 0; i < x->found.n; i++) of_score[x->found.v[i].score]++;
	int top = SCORE_MAX - 1;
	for (; top > 0 && above + of_score[top] <= *first; top--) above += of_score[top];
	int low = top;
	for (size_t sum = above + of_score[low]; low > 0 && sum < *first + n;) sum += of_score[--low];
	for (size_t i = 0; i < x->found.n; i++)
		if (x->found.v[i].score <= top && x->found.v[i].score >= low) x->found.v[kept++] = x->found.v[i];
	if (kept) qsort(x->found.v, kept, sizeof(*x->found.v), by_rank);
	*first -= above;
	return kept - *first < n ? kept - *first : n;
}

/* ---- what a hit shows ---- */

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
	*hit = (struct search_hit){ .entity = f->entity, .guide = f->guide, .id = f->id, .kind = f->kind, .date = f->date };
	if (f->guide) {
		hit->title = str_of(f->guide->title);
		hit->excerpt = html_marked(x->a, str_of(f->guide->text), x->asked->mark, x->asked->marks);
		return OK;
	}
	void *record = arena_alloc(x->a, f->entity->size);
	enum err e = entity_load(x->db, x->a, NULL, f->entity, f->id, record);
	if (e) return e;
	hit->title = title_of(x, f->entity, record);
	hit->excerpt = search_excerpt(x->a, x->masters, f->entity, record, x->asked);
	return OK;
}

/* ---- all together ---- */

/* What each word finds alone among the entity's records. */
static enum err find_alone(struct all *x, const struct entity *e, int64_t *alone)
{
	struct id_set set[SEARCH_WORDS_MAX];
	bool any = false;
	for (size_t i = 0; i < x->asked->n; i++) {
		set[i] = set_of(x->a, &x->alone[i], e);
		any = any || set[i].n;
	}
	if (!any) return OK;
	struct kept_ints rows;
	enum err err = visible(x, e, NULL, &rows);
	for (size_t k = 0; err == OK && k < rows.rows; k++)
		for (size_t i = 0; i < x->asked->n; i++) alone[i] += id_set_has(&set[i], rows.v[3 * k]);
	return err;
}

static const struct entity *entity_here(const struct address *to, enum site_id site)
{
	return to->site == site ? entity_named(to->entity) : NULL;
}

static enum err relax(struct all *x, struct search_hits *hits)
{
	enum err e = OK;
	if (x->asked->n < 2) return OK;
	for (size_t i = 0; i < x->asked->n && !e; i++)
		e = search_word_hits(x->db, x->a, NULL, search_word_alone(x->a, x->asked, i), IN_ANY, &x->alone[i]);
	for (const struct address *to = address_all(); to->entity && !e; to++) {
		const struct entity *entity = entity_here(to, x->wish->site);
		if (entity) e = find_alone(x, entity, hits->alone);
	}
	return e;
}

static enum err find_everywhere(struct all *x, struct search_hits *hits)
{
	enum err e = search_word_ranks(x->db, x->a, NULL, x->asked, &x->docs);
	sort_docs(&x->docs.begins);
	sort_docs(&x->docs.exact);
	for (const struct address *to = address_all(); to->entity && !e; to++) {
		const struct entity *entity = entity_here(to, x->wish->site);
		if (!entity) continue;
		size_t at = position(entity);
		ASSERT(at < COUNT_OF(hits->per_entity));
		e = find_in(x, entity, &hits->per_entity[at]);
	}
	if (!e) e = find_guides(x, &hits->per_entity[position(entity_named("page"))]);
	for (size_t i = 0; i < entities_count; i++) hits->all += hits->per_entity[i];
	return e;
}

static void keep_only(struct all *x, const struct entity *only)
{
	size_t n = 0;
	for (size_t i = 0; only && i < x->found.n; i++)
		if (x->found.v[i].entity == only) x->found.v[n++] = x->found.v[i];
	if (only) x->found.n = n;
}

enum err search_all(struct db_read *db, struct arena *a, const struct masters *masters, const struct search_wish *wish, struct search_hits *hits)
{
	*hits = (struct search_hits){ 0 };
	struct all *x = ARENA_NEW(a, struct all);
	*x = (struct all){ .db = db, .a = a, .masters = masters, .wish = wish, .asked = search_words(a, wish->words) };
	hits->asked = x->asked;
	hits->folded_words = x->asked->mark;
	hits->words = x->asked->marks;
	if (!x->asked->n) return OK;
	enum err e = find_everywhere(x, hits);
	if (!e && !hits->all) e = relax(x, hits);
	if (e) return e;
	keep_only(x, wish->only);
	hits->total = (int64_t)x->found.n;
	size_t first = (size_t)(wish->page > 1 ? wish->page - 1 : 0) * SEARCH_PER_PAGE;
	if (wish->page > (int64_t)x->found.n || first >= x->found.n) return OK;
	size_t n = sort_page(x, &first, SEARCH_PER_PAGE);
	hits->v = ARENA_ARRAY(a, struct search_hit, n);
	for (; hits->n < n && !e; hits->n++) e = show(x, &x->found.v[first + hits->n], &hits->v[hits->n]);
	return e;
}

enum err search_count_all(struct db_read *db, struct arena *a, enum site_id site, int64_t now, struct search_hits *hits)
{
	enum err e = OK;
	*hits = (struct search_hits){ 0 };
	for (const struct address *to = address_all(); to->entity && !e; to++) {
		const struct entity *entity = entity_here(to, site);
		if (!entity) continue;
		struct out o = out_new(a, SQL_MAX);
		out_fmt(&o, "SELECT count(*) FROM %s WHERE ", entity->table);
		out_visible(&o, entity, 1, 2);
		out_lit(&o, " AND +site IN (0, $3)");
		struct sql sql = sql_made(a, "search_count_everything", out_view(&o));
		int64_t *count = &hits->per_entity[position(entity)];
		e = kept_int(db, &sql, BIND(b_int(now), b_int(date_in_japan(now)), b_int(site)), count);
		hits->all += *count;
	}
	return e;
}
