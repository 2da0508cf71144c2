/* 助成: the table of its fields (form/entity.h). */
#include "feature/grant/grant.h"

#define ENTITY_STRUCT struct grant
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field grant_fields[] = {
#include "feature/grant/grant.def"
};

const struct entity grant_entity = {
	.name = "grant",
	.table = "grant_info",
	.label = "助成",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(grant_fields),
	.size = sizeof(struct grant),
	.visible = STATE_PUBLISHED,
};
