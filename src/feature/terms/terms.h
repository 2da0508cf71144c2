/* 規約: the record, made from terms.def. */
#ifndef FEATURE_TERMS_TERMS_H
#define FEATURE_TERMS_TERMS_H

#include "form/entity_def.h"

struct terms {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/terms/terms.def"
};
extern const struct entity terms_entity;

#endif
