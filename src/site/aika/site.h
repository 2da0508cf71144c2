/* あいかさねっと as a site: navigation (別紙2-3) and the routes it is made of. */
#ifndef SITE_AIKA_SITE_H
#define SITE_AIKA_SITE_H

#include "ui/site.h"

extern const struct site site_aika;
extern const struct route aika_routes[]; /* home, fixed pages, and the pages a later issue fills */

#endif
