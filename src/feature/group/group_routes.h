/* Routes of 団体・企業. */
#ifndef FEATURE_GROUP_ROUTES_H
#define FEATURE_GROUP_ROUTES_H

#include "http/route.h"

extern const struct route group_routes[];

#endif
