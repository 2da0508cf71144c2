/* 管理画面ユーザー: the table of its fields (form/entity.h). */
#include "feature/staff/staff.h"

#define ENTITY_STRUCT struct staff
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field staff_fields[] = {
#include "feature/staff/staff.def"
};

const struct entity staff_entity = {
	.name = "staff",
	.table = "staff",
	.label = "管理画面ユーザー",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(staff_fields),
	.size = sizeof(struct staff),
	.visible = STATE_PUBLISHED,
};
