/* あいかさねっと 会員登録: the three forms, the proof of the address, and what happens then (別紙4 rows 1-18, 別紙2 会員登録の流れ,
 * spec README decision 19).
 *
 * Sent: メール未確認 (STATE_UNPROVEN) and a mail with a link. Link pressed: 仮登録 (STATE_REVIEW), mails to the centre and to the
 * member, who logs in and completes the second stage. Never pressed: removed after the setting unproven_days.
 */
#ifndef FEATURE_JOIN_JOIN_H
#define FEATURE_JOIN_JOIN_H

#include "feature/flow/flow.h"
#include "feature/member/member.h"

extern const struct flow_kind join_kinds[3]; /* by enum member_kind */
extern const struct route join_routes[];

enum { LOGIN_ID_MIN = 4, UNPROVEN_DAYS = 7 };
/* A login ID somebody chooses: letters, digits and . _ - @, 4 to 60 of them. (Those of the old site are as they are.) */
bool login_id_ok(struct str);

/* Other members that may be the same: equal name or reading of a group, or an equal address. For the reviewer. */
MUST_USE enum err join_similar(struct db_read *, struct arena *, const struct keys *, const struct member *, int64_t *n);
/* Makes a link and queues the mail with it: when the form was sent, and again when somebody logs in unproven. ERR_FULL: there
 * were several already. */
MUST_USE enum err join_tell_unproven(struct request *, struct db_write *, const struct member *);
/* The member's address is proven: 仮登録, with the mails. In a transaction; `m` was read with keys. */
MUST_USE enum err join_prove(struct request *, struct db_write *, struct member *m);
/* jobs: removes members who did not prove their address in `days`, with their key, files and the mark on their group. */
MUST_USE enum err join_sweep(struct db_write *, struct arena *, int64_t now, int64_t days, int64_t *removed);

#endif
