/* メルマガメンバー: the table of its fields (form/entity.h). */
#include "feature/subscriber/subscriber.h"

#define ENTITY_STRUCT struct subscriber
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field subscriber_fields[] = {
#include "feature/subscriber/subscriber.def"
};

const struct entity subscriber_entity = {
	.name = "subscriber",
	.table = "subscriber",
	.label = "メルマガメンバー",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(subscriber_fields),
	.size = sizeof(struct subscriber),
	.visible = STATE_PUBLISHED,
};
