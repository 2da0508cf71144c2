/* The contact form (feature/contact/contact.h). */
#include "feature/contact/contact.h"

#include "feature/flow/flow.h"
#include "feature/inquiry/inquiry.h"
#include "feature/mail/mail.h"
#include "store/audit.h"

static enum err save(struct flow *, int64_t *number);

static const char *const skip[] = { "via", NULL };
static const char *const must[] = { "body", NULL };
static const char *const next[] = { "センターの担当者が内容を確認し、Eメールまたは電話でお返事します。", NULL };

#define CONTACT(site_, lead_) { .name = "contact", .title = "お問い合わせフォーム", .what = "お問い合わせ", .lead = lead_, .deed = "送信", .next = next, \
	.done_title = "お問い合わせを受け付けました", .site = site_, .recipient = "mail", .save = save, \
	.form = { .entity = &inquiry_entity, .stage = FORM_WHOLE, .skip = skip, .must = must, .moved = "subject", .moved_after = "phone" } }

static const struct flow_kind forms[] = {
	CONTACT(SITE_SUPER, "スーパーネットとセンターについてのお問い合わせを、やまぐち県民活動支援センターがお受けします。お急ぎのときは、お電話ください。"),
	CONTACT(SITE_AIKA, "あいかさねっとについてのお問い合わせを、やまぐち県民活動支援センターがお受けします。お急ぎのときは、お電話ください。"),
};

static enum err tell(struct flow *f, const struct inquiry *q)
{
	struct arena *a = f->req->arena;
	const struct mail_sender sender = { f->req->app->keys, f->req->app->mail_from, f->req->app->base_url, str_of(centre.mail) };
	struct str number = str_fmt(a, "%lld", (long long)q->record.id);
	const struct mail_value all[] = { { "受付番号", number }, { "お名前", q->name }, { "Eメール", q->mail }, { "電話", q->phone }, { "件名", q->subject },
		{ "内容", q->body } };
	const struct mail_value receipt[] = { { "受付番号", number } };
	enum err err = mail_queue(f->w, a, &sender, &(struct mail){ .event = "contact.received.centre", .site = q->record.site, .to = sender.centre,
		.unique = str_fmt(a, "contact:%.*s:centre", STR_ARG(number)), .value = all, .values = COUNT_OF(all), .now = f->req->now });
	return err ? err : mail_queue(f->w, a, &sender, &(struct mail){ .event = "contact.received", .site = q->record.site, .to = q->mail,
		.person_key = q->record.person_key, .unique = str_fmt(a, "contact:%.*s:sender", STR_ARG(number)), .value = receipt, .values = COUNT_OF(receipt),
		.now = f->req->now });
}

static enum err save(struct flow *f, int64_t *number)
{
	struct inquiry *q = f->record;
	const struct master *via = master_by_code(f->req->app->masters, "via", S("contact"));
	q->record.state = STATE_PUBLISHED; /* it is sent; nobody but who has the right reads it */
	q->via = via ? via->num : 0;
	q->sent_at = f->req->now;
	enum err err = entity_save(f->w, f->req->arena, f->req->app->keys, &inquiry_entity, q, f->req->now);
	*number = q->record.id;
	if (!err) err = audit_add(f->w, f->req->arena, f->req->app->keys, &(struct audit_entry){ .now = f->req->now, .actor = "visitor", .action = "contact",
		.entity = "inquiry", .record = q->record.id, .detail = S("form") });
	return err ? err : tell(f, q);
}

static const struct flow_kind *of_site(const struct request *req)
{
	return &forms[req->site->id == SITE_AIKA];
}

static struct reply show(struct request *req, struct db_read *db)
{
	struct flow f = flow_open(req, db, NULL, of_site(req));
	return flow_get(&f);
}

static struct reply post(struct request *req, struct db_write *w)
{
	struct flow f = flow_open(req, db_reading(w), w, of_site(req));
	return flow_post(&f);
}

const struct route contact_routes[] = {
	{ "/contact/form", VISITOR_FORM, show, post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ 0 },
};
