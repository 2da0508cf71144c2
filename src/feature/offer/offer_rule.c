/* The rule of offer_rule.h for a record in memory. */
#include "feature/offer/offer_rule.h"

enum offer_phase offer_phase(const struct offer *o, bool member_public, int64_t now)
{
	date_t today = date_in_japan(now);
	const struct record *r = &o->record;
	if (!record_public(&offer_entity, r, now) || !member_public) return OFFER_HIDDEN;
	if (o->anytime) return OFFER_CURRENT;
	if (o->apply_from > today) return OFFER_HIDDEN;
	return o->apply_to >= today ? OFFER_CURRENT : OFFER_PAST;
}

int64_t offer_days_left(const struct offer *o, date_t today)
{
	if (o->anytime || !o->apply_to || o->apply_to < today) return -1;
	return date_to_days((date_t)o->apply_to) - date_to_days(today);
}
