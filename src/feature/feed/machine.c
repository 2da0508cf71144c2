/* What programs ask for at the root of the host: sitemap.xml (all public pages of both sites), robots.txt,
 * .well-known/security.txt (RFC 9116). Nothing here depends on who asks. */
#include "feature/address/address.h"
#include "feature/feed/feed_routes.h"
#include "feature/feed/sitemap.h"
#include "feature/search/visible.h"

enum { SITEMAP_BYTES = 16 * 1024 * 1024, TEXT_BYTES = 16 * 1024 };

/* Pages without a record, of both sites. */
static const struct {
	enum site_id site;
	const char *path;
} fixed[] = {
	{ SITE_SUPER, "/" }, { SITE_SUPER, "/groups" }, { SITE_SUPER, "/events" }, { SITE_SUPER, "/events/past" }, { SITE_SUPER, "/events/calendar" },
	{ SITE_SUPER, "/grants" }, { SITE_SUPER, "/grants/calendar" }, { SITE_SUPER, "/reports" }, { SITE_SUPER, "/books" }, { SITE_SUPER, "/news" },
	{ SITE_SUPER, "/center-news" }, { SITE_SUPER, "/newsletters" }, { SITE_SUPER, "/register" }, { SITE_SUPER, "/register/group" },
	{ SITE_SUPER, "/register/company" }, { SITE_SUPER, "/register/event" }, { SITE_SUPER, "/register/report" }, { SITE_SUPER, "/register/grant" },
	{ SITE_SUPER, "/consult" }, { SITE_SUPER, "/links" }, { SITE_SUPER, "/center" }, { SITE_SUPER, "/contact" }, { SITE_SUPER, "/sitemap" },
	{ SITE_SUPER, "/terms" }, { SITE_SUPER, "/privacy" }, { SITE_SUPER, "/accessibility" }, { SITE_SUPER, "/open-data" },
	{ SITE_AIKA, "/" }, { SITE_AIKA, "/offers" }, { SITE_AIKA, "/offers/calendar" }, { SITE_AIKA, "/offers/past" }, { SITE_AIKA, "/members" },
	{ SITE_AIKA, "/members/search" }, { SITE_AIKA, "/interviews" }, { SITE_AIKA, "/help" }, { SITE_AIKA, "/help/join" }, { SITE_AIKA, "/help/recruit" },
	{ SITE_AIKA, "/guide" }, { SITE_AIKA, "/newsletters" }, { SITE_AIKA, "/news" }, { SITE_AIKA, "/links" }, { SITE_AIKA, "/forms" },
	{ SITE_AIKA, "/sitemap" }, { SITE_AIKA, "/privacy" }, { SITE_AIKA, "/terms" }, { SITE_AIKA, "/newsletter" }, { SITE_AIKA, "/register" },
};

static struct reply xml(struct request *req, const struct out *o)
{
	return out_ok(o) ? reply_bytes(S("application/xml; charset=utf-8"), out_view(o)) : page_error(req, ERR_IO);
}

/* ---- site map ---- */

static void add_fixed(struct request *req, struct out *o)
{
	for (size_t i = 0; i < COUNT_OF(fixed); i++)
		sitemap_url(o, url_absolute(req, address_path(req, fixed[i].site, fixed[i].path)), 0);
}

/* The pages of one row of the table of addresses: at most `most` after `after`; the last id in *last. */
static enum err add_records(struct request *req, struct db_read *db, const struct address *a, int64_t after, int64_t most, int64_t *count,
	int64_t *last, struct out *o)
{
	const struct entity *e = entity_named(a->entity);
	if (!e) return OK;
	struct rows r = visible_rows(db, req->arena, e, a->site, a->by_slug ? "slug" : NULL, req->now, after, most);
	while (rows_next(&r)) {
		struct str value = a->by_slug ? rows_str(&r, 2) : str_fmt(req->arena, "%lld", (long long)rows_int(&r, 0));
		*last = rows_int(&r, 0);
		++*count;
		if (value.n && o) sitemap_url(o, url_absolute(req, address_value(req, a, value)), rows_int(&r, 1));
	}
	return rows_end(&r);
}

static struct url part_url(struct request *req, size_t address, int64_t after)
{
	struct str value[] = { str_fmt(req->arena, "%zu-%lld.xml", address, (long long)after) };
	return url_absolute(req, url_path(req->arena, STR_NONE, "/sitemaps/%", value, 1));
}

/* More addresses than one file may hold: a list of files, one per kind of record and 50,000. */
static struct reply sitemap_index(struct request *req, struct db_read *db)
{
	struct out o = out_new(req->arena, SITEMAP_BYTES);
	sitemap_index_begin(&o);
	sitemap_index_part(&o, url_absolute(req, url_path(req->arena, STR_NONE, "/sitemaps/fixed.xml", NULL, 0)));
	for (size_t i = 0; address_all()[i].entity; i++) {
		int64_t count = SITEMAP_MAX, last = 0;
		while (count == SITEMAP_MAX) {
			int64_t after = last;
			count = 0;
			enum err e = add_records(req, db, &address_all()[i], after, SITEMAP_MAX, &count, &last, NULL);
			if (e != OK) return page_error(req, e);
			if (count) sitemap_index_part(&o, part_url(req, i, after));
		}
	}
	sitemap_index_end(&o);
	return xml(req, &o);
}

static struct reply sitemap_show(struct request *req, struct db_read *db)
{
	struct out o = out_new(req->arena, SITEMAP_BYTES);
	int64_t count = COUNT_OF(fixed), last;
	sitemap_begin(&o);
	add_fixed(req, &o);
	for (const struct address *a = address_all(); a->entity; a++) {
		enum err e = add_records(req, db, a, 0, SITEMAP_MAX + 1, &count, &last, &o);
		if (e != OK) return page_error(req, e);
		if (count > SITEMAP_MAX) return sitemap_index(req, db);
	}
	sitemap_end(&o);
	return xml(req, &o);
}

static struct reply sitemap_part(struct request *req, struct db_read *db)
{
	struct str name = req->arg[0];
	struct out o = out_new(req->arena, SITEMAP_BYTES);
	int64_t address = -1, after = 0, count = 0, last = 0, kinds = 0;
	while (address_all()[kinds].entity) kinds++;
	bool of_fixed = str_is(name, "fixed.xml");
	if (!of_fixed) {
		struct str part;
		if (!str_ends(name, S(".xml"))) return page_not_found(req);
		name = str_left(name, name.n - 4);
		if (!str_split(&name, '-', &part) || !str_int(part, 0, kinds - 1, &address) || !str_int(name, 0, INT64_MAX, &after)) return page_not_found(req);
	}
	sitemap_begin(&o);
	if (of_fixed) add_fixed(req, &o);
	enum err e = of_fixed ? OK : add_records(req, db, &address_all()[address], after, SITEMAP_MAX, &count, &last, &o);
	if (e != OK) return page_error(req, e);
	sitemap_end(&o);
	return xml(req, &o);
}

/* ---- robots.txt, security.txt ---- */

static struct reply robots_show(struct request *req, struct db_read *db)
{
	(void)db;
	static const char *const closed[] = { "/search", "/settings/" };
	static const enum site_id sites[] = { SITE_SUPER, SITE_AIKA };
	struct out o = out_new(req->arena, TEXT_BYTES);
	out_lit(&o, "User-agent: *\nDisallow: /kanri/\n");
	for (size_t s = 0; s < COUNT_OF(sites); s++)
		for (size_t i = 0; i < COUNT_OF(closed); i++) {
			out_lit(&o, "Disallow: ");
			out_str(&o, address_path(req, sites[s], closed[i]).s);
			out_char(&o, '\n');
		}
	out_lit(&o, "\nSitemap: ");
	out_str(&o, url_absolute(req, address_path(req, SITE_SUPER, "/sitemap.xml")).s);
	out_char(&o, '\n');
	return reply_bytes(S("text/plain; charset=utf-8"), out_view(&o));
}

/* Valid to the end of the month eleven months from now: the text changes once a month only. */
static struct reply security_show(struct request *req, struct db_read *db)
{
	(void)db;
	date_t today = date_in_japan(req->now);
	int month = date_month(today) + 11, year = date_year(today) + (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	struct out o = out_new(req->arena, TEXT_BYTES);
	out_fmt(&o, "Contact: mailto:%s\nContact: ", centre.mail);
	out_str(&o, url_absolute(req, address_path(req, SITE_SUPER, "/contact")).s);
	out_fmt(&o, "\nExpires: %04d-%02d-%02dT00:00:00Z\nPreferred-Languages: ja\nCanonical: ", year, month, date_month_length(year, month));
	out_str(&o, url_absolute(req, address_path(req, SITE_SUPER, "/.well-known/security.txt")).s);
	out_char(&o, '\n');
	return reply_bytes(S("text/plain; charset=utf-8"), out_view(&o));
}

const struct route machine_routes[] = {
	{ "/sitemap.xml", ANYONE, sitemap_show, NULL, NULL, ROUTE_NO_COOKIES },
	{ "/sitemaps/:part", ANYONE, sitemap_part, NULL, NULL, ROUTE_NO_COOKIES },
	{ "/robots.txt", ANYONE, robots_show, NULL, NULL, ROUTE_NO_COOKIES | ROUTE_NO_DB },
	{ "/.well-known/security.txt", ANYONE, security_show, NULL, NULL, ROUTE_NO_COOKIES | ROUTE_NO_DB },
	{ "/security.txt", ANYONE, security_show, NULL, NULL, ROUTE_NO_COOKIES | ROUTE_NO_DB },
	{ .path = NULL },
};
