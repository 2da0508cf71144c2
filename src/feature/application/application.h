/* 参加申込: the record, made from application.def. */
#ifndef FEATURE_APPLICATION_APPLICATION_H
#define FEATURE_APPLICATION_APPLICATION_H

#include "form/entity_def.h"

struct application {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/application/application.def"
};
extern const struct entity application_entity;

#endif
