/* A site as the page frame sees it: name, prefix, navigation. Instances: site/super, site/aika.
 * Only data; what a page looks like is in page.html, what it says in the features. */
#ifndef UI_SITE_H
#define UI_SITE_H

#include "form/entity.h"
#include "html/write.h"
#include "http/route.h"

struct nav_link {
	const char *label;   /* exactly as 別紙1-2 / 別紙2-3 print it */
	const char *path;    /* "/groups": of this site; "aika:/", "super:/": of the other; "https://..." */
	const char *note;    /* small second line, or NULL */
	const char *icon;    /* name in ui/icon.h, or NULL */
	bool strong;         /* drawn as the main button */
};

/* One entry of the 緊急のお知らせ掲載枠. */
struct notice {
	struct str title;
	struct str path;     /* "/news/5" of this site, "https://...", or "" */
	int64_t updated;     /* UTC */
};
enum { NOTICE_MAX = 3 };

/* やまぐち県民活動支援センター as every page's foot and the "not yet" page name it. */
struct centre {
	const char *name, *postal, *address, *tel, *mail, *open;
};
extern const struct centre centre; /* site/centre.c */

/* A page that the program itself writes, as the search over everything finds it. */
struct site_guide {
	const char *path, *title;
	const char *text; /* what it is about, with the words people look for; shown under the title */
};

struct site {
	enum site_id id;
	const char *name;      /* "山口県県民活動スーパーネット": in <title>, OGP */
	const char *short_name;
	const char *logo_sub, *logo_name;   /* the two lines beside the drawing */
	void (*logo)(struct out *);         /* the drawing: a template function */
	const char *description;            /* of the home page, for search engines */
	const char *operator_line;          /* last line of the foot */
	const char *prefix;    /* "" or "/aikasanet" (a setting) */
	const char *html_class; /* "site-super" */
	const struct nav_link *tabs, *side, *banners; /* end with label NULL */
	const struct nav_link *const *footer;         /* columns, ends with NULL; a link without path is a heading */
	const struct nav_link *small;                 /* links in the last band of the foot; ends with label NULL */
	const struct nav_link *action;                /* one button beside the logo (login), or NULL */
	const char *mypage, *logout;                  /* of who is logged in: a page, and a form's address; NULL: nobody ever is */
	const struct site_guide *guides;              /* ends with path NULL */
	const struct route *const *routes;            /* tables, ends with NULL */
	/* Emergency notices in force at req->now, newest first; NULL = the site has none. Reads by itself
	 * (pages made by the router have no connection); on failure it gives 0 and the page goes out. */
	size_t (*notices)(struct request *, struct notice *, size_t max);
};

#endif
