/* メールマガジン: the table of its fields (form/entity.h). */
#include "feature/newsletter/newsletter.h"

#define ENTITY_STRUCT struct newsletter
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field newsletter_fields[] = {
#include "feature/newsletter/newsletter.def"
};

const struct entity newsletter_entity = {
	.name = "newsletter",
	.table = "newsletter",
	.label = "メールマガジン",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(newsletter_fields),
	.size = sizeof(struct newsletter),
	.visible = STATE_PUBLISHED,
};
