/* イベント・募集: the table of its fields (form/entity.h). */
#include "feature/event/event.h"

#define ENTITY_STRUCT struct event
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field event_fields[] = {
#include "feature/event/event.def"
};

const struct entity event_entity = {
	.name = "event",
	.table = "event",
	.label = "イベント・募集",
	.kind = { "event", "lecture", "other" },
	.kind_label = { "イベント", "講座", "参加その他" },
	.kinds = 3,
	ENTITY_FIELD_TABLE(event_fields),
	.size = sizeof(struct event),
	.visible = STATE_PUBLISHED,
};
