/* Pages of 団体・企業: what the routes call, and the row other pages show. */
#ifndef FEATURE_GROUP_GROUP_PAGES_H
#define FEATURE_GROUP_GROUP_PAGES_H

#include "feature/group/group.h"
#include "http/route.h"
#include "ui/list.h"

struct reply group_list(struct request *, struct db_read *);
struct reply group_show(struct request *, struct db_read *);

/* "防府市" ; "防府市・子どもの健全育成" */
struct str group_place_and_field(struct request *, const struct group *);
/* "NPO法人", "任意団体", "株式会社": the class where it is given, else the kind. */
struct str group_class_label(struct request *, const struct group *);

#endif
