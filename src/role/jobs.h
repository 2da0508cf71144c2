/* The tasks of the jobs process, apart from its loop, so that tests run them with a clock of their own.
 *
 * Each task does what is due at j->now, in transactions of its own, and sets *done to how much that was. It may be
 * stopped anywhere and run again: nothing happens twice.
 */
#ifndef ROLE_JOBS_H
#define ROLE_JOBS_H

#include "feature/reminder/reminder.h"
#include "form/master.h"
#include "role/config.h"
#include "security/seal.h"
#include "store/store.h"

struct jobs {
	struct db *db;
	const struct keys *keys;
	const struct masters *masters;
	const struct config *config;
	const char *dir;
	struct str owner;     /* of the lease: random, of this process */
	int64_t now;          /* UTC seconds: the only clock of a task */
	int peer_fd;          /* to role/fetch.c, or -1 */
	struct arena *arena;  /* for one task */
	const struct reminder_rule *rules; /* jobs_rules, or a test's */
};
extern const struct reminder_rule jobs_rules[]; /* role/jobs_remind.c; ends with kind NULL */

MUST_USE enum err jobs_open(struct arena *, const struct config *, struct jobs *);
void jobs_close_store(struct jobs *);
/* True when this process holds the lease now. */
bool jobs_lease(struct jobs *);
void jobs_lease_end(struct jobs *);
/* Runs every task that is due. */
void jobs_run_due(struct jobs *);

/* 公開予約 whose open_at has come -> 公開, through feature/publish. */
enum err jobs_publish(struct jobs *, int64_t *done);
/* 公開 whose close_at has passed -> 非公開, through feature/publish. */
enum err jobs_close(struct jobs *, int64_t *done);
/* Reminders that are due, each with its rule in one transaction; one that fails comes again at the next run. */
enum err jobs_remind(struct jobs *, int64_t *done);
/* Files not yet looked at: clamd (setting "scanner") decides; without one they stay unserved. */
enum err jobs_scan(struct jobs *, int64_t *done);
/* Personal data of members who left, when its time is over. */
enum err jobs_erase(struct jobs *, int64_t *done);
/* Files and marks of forms that nobody can send any more are forgotten. */
enum err jobs_sweep_forms(struct jobs *, int64_t *done);
/* Members and newsletter readers who did not prove their address in unproven_days are removed. */
MUST_USE enum err jobs_sweep_unproven(struct jobs *, int64_t *done);
/* Legacy password hashes, sealed at the import, are wrapped (security/password.h). */
enum err jobs_wrap_passwords(struct jobs *, int64_t *done);
/* The event sink's lines become counts. */
enum err jobs_fold_events(struct jobs *, int64_t *done);
/* External links of public records: asks role/fetch.c for a few, notes the answers. */
enum err jobs_links(struct jobs *, int64_t *done);
enum err jobs_checkpoint(struct jobs *, int64_t *done);
enum err jobs_optimize(struct jobs *, int64_t *done);

#endif
