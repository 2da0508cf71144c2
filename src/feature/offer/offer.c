/* ボランティア募集: the table of its fields (form/entity.h). */
#include "feature/offer/offer.h"

#define ENTITY_STRUCT struct offer
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field offer_fields[] = {
#include "feature/offer/offer.def"
};

const struct entity offer_entity = {
	.name = "offer",
	.table = "offer",
	.label = "ボランティア募集",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(offer_fields),
	.size = sizeof(struct offer),
	.visible = STATE_PUBLISHED,
};
