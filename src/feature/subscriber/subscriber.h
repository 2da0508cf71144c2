/* メルマガメンバー: the record, made from subscriber.def. */
#ifndef FEATURE_SUBSCRIBER_SUBSCRIBER_H
#define FEATURE_SUBSCRIBER_SUBSCRIBER_H

#include "form/entity_def.h"

struct subscriber {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/subscriber/subscriber.def"
};
extern const struct entity subscriber_entity;

#endif
