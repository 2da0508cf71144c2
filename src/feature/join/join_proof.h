/* Between the files of this room: what join.c asks of join_mail.c. */
#ifndef FEATURE_JOIN_JOIN_PROOF_H
#define FEATURE_JOIN_JOIN_PROOF_H

#include "feature/join/join.h"
#include "feature/proof/proof.h"

struct mail_sender; /* feature/mail/mail.h */

extern const struct proof_kind join_proof;
struct mail_sender join_sender(const struct request *);
/* Removes one unproven member. */
MUST_USE enum err join_remove(struct db_write *, struct arena *, int64_t id, int64_t now);

#endif
