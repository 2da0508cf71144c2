/* Who is told what about a registration, and what it may be a double of (feature/registration/registration.h). */
#include <string.h>

#include "feature/group/group.h"
#include "feature/mail/mail.h"
#include "feature/registration/registration.h"

STATEMENT(group_similar_by_index, "SELECT count(*) FROM grp WHERE id <> $1 AND trashed_at = 0 AND (name = $2 OR (kana = $3 AND kana <> '')"
	" OR (phone = $4 AND phone <> '') OR (registrant_mail_bidx = $5 AND registrant_mail_bidx IS NOT NULL))");

static const struct registration *registration_of(const struct entity *e, const struct record *r)
{
	for (size_t i = 0; i < registrations_count; i++)
		if (registrations[i].flow.form.entity == e && registrations[i].flow.form.kind == r->kind) return &registrations[i];
	return NULL;
}

static struct str text_of(const struct entity *e, const char *column, const void *record)
{
	const struct field *f = entity_field(e, column);
	return f ? *field_str(f, record) : STR_NONE;
}

enum err registration_similar(struct db_read *db, struct arena *a, const struct keys *keys, const struct entity *e, const void *record, int64_t *n)
{
	const struct group *g = record;
	*n = 0;
	if (e != &group_entity) return OK;
	struct str mail = g->registrant_mail.n ? entity_index(a, keys, e, entity_field(e, "registrant_mail"), g->registrant_mail) : STR_NONE;
	return db_int(db, &group_similar_by_index, BIND(b_int(g->record.id), b_str(g->name), b_str(g->kana), b_str(g->phone),
		mail.n ? b_blob(mail) : b_null()), n);
}

enum err registration_tell_submitted(struct db_write *w, struct arena *a, const struct mail_sender *sender, const struct registration *form,
	const void *record, int64_t now)
{
	const struct entity *e = form->flow.form.entity;
	const struct record *r = record;
	int64_t similar = 0;
	enum err err = registration_similar(db_reading(w), a, sender->keys, e, record, &similar);
	const struct mail_value value[] = {
		{ "宛名", text_of(e, form->recipient_name, record) }, { "種類", str_of(form->flow.what) }, { "名称", *field_str(entity_title(e), record) },
		{ "受付番号", str_fmt(a, "%lld", (long long)r->id) },
		{ "似た登録", similar ? str_fmt(a, "%lld件（名称・ふりがな・電話番号・Eメールのどれかが同じ）", (long long)similar) : STR_NONE },
	};
	struct mail to_requester = { .event = "registration.submitted", .site = r->site, .to = text_of(e, form->flow.recipient, record), .person_key = r->person_key,
		.unique = str_fmt(a, "%s.submitted:%lld", e->name, (long long)r->id), .value = value, .values = COUNT_OF(value), .now = now };
	struct mail to_centre = { .event = "registration.submitted.centre", .site = r->site, .to = sender->centre,
		.unique = str_fmt(a, "%s.submitted:%lld:centre", e->name, (long long)r->id), .value = value, .values = COUNT_OF(value), .now = now };
	if (!err) err = mail_queue(w, a, sender, &to_requester);
	return err ? err : mail_queue(w, a, sender, &to_centre);
}

enum err registration_tell_published(struct db_write *w, struct arena *a, const struct entity *e, const void *record, enum state before, void *ctx)
{
	const struct mail_sender *sender = ctx;
	const struct record *r = record;
	const struct registration *form = registration_of(e, r);
	bool submitted = before == STATE_REVIEW || before == STATE_RETURNED || before == STATE_SCHEDULED;
	if (!form || r->state != STATE_PUBLISHED || !submitted || r->source.n) return OK;
	struct str id = str_fmt(a, "%lld", (long long)r->id), prefix = str_trim(sender->base_url);
	const struct mail_value value[] = {
		{ "宛名", text_of(e, form->recipient_name, record) }, { "種類", str_of(form->flow.what) }, { "名称", *field_str(entity_title(e), record) },
		{ "アドレス", url_path(a, prefix, form->page, &id, 1).s },
	};
	return mail_queue(w, a, sender, &(struct mail){ .event = "registration.published", .site = r->site, .to = text_of(e, form->flow.recipient, record),
		.person_key = r->person_key, .unique = str_fmt(a, "%s.published:%lld", e->name, (long long)r->id), .value = value, .values = COUNT_OF(value),
		.now = r->updated_at });
}
