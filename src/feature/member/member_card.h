/* From a member's record to what a card shows: public fields only. */
#ifndef FEATURE_MEMBER_CARD_H
#define FEATURE_MEMBER_CARD_H

#include "feature/member/member_store.h"
#include "feature/member/member_view.h"

struct member_card member_card(struct request *, const struct member *);
struct member_cards member_cards_of(struct request *, const struct member *, size_t n);
/* The symbol of a kind, and how the kind is called. */
const char *member_icon(int64_t kind);
struct str member_kind_label(const struct member *);

#endif
