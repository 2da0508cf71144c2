/* The audit trail: who did what to which record, chained so that a change or a gap shows.
 *
 * Each row's hash is an HMAC (key derived from DIR/keys, which is not in the database) over the row
 * and the hash of the row before. No personal data: actor, action and detail are words of ours and
 * numbers. Written in the transaction of what it records. Not the operator's log (core/log.h).
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "security/seal.h"
#include "store/store.h"

struct audit_entry {
	int64_t now;
	const char *actor;   /* "command", "jobs", "staff:12", "member:7" */
	const char *action;  /* "publish", "key.rotate", "import" */
	const char *entity;  /* entity->name, or "" */
	int64_t record;
	struct str detail;   /* printable ASCII, at most 200 bytes; anything else becomes '?' */
};
MUST_USE enum err audit_add(struct db_write *, struct arena *, const struct keys *, const struct audit_entry *);

struct audit_state {
	int64_t rows, first_bad; /* first_bad: id of the first row that does not fit, 0 = none */
	struct str head;         /* hash of the last row: noted in the log daily, so that a cut tail shows */
};
MUST_USE enum err audit_verify(struct db_read *, struct arena *, const struct keys *, struct audit_state *);

#endif
