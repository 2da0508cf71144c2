/* L951: every single condition alone hides an offer. */
#include "feature/offer/offer_rule.h"
#include "test.h"

enum { NOW = 1795600000 }; /* 2026-11-25 in Japan */

static struct offer good(void)
{
	struct offer o = { .apply_from = 20261101, .apply_to = 20261125 };
	o.record.state = STATE_PUBLISHED;
	return o;
}

TEST(offer_is_shown_in_its_period)
{
	struct offer o = good();
	CHECK_INT(date_in_japan(NOW), 20261125);
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_CURRENT); /* the last day counts */
	o.apply_from = 20261125;
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_CURRENT);
	o.apply_to = 20261124, o.apply_from = 0;
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_PAST);
	o.apply_to = 0;
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_PAST);
	o.anytime = 1;
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_CURRENT);
}

TEST(offer_is_hidden_by_each_condition)
{
	struct offer o = good();
	CHECK_INT(offer_phase(&o, false, NOW), OFFER_HIDDEN); /* group not 公開 */
	for (int64_t s = 0; s <= STATE_UNPROVEN; s++) {
		o = good();
		o.record.state = s;
		CHECK_INT(offer_phase(&o, true, NOW), s == STATE_PUBLISHED ? OFFER_CURRENT : OFFER_HIDDEN);
	}
	o = good(), o.record.trashed_at = 1;
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_HIDDEN);
	o = good(), o.record.open_at = NOW + 1;
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_HIDDEN);
	o = good(), o.record.close_at = NOW;
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_HIDDEN);
	o = good(), o.apply_from = 20261126, o.apply_to = 20261130;
	CHECK_INT(offer_phase(&o, true, NOW), OFFER_HIDDEN);
}

TEST(offer_days_left_counts_to_the_last_day)
{
	struct offer o = good();
	CHECK_INT(offer_days_left(&o, 20261125), 0);
	CHECK_INT(offer_days_left(&o, 20261101), 24);
	CHECK_INT(offer_days_left(&o, 20261126), -1);
	o.anytime = 1;
	CHECK_INT(offer_days_left(&o, 20261101), -1);
}
