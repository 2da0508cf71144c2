/* Routes of センターからのお知らせ. */
#ifndef FEATURE_CENTER_NEWS_ROUTES_H
#define FEATURE_CENTER_NEWS_ROUTES_H

#include "http/route.h"

extern const struct route center_news_routes[];

#endif
