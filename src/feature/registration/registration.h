/* 掲載登録: the forms by which anybody registers something, without logging in.
 *
 * All of them are flows (feature/flow/flow.h). What is sent becomes 仮登録 (STATE_REVIEW), centre and requester get a mail (specification,
 * スーパーネット仕様書 新規登録…登録完了画面; 別紙3; README decision 19). Publishing is feature/publish's.
 *
 * A new form is a row of registrations[] (registration.c).
 */
#ifndef FEATURE_REGISTRATION_REGISTRATION_H
#define FEATURE_REGISTRATION_REGISTRATION_H

#include "feature/flow/flow.h"

struct keys; /* security/seal.h */

struct registration {
	struct flow_kind flow;
	const char *word;           /* last part of the address */
	const char *recipient_name; /* column of who is addressed in mails */
	const char *page;           /* address of the published record: "/groups/%" */
};
extern const struct registration registrations[];
extern const size_t registrations_count;

extern const struct route registration_super_routes[];

struct mail_sender; /* feature/mail/mail.h */
/* Queues the receipt for the requester and the notice for the centre. */
MUST_USE enum err registration_tell_submitted(struct db_write *, struct arena *, const struct mail_sender *, const struct registration *,
	const void *record, int64_t now);
/* struct publish.announce: the requester hears once that what was submitted is public. ctx = struct mail_sender. */
MUST_USE enum err registration_tell_published(struct db_write *, struct arena *, const struct entity *, const void *record, enum state before,
	void *ctx);
/* Records of the same kind that may be the same thing: equal name, reading, telephone or registrant's mail. Groups
 * only (0 for others). For the reviewer. */
MUST_USE enum err registration_similar(struct db_read *, struct arena *, const struct keys *, const struct entity *, const void *record, int64_t *n);

#endif
