/* ボランティア募集: the record, made from offer.def. */
#ifndef FEATURE_OFFER_OFFER_H
#define FEATURE_OFFER_OFFER_H

#include "form/entity_def.h"

struct offer {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/offer/offer.def"
};
extern const struct entity offer_entity;

#endif
