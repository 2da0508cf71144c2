/* List, archive and page of dated articles. Sent newsletters are dated by their mailing. */
#include "feature/part/article_pages.h"

#include "feature/part/article.html.h"
#include "feature/search/search_view.h"
#include "html/rich.h"
#include "ui/record.h"

enum { FIRST_YEAR = 1999 };

static struct str text_of(const struct article_pages *p, const void *record, const char *column)
{
	const struct field *f = entity_field(p->entity, column);
	return f ? *field_str(f, record) : STR_NONE;
}

static int64_t number_of(const struct article_pages *p, const void *record, const char *column)
{
	const struct field *f = entity_field(p->entity, column);
	return f ? *field_int(f, record) : 0;
}

static int64_t moment_of(const struct article_pages *p, const void *record)
{
	int64_t sent = number_of(p, record, "sent_at");
	return sent ? sent : ((const struct record *)record)->published_at;
}

static struct html article_date(struct request *req, const struct article_pages *p, const void *record)
{
	return date_html(req->arena, date_in_japan(moment_of(p, record)));
}

static const void *record_at(const struct article_pages *p, const struct search_result *r, size_t i)
{
	return (const char *)r->list.v + i * p->entity->size;
}

static void article_add(struct request *req, const struct article_pages *p, const struct search_result *r, const void *record, bool lead, struct dateds *list)
{
	struct arena *a = req->arena;
	struct dated d = { .date = article_date(req, p, record), .url = url_id(req, p->path_id, ((const struct record *)record)->id) };
	d.title = html_marked(a, text_of(p, record, "title"), r->folded_words, r->words);
	if (number_of(p, record, "important"))
		d.note = S("重要");
	if (lead) {
		struct str body = text_of(p, record, "body");
		d.lead = excerpt_html(a, p->plain ? body : rich_start(a, body, 100), r->folded_words, r->words);
	}
	*vec_add(a, list) = d;
}

/* ---- years ---- */

static int year_of(const struct article_pages *p, const struct search_result *r)
{
	return r->list.n ? date_year(date_in_japan(moment_of(p, record_at(p, r, 0)))) : 0;
}

static enum err first_year(struct request *req, struct db_read *db, const struct article_pages *p, int *year)
{
	struct search s = { .entity = p->entity, .site = req->site->id, .order = "published_at, id", .page = 1, .per_page = 1, .now = req->now };
	struct search_result r = { 0 };
	enum err err = search_run(db, req->arena, req->app->masters, &s, &r);
	*year = err == OK ? year_of(p, &r) : 0;
	return err;
}

/* Below the list: where to subscribe, and the years. */
static struct html after_html(struct request *req, const struct article_pages *p, int first, int64_t chosen)
{
	struct link_views years = { 0 }, doors = { 0 };
	for (const struct nav_link *d = p->doors; d && d->label; d++)
		*vec_add(req->arena, &doors) = (struct link_view){ str_of(d->label), url_to(req, d->path), false };
	for (int year = date_year(date_in_japan(req->now)); first && year >= first && year >= FIRST_YEAR; year--) {
		struct str text = str_fmt(req->arena, "%d", year);
		*vec_add(req->arena, &years) = (struct link_view){ str_fmt(req->arena, "%d年", year),
			url_with(req->arena, url_to(req, p->path), "year", text), year == chosen };
	}
	if (years.n + doors.n == 0)
		return HTML_NONE;
	struct out o = page_out(req);
	if (doors.n)
		article_doors(&o, &doors);
	if (years.n)
		article_years(&o, &years);
	return page_body(&o);
}

static void year_where(struct search *s, int64_t year)
{
	if (!year)
		return;
	s->where = "published_at >= $1 AND published_at < $2";
	s->bind[0] = b_int(utc_from_japan(date_make((int)year, 1, 1), 0));
	s->bind[1] = b_int(utc_from_japan(date_make((int)year + 1, 1, 1), 0));
	s->binds = 2;
}

/* ---- list ---- */

static const struct search_sort article_sorts[] = {
	{ "new", "新しい順", "published_at DESC, id DESC" },
	{ "old", "古い順", "published_at, id" },
	{ 0 },
};

struct reply article_list(struct request *req, struct db_read *db, const struct article_pages *p)
{
	static const char *const skip[] = { "important", NULL };
	int64_t year = request_query_int(req, "year", FIRST_YEAR, 2100, 0);
	struct search s = { .entity = p->entity, .site = req->site->id };
	struct search_result r = { 0 };
	struct search_view v;
	struct panel_option keep = { .name = S("year"), .value = str_fmt(req->arena, "%lld", (long long)year) };
	struct search_view_options opt = { .path = p->path, .sorts = article_sorts, .skip = skip, .hint = p->hint, .heading = p->heading };
	if (year) {
		opt.heading = str_cz(req->arena, str_fmt(req->arena, "%lld年の%s", (long long)year, p->heading));
		opt.extra = str_fmt(req->arena, "year=%lld", (long long)year);
		opt.keep = &keep;
		opt.keeps = 1;
	}
	year_where(&s, year);
	search_from_request(req, req->app->masters, &s);
	int first = 0;
	enum err err = search_view_run(req, db, &s, &opt, &r, &v);
	if (err == OK)
		err = first_year(req, db, p, &first);
	if (err != OK)
		return page_error(req, err);
	struct search_page page = { .title = p->title, .feed = p->feed, .lead = p->lead, .tab = p->tab, .after = after_html(req, p, first, year) };
	for (size_t i = 0; i < r.list.n; i++)
		article_add(req, p, &r, record_at(p, &r, i), v.searched, &page.dates);
	return search_page_reply(req, &page, &v);
}

enum err article_newest(struct request *req, struct db_read *db, const struct article_pages *p, int64_t n, struct dateds *list)
{
	struct search s = { .entity = p->entity, .site = req->site->id, .order = "published_at DESC, id DESC", .page = 1, .per_page = n, .now = req->now };
	struct search_result r = { 0 };
	enum err err = search_run(db, req->arena, req->app->masters, &s, &r);
	for (size_t i = 0; err == OK && i < r.list.n; i++)
		article_add(req, p, &r, record_at(p, &r, i), false, list);
	return err;
}

/* ---- one article ---- */

static enum err neighbour(struct request *req, struct db_read *db, const struct article_pages *p, const struct record *me, bool newer, struct link_view *link)
{
	struct search s = { .entity = p->entity, .site = req->site->id, .page = 1, .per_page = 1, .now = req->now, .binds = 2,
		.where = newer ? "(published_at > $1 OR (published_at = $1 AND id > $2))" : "(published_at < $1 OR (published_at = $1 AND id < $2))",
		.order = newer ? "published_at, id" : "published_at DESC, id DESC" };
	s.bind[0] = b_int(me->published_at);
	s.bind[1] = b_int(me->id);
	struct search_result r = { 0 };
	enum err err = search_run(db, req->arena, req->app->masters, &s, &r);
	if (err == OK && r.list.n) {
		const struct record *other = record_at(p, &r, 0);
		*link = (struct link_view){ text_of(p, other, "title"), url_id(req, p->path_id, other->id), false };
	}
	return err;
}

static void article_fill(struct request *req, struct db_read *db, const struct article_pages *p, const void *record, struct article_view *v)
{
	struct str body = text_of(p, record, "body");
	int64_t file[] = { number_of(p, record, "file1"), number_of(p, record, "file2"), number_of(p, record, "file3") };
	v->title = text_of(p, record, "title");
	v->date = article_date(req, p, record);
	v->body = p->plain ? html_paragraphs(req->arena, body) : rich_load(req->arena, body);
	v->plain = p->plain;
	v->important = number_of(p, record, "important") != 0;
	v->files = files_html(req, db, file, COUNT_OF(file));
	v->has_newer = v->newer.label.n > 0;
	v->has_older = v->older.label.n > 0;
	v->list = url_to(req, p->path);
	v->list_label = str_fmt(req->arena, "%sの一覧", p->heading);
}

struct reply article_show(struct request *req, struct db_read *db, const struct article_pages *p)
{
	struct record *record = arena_alloc(req->arena, p->entity->size);
	struct article_view v = { 0 };
	enum err err = entity_load(db, req->arena, NULL, p->entity, request_id(req, 0), record);
	if (err != OK || !record_visible(req, p->entity, record))
		return err == OK ? page_not_found(req) : page_error(req, err);
	err = neighbour(req, db, p, record, true, &v.newer);
	if (err == OK)
		err = neighbour(req, db, p, record, false, &v.older);
	if (err != OK)
		return page_error(req, err);
	article_fill(req, db, p, record, &v);
	struct out o = page_out(req);
	article_body(&o, &v);
	struct str body = text_of(p, record, "body");
	struct crumb crumb[] = { { str_of(p->title), v.list }, { v.title, URL_NONE } };
	return page_reply(req, &(struct page){ .title = v.title, .body = page_body(&o), .tab = p->tab, .crumb = crumb, .crumbs = COUNT_OF(crumb),
		.description = excerpt(req->arena, p->plain ? body : rich_start(req->arena, body, 100), 100),
		.frame_hosts = p->plain ? STR_NONE : rich_embed_hosts(req->arena, body), .article = true });
}
