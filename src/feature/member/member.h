/* あいかさねっと会員: the record, made from member.def. */
#ifndef FEATURE_MEMBER_MEMBER_H
#define FEATURE_MEMBER_MEMBER_H

#include "form/entity_def.h"

struct member {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/member/member.def"
};
extern const struct entity member_entity;

/* record.kind */
enum member_kind { MEMBER_INDIVIDUAL, MEMBER_GROUP, MEMBER_COMPANY };

/* 別紙4 row 16 with spec decision 19: a group recruits, takes part, or both. True when it is so (individuals
 * and companies always). Otherwise the fault says what to tick. */
bool member_has_purpose(const struct member *, struct faults *);

#endif
