/* Old addresses of both sites as a visitor asks for them: rows as the import writes them, requests through the loopback. */
#include "feature/redirect/redirect.h"

#include <string.h>

#include "feature/page/page.h"
#include "feature/redirect/redirect_pages.h"
#include "http/loopback.h"
#include "role/web.h"
#include "site/aika/aika.h"
#include "site/super/super.h"
#include "store/test_db.h"
#include "test.h"
#include "ui/page.h"

enum { NOW = 1795600000 };

static int64_t test_now(void)
{
	return NOW;
}

static enum err read_begin(const struct app *app, struct db_read **db)
{
	return db_read_begin(app->db, db);
}

static int64_t add_page(struct db_write *w, const char *slug)
{
	struct fixed_page p = { .record = { .site = SITE_SUPER, .state = STATE_PUBLISHED, .published_at = NOW - 9 }, .slug = str_of(slug), .title = S("案内"), .body = S("<p>本文</p>") };
	CHECK_INT(entity_save(w, test_arena(), NULL, &page_entity, &p, NOW), OK);
	return p.record.id;
}

/* entity NULL: the row leads to `id` 0 and the path in `target`. */
struct old {
	enum site_id site;
	const char *path, *entity;
	int64_t id;
	const char *target, *ask[4], *to;
	int64_t code;
};
static const struct old olds[] = {
	{ SITE_SUPER, "/event/秋のつどい/", "event", 12, "/", { "/event/%E7%A7%8B%E3%81%AE%E3%81%A4%E3%81%A9%E3%81%84/", "/event/%e7%a7%8b%e3%81%ae%e3%81%a4%e3%81%a9%e3%81%84" }, "/events/12", 0 },
	{ SITE_SUPER, "/boshu/boshu54049/", "event", 13, "/", { "/boshu/boshu54049/", "/boshu/boshu54049", "/boshu/boshu54049/?utm_source=mail" }, "/events/13", 301 },
	{ SITE_SUPER, "/mailmaga/mailmaga77/", "newsletter", 14, "/", { "/mailmaga/mailmaga77/", "/mailmaga/mailmaga77" }, "/newsletters/14", 301 },
	{ SITE_SUPER, "/center/center901/", "center_news", 15, "/", { "/center/center901/", "/center/center901" }, "/center-news/15", 301 },
	{ SITE_SUPER, "/news/お知らせの題/", "news", 19, "/", { "/news/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B%E3%81%AE%E9%A1%8C" }, "/news/19", 301 },
	{ SITE_SUPER, "/?p=2615", "report", 16, "/", { "/?p=2615" }, "/reports/16", 301 },
	{ SITE_SUPER, "/?p=2616", "grant", 17, "/", { "/?p=2616" }, "/grants/17", 301 },
	{ SITE_AIKA, "/aikasanet/?p=2615", "offer", 21, "/", { "/aikasanet/?p=2615" }, "/aikasanet/offers/21", 301 },
	{ SITE_AIKA, "/boranet201909/?p=2615", "offer", 21, "/", { "/boranet201909/?p=2615" }, "/aikasanet/offers/21", 301 },
	{ SITE_AIKA, "/boranet201909/volunteer/海岸清掃/", "offer", 22, "/", { "/boranet201909/volunteer/%E6%B5%B7%E5%B2%B8%E6%B8%85%E6%8E%83/",
		"/boranet201909/volunteer/%e6%b5%b7%e5%b2%b8%e6%b8%85%e6%8e%83" }, "/aikasanet/offers/22", 301 },
	{ SITE_AIKA, "/boranet201909/member/m9/", "member", 23, "/", { "/boranet201909/member/m9/", "/boranet201909/member/m9" }, "/aikasanet/members/23", 301 },
	{ SITE_AIKA, "/boranet/boshu_d.php?no=31", "offer", 24, "/", { "/boranet/boshu_d.php?no=31" }, "/aikasanet/offers/24", 301 },
	{ SITE_SUPER, "/dantai/%E4%BC%9A/", "group", 18, "/", { "/dantai/%E4%BC%9A/", "/dantai/%e4%bc%9a" }, "/groups/18", 301 }, /* as staff copy it from a browser */
	{ SITE_SUPER, "/about/", "page", 0, "/", { "/about/", "/about" }, "/pages/%E3%81%93%E3%81%AE%E7%B6%B2", 301 },
	{ SITE_SUPER, "/rss/", NULL, 0, "/feeds/news.atom", { "/rss/", "/rss" }, "/feeds/news.atom", 302 },
};

static void add_rows(struct db *db)
{
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	int64_t page = add_page(w, "この網");
	for (size_t i = 0; i < COUNT_OF(olds); i++) {
		const struct old *o = &olds[i];
		struct redirect r = { .record = { .site = o->site, .state = STATE_PUBLISHED }, .path = str_of(o->path), .target = str_of(o->target), .code = o->code,
			.target_entity = str_of(o->entity), .target_id = o->entity && !o->id ? page : o->id };
		CHECK_INT(entity_save(w, test_arena(), NULL, &redirect_entity, &r, NOW), OK);
	}
	struct redirect gone = { .record = { .site = SITE_SUPER, .state = STATE_PUBLISHED, .trashed_at = NOW - 1 }, .path = S("/gone/"), .target = S("/news"), .code = 301 };
	struct redirect away = { .record = { .site = SITE_SUPER, .state = STATE_PUBLISHED }, .path = S("/away/"), .target = S("//evil.example/"), .code = 301 };
	struct redirect self = { .record = { .site = SITE_SUPER, .state = STATE_PUBLISHED }, .path = S("/news/999"), .target = S("/news/999"), .code = 301 };
	CHECK_INT(entity_save(w, test_arena(), NULL, &redirect_entity, &gone, NOW), OK);
	CHECK_INT(entity_save(w, test_arena(), NULL, &redirect_entity, &away, NOW), OK);
	CHECK_INT(entity_save(w, test_arena(), NULL, &redirect_entity, &self, NOW), OK);
	CHECK_INT(db_write_commit(w), OK);
}

static struct server *server_of(struct db *db)
{
	struct arena *a = test_arena();
	struct app *app = ARENA_NEW(a, struct app);
	struct mount *m = ARENA_ARRAY(a, struct mount, 3);
	*app = (struct app){ .db = db, .masters = masters_build(a, NULL, 0), .base_url = S("https://kenmin.example.jp"), .super = web_sites.super, .aika = web_sites.aika };
	m[0] = (struct mount){ app->super, app->super->prefix, app->super->routes, web_sites.missing };
	m[1] = (struct mount){ app->aika, app->aika->prefix, app->aika->routes, web_sites.missing };
	struct server_config c = { .mount = m, .app = app, .hosts = "", .clock = test_now,
		.hooks = { .read_begin = read_begin, .read_done = db_read_done, .error = page_for_status } };
	return server_new(a, &c);
}

static void check_old(struct server *s, const struct old *o)
{
	for (size_t i = 0; i < COUNT_OF(o->ask) && o->ask[i]; i++) {
		struct str reply = loopback_get(s, test_arena(), o->ask[i]);
		CHECK_INT(loopback_status(reply), o->code ? o->code : 301);
		CHECK_STR(loopback_header(reply, "Location"), o->to);
	}
}

static void check_status(struct server *s, const char *path, int status)
{
	CHECK_INT(loopback_status(loopback_get(s, test_arena(), path)), status);
}

static void redirect_run(struct db *db)
{
	add_rows(db);
	struct server *s = server_of(db);
	for (size_t i = 0; i < COUNT_OF(olds); i++) check_old(s, &olds[i]);
	/* Below a path of ours the slash at the end goes first, as for every page. */
	CHECK_STR(loopback_header(loopback_get(s, test_arena(), "/news/a/"), "Location"), "/news/a");
	check_status(s, "/boshu/boshu54050/", 404);
	check_status(s, "/?p=1", 200);           /* an unknown number: the home page */
	check_status(s, "/aikasanet/?p=2616", 200); /* a number of the other site */
	check_status(s, "/gone/", 404);
	check_status(s, "/away/", 404);
	check_status(s, "/news/999", 404);
	check_status(s, "/event/%E7%A7%8B", 404);
}

TEST(redirect_old_addresses_lead_on)
{
	on_both_engines(redirect_run);
}
