/* Routes of the feeds of each site, of site maps, robots.txt and security.txt. */
#ifndef FEATURE_FEED_ROUTES_H
#define FEATURE_FEED_ROUTES_H

#include "http/route.h"

extern const struct route feed_super_routes[], feed_aika_routes[];
extern const struct route machine_routes[]; /* at the root of the host */

#endif
