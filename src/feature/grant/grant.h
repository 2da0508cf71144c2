/* 助成: the record, made from grant.def. */
#ifndef FEATURE_GRANT_GRANT_H
#define FEATURE_GRANT_GRANT_H

#include "form/entity_def.h"

struct grant {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/grant/grant.def"
};
extern const struct entity grant_entity;

#endif
