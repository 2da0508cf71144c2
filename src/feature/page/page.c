/* 固定ページ: the table of its fields (form/entity.h). */
#include "feature/page/page.h"

#define ENTITY_STRUCT struct fixed_page
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field page_fields[] = {
#include "feature/page/page.def"
};

const struct entity page_entity = {
	.name = "page",
	.table = "page",
	.label = "固定ページ",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(page_fields),
	.size = sizeof(struct fixed_page),
	.visible = STATE_PUBLISHED,
};
