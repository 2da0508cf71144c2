/* List, search, calendar of deadlines and page of 助成. Grants past their deadline leave the list by themselves. */
#include "feature/grant/grant_pages.h"

#include "feature/grant/grant.html.h"
#include "feature/part/month.h"
#include "feature/search/search_view.h"
#include "html/rich.h"
#include "ui/record.h"

/* Entries without a deadline count as open for a year after publication. */
#define GRANT_OPEN "(apply_to >= $1 OR (apply_to = 0 AND published_at >= $2))"
#define GRANT_CLOSED "(apply_to < $1 AND NOT (apply_to = 0 AND published_at >= $2))"
enum { GRANT_YEAR = 365 * 24 * 3600, GRANT_NEAR = 14 };

static void grant_where(struct request *req, struct search *s, const char *where)
{
	s->entity = &grant_entity;
	s->where = where;
	s->bind[0] = b_int(date_in_japan(req->now));
	s->bind[1] = b_int(req->now - GRANT_YEAR);
	s->binds = where ? 2 : 0;
	s->now = req->now;
}

/* ---- rows ---- */

static void grant_figure(const struct grant *g, date_t today, struct row *row)
{
	if (g->apply_to && g->apply_to >= today) {
		row->figure = FIGURE_DAYS_LEFT;
		row->days_left = date_to_days((date_t)g->apply_to) - date_to_days(today);
		return;
	}
	row->figure = FIGURE_TEXT;
	row->figure_text = g->apply_to ? S("募集終了") : S("期限は本文へ");
}

static struct html grant_period(struct request *req, const struct grant *g)
{
	if (g->apply_from || g->apply_to)
		return date_range_html(req->arena, (date_t)g->apply_from, (date_t)g->apply_to);
	return g->apply_text.n ? text_html(req->arena, excerpt(req->arena, g->apply_text, 80)) : HTML_NONE;
}

static void fact(struct arena *a, struct row *row, const char *label, struct html value, bool wide, bool strong)
{
	if (value.s.n)
		*vec_add(a, &row->facts) = (struct row_fact){ str_of(label), value, wide, strong };
}

static struct html grant_field(struct request *req, const struct grant *g, const char *column)
{
	return text_html(req->arena, field_text(req->arena, req->app->masters, entity_field(&grant_entity, column), g));
}

static void grant_row(struct request *req, const struct grant *g, const struct search_result *r, bool full, struct row_list *rows)
{
	struct arena *a = req->arena;
	date_t today = date_in_japan(req->now);
	struct row row = { .title = html_marked(a, g->title, r->folded_words, r->words), .url = url_id(req, "/grants/%", g->record.id) };
	grant_figure(g, today, &row);
	struct html amount = g->amount.n ? text_html(a, excerpt(a, g->amount, 60)) : HTML_NONE;
	if (!full) {
		*vec_add(a, &row.meta) = text_html(a, g->organizer);
		if (amount.s.n)
			*vec_add(a, &row.meta) = text_html(a, str_fmt(a, "助成金額：%.*s", STR_ARG(excerpt(a, g->amount, 40))));
		if (g->apply_to)
			*vec_add(a, &row.meta) = text_html(a, str_fmt(a, "締切：%.*s", STR_ARG(date_ja(a, (date_t)g->apply_to))));
	} else {
		row.lead = excerpt_html(a, g->purpose.n ? g->purpose : rich_start(a, g->content, 100), r->folded_words, r->words);
		fact(a, &row, "募集団体", html_marked(a, g->organizer, r->folded_words, r->words), false, false);
		fact(a, &row, "助成金額", amount, false, true);
		fact(a, &row, "対象分野", grant_field(req, g, "field"), false, false);
		fact(a, &row, "対象エリア", grant_field(req, g, "area"), false, false);
		fact(a, &row, "募集期間", grant_period(req, g), true, false);
	}
	search_row_hit(req, &grant_entity, g, r, &row);
	rows_add(a, rows, &row, today);
}

enum err grant_rows_newest(struct request *req, struct db_read *db, int64_t n, struct row_list *rows)
{
	static const char *const parts[] = { GRANT_OPEN, GRANT_CLOSED };
	enum err err = OK;
	for (size_t i = 0; err == OK && i < COUNT_OF(parts) && (int64_t)rows->n < n; i++) {
		struct search s = { .order = "published_at DESC, id DESC", .page = 1, .per_page = n - (int64_t)rows->n };
		struct search_result r = { 0 };
		grant_where(req, &s, parts[i]);
		err = search_run(db, req->arena, req->app->masters, &s, &r);
		for (size_t k = 0; err == OK && k < r.list.n; k++)
			grant_row(req, ENTITY_AT(struct grant, r.list, k), &r, false, rows);
	}
	return err;
}

/* ---- calendar of deadlines ---- */

static void grant_deadline(struct request *req, struct calendar *c, const void *record)
{
	const struct grant *g = record;
	calendar_add(req->arena, c, (date_t)g->apply_to, g->title, url_id(req, "/grants/%", g->record.id), -1, STR_NONE);
}

static const struct month_kind grant_month_kind = {
	.entity = &grant_entity, .site = SITE_SUPER, .path = "/grants/calendar", .column = "apply_to",
	.within = "apply_to >= $1 AND apply_to <= $2",
	.before = "apply_to % 100 > 0 AND apply_to < $1 AND $2 > 0", .after = "apply_to % 100 > 0 AND apply_to > $2 AND $1 > 0",
	.order = "apply_to, id", .order_newest = "apply_to DESC, id DESC",
	.filter = { "area", "field" }, .label = { "対象エリア", "対象分野" }, .add = grant_deadline,
};

/* narrow: with the form, as on the calendar's own page. */
static enum err grant_month_fill(struct request *req, struct db_read *db, struct str month_param, bool narrow, struct calendar *c)
{
	enum err err = month_fill(req, db, &grant_month_kind, month_param, narrow, c);
	c->id = S("deadline");
	c->caption = str_fmt(req->arena, "%d年%d月に募集が締め切られる助成", c->year, c->month);
	c->empty = c->filtered ? S("この月に募集が締め切られる、条件に合う助成の情報は掲載されていません。") : S("この月に募集が締め切られる助成の情報は、掲載されていません。");
	return err;
}

struct reply grant_calendar(struct request *req, struct db_read *db)
{
	struct grant_month_view *v = ARENA_NEW(req->arena, struct grant_month_view);
	enum err err = grant_month_fill(req, db, request_query(req, "month"), true, &v->calendar);
	if (err != OK)
		return page_error(req, err);
	v->calendar.heading = calendar_month_label(req->arena, v->calendar.year, v->calendar.month, 0);
	v->list = url_to(req, "/grants");
	struct out o = page_out(req);
	grant_month(&o, v);
	struct crumb crumb[] = { { S("助成を探す"), url_to(req, "/grants") }, { S("募集締め切りカレンダー"), URL_NONE } };
	return page_reply(req, &(struct page){ .title = S("募集締め切りカレンダー"), .title_note = v->calendar.heading, .body = page_body(&o),
		.description = v->calendar.caption, .tab = "/grants", .crumb = crumb, .crumbs = COUNT_OF(crumb), .wide = true, .no_index = v->calendar.filtered,
		.canonical = url_to(req, "/grants/calendar") });
}

/* ---- list ---- */

static const struct search_sort grant_sorts[] = {
	{ "deadline", "締切が近い順", "(CASE WHEN apply_to > 0 THEN apply_to ELSE 99999999 END), id" },
	{ "new", "新着順", "published_at DESC, id DESC" },
	{ 0 },
};
static const struct search_sort grant_sorts_all[] = {
	{ "new", "新着順", "published_at DESC, id DESC" },
	{ "deadline", "締切が新しい順", "apply_to DESC, id DESC" },
	{ 0 },
};

static struct panel_group state_group(struct arena *a, bool all)
{
	struct panel_group g = { .legend = S("募集の状態"), .radios = true };
	*vec_add(a, &g.options) = (struct panel_option){ .name = S("state"), .value = STR_NONE, .label = S("募集中のみ"), .on = !all };
	*vec_add(a, &g.options) = (struct panel_option){ .name = S("state"), .value = S("all"), .label = S("終了したものも含める"), .on = all };
	return g;
}

/* Every area a group of the prefecture lies in: all but その他 (masters, list grant_area). */
static int64_t grant_areas_here(struct request *req)
{
	int64_t bits = 0;
	const struct master *m;
	for (size_t i = 0; (m = master_at(req->app->masters, "grant_area", i)) != NULL; i++)
		if (!str_is(m->code, "other")) bits |= master_bit(m->num);
	return bits;
}

struct reply grant_list(struct request *req, struct db_read *db)
{
	static const char *const skip[] = { NULL };
	bool all = str_is(request_query(req, "state"), "all");
	struct panel_group more = state_group(req->arena, all);
	struct search s = { 0 };
	struct search_result r = { 0 };
	struct search_view v;
	struct search_view_options opt = { .path = "/grants", .sorts = all ? grant_sorts_all : grant_sorts, .skip = skip, .more = &more, .mores = 1,
		.heading = all ? "すべての助成" : "募集中の助成", .hint = "例：子ども、環境、まちづくり", .extra = all ? S("state=all") : STR_NONE };
	date_t today = date_in_japan(req->now);
	struct search_quick quick[] = {
		{ .label = "締切が近い（2週間以内）", .column = "apply_to", .from = today, .to = date_add(today, GRANT_NEAR) },
		{ .label = "山口県の団体が応募できる", .column = "area", .bits = grant_areas_here(req) },
	};
	opt.quick = quick;
	opt.quicks = COUNT_OF(quick);
	grant_where(req, &s, all ? NULL : GRANT_OPEN);
	search_from_request(req, req->app->masters, &s);
	enum err err = search_view_run(req, db, &s, &opt, &r, &v);
	struct calendar *c = ARENA_NEW(req->arena, struct calendar);
	if (err == OK)
		err = grant_month_fill(req, db, STR_NONE, false, c);
	if (err != OK)
		return page_error(req, err);
	c->heading = S("募集締め切りカレンダー");
	struct out after = page_out(req);
	grant_calendar_section(&after, c);
	struct search_page page = { .title = "助成を探す", .feed = "/feeds/grants.atom", .ical = "/feeds/grants.ics", .tab = "/grants", .after = page_body(&after),
		.lead = all ? "県民活動に使える助成・補助の情報です。募集を終えたものも含めて、新しい順に並べています。"
			: "県民活動に使える助成・補助の情報です。いま募集中のものを、締切が近い順に並べています。" };
	for (size_t i = 0; i < r.list.n; i++)
		grant_row(req, ENTITY_AT(struct grant, r.list, i), &r, true, &page.rows);
	*vec_add(req->arena, &page.jumps) = (struct jump){ S("募集締め切りカレンダーを見る"), "calendar", url_to(req, "/grants/calendar") };
	*vec_add(req->arena, &page.jumps) = all ? (struct jump){ S("募集中のものだけを見る"), "list", url_to(req, "/grants") }
		: (struct jump){ S("終了したものも含めて見る"), "clock", url_with(req->arena, url_to(req, "/grants"), "state", S("all")) };
	return search_page_reply(req, &page, &v);
}

/* ---- one grant ---- */

static const char *const grant_order[] = {
	"#助成について", "organizer", "title", "field", "area", "area_note", "purpose", "amount", "target_project", "target_person", "content",
	"#応募", "@apply", "deadline_note", "apply_how",
	"#問い合わせ先団体情報", "contact_name", "contact_postal", "contact_address", "contact_phone", "contact_fax", "contact_mail",
	"#そのほか", "@urls", "@files", NULL,
};

static struct html grant_apply_value(struct request *req, const struct grant *g)
{
	if (g->apply_text.n)
		return html_paragraphs(req->arena, g->apply_text);
	return grant_period(req, g);
}

static void grant_state(struct request *req, const struct grant *g, struct grant_view *v)
{
	date_t today = date_in_japan(req->now);
	v->over = g->apply_to && g->apply_to < today;
	v->state = v->over ? S("募集終了") : g->apply_from > today ? S("募集前") : S("募集中");
	v->counts_days = g->apply_to && !v->over;
	v->days_left = v->counts_days ? date_to_days((date_t)g->apply_to) - date_to_days(today) : 0;
	v->near = v->days_left < GRANT_NEAR;
	v->last_day = v->counts_days && v->days_left == 0;
}

static void grant_fill(struct request *req, struct db_read *db, const struct grant *g, struct grant_view *v)
{
	struct arena *a = req->arena;
	struct link_pair pair[] = { { g->url1, STR_NONE }, { g->url2, STR_NONE } };
	int64_t file[] = { g->file1, g->file2, g->file3 };
	struct record_extra extra[] = {
		{ "@apply", "募集期間", grant_apply_value(req, g) },
		{ "@urls", "参考 URL", links_html(req, pair, COUNT_OF(pair)) },
		{ "@files", "参考資料", files_html(req, db, file, COUNT_OF(file)) },
	};
	struct record_options opt = { .order = grant_order, .extra = extra, .extras = COUNT_OF(extra) };
	record_view(req, db, &grant_entity, g, &opt, &v->record);
	grant_state(req, g, v);
	v->title = g->title;
	v->organizer = g->organizer;
	v->amount = text_html(a, excerpt(a, g->amount, 80));
	v->period = grant_period(req, g);
	struct str area = field_text(a, req->app->masters, entity_field(&grant_entity, "area"), g);
	if (area.n)
		*vec_add(a, &v->tags) = area;
	v->ical = url_with(a, url_to(req, "/feeds/grants.ics"), "id", str_fmt(a, "%lld", (long long)g->record.id));
	v->updated = date_html(a, date_in_japan(g->record.updated_at));
}

struct reply grant_show(struct request *req, struct db_read *db)
{
	struct grant g = { 0 };
	enum err err = entity_load(db, req->arena, NULL, &grant_entity, request_id(req, 0), &g);
	if (err != OK || !record_visible(req, &grant_entity, &g))
		return err == OK ? page_not_found(req) : page_error(req, err);
	struct grant_view v = { 0 };
	grant_fill(req, db, &g, &v);
	struct out o = page_out(req);
	grant_body(&o, &v);
	struct crumb crumb[] = { { S("助成を探す"), url_to(req, "/grants") }, { g.title, URL_NONE } };
	struct str text = g.purpose.n ? g.purpose : rich_start(req->arena, g.content, 100);
	return page_reply(req, &(struct page){ .title = g.title, .description = excerpt(req->arena, text, 100), .body = page_body(&o),
		.tab = "/grants", .crumb = crumb, .crumbs = COUNT_OF(crumb), .frame_hosts = rich_embed_hosts(req->arena, g.content), .article = true });
}
