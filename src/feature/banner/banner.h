/* バナー: the record, made from banner.def. */
#ifndef FEATURE_BANNER_BANNER_H
#define FEATURE_BANNER_BANNER_H

#include "form/entity_def.h"

struct banner {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/banner/banner.def"
};
extern const struct entity banner_entity;

#endif
