/* Pages of センターからのお知らせ: the words article_pages.c needs, for lists and home pages. */
#ifndef FEATURE_CENTER_NEWS_PAGES_H
#define FEATURE_CENTER_NEWS_PAGES_H

#include "feature/part/article_pages.h"

const struct article_pages *center_news_pages(const struct request *);

#endif
