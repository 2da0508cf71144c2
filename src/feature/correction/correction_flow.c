/* The pages of 修正依頼 (feature/correction/correction_flow.h). */
#include "feature/correction/correction_flow.h"

#include <string.h>

#include "core/vec.h"
#include "feature/correction/correction.html.h"
#include "feature/correction/correction_view.h"
#include "feature/flow/flow.h"
#include "feature/mail/mail.h"
#include "feature/proof/proof.h"
#include "feature/registration/registration.h"
#include "store/audit.h"
#include "ui/record.h"

enum { LINK_HOURS = 24 };

struct change_list VEC_OF(struct param);

/* One request about one record. */
struct target {
	const struct registration *form; /* how its kind is registered */
	const char *folder;              /* "groups" */
	bool proven;
	struct record *before;           /* as the asker may see it: with all values when proven, else the public ones */
	struct str title;
};

static const struct place {
	const char *folder, *entity, *parent, *word;
} places[] = {
	{ "groups", "group", "団体・企業を探す", "団体・企業の情報" },
	{ "events", "event", "イベント・募集を探す", "募集情報" },
	{ "reports", "report", "活動実績・事例を探す", "活動実績・事例" },
	{ "grants", "grant", "助成を探す", "助成情報" },
};

static const struct place *place_of(const struct request *req)
{
	struct str rest = str_skip(req->path, 1), folder;
	if (!str_split(&rest, '/', &folder)) return NULL;
	if (str_is(folder, "correction") && !str_split(&rest, '/', &folder)) return NULL;
	for (size_t i = 0; i < COUNT_OF(places); i++)
		if (str_is(folder, places[i].folder)) return &places[i];
	return NULL;
}

static const struct registration *form_of(const char *entity, int64_t kind)
{
	for (size_t i = 0; i < registrations_count; i++) {
		const struct form *f = &registrations[i].flow.form;
		if (strcmp(f->entity->name, entity) == 0 && f->kind == kind) return &registrations[i];
	}
	return NULL;
}

static void blank(const struct field *f, void *record)
{
	if (field_is_str(f)) *field_str(f, record) = STR_NONE;
	else *field_int(f, record) = 0;
}

/* The record a visitor asks about. Private values leave this function only when the asker has proven the address. */
static enum err target_open(struct request *req, struct db_read *db, int64_t id, bool proven, struct target *t)
{
	const struct place *place = place_of(req);
	const struct entity *e = place ? entity_named(place->entity) : NULL;
	if (!e || id <= 0) return ERR_NOT_FOUND;
	struct record *r = arena_alloc(req->arena, e->size);
	enum err err = entity_load(db, req->arena, proven ? req->app->keys : NULL, e, id, r);
	if (err) return err;
	if (!record_visible(req, e, r)) return ERR_NOT_FOUND;
	for (ENTITY_FIELDS(e, f))
		if (!proven && f->show[r->kind] == OWN) blank(f, r);
	*t = (struct target){ .form = form_of(place->entity, r->kind), .folder = place->folder, .proven = proven, .before = r, .title = *field_str(entity_title(e), r) };
	return t->form ? OK : ERR_NOT_FOUND;
}

/* ---- what changes ---- */

static struct params differences(struct arena *a, const struct masters *m, const struct form *form, const void *before, const void *after)
{
	struct change_list list = { 0 };
	struct params was = form_values(a, m, form, before), is = form_values(a, m, form, after);
	for (ENTITY_FIELDS(form->entity, f)) {
		struct str old = form_typed(a, was, f), now = form_typed(a, is, f);
		if (form_asks(form, f) && !str_eq(old, now)) *vec_add(a, &list) = (struct param){ str_of(f->column), now };
	}
	return (struct params){ list.v, list.n };
}

static struct str labels_of(struct arena *a, const struct form *form, struct params changes)
{
	struct out o = out_new(a, 1 << 16);
	for (size_t i = 0; i < changes.n; i++) {
		if (i) out_lit(&o, "、");
		out_str(&o, field_label(form->entity, entity_field(form->entity, str_cz(a, changes.v[i].name)), form->kind));
	}
	return out_view(&o);
}

/* ---- the form ---- */

static enum err begin(struct flow *f)
{
	const struct target *t = f->ctx;
	struct params v = form_values(f->req->arena, f->req->app->masters, &f->kind->form, t->before);
	for (size_t i = 0; i < v.n; i++) *vec_add(f->req->arena, &f->values) = v.v[i];
	*vec_add(f->req->arena, &f->values) = (struct param){ S("@record"), str_fmt(f->req->arena, "%lld", (long long)t->before->id) };
	if (t->proven) *vec_add(f->req->arena, &f->values) = (struct param){ S("@proven"), S("1") };
	return OK;
}

static enum err check(struct flow *f)
{
	const struct target *t = f->ctx;
	if (f->faults.n) return OK;
	if (!differences(f->req->arena, f->req->app->masters, &f->kind->form, t->before, f->record).n)
		fault_add(&f->faults, NULL, S("変更された項目がありません。修正したい項目を書き直してください。"));
	return OK;
}

static enum err tell(struct flow *f, const struct correction *c, struct params changes)
{
	const struct app *app = f->req->app;
	struct arena *a = f->req->arena;
	const struct mail_sender sender = { app->keys, app->mail_from, app->base_url, str_of(centre.mail) };
	struct str number = str_fmt(a, "%lld", (long long)c->record.id);
	const struct mail_value value[] = { { "宛名", c->requester_name }, { "名称", c->target_title }, { "受付番号", number },
		{ "確認", c->proven ? S("確認済み") : S("未確認") }, { "項目", labels_of(a, &f->kind->form, changes) } };
	struct mail m = { .event = "correction.submitted", .site = c->record.site, .to = c->requester_mail, .person_key = c->record.person_key,
		.unique = str_cat(a, S("correction.submitted:"), number), .value = value, .values = COUNT_OF(value), .now = f->req->now };
	struct mail centre_mail = { .event = "correction.submitted.centre", .site = c->record.site, .to = sender.centre,
		.unique = str_fmt(a, "%.*s:centre", STR_ARG(m.unique)), .value = value, .values = COUNT_OF(value), .now = f->req->now };
	enum err err = mail_queue(f->w, a, &sender, &m);
	return err ? err : mail_queue(f->w, a, &sender, &centre_mail);
}

static enum err save(struct flow *f, int64_t *number)
{
	const struct target *t = f->ctx;
	const struct form *form = &f->kind->form;
	struct arena *a = f->req->arena;
	struct params changes = differences(a, f->req->app->masters, form, t->before, f->record);
	const void *who = t->proven ? (const void *)t->before : f->record; /* a proven asker is told where the proof went */
	struct correction c = { .record = { .site = t->before->site, .state = STATE_REVIEW }, .target = str_of(form->entity->name), .target_id = t->before->id,
		.target_title = t->title, .target_version = t->before->version, .changes = correction_encode(a, changes),
		.requester_name = *field_str(entity_field(form->entity, t->form->recipient_name), who),
		.requester_mail = *field_str(entity_field(form->entity, t->form->flow.recipient), who), .requested_at = f->req->now, .proven = t->proven };
	enum err err = entity_save(f->w, a, f->req->app->keys, &correction_entity, &c, f->req->now);
	*number = c.record.id;
	if (!err) err = audit_add(f->w, a, f->req->app->keys, &(struct audit_entry){ .now = f->req->now, .actor = "visitor", .action = "correction.request",
		.entity = form->entity->name, .record = c.target_id, .detail = t->proven ? S("proven") : S("unproven") });
	return err ? err : tell(f, &c, changes);
}

static const char *const consents[] = { "minor_consent", "requirement", NULL };
static const char *const next[] = { "センターが内容を確認します。それまでは、いまの内容がそのまま掲載されます。", "修正を公開したときに、メールでお知らせします。", NULL };

/* One kind per record kind; the state is bound to its name, and "@record" in it to the record. */
static const struct flow_kind *kind_of(struct request *req, const struct target *t)
{
	struct flow_kind *k = ARENA_NEW(req->arena, struct flow_kind);
	struct form form = t->form->flow.form;
	form.skip = consents;
	form.before = t->before;
	*k = (struct flow_kind){ .name = str_cz(req->arena, str_fmt(req->arena, "correction %s", t->form->word)), .title = "掲載内容の修正", .what = t->form->flow.what,
		.lead = t->proven ? "いま登録されている内容が入っています。修正したい項目だけを書き直してください。"
			: "公開されている内容が入っています。修正したい項目を書き直し、ご連絡先をお書きください。本人の確認ができていない依頼として、センターが電話などで確認します。",
		.deed = "依頼", .confirm_note = "「変わる項目」だけが変わります。センターが内容を確認してから公開します。", .next = next,
		.done_title = "修正の依頼を受け付けました", .parent = "企業・団体情報の修正依頼", .parent_path = "/register/correction", .site = SITE_SUPER, .form = form,
		.recipient = t->form->flow.recipient, .begin = begin, .check = check, .save = save };
	return k;
}

static struct reply form_show(struct request *req, struct db_read *db)
{
	struct target t;
	enum err err = target_open(req, db, request_id(req, 0), false, &t);
	if (err) return page_error(req, err);
	struct flow f = flow_open(req, db, NULL, kind_of(req, &t));
	f.ctx = &t;
	return flow_get(&f);
}

/* Whether the form that comes back began with a proven address, for this record: its sealed state says so. */
static bool state_proven(struct request *req, const struct flow_kind *k, int64_t id)
{
	struct form_state s;
	enum err err = form_state_open(req->arena, req->app->keys, str_of(k->name), request_form(req, "state"), req->now, &s);
	bool record = false, proven = false;
	if (err && err != ERR_CONFLICT) return false;
	for (size_t i = 0; i < s.value.n; i++) {
		int64_t n;
		if (str_is(s.value.v[i].name, "@record")) record = str_int(s.value.v[i].value, 1, INT64_MAX, &n) && n == id;
		proven |= str_is(s.value.v[i].name, "@proven");
	}
	return record && proven;
}

static struct reply form_post(struct request *req, struct db_write *w)
{
	struct target t;
	int64_t id = request_id(req, 0);
	enum err err = target_open(req, db_reading(w), id, false, &t);
	if (!err && state_proven(req, kind_of(req, &t), id)) err = target_open(req, db_reading(w), id, true, &t);
	if (err) return page_error(req, err);
	struct flow f = flow_open(req, db_reading(w), w, kind_of(req, &t));
	f.ctx = &t;
	return flow_post(&f);
}

/* ---- the mailed link ---- */

static struct reply proven(struct request *req, struct db_write *w, const struct proof *p)
{
	struct target t;
	enum err err = target_open(req, db_reading(w), p->record, true, &t);
	if (err) return page_error(req, err);
	struct flow f = flow_open(req, db_reading(w), w, kind_of(req, &t));
	struct str path = str_fmt(req->arena, "/%s/%%/correction/form", t.folder);
	f.ctx = &t;
	f.action = url_id(req, str_cz(req->arena, path), p->record);
	return flow_get(&f);
}

#define LINK_KIND(folder_, entity_) { .purpose = "correction." entity_, .entity = entity_, .seconds = LINK_HOURS * 3600, .path = "/correction/" folder_ "/%", \
	.title = "掲載内容の修正", .lead = "登録担当者のEメールアドレスが確認できました。修正フォームを開いてください。", .button = "修正フォームを開く", \
	.parent = "企業・団体情報の修正依頼", .parent_path = "/register/correction", .again = "修正したい情報のページから、もう一度リンクを受け取る", \
	.again_path = "/" folder_, .act = proven }
static const struct proof_kind links[] = { LINK_KIND("groups", "group"), LINK_KIND("events", "event"), LINK_KIND("reports", "report"), LINK_KIND("grants", "grant") };

static const struct proof_kind *link_of(const struct request *req)
{
	const struct place *place = place_of(req);
	return place ? &links[place - places] : NULL;
}

static struct reply link_show(struct request *req, struct db_read *db)
{
	const struct proof_kind *k = link_of(req);
	return k ? proof_get(req, db, k) : page_not_found(req);
}

static struct reply link_post(struct request *req, struct db_write *w)
{
	const struct proof_kind *k = link_of(req);
	return k ? proof_post(req, w, k) : page_not_found(req);
}

/* ---- where it begins ---- */

static struct reply intro_page(struct request *req, const struct target *t, bool sent)
{
	const struct place *place = place_of(req);
	struct str form = str_fmt(req->arena, "/%s/%%/correction/form", t->folder), page = str_fmt(req->arena, "/%s/%%", t->folder);
	struct correction_view v = { .req = req, .title = t->title, .word = str_of(place->word), .sent = sent, .action = url_own(req),
		.form = url_id(req, str_cz(req->arena, form), t->before->id), .page = url_id(req, str_cz(req->arena, page), t->before->id),
		.hours = LINK_HOURS, .tel = str_of(centre.tel), .tel_url = url_tel(req->arena, str_of(centre.tel)) };
	struct str parent_path = str_fmt(req->arena, "/%s", t->folder);
	struct crumb crumb[] = { { str_of(place->parent), url_to(req, str_cz(req->arena, parent_path)) }, { t->title, v.page }, { S("掲載内容の修正"), URL_NONE } };
	struct out o = page_out(req);
	correction_intro(&o, &v);
	return page_reply(req, &(struct page){ .title = S("掲載内容の修正"), .title_note = t->title, .body = page_body(&o), .crumb = crumb, .crumbs = COUNT_OF(crumb), .no_index = true });
}

static struct reply intro_show(struct request *req, struct db_read *db)
{
	struct target t;
	enum err err = target_open(req, db, request_id(req, 0), false, &t);
	return err ? page_error(req, err) : intro_page(req, &t, false);
}

/* One link an hour and record; the answer is the same whether there is an address. */
static struct reply intro_post(struct request *req, struct db_write *w)
{
	struct target t;
	struct arena *a = req->arena;
	struct str url;
	const struct app *app = req->app;
	enum err err = target_open(req, db_reading(w), request_id(req, 0), true, &t);
	if (err) return page_error(req, err);
	const struct entity *e = t.form->flow.form.entity;
	struct str to = *field_str(entity_field(e, t.form->flow.recipient), t.before);
	if (!to.n) return intro_page(req, &t, true);
	err = proof_new(req, w, link_of(req), t.before->id, STR_NONE, 0, &url);
	const struct mail_sender sender = { app->keys, app->mail_from, app->base_url, str_of(centre.mail) };
	const struct mail_value value[] = { { "宛名", *field_str(entity_field(e, t.form->recipient_name), t.before) }, { "名称", t.title },
		{ "アドレス", url }, { "時間", str_fmt(a, "%d", LINK_HOURS) } };
	struct mail m = { .event = "correction.link", .site = t.before->site, .to = to, .person_key = t.before->person_key,
		.unique = str_fmt(a, "correction.link:%s:%lld:%lld", e->name, (long long)t.before->id, (long long)(req->now / 3600)), .value = value,
		.values = COUNT_OF(value), .now = req->now };
	if (!err) err = mail_queue(w, a, &sender, &m);
	return err ? page_error(req, err) : intro_page(req, &t, true);
}

#define PLACE(folder) \
	{ "/" folder "/:id/correction", VISITOR_FORM, intro_show, intro_post, NULL, 0 }, \
	{ "/" folder "/:id/correction/form", VISITOR_FORM, form_show, form_post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT }, \
	{ "/correction/" folder "/:token", VISITOR_FORM, link_show, link_post, NULL, 0 }

const struct route correction_routes[] = {
	PLACE("groups"),
	PLACE("events"),
	PLACE("reports"),
	PLACE("grants"),
	{ 0 },
};
