/* 緊急のお知らせ: the record, made from emergency.def. */
#ifndef FEATURE_EMERGENCY_EMERGENCY_H
#define FEATURE_EMERGENCY_EMERGENCY_H

#include "form/entity_def.h"

struct emergency {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/emergency/emergency.def"
};
extern const struct entity emergency_entity;

#endif
