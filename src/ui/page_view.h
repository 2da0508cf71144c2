/* What page.html draws: struct page and struct site with every address made. Only ui/page.c fills it. */
#ifndef UI_PAGE_VIEW_H
#define UI_PAGE_VIEW_H

#include "core/json.h"
#include "core/vec.h"
#include "ui/icon.h"
#include "ui/page.h"

struct nav_item {
	struct str label, note;
	const char *icon;
	struct url url;
	bool current, external, strong, later;
};
struct nav_items VEC_OF(struct nav_item);
struct nav_group { /* a heading of the foot and its links */
	struct str heading;
	struct nav_items links;
};
struct nav_column VEC_OF(struct nav_group);
struct nav_columns VEC_OF(struct nav_column);

struct crumb_view {
	struct str label;
	struct url url;
	bool here;
};
struct crumbs_view VEC_OF(struct crumb_view);

struct notice_view {
	struct str title;
	struct url url;
	struct str iso, when;
};
struct notice_views VEC_OF(struct notice_view);

struct choice_view { /* a button of the display settings */
	struct str name, value, label, css;
	bool on;
};
struct choice_views VEC_OF(struct choice_view);

struct member_box { /* who is logged in; name "" = nobody */
	const struct request *req;
	struct str name;
	struct url mypage, logout;
};

struct page_view {
	struct request *req;
	struct member_box member;
	struct str html_class, title, og_title, site_name, description, og_type;
	struct url canonical, feed, home, display_action, css_tokens, css_site, favicon;
	bool has_feed, no_index, is_home, has_aside, has_side, has_crumbs, wide, has_description;
	struct json json_ld;
	bool has_json_ld;
	void (*logo)(struct out *);
	struct str logo_sub, logo_name;
	struct notice_views notices;
	struct choice_views sizes, backs;
	struct nav_items tabs, side, small;
	struct nav_columns footer;
	struct nav_item action;
	bool has_action;
	struct crumbs_view crumbs;
	struct html body, aside;
	struct str centre_name, centre_postal, centre_address, centre_tel, centre_open, operator_line;
	struct url centre_tel_url;
};

void page_logo(struct out *, const struct page_view *); /* the site's own drawing */

struct error_view {
	struct str title, text;
	bool search; /* offer the search box */
	struct url search_action, home, sitemap;
	struct str tel, mail;
	struct url tel_url, mail_url;
};

struct later_view {
	struct str what, how, tel, mail, open, address;
	struct url tel_url, mail_url;
};

#endif
