/* 旧アドレスの転送: the table of its fields (form/entity.h). */
#include "feature/redirect/redirect.h"

#define ENTITY_STRUCT struct redirect
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field redirect_fields[] = {
#include "feature/redirect/redirect.def"
};

const struct entity redirect_entity = {
	.name = "redirect",
	.table = "redirect",
	.label = "旧アドレスの転送",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(redirect_fields),
	.size = sizeof(struct redirect),
	.visible = STATE_PUBLISHED,
};
