/* The steps of a form (feature/flow/flow.h). */
#include <string.h>

#include "feature/flow/flow.h"
#include "feature/flow/flow.html.h"
#include "feature/flow/flow_store.h"
#include "feature/flow/flow_view.h"
#include "html/rich.h"
#include "security/hash.h"

enum step { STEP_TERMS = 1, STEP_FORM, STEP_CONFIRM, STEP_COMPLETE };

/* ---- pages ---- */

static const char *const with_terms[] = { "規約に同意", "入力", "確認", "完了", NULL };
static const char *const without_terms[] = { "入力", "確認", "完了", NULL };
static const char *const direct_terms[] = { "規約に同意", "入力", "完了", NULL };
static const char *const direct_form[] = { "入力", "完了", NULL };

static const char *const *labels_of(const struct flow_kind *k)
{
	if (k->direct) return k->terms ? direct_terms : direct_form;
	return k->terms ? with_terms : without_terms;
}

/* The step as the visitor counts. */
static int number_of(const struct flow_kind *k, enum step step)
{
	return (int)step - !k->terms - (k->direct && step == STEP_COMPLETE);
}

static struct flow_view view_of(const struct flow *f, enum step step)
{
	struct arena *a = f->req->arena;
	const struct flow_kind *k = f->kind;
	struct form_state state = f->state;
	state.value = (struct params){ f->values.v, f->values.n };
	return (struct flow_view){ .req = f->req, .title = str_of(k->title), .deed = str_of(k->deed), .lead = str_of(k->lead), .note = f->note, .mail_what = str_of(k->mail_what ? k->mail_what : "受付のお知らせ"),
		.action = f->action, .steps = form_steps(a, k->deed, labels_of(k), number_of(k, step)), .direct = k->direct, .done_note = str_of(k->done_note),
		.state = state.nonce.n ? form_state_seal(a, f->req->app->keys, str_of(k->name), &state) : STR_NONE };
}

static struct reply flow_reply(const struct flow *f, struct out *o, const char *step_name, enum step step)
{
	struct request *req = f->req;
	const struct flow_kind *k = f->kind;
	struct crumb crumb[] = { { str_of(k->parent), k->parent ? url_to(req, k->parent_path) : URL_NONE }, { str_of(k->title), URL_NONE } };
	struct str note = f->faults.n ? str_fmt(req->arena, "エラー%zu件、", f->faults.n) : STR_NONE;
	int number = number_of(k, step), all = number_of(k, STEP_COMPLETE);
	struct reply r = page_reply(req, &(struct page){ .title = str_of(k->title),
		.title_note = str_fmt(req->arena, "%.*s%d/%d %s", STR_ARG(note), number, all, step_name), .body = page_body(o),
		.crumb = k->parent ? crumb : crumb + 1, .crumbs = k->parent ? 2 : 1, .wide = true, .no_index = step != STEP_TERMS });
	if (f->w || step != STEP_TERMS) r.cache = CACHE_NO_STORE;
	return r;
}

static struct reply terms_page(const struct flow *f, const struct terms *t, struct str error)
{
	struct flow_view v = view_of(f, STEP_TERMS);
	struct out o = page_out(f->req);
	v.terms_title = t->title;
	v.terms = rich_load(f->req->arena, t->body);
	v.privacy = url_to(f->req, "/privacy");
	v.agree_error = error;
	flow_terms(&o, &v);
	return flow_reply(f, &o, "規約に同意", STEP_TERMS);
}

static struct reply form_page(struct flow *f)
{
	struct flow_view v = view_of(f, STEP_FORM);
	struct out o = page_out(f->req);
	form_view(f->req, f->db, &f->kind->form, str_of(f->kind->what), (struct params){ f->values.v, f->values.n }, f->record, &f->faults, &v.form);
	if (f->places.n) form_view_places(f->req, &v.form, f->places.column, f->places.place, f->places.n);
	flow_form(&o, &v);
	return flow_reply(f, &o, "入力", STEP_FORM);
}

static struct str mail_of(const struct flow *f)
{
	if (!f->kind->recipient) return STR_NONE;
	return *field_str(entity_field(f->kind->form.entity, f->kind->recipient), f->record);
}

static struct reply confirm_page(struct flow *f)
{
	struct flow_view v = view_of(f, STEP_CONFIRM);
	struct out o = page_out(f->req);
	if (!v.state.n) { /* more text than the pages can carry */
		fault_add(&f->faults, NULL, S("入力された文章が全体で長すぎます。文章を短くしてください。"));
		return form_page(f);
	}
	v.mail = mail_of(f);
	v.confirm_note = str_of(f->kind->confirm_note);
	form_list(f->req, f->db, &f->kind->form, str_of(f->kind->what), f->record, v.action, &v.list);
	flow_confirm(&o, &v);
	return flow_reply(f, &o, "確認", STEP_CONFIRM);
}

static struct reply complete_page(struct flow *f, int64_t number)
{
	struct request *req = f->req;
	struct flow_view v = view_of(f, STEP_COMPLETE);
	struct out o = page_out(req), more = page_out(req);
	if (number) v.number = str_fmt(req->arena, "%lld", (long long)number);
	for (const char *const *line = f->kind->next; line && *line; line++) *vec_add(req->arena, &v.next) = str_of(*line);
	if (f->kind->done) f->kind->done(f, &more);
	v.title = str_of(f->kind->done_title);
	v.more = page_body(&more);
	v.mail = mail_of(f);
	v.home = url_to(req, "/");
	v.tel = str_of(centre.tel);
	v.tel_url = url_tel(req->arena, v.tel);
	flow_complete(&o, &v);
	return flow_reply(f, &o, "完了", STEP_COMPLETE);
}

/* ---- reading ---- */

static struct record *new_record(const struct flow *f)
{
	struct record *r = arena_alloc(f->req->arena, f->kind->form.entity->size);
	memset(r, 0, f->kind->form.entity->size);
	r->kind = f->kind->form.kind;
	r->site = f->kind->site;
	return r;
}

static enum err read_values(struct flow *f)
{
	f->record = new_record(f);
	form_read(f->req->arena, f->req->app->masters, &f->kind->form, (struct params){ f->values.v, f->values.n }, f->record, &f->faults);
	return f->kind->check ? f->kind->check(f) : OK;
}

struct str flow_value(const struct flow *f, const char *name)
{
	for (size_t i = 0; i < f->values.n; i++)
		if (str_is(f->values.v[i].name, name)) return f->values.v[i].value;
	return STR_NONE;
}

static bool typed_anything(const struct request *req, const struct field *field)
{
	for (size_t i = 0; i < req->form.n; i++)
		if (str_is(req->form.v[i].name, field->column) && req->form.v[i].value.n) return true;
	return false;
}

/* A password that will not do is forgotten: it is not shown, so it could not be mended. */
static void forget_bad_passwords(struct flow *f)
{
	size_t n = 0;
	for (size_t i = 0; i < f->values.n; i++) {
		const struct field *field = entity_field(f->kind->form.entity, str_cz(f->req->arena, f->values.v[i].name));
		bool bad = false;
		for (size_t k = 0; field && field->flags & PASSWORD && k < f->faults.n; k++) bad |= f->faults.v[k].field == field;
		if (!bad) f->values.v[n++] = f->values.v[i];
	}
	f->values.n = n;
}

/* The form page's inputs replace the state's values. What the state alone has stays: files, a password that was not
 * typed again, values the form does not ask (carried over from elsewhere). */
static void take_typed(struct flow *f)
{
	struct upload_params kept = { 0 };
	struct arena *a = f->req->arena;
	for (size_t i = 0; i < f->values.n; i++) {
		const struct field *field = entity_field(f->kind->form.entity, str_cz(a, f->values.v[i].name));
		bool stays = !field || field->type == TYPE_FILE_ID || !form_asks(&f->kind->form, field);
		if (stays || (field->flags & PASSWORD && !typed_anything(f->req, field))) *vec_add(a, &kept) = f->values.v[i];
	}
	for (size_t i = 0; i < f->req->form.n; i++) {
		const struct param *p = &f->req->form.v[i];
		const struct field *field = entity_field(f->kind->form.entity, str_cz(a, p->name));
		if (field && field->type != TYPE_FILE_ID && form_asks(&f->kind->form, field) && p->value.n) *vec_add(a, &kept) = *p;
	}
	f->values = kept;
}

static enum err begin_values(struct flow *f)
{
	if (f->values.n) return OK;
	for (const struct flow_default *d = f->kind->defaults; d && d->column; d++)
		*vec_add(f->req->arena, &f->values) = (struct param){ str_of(d->column), str_of(d->code) };
	return f->kind->begin ? f->kind->begin(f) : OK;
}

/* ---- sending ---- */

/* What was sent: the page it was sent from and what it said. The same again acts once; going back and changing something
 * does not. */
static struct str sent_key(const struct flow *f)
{
	struct out o = out_new(f->req->arena, FORM_STATE_MAX);
	for (size_t i = 0; i < f->values.n; i++) {
		out_str(&o, f->values.v[i].name);
		out_char(&o, 0);
		out_str(&o, f->values.v[i].value);
		out_char(&o, 0);
	}
	return str_fmt(f->req->arena, "%.*s-%.*s", STR_ARG(f->state.nonce), STR_ARG(str_left(sha256_hex(f->req->arena, out_view(&o)), 32)));
}

static enum err save(struct flow *f, int64_t *number)
{
	enum err err = f->kind->save(f, number);
	if (!err) err = upload_keep(f->w, &f->kind->form, f->record);
	return err ? err : form_sent_note(f->w, sent_key(f), f->kind->name, *number, f->req->now);
}

static struct reply submit(struct flow *f)
{
	int64_t number = 0;
	bool sent = false;
	enum err err = form_sent_find(f->db, sent_key(f), &sent, &number);
	if (!err && sent) {
		f->record = new_record(f); /* for the address on the page; nothing is checked again */
		struct faults ignored = { .arena = f->req->arena };
		form_read(f->req->arena, f->req->app->masters, &f->kind->form, (struct params){ f->values.v, f->values.n }, f->record, &ignored);
		((struct record *)f->record)->id = number;
		return complete_page(f, number);
	}
	if (!err) err = read_values(f);
	if (err) return page_error(f->req, err);
	if (f->faults.n) return form_page(f);
	if (f->req->late) {
		f->note = str_fmt(f->req->arena, "時間がたったため、送信しませんでした。内容をお確かめのうえ、もう一度「この内容で%sする」を押してください。", f->kind->deed);
		return confirm_page(f);
	}
	err = save(f, &number);
	return err ? page_error(f->req, err) : complete_page(f, number);
}

/* ---- 郵便番号 ---- */

static void set_value(struct flow *f, const char *column, struct str value)
{
	const struct field *field = entity_field(f->kind->form.entity, column);
	if (!field || !form_asks(&f->kind->form, field) || !value.n) return;
	for (size_t i = 0; i < f->values.n; i++)
		if (str_is(f->values.v[i].name, column)) {
			f->values.v[i].value = value;
			return;
		}
	*vec_add(f->req->arena, &f->values) = (struct param){ str_of(column), value };
}

/* contact_postal stands beside contact_address; postal beside pref, city and address. An address that was typed stays. */
static void take_place(struct flow *f, struct str prefix, const struct postal_place *p)
{
	struct arena *a = f->req->arena;
	const char *pref = str_cz(a, str_cat(a, prefix, S("pref"))), *address = str_cz(a, str_cat(a, prefix, S("address")));
	bool split = entity_field(f->kind->form.entity, pref) != NULL;
	struct str text = split ? p->rest : p->whole;
	set_value(f, pref, p->pref);
	set_value(f, str_cz(a, str_cat(a, prefix, S("city"))), p->city);
	if (!str_trim(flow_value(f, address)).n) {
		set_value(f, address, text);
		f->note = S("郵便番号から住所を入力しました。番地などを書き足してください。");
	} else {
		f->note = S("郵便番号から住所を調べました。住所の欄は、入力されていた内容を残しています。");
	}
}

/* "postal:COLUMN", or "postal:COLUMN:INDEX" when one of several places was chosen. */
static struct reply look_up(struct flow *f, struct str action)
{
	struct postal_place place[POSTAL_PLACES];
	struct str word, column = STR_NONE;
	int64_t chosen = 0;
	(void)str_split(&action, ':', &word);
	bool named = str_split(&action, ':', &column);
	const struct field *field = named ? entity_field(f->kind->form.entity, str_cz(f->req->arena, column)) : NULL;
	f->record = new_record(f);
	if (!field || field->type != TYPE_POSTAL) return form_page(f);
	size_t n = postal_find(f->req->arena, f->req->app->masters, flow_value(f, field->column), place, POSTAL_PLACES);
	bool one = str_int(action, 0, (int64_t)n - 1, &chosen) || n == 1;
	if (!n) fault_add(&f->faults, field, S("この郵便番号の住所は見つかりませんでした。7けたの数字をお確かめになるか、住所を直接お書きください。"));
	else if (one) take_place(f, str_left(column, column.n - strlen("postal")), &place[chosen]);
	else f->places = (struct flow_places){ field->column, place, n };
	return form_page(f);
}

/* Without a confirm page: what the form page sends is what is stored. */
static struct reply send_now(struct flow *f)
{
	f->faults = (struct faults){ .arena = f->req->arena };
	if (!f->req->late) return submit(f);
	f->note = str_fmt(f->req->arena, "時間がたったため、送信しませんでした。もう一度「%sする」を押してください。", f->kind->deed);
	return form_page(f);
}

static struct reply check(struct flow *f, struct str action)
{
	take_typed(f);
	enum err err = upload_take(f->req, f->w, f->req->app->keys, &f->kind->form, action, &f->values, &f->faults);
	if (err) return page_error(f->req, err);
	if (str_starts(action, S("postal"))) return look_up(f, action);
	if (!str_is(action, "check")) {
		f->record = new_record(f);
		return form_page(f);
	}
	err = read_values(f);
	if (err) return page_error(f->req, err);
	forget_bad_passwords(f);
	if (f->faults.n) return form_page(f);
	return f->kind->direct ? send_now(f) : confirm_page(f);
}

static struct reply agree(struct flow *f, const struct terms *t)
{
	if (!request_form(f->req, "agree").n) {
		fault_add(&f->faults, NULL, S("規約をお読みのうえ、「規約を読み、同意する」に✓をつけてください。"));
		return terms_page(f, t, f->faults.v[0].message);
	}
	f->state.terms_id = t->record.id;
	f->state.agreed_at = f->req->now;
	if (flow_value(f, FLOW_CARRIED).n) f->note = S("入力した内容を引き継いでいます。足りないところを入力し、内容をお確かめください。");
	enum err err = begin_values(f);
	f->record = new_record(f);
	return err ? page_error(f->req, err) : form_page(f);
}

/* ---- requests ---- */

/* Nobody can agree to terms that are not published (a new installation): how to reach the centre instead. */
static struct reply no_terms(const struct flow *f, enum err err)
{
	const struct flow_kind *k = f->kind;
	struct crumb crumb[] = { { str_of(k->parent), k->parent ? url_to(f->req, k->parent_path) : URL_NONE }, { str_of(k->title), URL_NONE } };
	if (err != ERR_NOT_FOUND) return page_error(f->req, err);
	return page_later(f->req, str_of(k->title), str_of(k->lead), k->parent ? crumb : crumb + 1, k->parent ? 2 : 1);
}

struct flow flow_open(struct request *req, struct db_read *db, struct db_write *w, const struct flow_kind *kind)
{
	return (struct flow){ .req = req, .db = db, .w = w, .kind = kind, .action = url_own(req), .faults = { .arena = req->arena }, .state = { .nonce = STR_NONE } };
}

struct reply flow_get(struct flow *f)
{
	struct terms t;
	if (f->kind->terms) { /* the page is the same for everybody: it carries no state */
		enum err err = terms_in_force(f->db, f->req->arena, f->kind->terms, f->req->now, &t);
		return err ? no_terms(f, err) : terms_page(f, &t, STR_NONE);
	}
	f->state = form_state_new(f->req->arena, f->req->now);
	enum err err = begin_values(f);
	f->record = new_record(f);
	return err ? page_error(f->req, err) : form_page(f);
}

static void open_state(struct flow *f)
{
	struct str sealed = request_form(f->req, "state");
	enum err err = form_state_open(f->req->arena, f->req->app->keys, str_of(f->kind->name), sealed, f->req->now, &f->state);
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

static struct reply back_to_form(struct flow *f)
{
	f->record = new_record(f);
	return form_page(f);
}

/* Values that were typed on the other site: said, and too late not taken. */
static void carried(struct flow *f)
{
	if (!flow_value(f, FLOW_CARRIED).n) return;
	if (f->state.began_at + FLOW_CARRY_SECONDS >= f->req->now) {
		f->note = S("入力した内容を引き継いでいます。規約に同意すると、入力画面に表示します。");
		return;
	}
	f->note = S("30分が過ぎたため、入力した内容の引き継ぎは終わりました。お手数ですが、はじめから入力してください。");
	f->values.n = 0;
	f->state = form_state_new(f->req->arena, f->req->now);
}

struct reply flow_post(struct flow *f)
{
	struct terms t = { .record = { .id = 0 } };
	struct str action = request_form(f->req, "do");
	enum err err = f->kind->terms ? terms_in_force(f->db, f->req->arena, f->kind->terms, f->req->now, &t) : OK;
	if (err) return no_terms(f, err);
	open_state(f);
	if (f->kind->terms && str_is(action, "agree")) return agree(f, &t);
	if (str_is(action, "carry")) {
		carried(f);
		return f->kind->terms ? terms_page(f, &t, STR_NONE) : back_to_form(f);
	}
	if (f->kind->terms && !f->state.agreed_at) { /* a page that was changed on its way: begin again, with what was typed */
		take_typed(f);
		return terms_page(f, &t, S("規約への同意をもう一度お願いします。入力された内容は残っています。"));
	}
	if (str_is(action, "back") || (str_is(action, "submit") && f->note.n)) return back_to_form(f);
	return str_is(action, "submit") ? submit(f) : check(f, action.n ? action : S("check"));
}
