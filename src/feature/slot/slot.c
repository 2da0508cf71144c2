/* 可変枠: the table of its fields (form/entity.h). */
#include "feature/slot/slot.h"

#define ENTITY_STRUCT struct slot
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field slot_fields[] = {
#include "feature/slot/slot.def"
};

const struct entity slot_entity = {
	.name = "slot",
	.table = "slot",
	.label = "可変枠",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(slot_fields),
	.size = sizeof(struct slot),
	.visible = STATE_PUBLISHED,
};
