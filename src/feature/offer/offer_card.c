/* Cards and rows of offers (offer_card.h). */
#include "feature/offer/offer_card.h"

#include "feature/part/short.h"

enum { NEAR_DAYS = 7, DAY_CHARS = 40, FIELDS_SHOWN = 2, CITIES_SHOWN = 3 };

struct str offer_hours(struct arena *a, int64_t from, int64_t to)
{
	if (from <= 0) return STR_NONE; /* 0 = not given; nobody starts at midnight */
	struct str start = minute_ja(a, (int)from);
	if (to <= from) return str_cat(a, start, S("から"));
	struct str end = minute_ja(a, (int)to);
	return str_fmt(a, "%.*s〜%.*s", STR_ARG(start), STR_ARG(end));
}

struct str offer_place(struct request *req, const struct offer *o)
{
	struct str city = short_labels(req->arena, req->app->masters, "city", o->city, CITIES_SHOWN);
	if (!o->place.n) return city;
	return short_text(req->arena, o->place, DAY_CHARS);
}

static struct offer_tag state_tag(struct arena *a, const struct offer *o, date_t today)
{
	if (o->anytime) return (struct offer_tag){ S("随時募集"), false };
	int64_t left = offer_days_left(o, today);
	if (left < 0) return (struct offer_tag){ S("募集終了"), false };
	if (left == 0) return (struct offer_tag){ S("本日締切"), true };
	if (left <= NEAR_DAYS) return (struct offer_tag){ str_fmt(a, "締切まであと%lld日", (long long)left), true };
	return (struct offer_tag){ S("募集中"), false };
}

struct offer_card offer_card(struct request *req, const struct offer *o)
{
	struct arena *a = req->arena;
	struct offer_card c = { .url = url_id(req, "/offers/%", o->record.id), .title = o->title, .group = o->org_name, .wanted = o->people };
	c.place = offer_place(req, o);
	if (o->date_from) {
		c.day = date_ja(a, (date_t)o->date_from);
		c.day_iso = date_iso(a, (date_t)o->date_from);
		c.hours = offer_hours(a, o->time_from, o->time_to);
		if (o->date_to > o->date_from) c.hours = str_cat(a, S("〜"), date_ja(a, (date_t)o->date_to));
	} else {
		c.day = short_text(a, o->date_text, DAY_CHARS);
	}
	c.field = short_labels(a, req->app->masters, "field20", o->field, FIELDS_SHOWN);
	c.state = state_tag(a, o, date_in_japan(req->now));
	return c;
}

struct offer_cards offer_cards_of(struct request *req, const struct offer *o, size_t n)
{
	struct offer_cards cards = { 0 };
	for (size_t i = 0; i < n; i++) *vec_add(req->arena, &cards) = offer_card(req, &o[i]);
	return cards;
}

struct row offer_row(struct request *req, const struct offer *o)
{
	struct arena *a = req->arena;
	struct offer_card c = offer_card(req, o);
	struct row r = { .figure = FIGURE_TEXT, .figure_text = S("募集終了"), .title = text_html(a, o->title), .url = c.url };
	if (o->date_from) {
		r.figure = FIGURE_DAY;
		r.day = (date_t)o->date_from;
	}
	if (c.field.n) *vec_add(a, &r.tags) = c.field;
	*vec_add(a, &r.meta) = text_html(a, c.place.n ? str_fmt(a, "%.*s　%.*s", STR_ARG(o->org_name), STR_ARG(c.place)) : o->org_name);
	return r;
}
