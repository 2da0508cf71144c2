/* 規約: the table of its fields (form/entity.h). */
#include "feature/terms/terms.h"

#define ENTITY_STRUCT struct terms
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field terms_fields[] = {
#include "feature/terms/terms.def"
};

const struct entity terms_entity = {
	.name = "terms",
	.table = "terms",
	.label = "規約",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(terms_fields),
	.size = sizeof(struct terms),
	.visible = STATE_PUBLISHED,
};
