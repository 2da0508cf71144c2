/* Routes of お知らせ (both sites). */
#ifndef FEATURE_NEWS_ROUTES_H
#define FEATURE_NEWS_ROUTES_H

#include "http/route.h"

extern const struct route news_routes[];

#endif
