/* The page frame: fills page_view.h from struct page, struct site and the request; error pages. */
#include "ui/page.h"

#include <string.h>

#include "html/rich.h"
#include "http/asset.h"
#include "ui/error.html.h"
#include "ui/page.html.h"
#include "ui/page_view.h"

enum { PAGE_MAX = 4 * 1024 * 1024, PAGE_USUAL = 16 * 1024, FRAME_USUAL = 12 * 1024 };

struct out page_out(struct request *req)
{
	struct out o = out_new(req->arena, PAGE_MAX);
	out_room(&o, PAGE_USUAL);
	return o;
}

struct html page_body(const struct out *o)
{
	return out_ok(o) ? html_from_out(o) : HTML_NONE;
}

/* ---- addresses ---- */

struct url url_on(const struct request *req, const char *literal_path, const struct str *values, size_t n)
{
	return url_path(req->arena, str_of(req->site->prefix), literal_path, values, n);
}

struct url url_to(const struct request *req, const char *literal_path)
{
	return url_on(req, literal_path, NULL, 0);
}

struct url url_id(const struct request *req, const char *literal_path, int64_t id)
{
	struct str value = str_fmt(req->arena, "%lld", (long long)id);
	return url_on(req, literal_path, &value, 1);
}

struct url url_other(const struct request *req, enum site_id id, const char *literal_path)
{
	const struct site *site = id == SITE_SUPER ? req->app->super : req->app->aika;
	return url_path(req->arena, str_of(site->prefix), literal_path, NULL, 0);
}

struct url url_nav(const struct request *req, const char *nav_path)
{
	struct url url;
	if (strncmp(nav_path, "super:", 6) == 0)
		return url_other(req, SITE_SUPER, nav_path + 6);
	if (strncmp(nav_path, "aika:", 5) == 0)
		return url_other(req, SITE_AIKA, nav_path + 5);
	if (strncmp(nav_path, "http", 4) == 0)
		return url_checked(req->arena, str_of(nav_path), &url) ? url : URL_NONE;
	return url_to(req, nav_path);
}

struct url url_query(struct arena *a, struct url url, struct str encoded)
{
	if (encoded.n == 0)
		return url;
	return (struct url){ str_fmt(a, "%.*s?%.*s", STR_ARG(url.s), STR_ARG(encoded)) };
}

struct url url_own(const struct request *req)
{
	struct str rest = str_skip(req->full_path, 1), segment;
	struct url url = URL_NONE;
	while (str_split(&rest, '/', &segment))
		url = url_path(req->arena, url.s, "/%", &segment, 1);
	if (url.s.n == 0 || str_ends(req->full_path, S("/")))
		url.s = str_cat(req->arena, url.s, str_ends(url.s, S("/")) ? STR_NONE : S("/"));
	return url;
}

struct url url_absolute(const struct request *req, struct url url)
{
	if (!str_starts(url.s, S("/")))
		return url;
	return (struct url){ str_cat(req->arena, req->app->base_url, url.s) };
}

/* ---- navigation ---- */

/* A path beside a row's: segment by segment, :name takes any one. */
static bool route_matches(const char *row, struct str path)
{
	struct str rows = str_of(row), want, have;
	while (str_split(&rows, '/', &want)) {
		if (!str_split(&path, '/', &have) || (!str_starts(want, S(":")) && !str_eq(want, have)))
			return false;
	}
	return !str_split(&path, '/', &have);
}

static unsigned route_flags_at(const struct site *site, struct str path)
{
	unsigned by_name = 0;
	for (const struct route *const *table = site->routes; table && *table; table++) {
		for (const struct route *r = *table; r->path; r++) {
			if (str_is(path, r->path))
				return r->flags;
			if (route_matches(r->path, path))
				by_name = r->flags;
		}
	}
	return by_name;
}

bool page_is_later(const struct request *req, const char *nav_path)
{
	struct str path = str_of(nav_path);
	const struct site *site = req->site;
	if (str_starts(path, S("super:")) || str_starts(path, S("aika:"))) {
		site = str_starts(path, S("super:")) ? req->app->super : req->app->aika;
		path = str_skip(path, str_find_char(path, ':') + 1);
	}
	return str_starts(path, S("/")) && (route_flags_at(site, path) & ROUTE_LATER);
}

static struct nav_item nav_item(struct request *req, const struct nav_link *link, const char *tab)
{
	struct nav_item item = { .label = str_of(link->label), .note = str_of(link->note), .icon = link->icon,
		.strong = link->strong, .url = URL_NONE };
	if (link->path) {
		item.url = url_nav(req, link->path);
		item.external = strncmp(link->path, "http", 4) == 0;
		item.later = page_is_later(req, link->path);
		item.current = tab && strcmp(link->path, tab) == 0;
	}
	return item;
}

static struct nav_items nav_items(struct request *req, const struct nav_link *links, const char *tab)
{
	struct nav_items list = { 0 };
	const char *login = req->member && req->site->mypage ? req->site->action->path : NULL; /* who is logged in needs no link to it */
	for (; links && links->label; links++)
		if (!login || strcmp(links->path, login) != 0) *vec_add(req->arena, &list) = nav_item(req, links, tab);
	return list;
}

static struct nav_column nav_column(struct request *req, const struct nav_link *links)
{
	struct nav_column column = { 0 };
	for (; links->label; links++) {
		if (!links->path)
			*vec_add(req->arena, &column) = (struct nav_group){ .heading = str_of(links->label) };
		else if (column.n)
			*vec_add(req->arena, &column.v[column.n - 1].links) = nav_item(req, links, NULL);
	}
	return column;
}

static struct member_box member_box(struct request *req)
{
	struct member_box box = { .req = req, .name = STR_NONE };
	if (!req->member || !req->site->mypage) return box;
	box.name = req->member_name;
	box.mypage = url_to(req, req->site->mypage);
	box.logout = url_to(req, req->site->logout);
	return box;
}

void page_nav(struct out *o, struct request *req, const struct nav_link *links, enum page_nav how)
{
	struct nav_items list = nav_items(req, links, NULL);
	if (how == PAGE_NAV_BANNERS) {
		page_banners(o, &list);
		return;
	}
	struct member_box box = member_box(req);
	if (box.name.n) page_member(o, &box);
	page_side(o, &list);
}

static void frame_nav(struct request *req, const struct page *page, struct page_view *v)
{
	const struct site *site = req->site;
	v->tabs = nav_items(req, site->tabs, page->tab);
	v->side = nav_items(req, site->side, NULL);
	v->small = nav_items(req, site->small, NULL);
	for (const struct nav_link *const *column = site->footer; column && *column; column++)
		*vec_add(req->arena, &v->footer) = nav_column(req, *column);
	if (site->action) {
		v->action = nav_item(req, site->action, NULL);
		v->has_action = true;
	}
	v->has_side = v->side.n > 0;
	v->member = member_box(req);
	for (size_t i = 0; i < page->crumbs; i++) {
		const struct crumb *c = &page->crumb[i];
		*vec_add(req->arena, &v->crumbs) = (struct crumb_view){ c->label, c->url, i + 1 == page->crumbs };
	}
	v->has_crumbs = page->crumbs > 0;
}

/* ---- 文字サイズ・背景色 ---- */

/* No background chosen: no class and no button pressed; the style sheet follows the device (prefers-color-scheme). */

static const struct {
	const char *value, *label, *css, *html_class;
} sizes[] = {
	[SIZE_STANDARD] = { "m", "標準", "z-m", "" },
	[SIZE_LARGE] = { "l", "大", "z-l", " fs-l" },
	[SIZE_EXTRA] = { "xl", "特大", "z-xl", " fs-xl" },
}, backs[] = {
	[BACK_WHITE] = { "white", "白", "t-white", " bg-white" },
	[BACK_BLACK] = { "black", "黒", "t-black", " bg-black" },
	[BACK_BLUE] = { "blue", "青", "t-blue", " bg-blue" },
	[BACK_YELLOW] = { "yellow", "黄", "t-yellow", " bg-yellow" },
};

static void frame_display(struct request *req, struct page_view *v)
{
	size_t size = req->display.size, back = req->display.back;
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		*vec_add(req->arena, &v->sizes) = (struct choice_view){ S("size"), str_of(sizes[i].value),
			str_of(sizes[i].label), str_of(sizes[i].css), i == size };
	for (size_t i = BACK_WHITE; i < COUNT_OF(backs); i++)
		*vec_add(req->arena, &v->backs) = (struct choice_view){ S("back"), str_of(backs[i].value),
			str_of(backs[i].label), str_of(backs[i].css), i == back };
	v->html_class = str_fmt(req->arena, "%s%s%s", req->site->html_class, sizes[size].html_class,
		back == BACK_UNSET ? "" : backs[back].html_class);
	v->display_action = url_to(req, "/settings/display");
}

/* ---- the rest of the frame ---- */

static void frame_notices(struct request *req, struct page_view *v)
{
	struct notice list[NOTICE_MAX];
	size_t n = req->site->notices && req->app->db ? req->site->notices(req, list, NOTICE_MAX) : 0;
	for (size_t i = 0; i < n; i++) {
		date_t date = date_in_japan(list[i].updated);
		struct str when = str_fmt(req->arena, "%d月%d日%.*s", date_month(date), date_day(date),
			STR_ARG(minute_ja(req->arena, minute_in_japan(list[i].updated))));
		struct url url = list[i].path.n ? url_nav(req, str_cz(req->arena, list[i].path)) : URL_NONE;
		*vec_add(req->arena, &v->notices) = (struct notice_view){ list[i].title, url, utc_iso(req->arena, list[i].updated), when };
	}
}

static void frame_foot(struct request *req, struct page_view *v)
{
	v->centre_name = str_of(centre.name);
	v->centre_postal = str_of(centre.postal);
	v->centre_address = str_of(centre.address);
	v->centre_tel = str_of(centre.tel);
	v->centre_open = str_of(centre.open);
	v->centre_tel_url = url_tel(req->arena, v->centre_tel);
	v->operator_line = str_of(req->site->operator_line);
}

static void frame_head(struct request *req, const struct page *page, struct page_view *v)
{
	struct arena *a = req->arena;
	const struct site *site = req->site;
	v->site_name = str_of(site->name);
	v->og_title = page->home ? v->site_name : page->title;
	v->title = v->site_name;
	if (!page->home && page->title_note.n)
		v->title = str_fmt(a, "%.*s（%.*s）｜%s", STR_ARG(page->title), STR_ARG(page->title_note), site->name);
	else if (!page->home)
		v->title = str_fmt(a, "%.*s｜%s", STR_ARG(page->title), site->name);
	v->description = page->description.n ? page->description : page->home ? str_of(site->description) : STR_NONE;
	v->has_description = v->description.n > 0;
	v->og_type = page->article ? S("article") : S("website");
	v->canonical = url_absolute(req, page->canonical.s.n ? page->canonical : url_own(req));
	v->feed = page->feed;
	v->has_feed = page->feed.s.n > 0;
	v->no_index = page->no_index;
	v->json_ld = page->json_ld;
	v->has_json_ld = page->json_ld.s.n > 0;
	v->home = url_to(req, "/");
	v->logo = site->logo;
	v->logo_sub = str_of(site->logo_sub);
	v->logo_name = str_of(site->logo_name);
	v->css_tokens = asset_url("tokens.css");
	v->css_site = asset_url("site.css");
	v->favicon = site->id == SITE_AIKA ? asset_url("icon-aika.svg") : asset_url("icon-super.svg");
}

void page_logo(struct out *o, const struct page_view *v)
{
	v->logo(o);
}

/* ?embed=1: the reader asked for the videos and maps of this page. Every page understands it, so no route declares it. */
static bool embeds_asked(const struct request *req)
{
	struct str rest = req->raw_query, part;
	while (str_split(&rest, '&', &part))
		if (str_is(part, "embed=1")) return true;
	return false;
}

struct reply page_status(struct request *req, int status, const struct page *page)
{
	bool embeds = page->frame_hosts.n && embeds_asked(req);
	struct page_view v = { .req = req, .body = embeds ? rich_frames(req->arena, page->body) : page->body, .aside = page->aside, .has_aside = page->aside.s.n > 0,
		.wide = page->wide || page->home, .is_home = page->home };
	frame_head(req, page, &v);
	frame_nav(req, page, &v);
	frame_display(req, &v);
	frame_notices(req, &v);
	frame_foot(req, &v);
	struct out o = page_out(req);
	out_room(&o, v.body.s.n + FRAME_USUAL);
	page_frame(&o, &v);
	struct html html = page_body(&o);
	struct reply reply = status == 200 ? reply_html(html) : reply_status(status, html);
	if (req->member) reply.cache = CACHE_NO_STORE; /* it names who is logged in */
	reply.frame_hosts = embeds ? page->frame_hosts : STR_NONE; /* closed to other hosts until asked */
	return reply;
}

struct reply page_reply(struct request *req, const struct page *page)
{
	return page_status(req, 200, page);
}

/* ---- error pages ---- */

static const struct error_text {
	int status;
	bool search; /* offer the search box */
	const char *title, *text;
} error_texts[] = {
	{ 500, false, "システムの不具合が起きました", "申し訳ありません。ページを表示できませんでした。少し時間をおいて、もう一度お試しください。" },
	{ 400, false, "受け付けられない内容です", "送信された内容を読み取れませんでした。お手数ですが、前のページへ戻ってやり直してください。" },
	{ 403, false, "このページは表示できません", "このページを見る権限がないか、受付の有効期限が過ぎています。前のページを開きなおして、もう一度お試しください。" },
	{ 404, true, "ページが見つかりません", "お探しのページは、移動または掲載を終了した可能性があります。キーワードで探すか、サイトマップからお探しください。" },
	{ 405, false, "この操作はできません", "このページでは、送信された操作を受け付けていません。お手数ですが、トップページからやり直してください。" },
	{ 408, false, "時間切れになりました", "送信に時間がかかりすぎたため、受け付けられませんでした。通信の状態を確かめて、もう一度お試しください。" },
	{ 409, false, "ほかの操作と重なりました", "同じ内容がすでに登録されているか、ほかの人が先に変更しました。内容を確かめて、もう一度お試しください。" },
	{ 413, false, "送信された内容が大きすぎます", "送信された内容が大きすぎるため、受け付けられませんでした。ファイルの大きさを確かめてください。" },
	{ 414, false, "アドレスが長すぎます", "アドレスが長すぎるため、受け付けられませんでした。検索のことばや条件を減らしてお試しください。" },
	{ 429, false, "アクセスが集中しています", "短い時間にたくさんのアクセスがあったため、受け付けを止めています。少し時間をおいて、もう一度お試しください。" },
	{ 503, false, "ただいま混み合っています", "ただいま処理が混み合っています。少し時間をおいて、もう一度お試しください。" },
};

static const struct error_text *error_text(int status)
{
	for (size_t i = 0; i < COUNT_OF(error_texts); i++) {
		if (error_texts[i].status == status)
			return &error_texts[i];
	}
	return &error_texts[status >= 400 && status < 500 ? 1 : 0];
}

struct reply page_for_status(struct request *req, int status)
{
	const struct error_text *text = error_text(status);
	struct error_view v = { .title = str_of(text->title), .text = str_of(text->text), .search = text->search,
		.search_action = url_to(req, "/search"), .home = url_to(req, "/"), .sitemap = url_to(req, "/sitemap"),
		.tel = str_of(centre.tel), .mail = str_of(centre.mail) };
	v.tel_url = url_tel(req->arena, v.tel);
	v.mail_url = url_mailto(req->arena, v.mail);
	struct out o = page_out(req);
	error_body(&o, &v);
	return page_status(req, status, &(struct page){ .title = v.title, .body = page_body(&o), .no_index = true });
}

struct reply page_not_found(struct request *req)
{
	return page_for_status(req, 404);
}

struct reply page_error(struct request *req, enum err err)
{
	static const int by_err[ERR_COUNT] = { [OK] = 500, [ERR_NOT_FOUND] = 404, [ERR_DENIED] = 403, [ERR_CONFLICT] = 409,
		[ERR_BUSY] = 503, [ERR_INPUT] = 400, [ERR_FULL] = 413, [ERR_IO] = 500 };
	return page_for_status(req, err < ERR_COUNT ? by_err[err] : 500);
}

struct reply page_later(struct request *req, struct str what, struct str how, const struct crumb *crumb, size_t crumbs)
{
	struct later_view v = { .what = what, .how = how, .tel = str_of(centre.tel), .mail = str_of(centre.mail),
		.open = str_of(centre.open), .address = str_of(centre.address) };
	v.tel_url = url_tel(req->arena, v.tel);
	v.mail_url = url_mailto(req->arena, v.mail);
	struct out o = page_out(req);
	later_body(&o, &v);
	return page_reply(req, &(struct page){ .title = what, .body = page_body(&o), .crumb = crumb, .crumbs = crumbs, .no_index = true });
}
