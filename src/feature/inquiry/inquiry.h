/* 問い合わせ: the record, made from inquiry.def. */
#ifndef FEATURE_INQUIRY_INQUIRY_H
#define FEATURE_INQUIRY_INQUIRY_H

#include "form/entity_def.h"

struct inquiry {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/inquiry/inquiry.def"
};
extern const struct entity inquiry_entity;

#endif
