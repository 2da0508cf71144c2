/* 関連団体リンク: the table of its fields (form/entity.h). */
#include "feature/link/link.h"

#define ENTITY_STRUCT struct link
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field link_fields[] = {
#include "feature/link/link.def"
};

const struct entity link_entity = {
	.name = "link",
	.table = "link",
	.label = "関連団体リンク",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(link_fields),
	.size = sizeof(struct link),
	.visible = STATE_PUBLISHED,
};
