/* 山口県県民活動スーパーネット: its navigation (別紙1-2) and its own pages. */
#ifndef SITE_SUPER_SUPER_H
#define SITE_SUPER_SUPER_H

#include "ui/site.h"

extern const struct site site_super;
extern const struct site_guide super_guides[]; /* guide_list.c */
extern const struct route super_routes[]; /* guides.c: home, guides, consult, links, site map, terms */

struct reply super_home(struct request *, struct db_read *);

#endif
