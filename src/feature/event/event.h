/* イベント・募集: the record, made from event.def. */
#ifndef FEATURE_EVENT_EVENT_H
#define FEATURE_EVENT_EVENT_H

#include "form/entity_def.h"

struct event {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/event/event.def"
};
extern const struct entity event_entity;

/* record.kind */
enum event_kind { EVENT_EVENT, EVENT_LECTURE, EVENT_OTHER };

#endif
