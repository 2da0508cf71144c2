/* 参加要請: the record, made from invitation.def. */
#ifndef FEATURE_INVITATION_INVITATION_H
#define FEATURE_INVITATION_INVITATION_H

#include "form/entity_def.h"

struct invitation {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/invitation/invitation.def"
};
extern const struct entity invitation_entity;

#endif
