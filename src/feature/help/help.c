/* Q&A: the table of its fields (form/entity.h). */
#include "feature/help/help.h"

#define ENTITY_STRUCT struct help
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field help_fields[] = {
#include "feature/help/help.def"
};

const struct entity help_entity = {
	.name = "help",
	.table = "help",
	.label = "Q&A",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(help_fields),
	.size = sizeof(struct help),
	.visible = STATE_PUBLISHED,
};
