/* 参加要請: the table of its fields (form/entity.h). */
#include "feature/invitation/invitation.h"

#define ENTITY_STRUCT struct invitation
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field invitation_fields[] = {
#include "feature/invitation/invitation.def"
};

const struct entity invitation_entity = {
	.name = "invitation",
	.table = "invitation",
	.label = "参加要請",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(invitation_fields),
	.size = sizeof(struct invitation),
	.visible = STATE_PUBLISHED,
};
