/* List, search, calendar and page of イベント・募集. Events that are over move to /events/past by themselves. */
#include "feature/event/event_pages.h"

#include "feature/event/event.html.h"
#include "feature/feed/jsonld.h"
#include "feature/group/group.h"
#include "feature/part/month.h"
#include "feature/part/short.h"
#include "feature/search/search_view.h"
#include "html/rich.h"
#include "ui/record.h"

/* The last day as SQL; entries without any date count as current for half a year after publication. */
#define EVENT_LAST "(CASE WHEN date_to > 0 THEN date_to WHEN date_from > 0 THEN date_from ELSE apply_to END)"
#define EVENT_CURRENT "(" EVENT_LAST " >= $1 OR (" EVENT_LAST " = 0 AND published_at >= $2))"
#define EVENT_OVER "(" EVENT_LAST " < $1 AND NOT (" EVENT_LAST " = 0 AND published_at >= $2))"
enum { HALF_YEAR = 182 * 24 * 3600 };

date_t event_last_day(const struct event *e)
{
	return (date_t)(e->date_to ? e->date_to : e->date_from ? e->date_from : e->apply_to);
}

static void event_where(struct request *req, struct search *s, const char *where)
{
	s->entity = &event_entity;
	s->where = where;
	s->bind[0] = b_int(date_in_japan(req->now));
	s->bind[1] = b_int(req->now - HALF_YEAR);
	s->binds = 2;
	s->now = req->now;
}

/* ---- rows ---- */

/* What stands behind the day in the text ("2022-10-16（金） 12:00～" -> "12:00～"); all of it when the text does not begin
 * with the day of the record. The old sites' texts are machine dates whose weekday may be wrong: the day is written anew. */
static bool event_after_day(const struct event *e, struct str *rest)
{
	date_t day;
	if (e->date_text.n && e->date_from && date_read(str_trim(e->date_text), &day, rest) && day == e->date_from) {
		*rest = str_trim(*rest);
		return true;
	}
	*rest = e->date_text;
	return false;
}

static struct str event_hours(struct arena *a, const struct event *e)
{
	struct str start = minute_ja(a, (int)e->time_from);
	if (e->time_to <= e->time_from)
		return str_cat(a, start, S("から"));
	struct str end = minute_ja(a, (int)e->time_to);
	return str_fmt(a, "%.*s〜%.*s", STR_ARG(start), STR_ARG(end));
}

/* When it begins: the field, else the time behind the day in the text; -1 = not known. */
static int event_minute(const struct event *e)
{
	struct str rest;
	int minute;
	if (e->time_from)
		return (int)e->time_from;
	return event_after_day(e, &rest) && minute_read(rest, &minute, &rest) ? minute : -1;
}

/* The words of the time alone, for lines whose day stands beside them. */
static struct str event_time_words(struct arena *a, const struct event *e)
{
	struct str rest;
	bool day = event_after_day(e, &rest);
	if (day && str_starts(rest, S("から"))) /* the day stands beside: "2026年8月1日（土）まで" */
		rest = str_trim(str_skip(rest, S("から").n));
	if (rest.n || (day && !e->time_from))
		return excerpt(a, rest, 60);
	return e->time_from ? event_hours(a, e) : STR_NONE;
}

static struct html event_when(struct request *req, const struct event *e)
{
	struct arena *a = req->arena;
	struct str rest;
	if (!event_after_day(e, &rest) && rest.n)
		return text_html(a, excerpt(a, date_text_ja(a, rest), 80));
	struct html day = date_range_html(a, (date_t)e->date_from, (date_t)(e->date_to ? e->date_to : e->date_from));
	struct out o = page_out(req);
	if (day.s.n)
		event_when_words(&o, day, event_time_words(a, e));
	return page_body(&o);
}

/* mark_over: the list mixes what is to come with what is over, so the row says it. */
static void event_row(struct request *req, const struct event *e, const struct search_result *r, bool mark_over, struct row_list *rows)
{
	struct arena *a = req->arena;
	date_t today = date_in_japan(req->now), last = event_last_day(e);
	struct row row = { .figure = e->date_from ? FIGURE_DAY : e->apply_to ? FIGURE_DAYS_LEFT : FIGURE_TEXT, .day = (date_t)e->date_from,
		.title = html_marked(a, e->title, r->folded_words, r->words), .url = url_id(req, "/events/%", e->record.id) };
	bool over = last && last < today;
	row.days_left = e->apply_to ? date_to_days((date_t)e->apply_to) - date_to_days(today) : 0;
	if (row.figure == FIGURE_TEXT || (row.figure == FIGURE_DAYS_LEFT && row.days_left < 0)) {
		row.figure = FIGURE_TEXT;
		row.figure_text = over ? S("終了") : S("日時は本文へ");
	}
	*vec_add(a, &row.tags) = str_of(event_entity.kind_label[e->record.kind]);
	if (over && mark_over)
		*vec_add(a, &row.tags) = S("終了しました");
	struct str time = event_time_words(a, e);
	struct str line = str_fmt(a, "%.*s%s%.*s", STR_ARG(time), time.n && e->place.n ? "　" : "", STR_ARG(e->place));
	if (line.n)
		*vec_add(a, &row.meta) = html_marked(a, line, r->folded_words, r->words);
	if (e->organizer.n)
		*vec_add(a, &row.meta) = html_marked(a, str_fmt(a, "主催：%.*s", STR_ARG(e->organizer)), r->folded_words, r->words);
	search_row_hit(req, &event_entity, e, r, &row);
	rows_add(a, rows, &row, today);
}

static enum err event_rows(struct request *req, struct db_read *db, struct search *s, struct row_list *rows)
{
	struct search_result r = { 0 };
	s->page = 1;
	enum err err = search_run(db, req->arena, req->app->masters, s, &r);
	for (size_t i = 0; err == OK && i < r.list.n; i++)
		event_row(req, ENTITY_AT(struct event, r.list, i), &r, true, rows);
	return err;
}

enum err event_rows_newest(struct request *req, struct db_read *db, int64_t n, struct row_list *rows)
{
	static const char *const parts[] = { EVENT_CURRENT, EVENT_OVER };
	enum err err = OK;
	for (size_t i = 0; err == OK && i < COUNT_OF(parts) && (int64_t)rows->n < n; i++) {
		struct search s = { .order = "published_at DESC, id DESC", .per_page = n - (int64_t)rows->n };
		event_where(req, &s, parts[i]);
		err = event_rows(req, db, &s, rows);
	}
	return err;
}

enum err event_rows_of_group(struct request *req, struct db_read *db, int64_t group_id, int64_t n, struct row_list *rows)
{
	struct search s = { .entity = &event_entity, .where = "group_id = $1", .bind = { b_int(group_id) }, .binds = 1,
		.order = "date_from DESC, id DESC", .per_page = n, .now = req->now };
	return event_rows(req, db, &s, rows);
}

/* ---- lists ---- */

static const struct search_sort sorts_current[] = {
	{ "date", "開催日が近い順", "(CASE WHEN date_from > 0 THEN date_from ELSE 99999999 END), apply_to, id" },
	{ "new", "新着順", "published_at DESC, id DESC" },
	{ "deadline", "締切が近い順", "(CASE WHEN apply_to > 0 THEN apply_to ELSE 99999999 END), id" },
	{ 0 },
};
static const struct search_sort sorts_past[] = {
	{ "date", "開催日が新しい順", "date_from DESC, published_at DESC, id DESC" },
	{ "new", "新着順", "published_at DESC, id DESC" },
	{ 0 },
};

/* 今日, 今週末 (of Sunday itself: that day), 今月. */
static void event_quick(date_t today, struct search_quick quick[3])
{
	int weekday = date_weekday(today); /* 0 = Sunday */
	date_t saturday = weekday == 0 ? today : date_add(today, 6 - weekday), sunday = weekday == 0 ? today : date_add(saturday, 1);
	int year = date_year(today), month = date_month(today);
	quick[0] = (struct search_quick){ .label = "今日", .column = "date_from", .from = today, .to = today };
	quick[1] = (struct search_quick){ .label = "今週末", .column = "date_from", .from = saturday, .to = sunday };
	quick[2] = (struct search_quick){ .label = "今月", .column = "date_from", .from = date_make(year, month, 1), .to = date_make(year, month, date_month_length(year, month)) };
}

static struct reply event_any_list(struct request *req, struct db_read *db, bool past)
{
	static const char *const skip[] = { "content", NULL };
	struct search s = { 0 };
	struct search_result r = { 0 };
	struct search_view v;
	struct search_view_options opt = { .path = past ? "/events/past" : "/events", .sorts = past ? sorts_past : sorts_current,
		.heading = past ? "終了したイベント・募集" : "開催予定・募集中", .hint = "例：講座、清掃、写真", .kind_legend = "種類", .skip = skip };
	struct search_quick quick[3];
	event_quick(date_in_japan(req->now), quick);
	opt.quick = quick;
	opt.quicks = past ? 0 : COUNT_OF(quick);
	event_where(req, &s, past ? EVENT_OVER : EVENT_CURRENT);
	search_from_request(req, req->app->masters, &s);
	enum err err = search_view_run(req, db, &s, &opt, &r, &v);
	if (err != OK)
		return page_error(req, err);
	struct crumb crumb[] = { { S("イベント・募集を探す"), url_to(req, "/events") }, { S("終了したイベント・募集"), URL_NONE } };
	struct search_page page = { .title = past ? "終了したイベント・募集" : "イベント・募集を探す", .tab = "/events",
		.feed = past ? NULL : "/feeds/events.atom", .ical = past ? NULL : "/feeds/events.ics",
		.lead = past ? "これまでに開催されたイベント・講座や、募集を終えた情報です。"
		             : "県内のイベント、講座、作品・意見などの募集です。これから開催されるものを、開催日が近い順に並べています。",
		.crumb = past ? crumb : NULL, .crumbs = past ? COUNT_OF(crumb) : 0 };
	for (size_t i = 0; i < r.list.n; i++)
		event_row(req, ENTITY_AT(struct event, r.list, i), &r, false, &page.rows);
	*vec_add(req->arena, &page.jumps) = (struct jump){ S("カレンダーで見る"), "calendar", url_to(req, "/events/calendar") };
	*vec_add(req->arena, &page.jumps) = past ? (struct jump){ S("開催予定・募集中のものを見る"), "list", url_to(req, "/events") }
	                                          : (struct jump){ S("終了したイベント・募集を見る"), "clock", url_to(req, "/events/past") };
	return search_page_reply(req, &page, &v);
}

struct reply event_list(struct request *req, struct db_read *db)
{
	return event_any_list(req, db, false);
}

struct reply event_past(struct request *req, struct db_read *db)
{
	return event_any_list(req, db, true);
}

/* ---- calendar ---- */

static void month_entries(struct request *req, struct calendar *c, const void *record)
{
	const struct event *e = record;
	date_t from = (date_t)e->date_from, to = (date_t)(e->date_to ? e->date_to : e->date_from);
	int minute = event_minute(e);
	if (date_to_days(to) - date_to_days(from) > 6)
		to = from; /* long exhibitions stand on their first day only */
	for (date_t d = from; d && d <= to; d = date_add(d, 1))
		calendar_add(req->arena, c, d, e->title, url_id(req, "/events/%", e->record.id), minute, minute < 0 ? STR_NONE : minute_ja(req->arena, minute));
}

static const struct month_kind event_month_kind = {
	.entity = &event_entity, .site = SITE_SUPER, .path = "/events/calendar", .column = "date_from",
	.within = "date_from % 100 > 0 AND date_from <= $2 AND (date_from >= $1 OR date_to >= $1)",
	.before = "date_from % 100 > 0 AND date_from < $1 AND $2 > 0", .after = "date_from % 100 > 0 AND date_from > $2 AND $1 > 0",
	.order = "date_from, time_from, id", .order_newest = "date_from DESC, id DESC",
	.filter = { "city", "field" }, .label = { "市町", "分野" }, .add = month_entries,
};

struct reply event_calendar(struct request *req, struct db_read *db)
{
	struct arena *a = req->arena;
	struct event_month_view *v = ARENA_NEW(a, struct event_month_view);
	struct calendar *c = &v->calendar;
	enum err err = month_fill(req, db, &event_month_kind, request_query(req, "month"), true, c);
	if (err != OK)
		return page_error(req, err);
	c->id = S("month");
	c->heading = calendar_month_label(a, c->year, c->month, 0);
	c->caption = str_fmt(a, "%d年%d月に開催されるイベント・講座など", c->year, c->month);
	c->empty = c->filtered ? S("この月に、条件に合うイベント・講座などの情報は掲載されていません。") : S("この月に開催されるイベント・講座などの情報は、掲載されていません。");
	v->list = url_to(req, "/events");
	struct out o = page_out(req);
	event_month(&o, v);
	struct crumb crumb[] = { { S("イベント・募集を探す"), url_to(req, "/events") }, { S("カレンダー"), URL_NONE } };
	return page_reply(req, &(struct page){ .title = S("イベント・募集カレンダー"), .title_note = c->heading, .body = page_body(&o),
		.description = c->caption, .tab = "/events", .crumb = crumb, .crumbs = COUNT_OF(crumb), .wide = true, .no_index = c->filtered,
		.canonical = url_to(req, "/events/calendar") });
}

/* ---- one event ---- */

static const char *const event_order[] = {
	"#催しについて", "organizer", "title", "@date", "place", "city", "purpose", "content", "field", "fee", "audience", "capacity",
	"#申込み", "@apply", "apply_how",
	"#問い合わせ先団体情報", "contact_name", "contact_postal", "contact_address", "contact_phone", "contact_fax", "contact_mail",
	"#そのほか", "support", "note", "@urls", "@files", NULL,
};

/* The whole text in the record; its day written readably. */
static struct html event_date_value(struct request *req, const struct event *e)
{
	struct str rest;
	if (event_after_day(e, &rest) || !rest.n)
		return event_when(req, e);
	return html_paragraphs(req->arena, date_text_ja(req->arena, e->date_text));
}

static struct html event_apply_value(struct request *req, const struct event *e)
{
	if (e->apply_text.n)
		return html_paragraphs(req->arena, e->apply_text);
	return date_range_html(req->arena, (date_t)e->apply_from, (date_t)e->apply_to);
}

/* A link to the group when a visitor may see it. */
static struct html event_group(struct request *req, struct db_read *db, int64_t id)
{
	struct group g = { 0 };
	if (!id || entity_load(db, req->arena, NULL, &group_entity, id, &g) != OK || !record_visible(req, &group_entity, &g))
		return HTML_NONE;
	return link_own_html(req, url_id(req, "/groups/%", id), str_fmt(req->arena, "掲載団体：%.*s", STR_ARG(g.name)));
}

static void event_fill(struct request *req, struct db_read *db, const struct event *e, struct event_view *v)
{
	struct arena *a = req->arena;
	struct link_pair pair[] = { { e->url1, e->url1_label }, { e->url2, e->url2_label } };
	int64_t file[] = { e->file1, e->file2, e->file3 };
	struct record_extra extra[] = {
		{ "@date", "開催日時", event_date_value(req, e) },
		{ "@apply", "募集期間", event_apply_value(req, e) },
		{ "@urls", "参考 URL", links_html(req, pair, COUNT_OF(pair)) },
		{ "@files", "参考資料", files_html(req, db, file, COUNT_OF(file)) },
	};
	struct record_options opt = { .order = event_order, .extra = extra, .extras = COUNT_OF(extra) };
	record_view(req, db, &event_entity, e, &opt, &v->record);
	v->title = e->title;
	v->kind = str_of(event_entity.kind_label[e->record.kind]);
	v->over = event_last_day(e) && event_last_day(e) < date_in_japan(req->now);
	v->when = event_when(req, e);
	v->place = text_html(a, e->place);
	v->until = e->apply_from || e->apply_to ? date_range_html(a, (date_t)e->apply_from, (date_t)e->apply_to) : HTML_NONE;
	v->group = event_group(req, db, e->group_id);
	v->has_ical = e->date_from > 0;
	v->ical = url_with(a, url_to(req, "/feeds/events.ics"), "id", str_fmt(a, "%lld", (long long)e->record.id));
	v->updated = date_html(a, date_in_japan(e->record.updated_at));
}

static struct json event_json(struct request *req, const struct event *e)
{
	struct jsonld_event j = { .name = e->title, .description = excerpt(req->arena, rich_start(req->arena, e->content, 200), 200), .place = e->place,
		.organizer = e->organizer, .url = url_absolute(req, url_id(req, "/events/%", e->record.id)), .from = (date_t)e->date_from,
		.to = (date_t)e->date_to, .from_minute = e->time_from ? (int)e->time_from : -1, .to_minute = e->time_to ? (int)e->time_to : -1 };
	return jsonld_event(req->arena, &j);
}

struct reply event_show(struct request *req, struct db_read *db)
{
	struct event e = { 0 };
	enum err err = entity_load(db, req->arena, NULL, &event_entity, request_id(req, 0), &e);
	if (err != OK || !record_visible(req, &event_entity, &e))
		return err == OK ? page_not_found(req) : page_error(req, err);
	struct event_view v = { 0 };
	event_fill(req, db, &e, &v);
	struct out o = page_out(req);
	event_body(&o, &v);
	struct crumb crumb[] = { { S("イベント・募集を探す"), url_to(req, "/events") }, { e.title, URL_NONE } };
	return page_reply(req, &(struct page){ .title = e.title, .description = excerpt(req->arena, rich_start(req->arena, e.content, 200), 100),
		.body = page_body(&o), .tab = "/events", .crumb = crumb, .crumbs = COUNT_OF(crumb), .json_ld = event_json(req, &e),
		.frame_hosts = rich_embed_hosts(req->arena, e.content), .article = true });
}
