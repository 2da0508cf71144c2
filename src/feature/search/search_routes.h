/* Routes of the search over everything (both sites). */
#ifndef FEATURE_SEARCH_ROUTES_H
#define FEATURE_SEARCH_ROUTES_H

#include "http/route.h"

extern const struct route search_routes[];

#endif
