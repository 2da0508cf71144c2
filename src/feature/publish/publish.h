/* The one rule by which a record becomes visible or stops being so; every caller goes through here:
 * `kenmin publish`, jobs (scheduled publication and end), and the back office.
 *
 * One call, inside the caller's transaction: checks the state and the required fields, sets state and
 * published_at, saves, keeps the search index true, writes the audit row, and tells `announce`.
 * It is no screen and sends nothing itself. Spec README decisions 3, 18, 19.
 */
#ifndef FEATURE_PUBLISH_PUBLISH_H
#define FEATURE_PUBLISH_PUBLISH_H

#include "form/entity.h"
#include "security/seal.h"

struct publish {
	const struct keys *keys;
	const struct masters *masters;
	int64_t now;
	const char *actor;   /* for the audit row: "command", "jobs", "staff:3" */
	struct str reason;   /* why although required fields are missing; "" = refuse then */
	/* Queues what people are told (outbox rows) in the same transaction; NULL: nobody is told. */
	enum err (*announce)(struct db_write *, struct arena *, const struct entity *, const void *record, enum state before, void *ctx);
	void *ctx;
};

enum publish_outcome {
	PUBLISH_DONE,       /* it is visible now */
	PUBLISH_SCHEDULED,  /* open_at lies ahead: state 公開予約, jobs does the rest */
	PUBLISH_ALREADY,    /* nothing to do */
	PUBLISH_MISSING,    /* required fields are missing (faults) and no reason is given */
	PUBLISH_NOT_FROM,   /* not from this state: unproven address, rejected, withdrawn, dissolved; or not a public kind */
	PUBLISH_TRASHED     /* it lies in the trash */
};
struct publish_result {
	enum publish_outcome outcome;
	enum state before, after;
	struct faults faults; /* the missing fields, also when the reason let it pass */
};

/* draft, review, returned, scheduled, suspended, private -> visible. A record taken over from the old
 * site may be published with fields missing (未完了). ERR_NOT_FOUND: no such record. The outcome is data,
 * not an error: on anything but DONE and SCHEDULED nothing was written. */
MUST_USE enum err publish_record(struct db_write *, struct arena *, const struct publish *, const struct entity *, int64_t id,
	struct publish_result *);
/* Visible or scheduled -> `to`: STATE_DRAFT, STATE_SUSPENDED, STATE_WITHDRAWN, STATE_DISSOLVED or STATE_PRIVATE. */
MUST_USE enum err publish_withdraw(struct db_write *, struct arena *, const struct publish *, const struct entity *, int64_t id,
	enum state to, struct publish_result *);

/* May publication start from this state at all? For buttons; the pure part of the rule. */
bool publish_from(enum state);
bool publish_withdraw_to(enum state);

#endif
