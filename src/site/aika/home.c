/* The home page of あいかさねっと: 別紙2-3 「HOME」. */
#include "feature/feed/jsonld.h"
#include "feature/member/member_card.h"
#include "feature/news/news_pages.h"
#include "feature/newsletter/newsletter_pages.h"
#include "feature/offer/offer_card.h"
#include "site/aika/aika.h"
#include "site/aika/fixed_routes.h"
#include "site/aika/home.html.h"
#include "ui/page.h"

enum { HOME_OFFERS = 3, HOME_MEMBERS = 6, HOME_NEWSLETTERS = 6, HOME_NEWS = 7, ANY_KIND = -1 };

void aika_side(struct out *o, struct request *req)
{
	page_nav(o, req, req->site->side, PAGE_NAV_SIDE);
}

void aika_banners(struct out *o, struct request *req)
{
	page_nav(o, req, req->site->banners, PAGE_NAV_BANNERS);
}

/* "1,371" */
static struct str grouped(struct arena *a, int64_t n)
{
	struct str rest = n < 1000 ? STR_NONE : str_fmt(a, ",%03d", (int)(n % 1000));
	return n < 1000 ? str_fmt(a, "%d", (int)n) : str_cat(a, grouped(a, n / 1000), rest);
}

static enum err home_members(struct request *req, struct db_read *db, struct home_view *v)
{
	struct members members;
	struct member_counts counts;
	enum err e = member_newest(db, req->arena, req->now, ANY_KIND, HOME_MEMBERS, &members);
	if (e == OK) e = member_count(db, req->arena, req->now, &counts);
	if (e != OK) return e;
	v->members = member_cards_of(req, members.v, members.n);
	v->persons = grouped(req->arena, counts.kind[MEMBER_INDIVIDUAL]);
	v->groups = grouped(req->arena, counts.kind[MEMBER_GROUP]);
	v->companies = grouped(req->arena, counts.kind[MEMBER_COMPANY]);
	v->all = grouped(req->arena, counts.all);
	return OK;
}

static enum err home_read(struct request *req, struct db_read *db, struct home_view *v)
{
	struct offers offers;
	enum err e = offer_newest(db, req->arena, req->now, HOME_OFFERS, &offers);
	if (e != OK) return e;
	v->offers = offer_cards_of(req, offers.v, offers.n);
	e = home_members(req, db, v);
	if (e == OK) e = article_newest(req, db, newsletter_pages(req), HOME_NEWSLETTERS, &v->newsletters);
	if (e == OK) e = article_newest(req, db, news_pages(req), HOME_NEWS, &v->news);
	return e;
}

struct reply aika_home_page(struct request *req, struct db_read *db)
{
	date_t today = date_in_japan(req->now);
	struct home_view v = { .req = req, .today = date_ja(req->arena, today), .today_iso = date_iso(req->arena, today),
		.offers_url = url_to(req, "/offers"), .members_url = url_to(req, "/members"), .search_url = url_to(req, "/members/search"), .newsletters_url = url_to(req, "/newsletters"),
		.news_url = url_to(req, "/news"), .line = url_nav(req, "https://page.line.me/789ubsdn") };
	enum err e = home_read(req, db, &v);
	if (e != OK) return page_error(req, e);
	struct out o = page_out(req);
	aika_home_body(&o, &v);
	return page_reply(req, &(struct page){ .title = str_of(req->site->name), .body = page_body(&o), .tab = "/", .home = true,
		.json_ld = jsonld_site(req->arena, str_of(req->site->name), url_absolute(req, url_to(req, "/")), url_absolute(req, url_to(req, "/search"))) });
}
