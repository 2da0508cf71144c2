/* 関連団体リンク: the record, made from link.def. */
#ifndef FEATURE_LINK_LINK_H
#define FEATURE_LINK_LINK_H

#include "form/entity_def.h"

struct link {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/link/link.def"
};
extern const struct entity link_entity;

#endif
