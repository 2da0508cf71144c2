/* 団体・企業: the table of its fields (form/entity.h). */
#include "feature/group/group.h"

#define ENTITY_STRUCT struct group
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field group_fields[] = {
#include "feature/group/group.def"
};

const struct entity group_entity = {
	.name = "group",
	.table = "grp",
	.label = "団体・企業",
	.kind = { "npo", "group", "company" },
	.kind_label = { "NPO法人", "県民活動団体", "企業" },
	.kinds = 3,
	ENTITY_FIELD_TABLE(group_fields),
	.size = sizeof(struct group),
	.visible = STATE_PUBLISHED,
};
