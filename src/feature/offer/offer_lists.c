/* The three lists of offers: current, calendar, past. */
#include "feature/offer/offer.html.h"
#include "feature/offer/offer_card.h"
#include "feature/offer/offer_handlers.h"
#include "feature/part/month.h"

enum { PAST_PER_PAGE = 20, PAGE_MAX_NUMBER = 10000 };

static struct offer_tabs tabs(struct request *req, int active)
{
	return (struct offer_tabs){ url_to(req, "/offers"), url_to(req, "/offers/calendar"), url_to(req, "/offers/past"), active };
}

/* ---- current ---- */

static const struct search_sort sorts[] = {
	{ "new", "新しい順", "published_at DESC, id DESC" },
	{ "date", "活動日が近い順", "CASE WHEN date_from = 0 THEN 99999999 ELSE date_from END, id DESC" },
	{ "deadline", "締切が近い順", "CASE WHEN anytime = 1 OR apply_to = 0 THEN 99999999 ELSE apply_to END, id DESC" },
	{ .key = NULL },
};

struct reply offers_current(struct request *req, struct db_read *db)
{
	struct search s = { .entity = &offer_entity, .site = SITE_AIKA, .now = req->now, .where = OFFER_OPEN_SQL,
		.bind = { b_int(date_in_japan(req->now)) }, .binds = 1 };
	search_from_request(req, req->app->masters, &s);
	struct search_view_options options = { .path = "/offers", .sorts = sorts, .heading = "現在募集中の一覧", .hint = "例：清掃、子ども食堂、山口市" };
	struct search_result result;
	struct offer_list_view v = { .tabs = tabs(req, 0) };
	enum err e = search_view_run(req, db, &s, &options, &result, &v.search);
	if (e != OK) return page_error(req, e);
	v.cards = offer_cards_of(req, result.list.v, result.list.n);
	struct str query = search_query(req->arena, req->app->masters, &s, NULL, 0, 1, NULL);
	v.feed = url_query(req->arena, url_to(req, "/feeds/offers.atom"), query);
	v.ical = url_query(req->arena, url_to(req, "/feeds/offers.ics"), query);
	struct out o = page_out(req);
	offer_list_page(&o, &v);
	struct crumb crumb = { S("募集中"), URL_NONE };
	return page_reply(req, &(struct page){ .title = S("募集中のボランティア"), .title_note = v.search.title_note, .body = page_body(&o),
		.description = S("山口県内でいま募集しているボランティア活動の一覧です。"), .crumb = &crumb, .crumbs = 1, .tab = "/offers",
		.canonical = v.search.canonical, .no_index = v.search.searched, .feed = v.feed });
}

/* ---- calendar ---- */

/* Every day of the activity inside the month; its hours beside the title. */
static void add_days(struct request *req, struct calendar *c, const void *record)
{
	const struct offer *o = record;
	date_t first = c->day[1].date, last = c->day[date_month_length(c->year, c->month)].date;
	date_t from = (date_t)o->date_from, to = o->date_to > o->date_from ? (date_t)o->date_to : from;
	if (from < first) from = first;
	if (to > last) to = last;
	for (; from <= to; from = date_add(from, 1))
		calendar_add(req->arena, c, from, o->title, url_id(req, "/offers/%", o->record.id), o->time_from ? (int)o->time_from : -1,
			offer_hours(req->arena, o->time_from, o->time_to));
}

/* What may be seen is the search's rule for offers (feature/search/visible.h): current and ended ones. */
static const struct month_kind month_kind = {
	.entity = &offer_entity, .site = SITE_AIKA, .path = "/offers/calendar", .column = "date_from",
	.within = "date_from % 100 > 0 AND date_from <= $2 AND (date_from >= $1 OR date_to >= $1)",
	.before = "date_from % 100 > 0 AND date_from < $1 AND $2 > 0", .after = "date_from % 100 > 0 AND date_from > $2 AND $1 > 0",
	.order = "date_from, time_from, id", .order_newest = "date_from DESC, id DESC",
	.filter = { "city", "field" }, .label = { "市町", "分野" }, .add = add_days,
};

struct reply offers_calendar(struct request *req, struct db_read *db)
{
	struct offer_calendar_view *v = ARENA_NEW(req->arena, struct offer_calendar_view);
	struct calendar *c = &v->calendar;
	enum err e = month_fill(req, db, &month_kind, request_query(req, "month"), true, c);
	if (e == OK) e = offer_anytime_count(db, req->now, &v->anytime);
	if (e != OK) return page_error(req, e);
	struct str label = calendar_month_label(req->arena, c->year, c->month, 0);
	c->id = S("month");
	c->heading = label;
	c->caption = str_cat(req->arena, label, S("のボランティア募集"));
	c->empty = str_cat(req->arena, label, c->filtered ? S("に、条件に合う活動日の決まった募集はありません。") : S("に活動日が決まっている募集はありません。"));
	v->tabs = tabs(req, 1);
	v->list = url_to(req, "/offers");
	v->ical = url_to(req, "/feeds/offers.ics");
	struct out o = page_out(req);
	offer_calendar_page(&o, v);
	struct crumb crumb[] = { { S("募集中"), url_to(req, "/offers") }, { S("ボランティア募集カレンダー"), URL_NONE } };
	return page_reply(req, &(struct page){ .title = S("ボランティア募集カレンダー"), .title_note = label, .body = page_body(&o), .crumb = crumb,
		.crumbs = 2, .tab = "/offers", .wide = true, .no_index = c->filtered,
		.canonical = url_with(req->arena, url_to(req, "/offers/calendar"), "month", c->month_param) });
}

/* ---- past ---- */

struct past_link {
	struct request *req;
	int64_t year;
};

static struct url past_url(void *ctx, int64_t page)
{
	const struct past_link *link = ctx;
	struct arena *a = link->req->arena;
	struct url url = url_to(link->req, "/offers/past");
	if (link->year) url = url_with(a, url, "year", str_fmt(a, "%lld", (long long)link->year));
	if (page > 1) url = url_with(a, url, "page", str_fmt(a, "%lld", (long long)page));
	return url;
}

static void past_years_view(struct request *req, const struct offer_years *years, int64_t year, struct link_views *links)
{
	struct past_link all = { req, 0 };
	*vec_add(req->arena, links) = (struct link_view){ S("すべて"), past_url(&all, 1), year == 0 };
	for (size_t i = 0; i < years->n; i++) {
		struct past_link one = { req, years->v[i].year };
		struct str label = str_fmt(req->arena, "%lld年（%lld件）", (long long)years->v[i].year, (long long)years->v[i].count);
		*vec_add(req->arena, links) = (struct link_view){ label, past_url(&one, 1), year == years->v[i].year };
	}
}

struct reply offers_past(struct request *req, struct db_read *db)
{
	int64_t year = request_query_int(req, "year", 1990, 2100, 0), page = request_query_int(req, "page", 1, PAGE_MAX_NUMBER, 1), total;
	struct offer_years years;
	struct offers offers;
	struct offer_past_view v = { .tabs = tabs(req, 2) };
	enum err e = offer_past_years(db, req->arena, req->now, &years);
	if (e == OK) e = offer_past_count(db, req->now, year, &total);
	if (e != OK) return page_error(req, e);
	struct past_link link = { req, year };
	v.pager = pager_make(req->arena, total, PAST_PER_PAGE, page, past_url, &link);
	e = offer_past(db, req->arena, req->now, year, PAST_PER_PAGE, pager_offset(v.pager.page, PAST_PER_PAGE), &offers);
	if (e != OK) return page_error(req, e);
	for (size_t i = 0; i < offers.n; i++) {
		struct row row = offer_row(req, &offers.v[i]);
		rows_add(req->arena, &v.rows, &row, date_in_japan(req->now));
	}
	past_years_view(req, &years, year, &v.years);
	v.head = (struct list_head){ .id = S("result"), .heading = year ? str_fmt(req->arena, "%lld年に終わった募集", (long long)year) : S("過去の一覧"),
		.total = total, .from = v.pager.from, .to = v.pager.to, .unit = S("件"), .all = url_to(req, "/offers/past") };
	struct out o = page_out(req);
	offer_past_page(&o, &v);
	struct crumb crumb[] = { { S("募集中"), url_to(req, "/offers") }, { S("過去のボランティア募集"), URL_NONE } };
	return page_reply(req, &(struct page){ .title = S("過去のボランティア募集"),
		.title_note = str_fmt(req->arena, "%lld件、%lldページ目", (long long)total, (long long)v.pager.page), .body = page_body(&o),
		.crumb = crumb, .crumbs = 2, .tab = "/offers", .canonical = past_url(&link, v.pager.page) });
}
