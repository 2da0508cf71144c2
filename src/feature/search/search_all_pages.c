/* /search: everything a visitor of the site may see, with the number of hits per kind. */
#include "feature/address/address.h"
#include "feature/search/search.h"
#include "feature/search/search_all.html.h"
#include "feature/search/search_routes.h"

static struct url search_address(struct request *req, struct str words, const struct entity *only, int64_t page)
{
	struct url url = url_with(req->arena, url_to(req, "/search"), "q", words);
	if (only)
		url = url_with(req->arena, url, "kind", str_of(only->name));
	if (page > 1)
		url = url_with(req->arena, url, "page", str_fmt(req->arena, "%lld", (long long)page));
	return url;
}

struct page_ctx {
	struct request *req;
	struct str words;
	const struct entity *only;
};

static struct url page_address(void *ctx, int64_t page)
{
	const struct page_ctx *c = ctx;
	return search_address(c->req, c->words, c->only, page);
}

static void fill_kinds(struct request *req, const struct search_hits *hits, struct str words, const struct entity *only, struct search_kinds *kinds)
{
	int64_t all = 0;
	for (size_t i = 0; i < entities_count; i++)
		all += hits->per_entity[i];
	if (all)
		*vec_add(req->arena, kinds) = (struct search_kind){ S("すべて"), all, search_address(req, words, NULL, 1), only == NULL, true };
	for (size_t i = 0; i < entities_count; i++) {
		const struct address *a = address_of(entities[i], req->site->id);
		if (a && hits->per_entity[i])
			*vec_add(req->arena, kinds) = (struct search_kind){ str_of(a->label), hits->per_entity[i],
				search_address(req, words, entities[i], 1), only == entities[i], true };
	}
}

static void fill_rows(struct request *req, struct db_read *db, const struct search_hits *hits, struct row_list *rows)
{
	struct arena *a = req->arena;
	for (size_t i = 0; i < hits->n; i++) {
		const struct search_hit *h = &hits->v[i];
		const struct address *address = address_of(h->entity, req->site->id);
		struct row row = { .url = address_url_id(req, db, h->entity, req->site->id, h->id), .lead = h->excerpt,
			.title = html_marked(a, h->title, hits->folded_words, hits->words) };
		if (row.url.s.n == 0)
			continue;
		*vec_add(a, &row.tags) = str_of(address ? address->label : h->entity->label);
		if (h->date)
			*vec_add(a, &row.meta) = text_html(a, str_fmt(a, "掲載：%.*s", STR_ARG(date_ja(a, date_in_japan(h->date)))));
		rows_add(a, rows, &row, date_in_japan(req->now));
	}
}

static void fill_lists(struct request *req, struct link_views *lists)
{
	for (const struct address *a = address_all(); a->entity; a++) {
		if (a->site == req->site->id && !a->by_slug)
			*vec_add(req->arena, lists) = (struct link_view){ str_fmt(req->arena, "%sを探す", a->label), url_to(req, a->list), false };
	}
}

static enum err fill_hits(struct request *req, struct db_read *db, struct search_all_view *v)
{
	struct search_hits hits = { 0 };
	struct str words = v->panel.words;
	const struct entity *only = entity_named(str_cz(req->arena, request_query(req, "kind")));
	if (only && !address_of(only, req->site->id))
		only = NULL;
	int64_t page = request_query_int(req, "page", 1, 100000, 1);
	enum err err = search_all(db, req->arena, req->app->masters, req->site->id, words, only, req->now, page, &hits);
	if (err != OK)
		return err;
	struct page_ctx ctx = { req, words, only };
	v->pager = pager_make(req->arena, hits.total, SEARCH_PER_PAGE, page, page_address, &ctx);
	v->head = (struct list_head){ .id = S("result"), .heading = S("検索結果"), .unit = S("件"), .total = hits.total, .from = v->pager.from,
		.to = v->pager.to, .all = url_to(req, "/search"), .searched = true };
	fill_kinds(req, &hits, words, only, &v->kinds);
	fill_rows(req, db, &hits, &v->rows);
	return OK;
}

static struct reply search_all_show(struct request *req, struct db_read *db)
{
	struct search_all_view v = { .title = S("サイト内を探す"), .lead = S("このサイトに掲載しているすべての情報から、ことばで探します。") };
	v.panel = (struct panel){ .action = url_to(req, "/search"), .label = S("キーワード"), .words = request_query(req, "q"),
		.hint = S("例：子ども食堂、里山、山口市") };
	v.asked = v.panel.words.n > 0;
	fill_lists(req, &v.lists);
	enum err err = v.asked ? fill_hits(req, db, &v) : OK;
	if (err != OK)
		return page_error(req, err);
	struct out o = page_out(req);
	search_all_body(&o, &v);
	struct crumb crumb = { v.title, URL_NONE };
	struct str note = v.asked ? str_fmt(req->arena, "%.*s、%lld件", STR_ARG(excerpt(req->arena, v.panel.words, 20)), (long long)v.head.total) : STR_NONE;
	return page_reply(req, &(struct page){ .title = v.title, .title_note = note, .description = v.lead, .body = page_body(&o), .crumb = &crumb,
		.crumbs = 1, .wide = true, .no_index = v.asked, .canonical = url_to(req, "/search") });
}

const struct route search_routes[] = {
	{ "/search", ANYONE, search_all_show, NULL, "q kind page", 0 },
	{ 0 },
};
