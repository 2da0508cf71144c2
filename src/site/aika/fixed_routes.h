/* Routes of the pages that belong to あいかさねっと itself: home, guides, entrance pages, site map. */
#ifndef SITE_AIKA_FIXED_ROUTES_H
#define SITE_AIKA_FIXED_ROUTES_H

#include "http/route.h"

extern const struct route aika_fixed_routes[];
get_fn aika_home_page;

#endif
