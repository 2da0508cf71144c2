/* 団体・企業: the record, made from group.def. */
#ifndef FEATURE_GROUP_GROUP_H
#define FEATURE_GROUP_GROUP_H

#include "form/entity_def.h"

struct group {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/group/group.def"
};
extern const struct entity group_entity;

/* record.kind */
enum group_kind { GROUP_NPO, GROUP_GROUP, GROUP_COMPANY };

#endif
