/* When a visitor sees an offer, as 仕様書 L951 and decision 17 say it: while 公開, in its period or 随時, and the
 * member who offers is 公開 too. Offers whose period is over stay readable in the past list. */
#ifndef FEATURE_OFFER_RULE_H
#define FEATURE_OFFER_RULE_H

#include "core/time.h"
#include "feature/offer/offer.h"
#include "feature/search/visible.h"

/* Conditions for entity_select(): $1 = now (UTC), $2 = today in Japan (yyyymmdd). What has a page, current or
 * ended (an offer whose period has not begun has none), and its two parts. */
#define OFFER_SHOWN_SQL PUBLIC_SQL("$1") " AND " VISIBLE_OFFER_SQL("$1", "$2")
#define OFFER_CURRENT_SQL OFFER_SHOWN_SQL " AND (anytime = 1 OR apply_to >= $2)"
#define OFFER_PAST_SQL OFFER_SHOWN_SQL " AND anytime = 0 AND apply_to < $2"

/* For struct search, whose own rule lets ended offers through (feature/search/visible.h): $1 = today. */
#define OFFER_OPEN_SQL "(anytime = 1 OR apply_to >= $1)"

enum offer_phase {
	OFFER_HIDDEN,  /* not 公開, or not yet, or its member is not: the page does not exist */
	OFFER_CURRENT,
	OFFER_PAST     /* readable, ended */
};
/* The same rule for a record in memory. */
enum offer_phase offer_phase(const struct offer *, bool member_public, int64_t now);
/* Days from today to the end of the period; -1 when it has none or is 随時. */
int64_t offer_days_left(const struct offer *, date_t today);

#endif
