/* 修正依頼: the record, made from correction.def. */
#ifndef FEATURE_CORRECTION_CORRECTION_H
#define FEATURE_CORRECTION_CORRECTION_H

#include "form/entity_def.h"

struct correction {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/correction/correction.def"
};
extern const struct entity correction_entity;

#endif
