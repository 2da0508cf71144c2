/* 活動実績・事例: the table of its fields (form/entity.h). */
#include "feature/report/report.h"

#define ENTITY_STRUCT struct report
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field report_fields[] = {
#include "feature/report/report.def"
};

const struct entity report_entity = {
	.name = "report",
	.table = "report",
	.label = "活動実績・事例",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(report_fields),
	.size = sizeof(struct report),
	.visible = STATE_PUBLISHED,
};
