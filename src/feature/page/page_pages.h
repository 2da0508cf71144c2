/* 固定ページ: pages of both sites and the tree they form. */
#ifndef FEATURE_PAGE_PAGES_H
#define FEATURE_PAGE_PAGES_H

#include "feature/page/page.h"
#include "http/route.h"
#include "ui/list.h"

/* A page that the navigation names: it is there even while staff have not written it. */
struct page_known {
	const char *slug, *title;
	const char *text;      /* said while nobody has written the page */
};
const struct page_known *page_known(struct str slug); /* NULL when the navigation does not name it */

/* By slug on the request's site; a named page also by its title. ERR_NOT_FOUND when it is not there or
 * not public. */
MUST_USE enum err page_find(struct request *, struct db_read *, struct str slug, struct fixed_page *);
/* The public pages of the request's site in their order, for site maps: links with the title. */
MUST_USE enum err page_links(struct request *, struct db_read *, struct link_views *);
/* The pages below a parent page's slug. */
struct reply page_show(struct request *, struct db_read *); /* /pages/:slug */

#endif
