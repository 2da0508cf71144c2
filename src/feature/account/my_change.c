/* 会員情報修正 and 詳細入力 (feature/account/my_change.h): two forms in steps per kind of member. */
#include "feature/account/my_change.h"

#include "feature/account/account_page.h"
#include "feature/account/account_routes.h"
#include "feature/account/my_newsletter.h"
#include "feature/account/session.h"
#include "feature/account/wish.h"
#include "feature/correction/correction_change.h"
#include "feature/flow/flow.h"
#include "feature/member/member_name.h"
#include "feature/search/search.h"

/* Changed on pages of their own, or ticked once at the registration. */
static const char *const skip[] = { "login_id", "password", "mail", "minor_consent", "requirement", NULL };

static const char *const next[] = { "公開していない項目は、すぐに変わりました。", "サイトで公開している項目は、センターが確認してから変わります。それまでは、いまの内容が載っています。", NULL };
static const char note[] = "公開していない項目はすぐに変わります。サイトで公開している項目は、センターが確認してから変わります。";

static enum err begin(struct flow *), check(struct flow *), save(struct flow *, int64_t *number);

#define CHANGE(kind_, stage_, word_, title_) { .name = "member " word_ " " #kind_, .title = title_, .what = title_, .deed = "変更", .confirm_note = note, .next = next, \
	.lead = "変えるところだけ直して、一番下の「確認画面へ進む」を押してください。", .done_title = title_ "を受け付けました", .parent = "マイページ", \
	.parent_path = "/mypage", .site = SITE_AIKA, .form = { .entity = &member_entity, .kind = (kind_), .stage = (stage_), .skip = skip, .check = purpose_##stage_ }, \
	.begin = begin, .check = check, .save = save }

static void purpose_FORM_WHOLE(const void *record, struct faults *faults)
{
	(void)member_has_purpose(record, faults);
}
#define purpose_FORM_SECOND NULL

static const struct flow_kind edits[] = {
	CHANGE(MEMBER_INDIVIDUAL, FORM_WHOLE, "edit", "登録情報の修正"),
	CHANGE(MEMBER_GROUP, FORM_WHOLE, "edit", "登録情報の修正"),
	CHANGE(MEMBER_COMPANY, FORM_WHOLE, "edit", "登録情報の修正"),
}, details[] = {
	CHANGE(MEMBER_INDIVIDUAL, FORM_SECOND, "details", "詳細の入力"),
	CHANGE(MEMBER_GROUP, FORM_SECOND, "details", "詳細の入力"),
	CHANGE(MEMBER_COMPANY, FORM_SECOND, "details", "詳細の入力"),
};

/* ---- the record as it is, and as it was asked to become ---- */

struct own {
	struct member live;      /* as stored */
	struct member wanted;    /* with the change that waits */
	struct correction pending; /* record.id 0: none */
};

static const struct form *whole_form(const struct member *m)
{
	return &edits[m->record.kind].form;
}

static enum err load(struct request *req, struct db_read *db, struct own *o)
{
	*o = (struct own){ .pending = { .record = { .id = 0 } } };
	enum err err = entity_load(db, req->arena, req->app->keys, &member_entity, req->member, &o->live);
	if (err) return err;
	o->wanted = o->live;
	err = correction_pending(db, req->arena, req->app->keys, &member_entity, req->member, &o->pending);
	if (err == ERR_NOT_FOUND) return OK;
	return err ? err : correction_apply(req->arena, req->app->masters, whole_form(&o->live), o->pending.changes, &o->wanted);
}

enum err my_change_said(struct request *req, struct db_read *db, const struct member *m, struct str *said)
{
	struct correction c;
	enum err err = correction_pending(db, req->arena, req->app->keys, &member_entity, m->record.id, &c);
	*said = STR_NONE;
	if (err && err != ERR_NOT_FOUND) return err;
	if (!err) *said = str_fmt(req->arena, "公開している項目の変更（%zu件、%.*s受付）は、センターの確認を待っています。", correction_count(req->arena, c.changes),
		STR_ARG(date_ja(req->arena, date_in_japan(c.requested_at))));
	int64_t asked = 0;
	err = m->record.state == STATE_SUSPENDED ? wish_asked(db, m->record.id, WISH_RESUME, &asked) : OK;
	if (!err && asked) *said = str_cat(req->arena, *said, S("再開の依頼を受け付けています。センターの確認をお待ちください。"));
	return err;
}

/* ---- the form ---- */

static enum err begin(struct flow *f)
{
	struct own o;
	enum err err = load(f->req, f->db, &o);
	if (err) return err;
	struct params values = form_values(f->req->arena, f->req->app->masters, &f->kind->form, &o.wanted);
	for (size_t i = 0; i < values.n; i++) *vec_add(f->req->arena, &f->values) = values.v[i];
	return OK;
}

static bool has_fault(const struct faults *faults, const struct field *field)
{
	for (size_t i = 0; i < faults->n; i++)
		if (faults->v[i].field == field) return true;
	return false;
}

static void copy_field(const struct field *f, void *to, const void *from)
{
	if (field_is_str(f)) *field_str(f, to) = *field_str(f, from);
	else *field_int(f, to) = *field_int(f, from);
}

static void take_asked(const struct form *form, void *to, const void *from)
{
	for (ENTITY_FIELDS(form->entity, f))
		if (form_asks(form, f)) copy_field(f, to, from);
}

/* Conditions on fields of the other stage count too (活動可能地域 of who joins). */
static enum err check(struct flow *f)
{
	struct own o;
	const struct form *form = &f->kind->form;
	enum err err = load(f->req, f->db, &o);
	if (err) return err;
	take_asked(form, &o.wanted, f->record);
	for (ENTITY_FIELDS(form->entity, field))
		if (form_asks(form, field) && !has_fault(&f->faults, field) && form_needs(form, field, &o.wanted) && !field_given(field, &o.wanted))
			fault_missing(&f->faults, form->entity, field, form->kind);
	return OK;
}

/* ---- saving ---- */

/* Until the centre has looked, the public sees the old text. */
static bool waits(const struct member *m, const struct field *f)
{
	bool shown = m->record.state == STATE_PUBLISHED || m->record.state == STATE_SCHEDULED;
	return shown && f->show[m->record.kind] == OPEN;
}

static enum err save_live(struct request *req, struct db_write *w, struct own *o)
{
	struct member live = o->live;
	bool changed = false;
	for (ENTITY_FIELDS(&member_entity, f)) {
		if (!form_asks(whole_form(&live), f) || waits(&live, f) || !correction_field_differs(f, &live, &o->wanted)) continue;
		copy_field(f, &live, &o->wanted);
		changed = true;
	}
	if (!changed) return OK;
	live.record.incomplete = entity_missing(&member_entity, &live, true, NULL) > 0;
	enum err err = entity_save(w, req->arena, req->app->keys, &member_entity, &live, req->now);
	if (!err) err = search_put(w, req->arena, req->app->masters, &member_entity, &live);
	if (!err && live.wants_newsletter != o->live.wants_newsletter) err = my_newsletter_follow(req, w, &live, false);
	o->live = live;
	return err ? err : account_note(req, w, live.record.id, "member.changed", STR_NONE);
}

/* The one pending change: made, added to, or taken back when nothing differs any more. */
static enum err save_pending(struct request *req, struct db_write *w, struct own *o, int64_t *number)
{
	struct correction *c = &o->pending;
	struct str changes = correction_changes(req->arena, req->app->masters, whole_form(&o->live), &o->live, &o->wanted);
	bool was = c->record.id != 0;
	if ((!was && !changes.n) || (was && str_eq(changes, c->changes))) return OK;
	c->record.state = changes.n ? STATE_REVIEW : STATE_WITHDRAWN;
	if (changes.n) c->changes = changes;
	c->record.site = SITE_AIKA;
	c->record.person_key = o->live.record.person_key;
	c->target = str_of(member_entity.name);
	c->target_id = o->live.record.id;
	c->target_title = member_name(req->arena, &o->live);
	c->requester_name = session_name(&o->live);
	c->target_version = o->live.record.version;
	c->requester_mail = o->live.mail;
	c->requested_at = req->now;
	c->proven = 1;
	enum err err = entity_save(w, req->arena, req->app->keys, &correction_entity, c, req->now);
	if (!err) err = account_note(req, w, o->live.record.id, changes.n ? "member.change.asked" : "member.change.withdrawn", STR_NONE);
	if (err || !changes.n) return err;
	*number = c->record.id;
	struct str unique = str_fmt(req->arena, "member.change:%lld:%lld", (long long)c->record.id, (long long)c->record.version);
	return account_mail_centre(req, w, &o->live, "member.change.centre", unique);
}

static enum err save(struct flow *f, int64_t *number)
{
	struct own o;
	enum err err = load(f->req, f->db, &o);
	if (err) return err;
	take_asked(&f->kind->form, &o.wanted, f->record);
	err = save_live(f->req, f->w, &o);
	return err ? err : save_pending(f->req, f->w, &o, number);
}

/* ---- routes ---- */

static enum err kind_of(struct request *req, struct db_read *db, int64_t *kind)
{
	struct member m;
	enum err err = entity_load(db, req->arena, NULL, &member_entity, req->member, &m);
	*kind = m.record.kind;
	return err ? err : *kind >= 0 && *kind < (int64_t)COUNT_OF(edits) ? OK : ERR_NOT_FOUND;
}

static struct reply change(struct request *req, struct db_read *db, struct db_write *w, const struct flow_kind *kinds)
{
	int64_t kind = 0;
	enum err err = kind_of(req, db, &kind);
	if (err) return page_error(req, err);
	struct flow f = flow_open(req, db, w, &kinds[kind]);
	return w ? flow_post(&f) : flow_get(&f);
}

static struct reply edit_show(struct request *req, struct db_read *db)
{
	return change(req, db, NULL, edits);
}

static struct reply edit_post(struct request *req, struct db_write *w)
{
	return change(req, db_reading(w), w, edits);
}

static struct reply details_show(struct request *req, struct db_read *db)
{
	return change(req, db, NULL, details);
}

static struct reply details_post(struct request *req, struct db_write *w)
{
	return change(req, db_reading(w), w, details);
}

const struct route account_change_routes[] = {
	{ "/mypage/edit", MEMBER, edit_show, edit_post, NULL, ROUTE_PERSONAL | ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ "/mypage/details", MEMBER, details_show, details_post, NULL, ROUTE_PERSONAL | ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ .path = NULL },
};
