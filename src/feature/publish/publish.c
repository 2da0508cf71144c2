/* Publishing and taking back (feature/publish/publish.h). */
#include "feature/publish/publish.h"

#include "feature/search/search.h"
#include "store/audit.h"

/* What may become visible from where. States that are not in the table may not. */
static const bool from[] = {
	[STATE_DRAFT] = true, [STATE_REVIEW] = true, [STATE_RETURNED] = true, [STATE_SCHEDULED] = true,
	[STATE_SUSPENDED] = true, [STATE_PRIVATE] = true, [STATE_UNPROVEN] = false,
};
static const bool withdraw_to[] = {
	[STATE_DRAFT] = true, [STATE_SUSPENDED] = true, [STATE_WITHDRAWN] = true, [STATE_DISSOLVED] = true,
	[STATE_PRIVATE] = true, [STATE_UNPROVEN] = false,
};

bool publish_from(enum state s)
{
	return s > 0 && (size_t)s < COUNT_OF(from) && from[s];
}

bool publish_withdraw_to(enum state s)
{
	return s > 0 && (size_t)s < COUNT_OF(withdraw_to) && withdraw_to[s];
}

/* A kind of record that visitors see has a field they may see. */
static bool is_public_kind(const struct entity *e)
{
	for (ENTITY_FIELDS(e, f))
		for (size_t k = 0; k < e->kinds; k++)
			if (f->show[k] == OPEN) return true;
	return false;
}

static enum publish_outcome judge(const struct publish *p, const struct entity *e, const struct record *r, struct publish_result *out)
{
	if (r->trashed_at) return PUBLISH_TRASHED;
	if (r->state == (int64_t)e->visible) return PUBLISH_ALREADY;
	if (!is_public_kind(e) || !publish_from((enum state)r->state)) return PUBLISH_NOT_FROM;
	size_t missing = entity_missing(e, r, true, &out->faults);
	if (missing && !p->reason.n && !r->source.n) return PUBLISH_MISSING;
	if (r->open_at > p->now) return r->state == STATE_SCHEDULED ? PUBLISH_ALREADY : PUBLISH_SCHEDULED;
	return PUBLISH_DONE;
}

/* Saves, indexes, records and tells: the steps all changes of visibility share. */
static enum err settle(struct db_write *w, struct arena *a, const struct publish *p, const struct entity *e, struct record *r,
	const char *action, struct publish_result *out)
{
	out->after = (enum state)r->state;
	enum err err = entity_save(w, a, p->keys, e, r, p->now);
	if (!err) err = search_put(w, a, p->masters, e, r);
	struct audit_entry entry = { .now = p->now, .actor = p->actor, .action = action, .entity = e->name, .record = r->id,
		.detail = str_fmt(a, "from %d to %d%s", (int)out->before, (int)out->after, p->reason.n ? " with reason" : "") };
	if (!err) err = audit_add(w, a, p->keys, &entry);
	if (!err && p->announce) err = p->announce(w, a, e, r, out->before, p->ctx);
	return err;
}

enum err publish_record(struct db_write *w, struct arena *a, const struct publish *p, const struct entity *e, int64_t id,
	struct publish_result *out)
{
	struct record *r = arena_alloc(a, e->size);
	*out = (struct publish_result){ .outcome = PUBLISH_NOT_FROM, .faults = { .arena = a } };
	enum err err = entity_load(db_reading(w), a, p->keys, e, id, r);
	if (err) return err;
	out->before = out->after = (enum state)r->state;
	out->outcome = judge(p, e, r, out);
	if (out->outcome != PUBLISH_DONE && out->outcome != PUBLISH_SCHEDULED) return OK;
	r->incomplete = out->faults.n > 0;
	r->state = out->outcome == PUBLISH_DONE ? (int64_t)e->visible : STATE_SCHEDULED;
	if (out->outcome == PUBLISH_DONE && !r->published_at) r->published_at = p->now;
	return settle(w, a, p, e, r, out->outcome == PUBLISH_DONE ? "publish" : "schedule", out);
}

enum err publish_withdraw(struct db_write *w, struct arena *a, const struct publish *p, const struct entity *e, int64_t id,
	enum state to, struct publish_result *out)
{
	ASSERT(publish_withdraw_to(to));
	struct record *r = arena_alloc(a, e->size);
	*out = (struct publish_result){ .outcome = PUBLISH_NOT_FROM, .faults = { .arena = a } };
	enum err err = entity_load(db_reading(w), a, p->keys, e, id, r);
	if (err) return err;
	out->before = out->after = (enum state)r->state;
	if (r->trashed_at) out->outcome = PUBLISH_TRASHED;
	else if (r->state == (int64_t)to) out->outcome = PUBLISH_ALREADY;
	else if (r->state == (int64_t)e->visible || r->state == STATE_SCHEDULED) out->outcome = PUBLISH_DONE;
	if (out->outcome != PUBLISH_DONE) return OK;
	r->state = to;
	return settle(w, a, p, e, r, "withdraw", out);
}
