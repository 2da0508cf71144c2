/* The pages of 掲載登録 and what happens when a form is sent (feature/registration/registration.h). */
#include <string.h>

#include "feature/file/upload.h"
#include "feature/mail/mail.h"
#include "feature/registration/registration.h"
#include "feature/registration/registration.html.h"
#include "feature/registration/registration_store.h"
#include "form/form_state.h"
#include "html/rich.h"
#include "store/audit.h"

enum step { STEP_TERMS = 1, STEP_FORM, STEP_CONFIRM, STEP_COMPLETE };

/* One request in the flow. */
struct flow {
	struct request *req;
	struct db_read *db;
	struct db_write *w; /* NULL in a GET */
	const struct registration *form;
	struct form_state state;
	struct upload_params values; /* of the state, growing */
	struct faults faults;
	struct str note;
	void *record;
};

/* ---- pages ---- */

static const char *const step_labels[] = { "規約に同意", "入力", "確認", "完了", NULL };

static struct registration_view view_of(const struct flow *f, enum step step)
{
	struct request *req = f->req;
	struct str name = str_of(f->form->name);
	struct form_state state = f->state;
	state.value = (struct params){ f->values.v, f->values.n };
	return (struct registration_view){ .req = req, .title = str_of(f->form->title), .what = str_of(f->form->what), .lead = str_of(f->form->lead),
		.note = f->note, .action = url_on(req, "/register/form/%", &name, 1), .steps = form_steps(req->arena, "登録", step_labels, (int)step),
		.state = state.nonce.n ? form_state_seal(req->arena, req->app->keys, name, &state) : STR_NONE };
}

static struct reply flow_reply(const struct flow *f, struct out *o, const char *prefix, enum step step)
{
	struct request *req = f->req;
	struct crumb crumb[] = { { S("掲載登録"), url_to(req, "/register") }, { str_of(f->form->title), URL_NONE } };
	struct str note = f->faults.n ? str_fmt(req->arena, "エラー%zu件、", f->faults.n) : STR_NONE;
	struct reply r = page_reply(req, &(struct page){ .title = str_of(f->form->title), .title_note = str_fmt(req->arena, "%.*s%s", STR_ARG(note), prefix),
		.body = page_body(o), .crumb = crumb, .crumbs = COUNT_OF(crumb), .wide = true, .no_index = step != STEP_TERMS });
	if (step != STEP_TERMS) r.cache = CACHE_NO_STORE;
	return r;
}

static struct reply terms_page(const struct flow *f, const struct terms *t, struct str error)
{
	struct registration_view v = view_of(f, STEP_TERMS);
	struct out o = page_out(f->req);
	v.terms_title = t->title;
	v.terms = rich_load(f->req->arena, t->body);
	v.privacy = url_to(f->req, "/privacy");
	v.agree_error = error;
	registration_terms(&o, &v);
	return flow_reply(f, &o, "1/4 規約に同意", STEP_TERMS);
}

static struct reply form_page(struct flow *f)
{
	struct registration_view v = view_of(f, STEP_FORM);
	struct out o = page_out(f->req);
	form_view(f->req, f->db, &f->form->form, str_of(f->form->what), (struct params){ f->values.v, f->values.n }, f->record, &f->faults, &v.form);
	registration_form(&o, &v);
	return flow_reply(f, &o, "2/4 入力", STEP_FORM);
}

static struct str mail_of(const struct flow *f)
{
	return *field_str(entity_field(f->form->form.entity, f->form->recipient), f->record);
}

static struct reply confirm_page(struct flow *f)
{
	struct registration_view v = view_of(f, STEP_CONFIRM);
	struct out o = page_out(f->req);
	if (!v.state.n) { /* more text than the pages can carry */
		fault_add(&f->faults, NULL, S("入力された文章が全体で長すぎます。文章を短くしてください。"));
		return form_page(f);
	}
	v.mail = mail_of(f);
	form_list(f->req, f->db, &f->form->form, v.what, f->record, v.action, &v.list);
	registration_confirm(&o, &v);
	return flow_reply(f, &o, "3/4 確認", STEP_CONFIRM);
}

static struct reply complete_page(struct flow *f, int64_t id)
{
	struct registration_view v = view_of(f, STEP_COMPLETE);
	struct out o = page_out(f->req);
	v.number = str_fmt(f->req->arena, "%lld", (long long)id);
	v.mail = mail_of(f);
	v.home = url_to(f->req, "/");
	v.tel = str_of(centre.tel);
	v.tel_url = url_tel(f->req->arena, v.tel);
	registration_complete(&o, &v);
	return flow_reply(f, &o, "4/4 完了", STEP_COMPLETE);
}

/* ---- reading ---- */

static struct record *new_record(const struct flow *f)
{
	struct record *r = arena_alloc(f->req->arena, f->form->form.entity->size);
	memset(r, 0, f->form->form.entity->size);
	r->kind = f->form->form.kind;
	r->site = f->form->site;
	return r;
}

static void read_values(struct flow *f)
{
	f->record = new_record(f);
	form_read(f->req->arena, f->req->app->masters, &f->form->form, (struct params){ f->values.v, f->values.n }, f->record, &f->faults);
}

/* The form page's inputs replace the state's values; files stay as the state has them. */
static void take_typed(struct flow *f)
{
	struct upload_params kept = { 0 };
	struct arena *a = f->req->arena;
	for (size_t i = 0; i < f->values.n; i++) {
		const struct field *field = entity_field(f->form->form.entity, str_cz(a, f->values.v[i].name));
		if (!field || field->type == TYPE_FILE_ID) *vec_add(a, &kept) = f->values.v[i];
	}
	for (size_t i = 0; i < f->req->form.n; i++) {
		const struct param *p = &f->req->form.v[i];
		const struct field *field = entity_field(f->form->form.entity, str_cz(a, p->name));
		if (field && field->type != TYPE_FILE_ID && form_asks(&f->form->form, field) && p->value.n) *vec_add(a, &kept) = *p;
	}
	f->values = kept;
}

static void take_defaults(struct flow *f)
{
	for (const struct registration_default *d = f->form->defaults; d && d->column; d++)
		*vec_add(f->req->arena, &f->values) = (struct param){ str_of(d->column), str_of(d->code) };
}

/* ---- sending ---- */

static void set_int(const struct flow *f, const char *column, int64_t value)
{
	const struct field *field = entity_field(f->form->form.entity, column);
	if (field) *field_int(field, f->record) = value;
}

static enum err save(struct flow *f, int64_t *id)
{
	const struct entity *e = f->form->form.entity;
	struct record *r = f->record;
	struct arena *a = f->req->arena;
	const struct keys *keys = f->req->app->keys;
	r->state = STATE_REVIEW;
	set_int(f, "terms_id", f->state.terms_id);
	set_int(f, "terms_agreed_at", f->state.agreed_at);
	set_int(f, "registered", 1);
	enum err err = entity_save(f->w, a, keys, e, r, f->req->now);
	*id = r->id;
	if (!err) err = upload_keep(f->w, &f->form->form, r);
	if (!err) err = form_sent_note(f->w, f->state.nonce, e->name, r->id, f->req->now);
	if (!err) err = audit_add(f->w, a, keys, &(struct audit_entry){ .now = f->req->now, .actor = "visitor", .action = "register", .entity = e->name,
		.record = r->id, .detail = S("form") });
	const struct app *app = f->req->app;
	const struct mail_sender sender = { app->keys, app->mail_from, app->base_url, str_of(centre.mail) };
	return err ? err : registration_tell_submitted(f->w, a, &sender, f->form, r, f->req->now);
}

static struct reply submit(struct flow *f)
{
	int64_t id = 0;
	read_values(f);
	enum err err = form_sent_find(f->db, f->req->arena, f->state.nonce, &id);
	if (err) return page_error(f->req, err);
	if (id) return complete_page(f, id);
	if (f->faults.n) return form_page(f);
	if (f->req->late) {
		f->note = S("時間がたったため、送信しませんでした。内容をお確かめのうえ、もう一度「この内容で登録する」を押してください。");
		return confirm_page(f);
	}
	err = save(f, &id);
	return err ? page_error(f->req, err) : complete_page(f, id);
}

static struct reply check(struct flow *f, struct str action)
{
	take_typed(f);
	enum err err = upload_take(f->req, f->w, f->req->app->keys, &f->form->form, action, &f->values, &f->faults);
	if (err) return page_error(f->req, err);
	if (!str_is(action, "check")) {
		f->record = new_record(f);
		return form_page(f);
	}
	read_values(f);
	return f->faults.n ? form_page(f) : confirm_page(f);
}

static struct reply agree(struct flow *f, const struct terms *t)
{
	if (!request_form(f->req, "agree").n)
		return terms_page(f, t, S("規約をお読みのうえ、「規約を読み、同意する」に✓をつけてください。"));
	f->state.terms_id = t->record.id;
	f->state.agreed_at = f->req->now;
	if (!f->values.n) take_defaults(f);
	f->record = new_record(f);
	return form_page(f);
}

/* ---- requests ---- */

/* Nobody can agree to terms that are not published (a new installation): how to reach the centre instead. */
static struct reply no_terms(const struct flow *f, enum err err)
{
	struct crumb crumb[] = { { S("掲載登録"), url_to(f->req, "/register") }, { str_of(f->form->title), URL_NONE } };
	if (err != ERR_NOT_FOUND) return page_error(f->req, err);
	return page_later(f->req, str_of(f->form->title), str_of(f->form->lead), crumb, COUNT_OF(crumb));
}

static struct reply registration_show(struct request *req, struct db_read *db)
{
	struct flow f = { .req = req, .db = db, .form = registration_named(req->site->id, req->arg[0]), .faults = { .arena = req->arena } };
	struct terms t;
	if (!f.form) return page_not_found(req);
	enum err err = terms_in_force(db, req->arena, f.form->terms, req->now, &t);
	if (err) return no_terms(&f, err);
	f.state = (struct form_state){ .nonce = STR_NONE }; /* the page is the same for everybody: it carries nothing */
	return terms_page(&f, &t, STR_NONE);
}

static void open_state(struct flow *f)
{
	struct str sealed = request_form(f->req, "state");
	enum err err = form_state_open(f->req->arena, f->req->app->keys, str_of(f->form->name), sealed, f->req->now, &f->state);
	for (size_t i = 0; i < f->state.value.n; i++) *vec_add(f->req->arena, &f->values) = f->state.value.v[i];
	if (err == OK && f->state.nonce.n) return;
	if (err == ERR_CONFLICT) f->note = S("時間がたったため、入力画面に戻りました。入力された内容は残っています。もう一度お進みください。");
	struct form_state fresh = form_state_new(f->req->arena, f->req->now);
	if (err == ERR_CONFLICT) {
		fresh.terms_id = f->state.terms_id;
		fresh.agreed_at = f->state.agreed_at;
	}
	f->state = fresh;
}

static struct reply registration_post(struct request *req, struct db_write *w)
{
	struct flow f = { .req = req, .db = db_reading(w), .w = w, .form = registration_named(req->site->id, req->arg[0]), .faults = { .arena = req->arena } };
	struct terms t;
	if (!f.form) return page_not_found(req);
	enum err err = terms_in_force(f.db, req->arena, f.form->terms, req->now, &t);
	if (err) return no_terms(&f, err);
	open_state(&f);
	struct str action = request_form(req, "do");
	if (str_is(action, "agree")) return agree(&f, &t);
	if (!f.state.agreed_at) { /* a page that was changed on its way: begin again, with what was typed */
		take_typed(&f);
		return terms_page(&f, &t, S("規約への同意をもう一度お願いします。入力された内容は残っています。"));
	}
	if (str_is(action, "submit")) return f.note.n ? (read_values(&f), form_page(&f)) : submit(&f);
	if (str_is(action, "back")) {
		f.record = new_record(&f);
		return form_page(&f);
	}
	return check(&f, action.n ? action : S("check"));
}

const struct route registration_super_routes[] = {
	{ "/register/form/:name", VISITOR_FORM, registration_show, registration_post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ 0 },
};
