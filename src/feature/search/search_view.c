/* Builds the view of a search. The statements are search.c's; the markup is ui/list.html. */
#include "feature/search/search_view.h"

#include <string.h>

#include "feature/search/search_excerpt.h"
#include "ui/list.html.h"

enum { ADVICE_MAX = 6 };

struct builder {
	struct request *req;
	struct db_read *db;
	struct arena *a;
	const struct masters *masters;
	const struct search_view_options *opt;
	const struct search *s;
	const struct search_words *asked;
	const char *sort; /* NULL: the default */
};

struct str search_choice_label(const struct master *m)
{
	return m->short_label.n ? m->short_label : m->label;
}

/* ---- addresses ---- */

static struct url address(const struct builder *b, const struct search *s, int64_t page, const char *sort)
{
	struct out query = out_new(b->a, 64 * 1024);
	out_str(&query, search_query(b->a, b->masters, s, NULL, 0, page, sort));
	for (size_t kind = 0; b->opt->kind_legend && kind < s->entity->kinds; kind++) {
		if (s->kinds >> kind & 1)
			out_fmt(&query, "%skind=%s", query.n ? "&" : "", s->entity->kind[kind]);
	}
	if (b->opt->extra.n)
		out_fmt(&query, "%s%.*s", query.n ? "&" : "", STR_ARG(b->opt->extra));
	return url_query(b->a, url_to(b->req, b->opt->path), out_view(&query));
}

static struct url page_address(void *ctx, int64_t page)
{
	const struct builder *b = ctx;
	return address(b, b->s, page, b->sort);
}

/* The search with one filter (or one bit of it) taken out. */
static struct search without_filter(const struct search *s, size_t i, int64_t bit)
{
	struct search other = *s;
	other.page = 1;
	other.filter[i].bits &= ~bit;
	if (bit && other.filter[i].bits)
		return other;
	for (size_t k = i; k + 1 < other.filters; k++)
		other.filter[k] = other.filter[k + 1];
	other.filters--;
	return other;
}

/* ---- chips and advice ---- */

/* What the page calls the condition; the field's own label otherwise. */
static struct str legend(const struct builder *b, const struct field *f)
{
	for (const struct record_label *l = b->opt->labels; l && l->column; l++)
		if (str_is(str_of(f->column), l->column))
			return str_of(l->label[0]);
	return str_of(f->label);
}

static struct str filter_label(const struct builder *b, const struct search_filter *f)
{
	struct str name = legend(b, f->field);
	if (f->field->type == TYPE_DATE)
		return str_fmt(b->a, "%.*s：%.*s〜%.*s", (int)name.n, name.p, STR_ARG(date_ja(b->a, (date_t)f->from)), STR_ARG(date_ja(b->a, (date_t)f->to)));
	if (f->text.n)
		return str_fmt(b->a, "%.*s：%.*s", (int)name.n, name.p, STR_ARG(f->text));
	return name;
}

static void chip(const struct builder *b, struct link_views *list, struct str label, const struct search *without)
{
	*vec_add(b->a, list) = (struct link_view){ label, address(b, without, 1, b->sort), false };
}

static void chips_of_filter(const struct builder *b, size_t i, struct link_views *list)
{
	const struct search_filter *f = &b->s->filter[i];
	struct search other;
	if (!f->bits) {
		other = without_filter(b->s, i, 0);
		chip(b, list, filter_label(b, f), &other);
		return;
	}
	for (int64_t num = 1; num <= MASTER_NUM_MAX; num++) {
		const struct master *m = f->bits & master_bit(num) ? master_get(b->masters, f->field->list, num) : NULL;
		if (!m)
			continue;
		other = without_filter(b->s, i, master_bit(num));
		struct str name = legend(b, f->field), label = search_choice_label(m);
		chip(b, list, str_fmt(b->a, "%.*s：%.*s", STR_ARG(name), STR_ARG(label)), &other);
	}
}

static void chips(const struct builder *b, struct link_views *list)
{
	struct search other = *b->s;
	other.page = 1;
	for (size_t i = 0; i < b->asked->n; i++) {
		other.words = search_words_without(b->a, b->asked, i);
		chip(b, list, search_word_label(b->a, b->asked, i), &other);
	}
	for (size_t kind = 0; b->opt->kind_legend && kind < b->s->entity->kinds; kind++) {
		other = *b->s;
		other.kinds &= ~((int64_t)1 << kind);
		if (b->s->kinds >> kind & 1)
			chip(b, list, str_fmt(b->a, "%s：%s", b->opt->kind_legend, b->s->entity->kind_label[kind]), &other);
	}
	for (size_t i = 0; i < b->s->filters; i++)
		chips_of_filter(b, i, list);
}

/* One line of advice when the search with less asked finds something; `other` is that search. */
static void advise(const struct builder *b, struct link_views *list, struct str label, int64_t count, struct search *other)
{
	other->page = 1;
	if (count > 0 && list->n < ADVICE_MAX)
		*vec_add(b->a, list) = (struct link_view){ str_fmt(b->a, "%.*s %lld件", STR_ARG(label), (long long)count), address(b, other, 1, b->sort), false };
}

static struct str without_label(const struct builder *b, struct str condition)
{
	return str_fmt(b->a, "「%.*s」の条件を外すと", STR_ARG(condition));
}

/* The condition is a text: only another search tells. */
static enum err advise_text(const struct builder *b, struct link_views *list, const struct search_filter *f, struct search *other)
{
	struct search_result found = { 0 };
	struct search less = *other;
	less.want_counts = less.want_relaxed = false;
	less.per_page = 1;
	less.page = 1;
	enum err err = search_run(b->db, b->a, b->masters, &less, &found);
	if (err == OK)
		advise(b, list, without_label(b, filter_label(b, f)), found.total, other);
	return err;
}

static enum err advice(const struct builder *b, const struct search_relaxed *less, struct link_views *list)
{
	struct search other = *b->s;
	enum err err = OK;
	for (size_t i = 0; b->asked->n > 1 && i < b->asked->n; i++) {
		other.words = b->asked->word[i].written;
		advise(b, list, str_fmt(b->a, "%.*sだけなら", STR_ARG(search_word_label(b->a, b->asked, i))), less->word[i], &other);
	}
	other = *b->s;
	other.kinds = 0;
	if (b->opt->kind_legend && b->s->kinds)
		advise(b, list, without_label(b, str_of(b->opt->kind_legend)), less->kinds, &other);
	for (size_t i = 0; err == OK && i < b->s->filters; i++) {
		const struct search_filter *f = &b->s->filter[i];
		other = without_filter(b->s, i, 0);
		if (f->text.n)
			err = advise_text(b, list, f, &other);
		else
			advise(b, list, without_label(b, filter_label(b, f)), less->filter[i], &other);
	}
	other = *b->s;
	other.words = STR_NONE;
	if (b->s->words.n && (b->s->filters || b->s->kinds))
		advise(b, list, S("キーワードをすべて外すと"), less->no_words, &other);
	return err;
}

/* ---- the panel ---- */

static const struct search_filter *filter_set(const struct search *s, const struct field *f)
{
	for (size_t i = 0; i < s->filters; i++) {
		if (s->filter[i].field == f)
			return &s->filter[i];
	}
	return NULL;
}

static const struct facet *facet_of(const struct search_result *r, const struct field *f)
{
	for (size_t i = 0; i < r->facets; i++) {
		if (r->facet[i].field == f)
			return &r->facet[i];
	}
	return NULL;
}

static void panel_choices(const struct builder *b, const struct search_result *r, const struct field *f, struct panel_group *g)
{
	const struct search_filter *set = filter_set(b->s, f);
	const struct facet *facet = facet_of(r, f);
	const struct master *m;
	g->checks = true;
	for (size_t i = 0; (m = master_at(b->masters, f->list, i)) != NULL; i++) {
		bool on = set && set->bits & master_bit(m->num);
		bool here = b->s->site == SITE_AIKA ? m->on_aika : m->on_super;
		int64_t count = facet ? facet->count[m->num] : 0;
		bool none = m->label.n == 3 && str_is(m->label, "—"); /* "not given" is offered where it finds something */
		if (!on && (!m->active || !here || none) && count == 0)
			continue;
		*vec_add(b->a, &g->options) = (struct panel_option){ .name = str_of(f->column), .value = m->code,
			.label = search_choice_label(m), .count = count, .has_count = facet != NULL, .on = on };
	}
	g->wide = g->options.n > 10;
}

static struct str date_input(struct arena *a, int64_t date)
{
	return date ? date_iso(a, (date_t)date) : STR_NONE;
}

static struct panel_group panel_group(const struct builder *b, const struct search_result *r, const struct field *f)
{
	struct panel_group g = { .legend = legend(b, f), .name = str_of(f->column) };
	const struct search_filter *set = filter_set(b->s, f);
	g.id = str_fmt(b->a, "f-%s", f->column);
	if (f->flags & FILTER && (f->type == TYPE_CHOICE || f->type == TYPE_MULTI)) {
		panel_choices(b, r, f, &g);
	} else if (f->flags & FILTER && f->type == TYPE_DATE) {
		g.dates = true;
		g.name_from = str_fmt(b->a, "%s_from", f->column);
		g.name_to = str_fmt(b->a, "%s_to", f->column);
		g.value_from = date_input(b->a, set ? set->from : 0);
		g.value_to = date_input(b->a, set ? set->to : 0);
	} else if (f->flags & WORDS) {
		g.words = true;
		g.value = set ? set->text : STR_NONE;
	}
	return g;
}

static struct panel_group panel_kinds(const struct builder *b, const struct search *s, const struct search_result *r)
{
	struct panel_group g = { .legend = str_of(b->opt->kind_legend), .checks = true };
	for (size_t kind = 0; kind < s->entity->kinds; kind++)
		*vec_add(b->a, &g.options) = (struct panel_option){ .name = S("kind"), .value = str_of(s->entity->kind[kind]),
			.label = str_of(s->entity->kind_label[kind]), .count = r->kind_count[kind], .has_count = true, .on = s->kinds >> kind & 1 };
	return g;
}

static bool skipped(const struct search_view_options *opt, const struct field *f)
{
	for (const char *const *name = opt->skip; name && *name; name++) {
		if (strcmp(*name, f->column) == 0)
			return true;
	}
	return false;
}

/* The search with the quick condition in place of the one on the same field. */
static void panel_quick(const struct builder *b, const struct search_quick *q, struct link_views *list)
{
	const struct field *f = entity_field(b->s->entity, q->column);
	struct search other = *b->s;
	bool current = false;
	for (size_t i = 0; i < b->s->filters; i++) {
		const struct search_filter *set = &b->s->filter[i];
		if (set->field != f)
			continue;
		current = set->bits == q->bits && set->from == q->from && set->to == q->to;
		other = without_filter(b->s, i, 0);
	}
	if (!f || other.filters == SEARCH_FILTERS_MAX)
		return;
	other.filter[other.filters++] = (struct search_filter){ .field = f, .from = q->from, .to = q->to, .bits = q->bits };
	*vec_add(b->a, list) = (struct link_view){ str_of(q->label), address(b, &other, 1, b->sort), current };
}

/* Each chosen value counts, as it has its own chip. */
static size_t count_set(const struct search *s)
{
	size_t n = 0;
	for (size_t i = 0; i < s->filters; i++) n += s->filter[i].bits ? (size_t)__builtin_popcountll((uint64_t)s->filter[i].bits) : 1;
	return n;
}

static void panel(const struct builder *b, const struct search_result *r, struct panel *p)
{
	struct search none = { .entity = b->s->entity, .site = b->s->site, .page = 1 };
	p->action = url_to(b->req, b->opt->path);
	p->label = S("キーワード");
	p->words = b->s->words;
	p->hint = str_of(b->opt->hint);
	p->clear = address(b, &none, 1, NULL);
	for (size_t i = 0; i < b->opt->quicks; i++)
		panel_quick(b, &b->opt->quick[i], &p->quick);
	for (size_t i = 0; i < b->opt->mores; i++)
		*vec_add(b->a, &p->groups) = b->opt->more[i];
	if (b->opt->kind_legend)
		*vec_add(b->a, &p->groups) = panel_kinds(b, b->s, r);
	for (ENTITY_FIELDS(b->s->entity, f)) {
		if (!(f->flags & (FILTER | WORDS)) || skipped(b->opt, f))
			continue;
		struct panel_group g = panel_group(b, r, f);
		if ((g.checks && g.options.n) || g.dates || g.words)
			*vec_add(b->a, &p->groups) = g;
	}
	for (size_t i = 0; i < b->opt->keeps; i++)
		*vec_add(b->a, &p->keep) = b->opt->keep[i];
	if (b->sort)
		*vec_add(b->a, &p->keep) = (struct panel_option){ .name = S("sort"), .value = str_of(b->sort) };
	p->set = count_set(b->s) + b->opt->more_set;
	for (size_t kind = 0; b->opt->kind_legend && kind < b->s->entity->kinds; kind++)
		p->set += b->s->kinds >> kind & 1;
	p->summary = p->set ? str_fmt(b->a, "くわしい条件で探す（%zu件の条件を選択中）", p->set) : S("くわしい条件で探す");
}

/* ---- all together ---- */

/* The page's order that is asked for; NULL: none. */
static const struct search_sort *chosen_sort(struct request *req, const struct search_sort *sorts)
{
	struct str key = request_query(req, "sort");
	for (const struct search_sort *s = sorts; s->key; s++) {
		if (str_is(key, s->key))
			return s;
	}
	return NULL;
}

/* With words the default is how well records fit, without the page's first order. The default is not printed. */
static void choose_order(struct request *req, struct builder *b, struct search *s)
{
	const struct search_sort *sort = chosen_sort(req, b->opt->sorts);
	bool words = b->asked->n > 0;
	s->plain_order = sort && words;
	s->order = (sort ? sort : b->opt->sorts)->order;
	b->sort = sort && (words || sort != b->opt->sorts) ? sort->key : NULL;
}

static void sort_links(const struct builder *b, struct link_views *list)
{
	const struct search_sort *sorts = b->opt->sorts;
	bool words = b->asked->n > 0;
	if (words)
		*vec_add(b->a, list) = (struct link_view){ S("関連の高い順"), address(b, b->s, 1, NULL), b->sort == NULL };
	for (const struct search_sort *s = sorts; s->key && (words || sorts[1].key); s++) {
		bool unsaid = s == sorts && !words;
		*vec_add(b->a, list) = (struct link_view){ str_of(s->label), address(b, b->s, 1, unsaid ? NULL : s->key), unsaid ? b->sort == NULL : b->sort == s->key };
	}
}

static void read_kinds(struct request *req, struct search *s)
{
	struct str value[KINDS_MAX];
	size_t n = request_query_all(req, "kind", value, KINDS_MAX);
	for (size_t i = 0; i < n; i++) {
		for (size_t kind = 0; kind < s->entity->kinds; kind++) {
			if (str_is(value[i], s->entity->kind[kind]))
				s->kinds |= (int64_t)1 << kind;
		}
	}
}

static enum err head(const struct builder *b, const struct search_result *r, struct search_view *v)
{
	struct list_head *h = &v->head;
	h->id = S("result");
	h->unit = S("件");
	h->total = r->total;
	h->from = v->pager.from;
	h->to = v->pager.to;
	h->all = v->panel.clear;
	chips(b, &h->chips);
	v->searched = h->searched = h->chips.n > 0 || b->s->words.n > 0 || b->opt->more_set > 0;
	h->heading = h->searched ? S("検索結果") : str_of(b->opt->heading);
	sort_links(b, &h->sorts);
	return r->total == 0 && h->searched ? advice(b, &r->relaxed, &h->advice) : OK;
}

enum err search_view_run(struct request *req, struct db_read *db, struct search *s, const struct search_view_options *opt,
	struct search_result *r, struct search_view *v)
{
	struct builder b = { req, db, req->arena, req->app->masters, opt, s, search_words(req->arena, s->words), NULL };
	*v = (struct search_view){ 0 };
	if (opt->kind_legend)
		read_kinds(req, s);
	choose_order(req, &b, s);
	s->want_counts = s->want_relaxed = true;
	s->now = req->now;
	if (s->page < 1)
		s->page = 1;
	if (s->per_page < 1)
		s->per_page = SEARCH_PER_PAGE;
	enum err err = search_run(db, req->arena, b.masters, s, r);
	if (err != OK)
		return err;
	v->pager = pager_make(req->arena, r->total, s->per_page, s->page, page_address, &b);
	panel(&b, r, &v->panel);
	err = head(&b, r, v);
	v->canonical = address(&b, s, 1, NULL);
	v->title_note = v->pager.page > 1 ? str_fmt(req->arena, "%lld件、%lldページ目", (long long)r->total, (long long)v->pager.page)
	                                  : str_fmt(req->arena, "%lld件", (long long)r->total);
	return err;
}

static bool marked(struct html h)
{
	return str_find(h.s, S("<mark>")) != SIZE_MAX;
}

static bool row_is_marked(const struct row *row)
{
	if (marked(row->title) || marked(row->lead))
		return true;
	for (size_t i = 0; i < row->meta.n; i++)
		if (marked(row->meta.v[i])) return true;
	for (size_t i = 0; i < row->facts.n; i++)
		if (marked(row->facts.v[i].value)) return true;
	return false;
}

void search_row_hit(struct request *req, const struct entity *e, const void *record, const struct search_result *r, struct row *row)
{
	if (!r->asked || !r->asked->n || row_is_marked(row))
		return;
	struct html hit = search_excerpt(req->arena, req->app->masters, e, record, r->asked);
	if (hit.s.n)
		*vec_add(req->arena, &row->meta) = hit;
}

/* The feed of a list takes the conditions the list was asked with: the query of its canonical address. */
static struct url followed(struct request *req, const char *path, const struct search_view *v)
{
	size_t at = path ? str_find_char(v->canonical.s, '?') : SIZE_MAX;
	if (!path) return URL_NONE;
	return url_query(req->arena, url_to(req, path), at == SIZE_MAX ? STR_NONE : str_skip(v->canonical.s, at + 1));
}

static void follow(struct request *req, const struct search_page *p, struct url feed, struct url ical, struct jumps *jumps)
{
	*jumps = (struct jumps){ 0 };
	for (size_t i = 0; i < p->jumps.n; i++)
		*vec_add(req->arena, jumps) = p->jumps.v[i];
	if (p->feed)
		*vec_add(req->arena, jumps) = (struct jump){ S("この一覧の新着をフィードで受け取る（Atom）"), "feed", feed };
	if (p->ical)
		*vec_add(req->arena, jumps) = (struct jump){ S("日程をカレンダーに入れる（iCal）"), "calendar", ical };
}

struct reply search_page_reply(struct request *req, const struct search_page *p, const struct search_view *v)
{
	struct url feed = followed(req, p->feed, v), ical = followed(req, p->ical, v);
	struct list_page list = { .title = str_of(p->title), .lead = str_of(p->lead), .panel = &v->panel,
		.head = &v->head, .pager = &v->pager, .rows = p->rows, .dates = p->dates, .after = p->after };
	struct crumb here = { list.title, URL_NONE };
	follow(req, p, feed, ical, &list.jumps);
	struct out o = page_out(req);
	list_page(&o, &list);
	return page_reply(req, &(struct page){ .title = list.title, .title_note = v->title_note,
		.description = p->description.n ? p->description : list.lead, .body = page_body(&o), .tab = p->tab,
		.crumb = p->crumb ? p->crumb : &here, .crumbs = p->crumb ? p->crumbs : 1, .feed = feed,
		.canonical = v->canonical, .wide = true, .no_index = v->searched });
}
