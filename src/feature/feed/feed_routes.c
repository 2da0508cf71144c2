/* Feeds by list and by filter: /feeds/NAME.atom and .ics take the parameters of the list they mirror. */
#include "feature/feed/feed_routes.h"

#include "feature/address/address.h"
#include "feature/feed/atom.h"
#include "feature/feed/feed_kind.h"
#include "feature/feed/ical.h"
#include "feature/member/member_name.h"
#include "feature/part/short.h"
#include "html/rich.h"

enum { FEED_BYTES = 4 * 1024 * 1024, SUMMARY_BYTES = 900, CATEGORIES = 3 };

/* ---- what a record gives ---- */

/* A text field's plain text when anybody may see it: that many characters of it at least. */
static struct str plain(struct arena *a, const struct entity *e, const char *column, const void *record, size_t characters)
{
	const struct field *f = column ? entity_field(e, column) : NULL;
	if (!f || !field_is_str(f) || !field_open(e, f, record)) return STR_NONE;
	struct str text = *field_str(f, record);
	return f->type == TYPE_RICH ? rich_start(a, text, characters) : text;
}

static int64_t number(const struct entity *e, const char *column, const void *record)
{
	const struct field *f = column ? entity_field(e, column) : NULL;
	return f && !field_is_str(f) && field_open(e, f, record) ? *field_int(f, record) : 0;
}

static struct str summary(struct arena *a, const struct feed_kind *k, const void *record)
{
	struct str text = plain(a, k->entity, k->summary, record, SUMMARY_BYTES), cut = str_trim(str_clip(text, SUMMARY_BYTES));
	return cut.n < text.n && text.n > SUMMARY_BYTES ? str_cat(a, cut, S("…")) : cut;
}

static struct str title(struct arena *a, const struct feed_kind *k, const void *record)
{
	if (k->entity == &member_entity) return member_name(a, record);
	const struct field *f = entity_title(k->entity);
	return f ? *field_str(f, record) : STR_NONE;
}

static struct str category(struct request *req, const struct feed_kind *k, const void *record)
{
	if (!k->category) return STR_NONE;
	return short_labels(req->arena, req->app->masters, k->field_list, number(k->entity, k->category, record), CATEGORIES);
}

static struct url link_of(struct request *req, const struct feed_kind *k, const void *record)
{
	return url_absolute(req, address_url(req, address_of(k->entity, k->site), k->entity, record));
}

/* ---- the search behind it ---- */

static void add_kinds(struct request *req, struct search *s)
{
	struct str value[KINDS_MAX];
	size_t n = request_query_all(req, "kind", value, KINDS_MAX);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < s->entity->kinds; k++)
			if (str_is(value[i], s->entity->kind[k])) s->kinds |= (int64_t)1 << k;
}

static struct search search_of(struct request *req, const struct feed_kind *k, const char *where, const char *order, int64_t most)
{
	struct search s = { .entity = k->entity, .site = k->site, .now = req->now, .order = order, .where = where };
	if (where) {
		s.bind[0] = b_int(date_in_japan(req->now));
		s.binds = 1;
	}
	search_from_request(req, req->app->masters, &s);
	add_kinds(req, &s);
	s.page = 1;
	s.per_page = most;
	return s;
}

/* This feed's own address, with the conditions it was asked with. */
static struct url own_address(struct request *req, const struct search *s)
{
	struct str query = search_query(req->arena, req->app->masters, s, NULL, 0, 1, NULL);
	return url_absolute(req, url_query(req->arena, url_own(req), query));
}

static struct str full_title(struct request *req, const struct feed_kind *k)
{
	return str_fmt(req->arena, "%s｜%s", k->title, req->site->short_name);
}

/* ---- Atom ---- */

static struct reply feed_atom(struct request *req, struct db_read *db)
{
	const struct feed_kind *k = feed_kind_of(req->path, req->site->id);
	if (!k) return page_not_found(req);
	struct search s = search_of(req, k, k->feed_where, "published_at DESC, id DESC", FEED_MAX);
	struct search_result r = { 0 };
	enum err e = search_run(db, req->arena, req->app->masters, &s, &r);
	if (e != OK) return page_error(req, e);
	struct atom_feed feed = { .title = full_title(req, k), .author = str_of(req->site->name), .self = own_address(req, &s),
		.page = url_absolute(req, url_to(req, k->list)) };
	for (size_t i = 0; i < r.list.n; i++) {
		const struct record *rec = (const void *)((const char *)r.list.v + i * k->entity->size);
		if (rec->updated_at > feed.updated) feed.updated = rec->updated_at;
	}
	struct out o = out_new(req->arena, FEED_BYTES);
	atom_begin(&o, &feed);
	for (size_t i = 0; i < r.list.n; i++) {
		const void *record = (const char *)r.list.v + i * k->entity->size;
		const struct record *rec = record;
		struct atom_entry entry = { .link = link_of(req, k, record), .title = title(req->arena, k, record),
			.summary = summary(req->arena, k, record), .category = category(req, k, record),
			.published = rec->published_at, .updated = rec->updated_at };
		atom_entry(&o, &entry);
	}
	atom_end(&o);
	return out_ok(&o) ? reply_bytes(S("application/atom+xml; charset=utf-8"), out_view(&o)) : page_error(req, ERR_IO);
}

/* ---- iCalendar ---- */

static void add_event(struct request *req, const struct feed_kind *k, const void *record, struct out *o)
{
	const struct record *rec = record;
	int64_t start = number(k->entity, k->time, record), end = number(k->entity, k->time_end, record);
	struct ical_event e = { .uid = str_fmt(req->arena, "%s-%lld@%.*s", k->entity->name, (long long)rec->id, STR_ARG(req->host)),
		.title = str_cat(req->arena, str_of(k->day_word), title(req->arena, k, record)), .place = plain(req->arena, k->entity, k->place, record, SUMMARY_BYTES),
		.text = summary(req->arena, k, record), .category = category(req, k, record), .url = link_of(req, k, record),
		.from = (date_t)number(k->entity, k->day, record), .to = (date_t)number(k->entity, k->day_end, record),
		.from_minute = start ? (int)start : -1, .to_minute = end ? (int)end : -1, .changed = rec->updated_at };
	ical_event(o, &e);
}

static struct reply feed_ical(struct request *req, struct db_read *db)
{
	const struct feed_kind *k = feed_kind_of(req->path, req->site->id);
	int64_t id = request_query_int(req, "id", 1, INT64_MAX, 0);
	if (!k || !k->day) return page_not_found(req);
	struct search s = search_of(req, k, id ? "id = $1" : k->calendar_where, str_is(str_of(k->day), "apply_to") ? "apply_to, id" : "date_from, id", ICAL_MAX);
	if (id) s.bind[0] = b_int(id);
	struct search_result r = { 0 };
	enum err e = search_run(db, req->arena, req->app->masters, &s, &r);
	if (e == OK && id && !r.list.n) e = ERR_NOT_FOUND;
	if (e != OK) return page_error(req, e);
	struct out o = out_new(req->arena, FEED_BYTES);
	ical_begin(&o, full_title(req, k), url_absolute(req, url_to(req, k->list)).s);
	for (size_t i = 0; i < r.list.n; i++) add_event(req, k, (const char *)r.list.v + i * k->entity->size, &o);
	ical_end(&o);
	return out_ok(&o) ? reply_bytes(S("text/calendar; charset=utf-8"), out_view(&o)) : page_error(req, ERR_IO);
}

#define ATOM(name, query) { "/feeds/" name ".atom", ANYONE, feed_atom, NULL, query, ROUTE_NO_COOKIES }
#define ICAL(name, query) { "/feeds/" name ".ics", ANYONE, feed_ical, NULL, query, ROUTE_NO_COOKIES }

const struct route feed_super_routes[] = {
	ATOM("groups", FEED_QUERY_GROUP),
	ATOM("events", FEED_QUERY_EVENT),
	ICAL("events", FEED_QUERY_EVENT),
	ATOM("grants", FEED_QUERY_GRANT),
	ICAL("grants", FEED_QUERY_GRANT),
	ATOM("reports", FEED_QUERY_WORDS),
	ATOM("books", FEED_QUERY_WORDS),
	ATOM("center-news", FEED_QUERY_WORDS),
	ATOM("news", FEED_QUERY_WORDS),
	ATOM("newsletters", FEED_QUERY_WORDS),
	{ .path = NULL },
};
const struct route feed_aika_routes[] = {
	ATOM("offers", FEED_QUERY_OFFER),
	ICAL("offers", FEED_QUERY_OFFER),
	ATOM("members", FEED_QUERY_MEMBER),
	ATOM("interviews", FEED_QUERY_WORDS),
	ATOM("news", FEED_QUERY_WORDS),
	ATOM("newsletters", FEED_QUERY_WORDS),
	{ .path = NULL },
};
