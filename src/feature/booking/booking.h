/* 施設の予約: the record, made from booking.def. */
#ifndef FEATURE_BOOKING_BOOKING_H
#define FEATURE_BOOKING_BOOKING_H

#include "form/entity_def.h"

struct booking {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/booking/booking.def"
};
extern const struct entity booking_entity;

#endif
