/* Q&A: the record, made from help.def. */
#ifndef FEATURE_HELP_HELP_H
#define FEATURE_HELP_HELP_H

#include "form/entity_def.h"

struct help {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/help/help.def"
};
extern const struct entity help_entity;

#endif
