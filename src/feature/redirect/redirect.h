/* 旧アドレスの転送: the record, made from redirect.def. */
#ifndef FEATURE_REDIRECT_REDIRECT_H
#define FEATURE_REDIRECT_REDIRECT_H

#include "form/entity_def.h"

struct redirect {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/redirect/redirect.def"
};
extern const struct entity redirect_entity;

#endif
