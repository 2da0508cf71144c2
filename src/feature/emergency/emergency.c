/* 緊急のお知らせ: the table of its fields (form/entity.h). */
#include "feature/emergency/emergency.h"

#define ENTITY_STRUCT struct emergency
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field emergency_fields[] = {
#include "feature/emergency/emergency.def"
};

const struct entity emergency_entity = {
	.name = "emergency",
	.table = "emergency",
	.label = "緊急のお知らせ",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(emergency_fields),
	.size = sizeof(struct emergency),
	.visible = STATE_PUBLISHED,
};
