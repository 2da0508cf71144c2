/* 施設の予約: the table of its fields (form/entity.h). */
#include "feature/booking/booking.h"

#define ENTITY_STRUCT struct booking
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field booking_fields[] = {
#include "feature/booking/booking.def"
};

const struct entity booking_entity = {
	.name = "booking",
	.table = "booking",
	.label = "施設の予約",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(booking_fields),
	.size = sizeof(struct booking),
	.visible = STATE_PUBLISHED,
};
