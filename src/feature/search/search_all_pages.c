/* /search: everything a visitor of the site may see, with the number of hits per kind. */
#include "feature/address/address.h"
#include "feature/search/search.h"
#include "feature/search/search_all.html.h"
#include "feature/search/search_routes.h"
#include "feature/search/search_word.h"

#include <string.h>

struct page_ctx {
	struct request *req;
	struct str words;
	const struct entity *only;
	bool newest;
};

static struct url search_address(const struct page_ctx *c, int64_t page)
{
	struct arena *a = c->req->arena;
	struct url url = c->words.n ? url_with(a, url_to(c->req, "/search"), "q", c->words) : url_to(c->req, "/search");
	if (c->only)
		url = url_with(a, url, "kind", str_of(c->only->name));
	if (c->newest)
		url = url_with(a, url, "sort", S("new"));
	if (page > 1)
		url = url_with(a, url, "page", str_fmt(a, "%lld", (long long)page));
	return url;
}

static struct url page_address(void *ctx, int64_t page)
{
	return search_address(ctx, page);
}

static void fill_kinds(const struct page_ctx *c, const struct search_hits *hits, struct search_kinds *kinds)
{
	struct page_ctx to = *c;
	to.only = NULL;
	if (hits->all)
		*vec_add(c->req->arena, kinds) = (struct search_kind){ S("すべて"), hits->all, search_address(&to, 1), c->only == NULL, true };
	for (size_t i = 0; i < entities_count; i++) {
		const struct address *a = address_of(entities[i], c->req->site->id);
		to.only = entities[i];
		if (a && hits->per_entity[i])
			*vec_add(c->req->arena, kinds) = (struct search_kind){ str_of(a->label), hits->per_entity[i], search_address(&to, 1), c->only == entities[i], true };
	}
}

static void fill_chips(const struct page_ctx *c, const struct search_hits *hits, struct link_views *chips)
{
	for (size_t i = 0; hits->asked && i < hits->asked->n; i++) {
		struct page_ctx to = *c;
		to.words = search_words_without(c->req->arena, hits->asked, i);
		*vec_add(c->req->arena, chips) = (struct link_view){ search_word_label(c->req->arena, hits->asked, i), search_address(&to, 1), false };
	}
	const struct address *a = c->only ? address_of(c->only, c->req->site->id) : NULL;
	struct page_ctx to = *c;
	to.only = NULL;
	if (a)
		*vec_add(c->req->arena, chips) = (struct link_view){ str_fmt(c->req->arena, "種類：%s", a->label), search_address(&to, 1), false };
}

/* What finds something when this search does not: any kind, or one of the words alone. */
static void fill_advice(const struct page_ctx *c, const struct search_hits *hits, struct link_views *advice)
{
	struct arena *a = c->req->arena;
	struct page_ctx to = *c;
	to.only = NULL;
	if (c->only && hits->all)
		*vec_add(a, advice) = (struct link_view){ str_fmt(a, "種類の条件を外すと %lld件", (long long)hits->all), search_address(&to, 1), false };
	for (size_t i = 0; hits->asked && i < hits->asked->n; i++) {
		if (!hits->alone[i])
			continue;
		to.words = hits->asked->word[i].written;
		*vec_add(a, advice) = (struct link_view){ str_fmt(a, "%.*sだけなら %lld件", STR_ARG(search_word_label(a, hits->asked, i)), (long long)hits->alone[i]),
			search_address(&to, 1), false };
	}
}

static void fill_sorts(const struct page_ctx *c, struct link_views *sorts)
{
	static const struct { const char *label; bool newest; } each[] = { { "関連の高い順", false }, { "新しい順", true } };
	for (size_t i = 0; i < COUNT_OF(each); i++) {
		struct page_ctx to = *c;
		to.newest = each[i].newest;
		*vec_add(c->req->arena, sorts) = (struct link_view){ str_of(each[i].label), search_address(&to, 1), c->newest == each[i].newest };
	}
}

static void fill_rows(struct request *req, struct db_read *db, const struct search_hits *hits, struct row_list *rows)
{
	struct arena *a = req->arena;
	for (size_t i = 0; i < hits->n; i++) {
		const struct search_hit *h = &hits->v[i];
		const struct address *address = address_of(h->entity, req->site->id);
		struct row row = { .url = h->guide ? url_nav(req, h->guide->path) : address_url_id(req, db, h->entity, req->site->id, h->id), .lead = h->excerpt,
			.title = html_marked(a, h->title, hits->folded_words, hits->words) };
		if (row.url.s.n == 0)
			continue;
		*vec_add(a, &row.tags) = str_of(address ? address->label : h->entity->label);
		if (h->date)
			*vec_add(a, &row.meta) = text_html(a, str_fmt(a, "掲載：%.*s", STR_ARG(date_ja(a, date_in_japan(h->date)))));
		rows_add(a, rows, &row, date_in_japan(req->now));
	}
}

/* The searches of one kind; with words they are asked the same, without they say how much there is. */
static void fill_lists(const struct page_ctx *c, const struct search_hits *all, struct link_views *lists)
{
	struct arena *arena = c->req->arena;
	for (const struct address *a = address_all(); a->entity; a++) {
		if (a->site != c->req->site->id || a->by_slug || strcmp(a->entity, "help") == 0)
			continue;
		struct url url = url_to(c->req, strcmp(a->entity, "member") == 0 ? "/members/search" : a->list);
		size_t i = 0;
		while (i < entities_count && strcmp(entities[i]->name, a->entity) != 0)
			i++;
		struct str label = c->words.n ? str_fmt(arena, "「%.*s」で%sを探す", STR_ARG(c->words), a->label)
			: i == entities_count ? str_fmt(arena, "%sを探す", a->label)
			: str_fmt(arena, "%sを探す（%lld件）", a->label, (long long)all->per_entity[i]);
		*vec_add(arena, lists) = (struct link_view){ label, c->words.n ? url_with(arena, url, "q", c->words) : url, false };
	}
}

static enum err fill_hits(struct page_ctx *c, struct db_read *db, struct search_all_view *v)
{
	struct request *req = c->req;
	struct search_hits hits = { 0 };
	struct search_wish wish = { .site = req->site->id, .words = c->words, .only = c->only, .newest = c->newest, .now = req->now,
		.page = request_query_int(req, "page", 1, 100000, 1), .guides = req->site->guides };
	enum err err = search_all(db, req->arena, req->app->masters, &wish, &hits);
	if (err != OK)
		return err;
	v->pager = pager_make(req->arena, hits.total, SEARCH_PER_PAGE, wish.page, page_address, c);
	v->head = (struct list_head){ .id = S("result"), .heading = S("検索結果"), .unit = S("件"), .total = hits.total, .from = v->pager.from,
		.to = v->pager.to, .all = url_to(req, "/search"), .searched = true };
	fill_chips(c, &hits, &v->head.chips);
	fill_kinds(c, &hits, &v->kinds);
	fill_sorts(c, &v->head.sorts);
	if (!hits.total)
		fill_advice(c, &hits, &v->head.advice);
	fill_rows(req, db, &hits, &v->rows);
	return OK;
}

static struct page_ctx asked(struct request *req)
{
	struct page_ctx c = { .req = req, .words = request_query(req, "q"), .only = entity_named(str_cz(req->arena, request_query(req, "kind"))),
		.newest = str_is(request_query(req, "sort"), "new") };
	if (c.only && !address_of(c.only, req->site->id))
		c.only = NULL;
	return c;
}

static void fill_panel(const struct page_ctx *c, struct panel *p)
{
	*p = (struct panel){ .action = url_to(c->req, "/search"), .label = S("キーワード"), .words = c->words, .hint = S("例：子ども食堂、里山、山口市") };
	if (c->newest)
		*vec_add(c->req->arena, &p->keep) = (struct panel_option){ .name = S("sort"), .value = S("new") };
	if (c->only)
		*vec_add(c->req->arena, &p->keep) = (struct panel_option){ .name = S("kind"), .value = str_of(c->only->name) };
}

static struct reply search_all_show(struct request *req, struct db_read *db)
{
	struct search_all_view v = { .title = S("サイト内を探す"), .lead = S("このサイトに掲載しているすべての情報から、ことばで探します。") };
	struct page_ctx c = asked(req);
	struct search_hits all = { 0 };
	fill_panel(&c, &v.panel);
	v.asked = c.words.n > 0;
	enum err err = v.asked ? fill_hits(&c, db, &v) : search_count_all(db, req->arena, req->site->id, req->now, &all);
	if (err != OK)
		return page_error(req, err);
	v.lists_heading = v.asked ? S("同じことばを、くわしい条件で探す") : S("情報の種類から探す");
	fill_lists(&c, &all, &v.lists);
	struct out o = page_out(req);
	search_all_body(&o, &v);
	struct crumb crumb = { v.title, URL_NONE };
	struct str note = v.asked ? str_fmt(req->arena, "%.*s、%lld件", STR_ARG(excerpt(req->arena, c.words, 20)), (long long)v.head.total) : STR_NONE;
	return page_reply(req, &(struct page){ .title = v.title, .title_note = note, .description = v.lead, .body = page_body(&o), .crumb = &crumb,
		.crumbs = 1, .wide = true, .no_index = v.asked, .canonical = url_to(req, "/search") });
}

const struct route search_routes[] = {
	{ "/search", ANYONE, search_all_show, NULL, "q kind page sort", 0 },
	{ 0 },
};
