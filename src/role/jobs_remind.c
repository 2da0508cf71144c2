/* The task that acts on reminders (role/jobs.h, feature/reminder). What a kind means stands in a table of rules. */
#include "core/log.h"
#include "role/jobs.h"

/* Today's features remind of nothing; whoever sets a kind adds its row here. */
const struct reminder_rule jobs_rules[] = {
	{ NULL, NULL },
};

static const struct reminder_rule *rule_of(const struct reminder_rule *rule, struct str kind)
{
	while (rule->kind && !str_is(kind, rule->kind)) rule++;
	return rule->kind ? rule : NULL;
}

/* In a transaction of its own, which also ends the reminder: both happen, or neither. */
static enum err act(struct jobs *j, const struct reminder_rule *rule, const struct reminder *r, int64_t *done)
{
	struct reminder_context ctx = { .keys = j->keys, .masters = j->masters, .now = j->now };
	struct db_write *w;
	enum err e = db_write_begin(j->db, &w);
	if (e) return e;
	e = reminder_done(w, r->id, j->now);
	if (!e) e = rule->act(w, j->arena, r, &ctx);
	if (e) {
		db_write_roll_back(w);
		if (e != ERR_NOT_FOUND) log_warn(3326, "reminder %lld (%.*s): %s", (long long)r->id, STR_ARG(r->kind), err_text(e));
		return OK; /* does not stop the others */
	}
	e = db_write_commit(w);
	*done += e == OK;
	return e;
}

enum err jobs_remind(struct jobs *j, int64_t *done)
{
	struct reminders list = { .n = REMINDER_BATCH };
	enum err e = OK;
	for (int64_t last = 0; !e && list.n == REMINDER_BATCH;) {
		struct db_read *r;
		e = db_read_begin(j->db, &r);
		if (e) return e;
		e = reminder_due(r, j->arena, j->now, last, &list);
		db_read_done(r);
		for (size_t i = 0; !e && i < list.n; i++) {
			const struct reminder_rule *rule = rule_of(j->rules, list.v[i].kind);
			last = list.v[i].id;
			if (rule) e = act(j, rule, &list.v[i], done);
			else log_warn(3327, "reminder %lld: there is no rule for %.*s", (long long)last, STR_ARG(str_clip(list.v[i].kind, 40)));
		}
	}
	return e;
}
