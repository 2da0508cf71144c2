/* The page frame: every HTML reply of the two sites goes through page_reply().
 *
 *   struct out o = page_out(req);
 *   group_page(&o, &view);                       a template function
 *   return page_reply(req, &(struct page){ .title = ..., .body = page_body(&o) });
 */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "core/json.h"
#include "http/reply.h"
#include "ui/app.h"
#include "ui/site.h"

struct crumb {
	struct str label;
	struct url url; /* URL_NONE for the page itself */
};

struct page {
	struct str title;        /* the h1's text; <title> becomes "title｜site name" */
	struct str title_note;   /* "38件、2ページ目": behind the title in brackets, in <title> only */
	struct str description;  /* meta description and OGP; STR_NONE = none */
	struct html body;        /* what stands in <main>, with the h1 */
	struct html aside;       /* this page's own parts of the side column, before the site's buttons */
	const struct crumb *crumb; /* without HOME, with the page itself last; none on the home page */
	size_t crumbs;
	const char *tab;         /* path of the tab that is current, or NULL */
	struct json json_ld;     /* schema.org object, or .s.n = 0 */
	struct str frame_hosts;  /* embeds on this page (CSP) */
	struct url feed;         /* Atom feed of this list, or URL_NONE */
	struct url canonical;    /* without sort and page; URL_NONE = the page's own */
	bool wide;               /* no side column; the body brings its own .wrap; buttons go below it */
	bool home;               /* no crumbs, <title> is the site's name, nothing around the body */
	bool article;            /* og:type */
	bool no_index;           /* search results and the like */
};

struct out page_out(struct request *);       /* up to 4 MB */
struct html page_body(const struct out *);   /* what template functions wrote */

struct reply page_reply(struct request *, const struct page *);
struct reply page_status(struct request *, int status, const struct page *); /* the same with another status, CACHE_NO_STORE */
struct reply page_not_found(struct request *);
struct reply page_error(struct request *, enum err); /* maps to a status and a polite page */
struct reply page_for_status(struct request *, int status); /* the error page of a status: server_hooks.error */
/* A function that a later issue builds: says what it will be and how to reach the centre meanwhile.
 * `what` is the page's h1 ("団体・企業情報の登録"), `how` one sentence of what to tell the centre. */
struct reply page_later(struct request *, struct str what, struct str how, const struct crumb *, size_t crumbs);
/* The route table alone knows what is not built: true when the page at `nav_path` (as in struct nav_link) is a row
 * with ROUTE_LATER. Whoever draws a link to such a page writes 準備中 beside it: LATER_WORD, in the link. */
#define LATER_WORD "（準備中）"
bool page_is_later(const struct request *, const char *nav_path);

/* Lists of links from the site's tables, where a home page wants them in its body. */
enum page_nav { PAGE_NAV_SIDE, PAGE_NAV_BANNERS };
void page_nav(struct out *, struct request *, const struct nav_link *, enum page_nav);

/* Addresses on this request's site: url_on(req, "/groups/%", values, n) with the site's prefix. */
struct url url_on(const struct request *, const char *literal_path, const struct str *values, size_t n);
struct url url_to(const struct request *, const char *literal_path); /* without values */
struct url url_id(const struct request *, const char *literal_path, int64_t id);
struct url url_other(const struct request *, enum site_id, const char *literal_path); /* the other site */
struct url url_nav(const struct request *, const char *nav_path);
/* Address plus a query string that is percent-encoded already (feature/search makes it); "" adds nothing. */
struct url url_query(struct arena *, struct url, struct str encoded);
struct url url_own(const struct request *); /* this page's, without its query */
/* With scheme and host, for feeds, OGP and canonical. */
struct url url_absolute(const struct request *, struct url);

#endif
