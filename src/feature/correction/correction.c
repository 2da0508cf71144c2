/* 修正依頼: the table of its fields (form/entity.h). */
#include "feature/correction/correction.h"

#define ENTITY_STRUCT struct correction
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field correction_fields[] = {
#include "feature/correction/correction.def"
};

const struct entity correction_entity = {
	.name = "correction",
	.table = "correction",
	.label = "修正依頼",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(correction_fields),
	.size = sizeof(struct correction),
	.visible = STATE_PUBLISHED,
};
