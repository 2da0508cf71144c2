/* 問い合わせ: the table of its fields (form/entity.h). */
#include "feature/inquiry/inquiry.h"

#define ENTITY_STRUCT struct inquiry
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field inquiry_fields[] = {
#include "feature/inquiry/inquiry.def"
};

const struct entity inquiry_entity = {
	.name = "inquiry",
	.table = "inquiry",
	.label = "問い合わせ",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(inquiry_fields),
	.size = sizeof(struct inquiry),
	.visible = STATE_PUBLISHED,
};
