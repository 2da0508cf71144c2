/* 選択肢: the table of its fields (form/entity.h). */
#include "feature/master/master.h"

#define ENTITY_STRUCT struct master_row
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field master_fields[] = {
#include "feature/master/master.def"
};

const struct entity master_entity = {
	.name = "master",
	.table = "master",
	.label = "選択肢",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(master_fields),
	.size = sizeof(struct master_row),
	.visible = STATE_PUBLISHED,
};
