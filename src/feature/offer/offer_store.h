/* Reading offers: lists by the rule of offer_rule.h. Nothing here shows what the rule hides. */
#ifndef FEATURE_OFFER_STORE_H
#define FEATURE_OFFER_STORE_H

#include "feature/member/member.h"
#include "feature/offer/offer_rule.h"

struct offers {
	struct offer *v;
	size_t n;
};

/* The newest current offers. */
MUST_USE enum err offer_newest(struct db_read *, struct arena *, int64_t now, int64_t limit, struct offers *);
/* Ended offers by the last day of their period, newest first; year 0 = all. */
MUST_USE enum err offer_past(struct db_read *, struct arena *, int64_t now, int64_t year, int64_t limit, int64_t offset, struct offers *);
MUST_USE enum err offer_past_count(struct db_read *, int64_t now, int64_t year, int64_t *count);
/* Years that have ended offers, newest first. */
struct offer_years {
	struct { int64_t year, count; } v[64];
	size_t n;
};
MUST_USE enum err offer_past_years(struct db_read *, struct arena *, int64_t now, struct offer_years *);
MUST_USE enum err offer_anytime_count(struct db_read *, int64_t now, int64_t *count);
/* A member's offers. */
MUST_USE enum err offer_of_member(struct db_read *, struct arena *, int64_t now, int64_t member, bool past, struct offers *);
/* Current offers that share a field or a municipality with this one. */
MUST_USE enum err offer_similar(struct db_read *, struct arena *, int64_t now, const struct offer *, int64_t limit, struct offers *);

/* The offer and the member who offers it. ERR_NOT_FOUND when the rule hides it. */
MUST_USE enum err offer_shown(struct db_read *, struct arena *, int64_t now, int64_t id, struct offer *, struct member *, enum offer_phase *);

#endif
