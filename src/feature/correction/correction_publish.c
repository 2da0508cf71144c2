/* What becomes of a correction (feature/correction/correction_flow.h). */
#include <string.h>

#include "core/vec.h"
#include "feature/correction/correction_flow.h"
#include "feature/mail/mail.h"
#include "feature/registration/registration.h"
#include "feature/search/search.h"
#include "http/form_body.h"
#include "store/audit.h"

/* ---- the changes as text ---- */

struct str correction_encode(struct arena *a, struct params changes)
{
	struct out o = out_new(a, 4 << 20);
	for (size_t i = 0; i < changes.n; i++) {
		if (i) out_char(&o, '&');
		url_encode(&o, changes.v[i].name);
		out_char(&o, '=');
		url_encode(&o, changes.v[i].value);
	}
	return out_view(&o);
}

bool correction_decode(struct arena *a, struct str text, struct params *changes)
{
	struct form_reader reader;
	form_begin(&reader, a, text.n);
	return form_feed(&reader, text) == 0 && form_end(&reader, changes) == 0;
}

/* ---- deciding ---- */

static enum err tell(struct db_write *w, struct arena *a, const struct publish *p, const struct correction *c, const char *event, struct str address)
{
	const struct mail_sender *sender = p->ctx;
	const struct mail_value value[] = { { "宛名", c->requester_name }, { "名称", c->target_title }, { "受付番号", str_fmt(a, "%lld", (long long)c->record.id) },
		{ "理由", p->reason }, { "アドレス", address } };
	if (!sender) return OK;
	return mail_queue(w, a, sender, &(struct mail){ .event = event, .site = c->record.site, .to = c->requester_mail, .person_key = c->record.person_key,
		.unique = str_fmt(a, "%s:%lld", event, (long long)c->record.id), .value = value, .values = COUNT_OF(value), .now = p->now });
}

static enum err settle(struct db_write *w, struct arena *a, const struct publish *p, struct correction *c, enum state to, const char *action,
	struct publish_result *out)
{
	out->outcome = PUBLISH_DONE;
	out->after = to;
	c->record.state = to;
	c->decided_at = p->now;
	c->decision = p->reason;
	enum err err = entity_save(w, a, p->keys, &correction_entity, c, p->now);
	return err ? err : audit_add(w, a, p->keys, &(struct audit_entry){ .now = p->now, .actor = p->actor, .action = action, .entity = "correction",
		.record = c->record.id, .detail = str_fmt(a, "%.*s %lld", STR_ARG(c->target), (long long)c->target_id) });
}

/* Loads it; false (and the outcome set) when there is nothing to decide. */
static enum err open_pending(struct db_write *w, struct arena *a, const struct publish *p, int64_t id, struct correction *c, struct publish_result *out)
{
	*out = (struct publish_result){ .outcome = PUBLISH_NOT_FROM, .faults = { .arena = a } };
	enum err err = entity_load(db_reading(w), a, p->keys, &correction_entity, id, c);
	if (err) return err;
	out->before = out->after = (enum state)c->record.state;
	if (c->record.trashed_at) out->outcome = PUBLISH_TRASHED;
	else if (c->record.state == STATE_PUBLISHED) out->outcome = PUBLISH_ALREADY;
	return OK;
}

static bool pending(const struct correction *c)
{
	return !c->record.trashed_at && (c->record.state == STATE_REVIEW || c->record.state == STATE_RETURNED);
}

/* A whole MULTI stands under one name; other fields once. Fields that do not exist any more are passed over. */
static void apply(struct arena *a, const struct masters *m, const struct entity *e, struct params changes, void *record, struct faults *faults)
{
	for (ENTITY_FIELDS(e, f)) {
		for (size_t i = 0; i < changes.n; i++) {
			if (!str_is(changes.v[i].name, f->column)) continue;
			struct str text = f->type == TYPE_RICH ? html_paragraphs(a, changes.v[i].value).s : changes.v[i].value;
			(void)field_read(a, m, f, record, text, faults);
		}
	}
}

static struct str page_of(struct arena *a, const struct publish *p, const struct entity *e, const struct record *r)
{
	const struct mail_sender *sender = p->ctx;
	struct str id = str_fmt(a, "%lld", (long long)r->id);
	for (size_t i = 0; sender && i < registrations_count; i++)
		if (registrations[i].flow.form.entity == e && registrations[i].flow.form.kind == r->kind)
			return url_path(a, sender->base_url, registrations[i].page, &id, 1).s;
	return STR_NONE;
}

enum err correction_publish(struct db_write *w, struct arena *a, const struct publish *p, int64_t id, struct publish_result *out)
{
	struct correction c = { .record = { .id = 0 } };
	struct params changes;
	enum err err = open_pending(w, a, p, id, &c, out);
	if (err || !pending(&c)) return err;
	const struct entity *e = entity_named(str_cz(a, c.target));
	if (!e || !correction_decode(a, c.changes, &changes)) return ERR_INPUT;
	struct record *target = arena_alloc(a, e->size);
	err = entity_load(db_reading(w), a, p->keys, e, c.target_id, target);
	if (err) return err;
	apply(a, p->masters, e, changes, target, &out->faults);
	if (out->faults.n) {
		out->outcome = PUBLISH_MISSING;
		return OK;
	}
	target->incomplete = entity_missing(e, target, true, NULL) > 0;
	err = entity_save(w, a, p->keys, e, target, p->now);
	if (!err) err = search_put(w, a, p->masters, e, target);
	if (!err) err = settle(w, a, p, &c, STATE_PUBLISHED, "correct", out);
	return err ? err : tell(w, a, p, &c, "correction.published", page_of(a, p, e, target));
}

enum err correction_decide(struct db_write *w, struct arena *a, const struct publish *p, int64_t id, enum state to, struct publish_result *out)
{
	struct correction c = { .record = { .id = 0 } };
	ASSERT(to == STATE_RETURNED || to == STATE_REJECTED);
	enum err err = open_pending(w, a, p, id, &c, out);
	if (err || !pending(&c) || c.record.state == (int64_t)to) return err;
	err = settle(w, a, p, &c, to, to == STATE_RETURNED ? "return" : "reject", out);
	return err ? err : tell(w, a, p, &c, to == STATE_RETURNED ? "correction.returned" : "correction.rejected", STR_NONE);
}
