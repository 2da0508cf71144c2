/* Routes of 固定ページ (both sites). */
#ifndef FEATURE_PAGE_ROUTES_H
#define FEATURE_PAGE_ROUTES_H

#include "http/route.h"

extern const struct route page_routes[];

#endif
