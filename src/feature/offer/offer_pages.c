/* The page of one offer, and what 参加する / 問い合わせる lead to while nobody is logged in. */
#include "feature/feed/jsonld.h"
#include "feature/offer/offer.html.h"
#include "feature/offer/offer_card.h"
#include "feature/offer/offer_handlers.h"
#include "feature/part/short.h"
#include "html/rich.h"

enum { SIMILAR = 3, ALL_FIELDS = 20, DESCRIPTION_CHARS = 120 };

static const struct record_label labels[] = {
	{ "org_name", { "名称", "名称", "名称" } },
	{ "org_contact", { "連絡先", "連絡先", "連絡先" } },
	{ "org_url", { "ホームページURL", "ホームページURL", "ホームページURL" } },
	{ "file1", { "参考ファイル", "参考ファイル", "参考ファイル" } },
	{ .column = NULL },
};
/* 別紙2-5, in its words; what stands above (活動内容) is left out. */
static const char *const order[] = {
	"#活動日時と活動場所", "@when", "weekday", "time_band", "field", "city", "place", "access",
	"#参加にあたって", "people", "clothing", "travel_cost", "note", "file1", "file2", "file3",
	"#募集主体", "org_name", "org_contact", "org_url", NULL,
};

/* 募集期間 in the group's own words, else two dates, else 随時: one row, in front of its part. */
static void add_period(struct request *req, const struct offer *o, struct record_view *parts)
{
	for (size_t i = 0; i < parts->n; i++) {
		struct record_part *p = &parts->v[i];
		if (!str_is(p->heading, "参加にあたって")) continue;
		struct html value = o->apply_text.n ? text_html(req->arena, o->apply_text)
			: o->anytime ? text_html(req->arena, S("随時（期間を決めずに募集しています）"))
			: date_range_html(req->arena, (date_t)o->apply_from, (date_t)o->apply_to);
		if (!value.s.n) return;
		(void)vec_add(req->arena, &p->fields);
		for (size_t k = p->fields.n - 1; k > 0; k--) p->fields.v[k] = p->fields.v[k - 1];
		p->fields.v[0] = (struct record_field){ S("募集期間"), value };
	}
}

static void add_tags(struct request *req, const struct offer *o, enum offer_phase phase, struct offer_tags *tags)
{
	const struct { bool on; const char *text; } more[] = {
		{ o->beginner_ok && phase == OFFER_CURRENT, "初めての方も参加できます" },
		{ o->part_ok && phase == OFFER_CURRENT, "一部の時間だけの参加もできます" },
		{ o->health_point && phase == OFFER_CURRENT, "健幸アプリ ポイント対象" },
	};
	*vec_add(req->arena, tags) = offer_card(req, o).state;
	for (size_t i = 0; i < COUNT_OF(more); i++)
		if (more[i].on) *vec_add(req->arena, tags) = (struct offer_tag){ str_of(more[i].text), false };
}

static struct url outside(struct arena *a, const char *address)
{
	struct url url;
	return url_checked(a, str_of(address), &url) ? url : URL_NONE;
}

static void add_share(struct request *req, const struct offer *o, struct offer_view *v)
{
	struct arena *a = req->arena;
	struct str own = url_absolute(req, v->card.url).s;
	v->share_line = url_with(a, outside(a, "https://social-plugins.line.me/lineit/share"), "url", own);
	v->share_facebook = url_with(a, outside(a, "https://www.facebook.com/sharer/sharer.php"), "u", own);
	v->share_mail = url_with(a, url_with(a, url_mailto(a, STR_NONE), "subject", o->title), "body", own);
	if (o->date_from) v->ical = url_with(a, url_to(req, "/feeds/offers.ics"), "id", str_fmt(a, "%lld", (long long)o->record.id));
}

static struct json event_json(struct request *req, const struct offer *o, const struct offer_view *v, struct str description)
{
	struct jsonld_event e = { .name = o->title, .description = description, .place = v->card.place, .organizer = o->org_name,
		.url = url_absolute(req, v->card.url), .organizer_url = v->group_url.s.n ? url_absolute(req, v->group_url) : URL_NONE,
		.from = (date_t)o->date_from, .to = (date_t)o->date_to, .from_minute = o->time_from ? (int)o->time_from : -1,
		.to_minute = o->time_to ? (int)o->time_to : -1 };
	return jsonld_event(req->arena, &e);
}

struct reply offer_show(struct request *req, struct db_read *db)
{
	struct offer offer;
	struct member member;
	enum offer_phase phase;
	struct offers similar;
	struct offer_view v = { 0 };
	enum err e = offer_shown(db, req->arena, req->now, request_id(req, 0), &offer, &member, &phase);
	if (e == OK) e = offer_similar(db, req->arena, req->now, &offer, SIMILAR, &similar);
	if (e != OK) return page_error(req, e);
	v.card = offer_card(req, &offer);
	v.card.field = short_labels(req->arena, req->app->masters, "field20", offer.field, ALL_FIELDS);
	v.city = short_labels(req->arena, req->app->masters, "city", offer.city, ALL_FIELDS);
	v.group_url = url_id(req, "/members/%", member.record.id);
	v.ended = phase == OFFER_PAST;
	v.ended_note = S("この募集は終了しました。");
	v.body = rich_load(req->arena, offer.content);
	v.list = url_to(req, "/offers");
	v.join = url_id(req, "/offers/%/join", offer.record.id);
	v.ask = url_id(req, "/offers/%/ask", offer.record.id);
	v.similar = offer_cards_of(req, similar.v, similar.n);
	struct record_extra when = { "@when", "活動日時", html_paragraphs(req->arena, date_text_ja(req->arena, offer.date_text)) };
	struct record_options options = { .labels = labels, .order = order, .extra = &when, .extras = 1 };
	record_view(req, db, &offer_entity, &offer, &options, &v.parts);
	add_period(req, &offer, &v.parts);
	add_tags(req, &offer, phase, &v.tags);
	add_share(req, &offer, &v);
	struct str description = short_text(req->arena, rich_text(req->arena, offer.content), DESCRIPTION_CHARS);
	struct out o = page_out(req);
	offer_page(&o, &v);
	struct crumb crumb[] = { { v.ended ? S("過去のボランティア募集") : S("募集中"), v.ended ? url_to(req, "/offers/past") : v.list },
		{ offer.title, URL_NONE } };
	return page_reply(req, &(struct page){ .title = offer.title, .description = description, .body = page_body(&o), .crumb = crumb, .crumbs = 2,
		.tab = "/offers", .article = true, .frame_hosts = rich_embed_hosts(req->arena, offer.content),
		.json_ld = event_json(req, &offer, &v, description) });
}

/* ---- 参加する, 問い合わせる ---- */

static struct reply without_login(struct request *req, struct db_read *db, struct str title, struct str verb)
{
	struct offer offer;
	struct member member;
	enum offer_phase phase;
	enum err e = offer_shown(db, req->arena, req->now, request_id(req, 0), &offer, &member, &phase);
	if (e == OK && phase != OFFER_CURRENT) e = ERR_NOT_FOUND;
	if (e != OK) return page_error(req, e);
	const struct field *contact = entity_field(&offer_entity, "org_contact");
	struct offer_join_view v = { .title = title, .verb = verb, .offer = url_id(req, "/offers/%", offer.record.id),
		.login = url_to(req, "/login"), .login_later = page_is_later(req, "/login"), .register_url = url_to(req, "/register"), .group = offer.org_name };
	v.lead = str_fmt(req->arena, "「%.*s」への参加や問い合わせは、会員の方が行えます。", STR_ARG(offer.title));
	v.contact = offer.org_contact.n ? field_html(req->arena, req->app->masters, contact, &offer) : HTML_NONE;
	struct out o = page_out(req);
	offer_join_page(&o, &v);
	struct crumb crumb[] = { { S("募集中"), url_to(req, "/offers") }, { offer.title, v.offer }, { title, URL_NONE } };
	return page_reply(req, &(struct page){ .title = title, .body = page_body(&o), .crumb = crumb, .crumbs = 3, .tab = "/offers", .no_index = true });
}

struct reply offer_join(struct request *req, struct db_read *db)
{
	return without_login(req, db, S("ボランティアに参加する"), S("参加を申し込む"));
}

struct reply offer_ask(struct request *req, struct db_read *db)
{
	return without_login(req, db, S("募集について問い合わせる"), S("問い合わせる"));
}
