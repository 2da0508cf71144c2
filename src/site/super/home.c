/* The home page of スーパーネット: 別紙1-2 「HOME」. */
#include "feature/banner/banner.h"
#include "feature/center_news/center_news_pages.h"
#include "feature/event/event_pages.h"
#include "feature/feed/jsonld.h"
#include "feature/grant/grant_pages.h"
#include "feature/group/group_pages.h"
#include "feature/search/search_view.h"
#include "feature/slot/slot.h"
#include "html/rich.h"
#include "site/super/home.html.h"
#include "site/super/super.h"
#include "store/blob.h"
#include "ui/record.h"

enum { HOME_EVENTS = 3, HOME_GRANTS = 3, HOME_GROUPS = 6, HOME_NEWS = 5, HOME_FIELDS = 4, HOME_SLOTS = 4, HOME_PICTURES = 12 };
#define HOME_USE "会議や印刷、交流の場として、県民活動を行う団体・個人にご利用いただけます。開館日や休館のお知らせは、センターからのお知らせをご覧ください。"

void home_side(struct out *o, const struct home_view *v)
{
	page_nav(o, v->req, v->req->site->side, PAGE_NAV_SIDE);
}

void home_banners(struct out *o, const struct home_view *v)
{
	page_nav(o, v->req, v->req->site->banners, PAGE_NAV_BANNERS);
}

/* The fields with most groups, most first. */
static void home_fields(struct request *req, const struct search_result *r, struct home_view *v)
{
	const struct field *field = entity_field(&group_entity, "field");
	const struct facet *facet = NULL;
	int64_t used = 0;
	for (size_t i = 0; i < r->facets; i++) {
		if (r->facet[i].field == field)
			facet = &r->facet[i];
	}
	while (facet && v->fields.n < HOME_FIELDS) {
		int64_t best = 0;
		for (int64_t num = 1; num <= MASTER_NUM_MAX; num++) {
			bool free = !(used & master_bit(num)) && facet->count[num] > 0;
			if (free && (!best || facet->count[num] > facet->count[best]))
				best = num;
		}
		const struct master *m = best ? master_get(req->app->masters, "field20", best) : NULL;
		if (!m)
			break;
		used |= master_bit(best);
		*vec_add(req->arena, &v->fields) = (struct link_view){ search_choice_label(m), url_with(req->arena, v->groups_url, "field", m->code), false };
	}
}

static enum err home_groups(struct request *req, struct db_read *db, struct home_view *v)
{
	struct search s = { .entity = &group_entity, .order = "published_at DESC, id DESC", .page = 1, .per_page = HOME_GROUPS, .now = req->now,
		.want_counts = true };
	struct search_result r = { 0 };
	enum err err = search_run(db, req->arena, req->app->masters, &s, &r);
	if (err != OK)
		return err;
	v->groups = r.total;
	for (size_t i = 0; i < r.list.n; i++) {
		const struct group *g = ENTITY_AT(struct group, r.list, i);
		*vec_add(req->arena, &v->orgs) = (struct org){ group_class_label(req, g), g->name, group_place_and_field(req, g),
			url_id(req, "/groups/%", g->record.id) };
	}
	home_fields(req, &r, v);
	return OK;
}

/* The slots of one place in force now. */
static enum err slots_of(struct request *req, struct db_read *db, struct str place, struct entity_list *list)
{
	return entity_select(db, req->arena, &slot_entity, PUBLIC_SQL("$1") " AND place = $2 AND (site = 0 OR site = $3)", "sort, id",
		BIND(b_int(req->now), b_str(place), b_int(req->site->id)), HOME_SLOTS, 0, list);
}

/* 可変枠: what staff put there, or the calendar of the facilities when they put nothing. */
static enum err home_slots(struct request *req, struct db_read *db, struct home_view *v)
{
	struct entity_list list = { 0 }, use = { 0 };
	enum err err = slots_of(req, db, S("home"), &list);
	for (size_t i = 0; err == OK && i < list.n; i++) {
		const struct slot *s = ENTITY_AT(struct slot, list, i);
		*vec_add(req->arena, &v->slots) = (struct free_slot){ str_fmt(req->arena, "slot-%zu", i + 1), s->title, rich_load(req->arena, s->body), s->calendar != 0 };
	}
	if (v->slots.n == 0)
		*vec_add(req->arena, &v->slots) = (struct free_slot){ S("slot-1"), S("印刷機・交流コーナー（Zoom ルーム）予約状況カレンダー"), HTML_NONE, true };
	if (err == OK)
		err = slots_of(req, db, S("use"), &use);
	v->use = err == OK && use.n ? rich_load(req->arena, ENTITY_AT(struct slot, use, 0)->body) : text_html(req->arena, S(HOME_USE));
	return err;
}

static struct html picture(struct request *req, struct db_read *db, const struct banner *b)
{
	struct blob blob;
	if (!b->image || blob_info(db, req->arena, b->image, &blob) != OK || !file_served(&blob) || !str_starts(blob.type, S("image/")))
		return text_html(req->arena, b->title);
	struct out o = page_out(req);
	home_picture(&o, url_id(req, "/files/%", blob.id), b->title, blob.width, blob.height);
	return page_body(&o);
}

static enum err home_pictures(struct request *req, struct db_read *db, struct home_view *v)
{
	struct entity_list list = { 0 };
	enum err err = entity_select(db, req->arena, &banner_entity, PUBLIC_SQL("$1") " AND (place = $2 OR place = $3) AND (site = 0 OR site = $4)",
		"sort, id", BIND(b_int(req->now), b_str(S("home")), b_str(STR_NONE), b_int(req->site->id)), HOME_PICTURES, 0, &list);
	for (size_t i = 0; err == OK && i < list.n; i++) {
		const struct banner *b = ENTITY_AT(struct banner, list, i);
		struct url url;
		if (url_checked(req->arena, b->url, &url))
			*vec_add(req->arena, &v->pictures) = (struct picture_link){ picture(req, db, b), url };
	}
	return err;
}

static enum err home_read(struct request *req, struct db_read *db, struct home_view *v)
{
	date_t today = date_in_japan(req->now);
	enum err err = home_groups(req, db, v);
	if (err == OK)
		err = event_rows_newest(req, db, HOME_EVENTS, &v->events);
	if (err == OK)
		err = grant_rows_newest(req, db, HOME_GRANTS, &v->grants);
	if (err == OK)
		err = article_newest(req, db, center_news_pages(req), HOME_NEWS, &v->center_news);
	if (err == OK)
		err = home_slots(req, db, v);
	if (err == OK)
		err = home_pictures(req, db, v);
	if (err == OK)
		err = booking_week(req, db, date_add(today, -date_weekday(today)), &v->week);
	return err;
}

struct reply super_home(struct request *req, struct db_read *db)
{
	struct home_view v = { .req = req, .search = url_to(req, "/search"), .groups_url = url_to(req, "/groups"), .events_url = url_to(req, "/events"),
		.grants_url = url_to(req, "/grants"), .center_news_url = url_to(req, "/center-news"), .booking_url = url_to(req, "/pages/center-booking"),
		.use_url = url_to(req, "/pages/center-guide"), .aika_url = url_other(req, SITE_AIKA, "/") };
	enum err err = home_read(req, db, &v);
	if (err != OK)
		return page_error(req, err);
	struct out o = page_out(req);
	home_body(&o, &v);
	return page_reply(req, &(struct page){ .title = str_of(req->site->name), .body = page_body(&o), .tab = "/", .home = true,
		.json_ld = jsonld_site(req->arena, str_of(req->site->name), url_absolute(req, url_to(req, "/")), url_absolute(req, url_to(req, "/search"))) });
}
