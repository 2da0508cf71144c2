/* The table of addresses (address.h). */
#include "feature/address/address.h"

#include <string.h>

static const struct address addresses[] = {
	{ "group", SITE_SUPER, "/groups/%", "/groups", "団体・企業", false },
	{ "event", SITE_SUPER, "/events/%", "/events", "イベント・募集", false },
	{ "grant", SITE_SUPER, "/grants/%", "/grants", "助成", false },
	{ "report", SITE_SUPER, "/reports/%", "/reports", "活動実績・事例", false },
	{ "book", SITE_SUPER, "/books/%", "/books", "蔵書", false },
	{ "offer", SITE_AIKA, "/offers/%", "/offers", "ボランティア募集", false },
	{ "member", SITE_AIKA, "/members/%", "/members", "会員", false },
	{ "interview", SITE_AIKA, "/interviews/%", "/interviews", "取材報告", false },
	{ "help", SITE_AIKA, "/help/%", "/help", "Q&A", false },
	{ "center_news", SITE_SUPER, "/center-news/%", "/center-news", "センターからのお知らせ", false },
	{ "news", SITE_SUPER, "/news/%", "/news", "お知らせ", false },
	{ "news", SITE_AIKA, "/news/%", "/news", "お知らせ", false },
	{ "newsletter", SITE_SUPER, "/newsletters/%", "/newsletters", "さぽ〜とメール", false },
	{ "newsletter", SITE_AIKA, "/newsletters/%", "/newsletters", "活動ニュース（メールマガジン）", false },
	{ "page", SITE_SUPER, "/pages/%", "/sitemap", "案内ページ", true },
	{ "page", SITE_AIKA, "/pages/%", "/sitemap", "案内ページ", true },
	{ .entity = NULL },
};

const struct address *address_all(void)
{
	return addresses;
}

const struct address *address_of(const struct entity *e, enum site_id site)
{
	for (const struct address *a = addresses; a->entity; a++)
		if (a->site == site && strcmp(a->entity, e->name) == 0) return a;
	return NULL;
}

static struct str prefix_of(const struct request *req, enum site_id site)
{
	return str_of(site == SITE_AIKA ? req->app->aika->prefix : req->app->super->prefix);
}

struct url address_path(const struct request *req, enum site_id site, const char *literal_path)
{
	return url_path(req->arena, prefix_of(req, site), literal_path, NULL, 0);
}

struct url address_value(const struct request *req, const struct address *a, struct str value)
{
	return value.n ? url_path(req->arena, prefix_of(req, a->site), a->record, &value, 1) : URL_NONE;
}

struct url address_url(const struct request *req, const struct address *a, const struct entity *e, const void *record)
{
	const struct record *r = record;
	struct str value = str_fmt(req->arena, "%lld", (long long)r->id);
	const struct field *slug = a->by_slug ? entity_field(e, "slug") : NULL;
	if (slug) value = *field_str(slug, record);
	return address_value(req, a, value);
}

struct url address_url_id(const struct request *req, struct db_read *db, const struct entity *e, enum site_id site, int64_t id)
{
	const struct address *a = address_of(e, site);
	if (!a) return URL_NONE;
	if (!a->by_slug) {
		struct record r = { .id = id };
		return address_url(req, a, e, &r);
	}
	void *record = arena_alloc(req->arena, e->size);
	if (entity_load(db, req->arena, NULL, e, id, record) != OK) return URL_NONE;
	return address_url(req, a, e, record);
}
