/* バナー: the table of its fields (form/entity.h). */
#include "feature/banner/banner.h"

#define ENTITY_STRUCT struct banner
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field banner_fields[] = {
#include "feature/banner/banner.def"
};

const struct entity banner_entity = {
	.name = "banner",
	.table = "banner",
	.label = "バナー",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(banner_fields),
	.size = sizeof(struct banner),
	.visible = STATE_PUBLISHED,
};
