/* 取材報告: the table of its fields (form/entity.h). */
#include "feature/interview/interview.h"

#define ENTITY_STRUCT struct interview
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field interview_fields[] = {
#include "feature/interview/interview.def"
};

const struct entity interview_entity = {
	.name = "interview",
	.table = "interview",
	.label = "取材報告",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(interview_fields),
	.size = sizeof(struct interview),
	.visible = STATE_PUBLISHED,
};
