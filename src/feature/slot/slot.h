/* 可変枠: the record, made from slot.def. */
#ifndef FEATURE_SLOT_SLOT_H
#define FEATURE_SLOT_SLOT_H

#include "form/entity_def.h"

struct slot {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/slot/slot.def"
};
extern const struct entity slot_entity;

#endif
