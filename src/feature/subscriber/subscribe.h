/* メルマガの登録と解除 on both sites (さぽ〜とメール, あいかさねっと's メルマガ): by address, confirmed by a mailed link; and by one click.
 *
 * The answer is the same whether or not an address is known; only its mailbox learns more. An address is one subscriber
 * per site. Joined but not confirmed: STATE_UNPROVEN, removed by jobs. Left: 配信停止 (`stopped`), which stays recorded.
 */
#ifndef FEATURE_SUBSCRIBER_SUBSCRIBE_H
#define FEATURE_SUBSCRIBER_SUBSCRIBE_H

#include "feature/proof/proof.h"
#include "feature/subscriber/subscriber.h"

extern const struct route subscribe_routes[]; /* for both sites */

/* The subscriber of a site with this address, the oldest; ERR_NOT_FOUND. */
MUST_USE enum err subscriber_find(struct db_read *, struct arena *, const struct keys *, enum site_id, struct str mail, int64_t *id);
/* For newsletters: the word behind /newsletter/stop/ that ends this subscription, for List-Unsubscribe (RFC 8058) and the
 * mail's text. Good for ever, only for this. */
struct str subscriber_stop_word(struct arena *, const struct keys *, int64_t id);
/* The subscriber a word is for; 0 = it is none of ours. */
int64_t subscriber_stop_id(struct arena *, const struct keys *, struct str word);
/* jobs: removes those who did not confirm in `days`. */
MUST_USE enum err subscriber_sweep(struct db_write *, struct arena *, int64_t now, int64_t days, int64_t *removed);

#endif
