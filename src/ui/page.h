/* The page frame: every HTML reply of the two sites goes through page_reply(). */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "http/reply.h"
#include "ui/app.h"
#include "ui/site.h"

struct crumb {
	struct str label;
	struct url url; /* URL_NONE for the page itself */
};

struct page {
	struct str title;        /* the h1's text; <title> becomes "title｜site name" */
	struct str description;  /* meta description and OGP; STR_NONE = none */
	struct html body;        /* what stands in <main>, with the h1 */
	const struct crumb *crumb;
	size_t crumbs;
	struct str tab;          /* path of the tab that is current, or STR_NONE */
	struct str json_ld;      /* schema.org object; goes into <script type="application/ld+json">,
	                          * made with core/json.h which escapes < > & */
	struct str frame_hosts;  /* embeds on this page (CSP) */
	struct url feed;         /* Atom feed of this list, or URL_NONE */
	struct url canonical;    /* without sort and page; URL_NONE = the page's own */
	bool wide;               /* no side column */
	bool home;
	bool no_index;           /* search results and the like */
};

struct reply page_reply(struct request *, const struct page *);
struct reply page_not_found(struct request *);
struct reply page_error(struct request *, enum err); /* maps to a status and a polite page */

/* Addresses on this request's site: url_on(req, "/groups/%", n, values) with the site's prefix. */
struct url url_on(const struct request *, const char *literal_path, const struct str *values, size_t n);
struct url url_id(const struct request *, const char *literal_path, int64_t id);
struct url url_other(const struct request *, enum site_id, const char *literal_path); /* the other site */
struct url url_nav(const struct request *, const char *nav_path);

#endif
