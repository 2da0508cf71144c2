/* What is to be remembered at a time: one row per thing and moment. A feature sets it in the transaction of what
 * causes it; the jobs process acts on it when it is due (role/jobs_remind.c), once, also after downtime.
 *
 * Not a mail queue: a rule that mails writes the outbox, in the transaction that ends the reminder.
 */
#ifndef FEATURE_REMINDER_REMINDER_H
#define FEATURE_REMINDER_REMINDER_H

#include "core/vec.h"
#include "store/store.h"

struct keys;
struct masters;

struct reminder {
	int64_t id, record, due_at; /* record: its number; UTC seconds */
	struct str key, kind, entity;
};
struct reminders VEC_OF(struct reminder);

/* What a rule is given besides the reminder. */
struct reminder_context {
	const struct keys *keys;
	const struct masters *masters;
	int64_t now;
};
/* What a kind means. An error rolls everything of this reminder back, and it comes again at the next run; a rule
 * that finds its cause gone does nothing and returns OK. Tables end with kind NULL. */
struct reminder_rule {
	const char *kind;
	enum err (*act)(struct db_write *, struct arena *, const struct reminder *, const struct reminder_context *);
};

/* key: thing and moment in words of ours and numbers ("application:17:day-before"), no personal data. Setting it
 * again moves it, unless it has been acted on. */
MUST_USE enum err reminder_set(struct db_write *, struct str key, const char *kind, const char *entity, int64_t record, int64_t due_at);
/* Its cause is gone. OK also when there was none. */
MUST_USE enum err reminder_drop(struct db_write *, struct str key);

enum { REMINDER_BATCH = 200 };
/* Those due at `now` with an id over `after`, in order of id, at most REMINDER_BATCH. */
MUST_USE enum err reminder_due(struct db_read *, struct arena *, int64_t now, int64_t after, struct reminders *);
/* Ends it. ERR_NOT_FOUND: somebody else did, or moved or dropped it meanwhile. */
MUST_USE enum err reminder_done(struct db_write *, int64_t id, int64_t now);

#endif
