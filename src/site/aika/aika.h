/* あいかさねっと as a site: navigation (別紙2-3) and the routes it is made of. */
#ifndef SITE_AIKA_AIKA_H
#define SITE_AIKA_AIKA_H

#include "ui/site.h"

extern const struct site site_aika;
extern const struct site_guide aika_guides[]; /* guide_list.c */

/* The site's own buttons and banners, for the home page's template. */
void aika_side(struct out *, struct request *);
void aika_banners(struct out *, struct request *);

#endif
