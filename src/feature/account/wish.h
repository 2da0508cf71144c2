/* What a member asked about the membership (table member_wish): 再開依頼, which staff decide, and 退会, after which the
 * personal data is kept WITHDRAW_KEEP_SECONDS and then erased by jobs. */
#ifndef FEATURE_ACCOUNT_WISH_H
#define FEATURE_ACCOUNT_WISH_H

#include "form/master.h"
#include "store/db.h"

struct keys; /* security/seal.h */

#define WISH_RESUME "resume"
#define WISH_WITHDRAW "withdraw"
enum { WITHDRAW_KEEP_SECONDS = 90 * 24 * 3600 };

/* When it was asked, 0 = not, or done already. */
MUST_USE enum err wish_asked(struct db_read *, int64_t member, const char *action, int64_t *asked_at);
/* Asked again: the time is that of now. */
MUST_USE enum err wish_add(struct db_write *, int64_t member, const char *action, int64_t now, int64_t due);
MUST_USE enum err wish_done(struct db_write *, int64_t member, const char *action, int64_t now);
/* jobs: erases one member who left and whose time is over; *done 0 when there is none. The row stays with its number,
 * state and times; every text and number of the member's own is emptied and the person key destroyed. */
MUST_USE enum err wish_erase_one(struct db_write *, struct arena *, const struct keys *, const struct masters *, int64_t now, int64_t *done);

#endif
