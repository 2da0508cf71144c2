/* 参加申込: the table of its fields (form/entity.h). */
#include "feature/application/application.h"

#define ENTITY_STRUCT struct application
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field application_fields[] = {
#include "feature/application/application.def"
};

const struct entity application_entity = {
	.name = "application",
	.table = "application",
	.label = "参加申込",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(application_fields),
	.size = sizeof(struct application),
	.visible = STATE_PUBLISHED,
};
