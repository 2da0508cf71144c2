/* 管理画面ユーザー: the record, made from staff.def. */
#ifndef FEATURE_STAFF_STAFF_H
#define FEATURE_STAFF_STAFF_H

#include "form/entity_def.h"

struct staff {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/staff/staff.def"
};
extern const struct entity staff_entity;

#endif
