/* Routes of 助成. */
#ifndef FEATURE_GRANT_ROUTES_H
#define FEATURE_GRANT_ROUTES_H

#include "http/route.h"

extern const struct route grant_routes[];

#endif
