/* When a visitor sees an offer, as 仕様書 L951 and decision 17 say it: while 公開, in its period or 随時, and the
 * member who offers is 公開 too. Offers whose period is over stay readable in the past list. */
#ifndef FEATURE_OFFER_RULE_H
#define FEATURE_OFFER_RULE_H

#include "core/time.h"
#include "feature/offer/offer.h"

/* Conditions for entity_select(): $1 = now (UTC), $2 = today in Japan (yyyymmdd). */
#define OFFER_PUBLIC_SQL "state = 3 AND trashed_at = 0 AND (open_at = 0 OR open_at <= $1) AND (close_at = 0 OR close_at > $1)" \
	" AND member_id IN (SELECT id FROM member WHERE state = 3 AND trashed_at = 0)"
#define OFFER_CURRENT_SQL OFFER_PUBLIC_SQL " AND (anytime = 1 OR (apply_from <= $2 AND apply_to >= $2))"
#define OFFER_PAST_SQL OFFER_PUBLIC_SQL " AND anytime = 0 AND apply_from <= $2 AND apply_to < $2"
/* Both: what has a page. An offer whose period has not begun has none. */
#define OFFER_SHOWN_SQL OFFER_PUBLIC_SQL " AND (anytime = 1 OR apply_from <= $2)"

/* For struct search, whose own rule lets ended offers through (feature/search/visible.h): $1 = today. */
#define OFFER_OPEN_SQL "(anytime = 1 OR apply_to >= $1)"

enum offer_phase {
	OFFER_HIDDEN,  /* not 公開, or not yet, or its member is not: the page does not exist */
	OFFER_CURRENT,
	OFFER_PAST     /* readable, ended */
};
/* The same rule for a record in memory. */
enum offer_phase offer_phase(const struct offer *, bool member_published, int64_t now);
/* Days from today to the end of the period; -1 when it has none or is 随時. */
int64_t offer_days_left(const struct offer *, date_t today);

#endif
