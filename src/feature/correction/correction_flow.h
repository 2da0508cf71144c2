/* 修正依頼 without logging in: who asked for the publication asks for a change (README decision 6; スーパーネット仕様書 修正).
 *
 * Two ways, both from the record's page. A mailed link to the address that is stored for it opens the form with all that
 * is stored; without it the form shows what the public sees and the request is marked 未確認. Sent, it is a pending copy
 * of its own (correction, STATE_REVIEW) that holds only what changes; the live record stays as it is until
 * correction_publish() replaces it in one transaction and mails the requester. Groups, events, reports, grants:
 * whatever registrations[] knows.
 */
#ifndef FEATURE_CORRECTION_CORRECTION_FLOW_H
#define FEATURE_CORRECTION_CORRECTION_FLOW_H

#include "feature/correction/correction.h"
#include "feature/publish/publish.h"
#include "http/route.h"

extern const struct route correction_routes[];

/* The changes of a correction as text and back: column=value pairs, percent-encoded, in the table's order. */
struct str correction_encode(struct arena *, struct params changes);
MUST_USE bool correction_decode(struct arena *, struct str text, struct params *changes);

/* 仮登録 -> 公開 of a correction: its changes become the target's, which keeps its state; both are saved, indexed and
 * audited in the caller's transaction, and the requester is told. A target that changed meanwhile keeps what the
 * correction does not name. Outcomes as publish_record(); PUBLISH_MISSING: a value can no longer be read (faults).
 * ERR_NOT_FOUND: no such correction, or its target is gone. `ctx` of publish = struct mail_sender. */
MUST_USE enum err correction_publish(struct db_write *, struct arena *, const struct publish *, int64_t id, struct publish_result *);
/* 仮登録 -> 差し戻し or 却下 with the reason, which the requester reads. */
MUST_USE enum err correction_decide(struct db_write *, struct arena *, const struct publish *, int64_t id, enum state to, struct publish_result *);

#endif
