/* 取材報告: the record, made from interview.def. */
#ifndef FEATURE_INTERVIEW_INTERVIEW_H
#define FEATURE_INTERVIEW_INTERVIEW_H

#include "form/entity_def.h"

struct interview {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/interview/interview.def"
};
extern const struct entity interview_entity;

#endif
