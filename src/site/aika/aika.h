/* あいかさねっと as a site: navigation (別紙2-3) and the routes it is made of. */
#ifndef SITE_AIKA_AIKA_H
#define SITE_AIKA_AIKA_H

#include "ui/site.h"

extern const struct site site_aika;

#endif
