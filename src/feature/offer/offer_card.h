/* From a record to what a card shows. */
#ifndef FEATURE_OFFER_CARD_H
#define FEATURE_OFFER_CARD_H

#include "feature/offer/offer_store.h"
#include "feature/offer/offer_view.h"

struct offer_card offer_card(struct request *, const struct offer *);
struct offer_cards offer_cards_of(struct request *, const struct offer *, size_t n);
/* One line per offer in the lists of ended ones: the last day of the period as the figure. */
struct row offer_row(struct request *, const struct offer *);
/* "9時〜11時30分", "9時から" or "". */
struct str offer_hours(struct arena *, int64_t from, int64_t to);
/* Where it is, in words: the place, else the municipalities. */
struct str offer_place(struct request *, const struct offer *);

#endif
