/* Pages of dated articles: one list and one page for news, center_news and newsletters, which differ
 * in their entity and words only. Archives: the years since the first article, ?year=2019. */
#ifndef FEATURE_PART_ARTICLE_PAGES_H
#define FEATURE_PART_ARTICLE_PAGES_H

#include "form/entity.h"
#include "http/route.h"
#include "ui/list.h"

struct article_pages {
	const struct entity *entity; /* with columns title, body; perhaps important, file1-3, sent_at, number */
	const char *path, *path_id;  /* "/news", "/news/%" */
	const char *title, *lead, *heading, *hint, *tab;
	const char *feed;            /* "/feeds/news.atom", or NULL */
	const struct nav_link *doors; /* buttons below the list, "登録・解除"; ends with label NULL; NULL = none */
	bool plain;                  /* the body is plain text, kept line by line */
};
#define ARTICLE_QUERY "q page sort year title body"

struct reply article_list(struct request *, struct db_read *, const struct article_pages *);
struct reply article_show(struct request *, struct db_read *, const struct article_pages *);
/* The newest n of the request's site, for home pages. */
MUST_USE enum err article_newest(struct request *, struct db_read *, const struct article_pages *, int64_t n, struct dateds *);

#endif
