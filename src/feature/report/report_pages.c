/* List, search and page of 活動実績・事例. */
#include "feature/report/report_pages.h"

#include "feature/report/report.html.h"
#include "feature/search/search_view.h"
#include "html/rich.h"
#include "ui/record.h"

static const struct search_sort report_sorts[] = {
	{ "new", "新着順", "published_at DESC, id DESC" },
	{ "held", "開催日が新しい順", "held_on DESC, id DESC" },
	{ 0 },
};

static void report_row(struct request *req, const struct report *p, const struct search_result *r, struct row_list *rows)
{
	struct arena *a = req->arena;
	date_t today = date_in_japan(req->now);
	struct row row = { .figure = p->held_on ? FIGURE_DAY : FIGURE_NONE, .day = (date_t)p->held_on,
		.title = html_marked(a, p->title, r->folded_words, r->words), .url = url_id(req, "/reports/%", p->record.id) };
	row.lead = excerpt_html(a, rich_start(a, p->content, 100), r->folded_words, r->words);
	struct str line = str_fmt(a, "%.*s%s%.*s", STR_ARG(p->group_name), p->group_name.n && p->place.n ? "　" : "", STR_ARG(p->place));
	if (line.n)
		*vec_add(a, &row.meta) = html_marked(a, line, r->folded_words, r->words);
	search_row_hit(req, &report_entity, p, r, &row);
	rows_add(a, rows, &row, today);
}

struct reply report_list(struct request *req, struct db_read *db)
{
	struct search s = { .entity = &report_entity };
	struct search_result r = { 0 };
	struct search_view v;
	struct search_view_options opt = { .path = "/reports", .sorts = report_sorts, .heading = "活動実績・事例", .hint = "例：清掃、交流、見守り" };
	search_from_request(req, req->app->masters, &s);
	enum err err = search_view_run(req, db, &s, &opt, &r, &v);
	if (err != OK)
		return page_error(req, err);
	struct search_page page = { .title = "活動実績・事例を探す", .feed = "/feeds/reports.atom", .tab = "/reports", .lead = "県民活動団体などの活動の実績や事例の報告です。" };
	for (size_t i = 0; i < r.list.n; i++)
		report_row(req, ENTITY_AT(struct report, r.list, i), &r, &page.rows);
	return search_page_reply(req, &page, &v);
}

static const char *const report_order[] = { "#活動の情報", "group_name", "group_kana", "held_on", "held_time", "place", "people", "related", "field",
	"@urls", NULL };

struct reply report_show(struct request *req, struct db_read *db)
{
	struct report p = { 0 };
	enum err err = entity_load(db, req->arena, NULL, &report_entity, request_id(req, 0), &p);
	if (err != OK || !record_visible(req, &report_entity, &p))
		return err == OK ? page_not_found(req) : page_error(req, err);
	int64_t photo[] = { p.photo1, p.photo2, p.photo3, p.photo4, p.photo5, p.photo6 };
	struct link_pair pair = { p.url1, STR_NONE };
	struct record_extra extra = { "@urls", "参考 URL", links_html(req, &pair, 1) };
	struct record_options opt = { .order = report_order, .extra = &extra, .extras = 1 };
	struct record_view record;
	record_view(req, db, &report_entity, &p, &opt, &record);
	struct out o = page_out(req);
	report_body(&o, p.title, p.group_name, rich_load(req->arena, p.content), photos_html(req, db, photo, COUNT_OF(photo)), &record);
	struct crumb crumb[] = { { S("活動実績・事例を探す"), url_to(req, "/reports") }, { p.title, URL_NONE } };
	return page_reply(req, &(struct page){ .title = p.title, .description = excerpt(req->arena, rich_start(req->arena, p.content, 100), 100),
		.body = page_body(&o), .tab = "/reports", .crumb = crumb, .crumbs = COUNT_OF(crumb),
		.frame_hosts = rich_embed_hosts(req->arena, p.content), .article = true });
}
