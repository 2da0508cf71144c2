/* Pages of newsletters (さぽ〜とメール, 活動ニュース): the words article_pages.c needs, for lists and home pages. */
#ifndef FEATURE_NEWSLETTER_PAGES_H
#define FEATURE_NEWSLETTER_PAGES_H

#include "feature/part/article_pages.h"

const struct article_pages *newsletter_pages(const struct request *);

#endif
