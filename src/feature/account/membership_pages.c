/* 休止・再開依頼・退会 (each asks for the password), and the change of the mail address (proven at the new one). */
#include <string.h>

#include "feature/account/account.html.h"
#include "feature/account/account_page.h"
#include "feature/account/account_routes.h"
#include "feature/account/my_newsletter.h"
#include "feature/account/new_password.h"
#include "feature/account/session.h"
#include "feature/account/wish.h"
#include "feature/correction/correction_change.h"
#include "feature/proof/proof.h"
#include "feature/publish/publish.h"
#include "feature/search/search.h"

/* ---- 休止・再開依頼・退会 ---- */

struct deed {
	const char *name;   /* of the form's value "do" */
	struct member member;
};

static const char *actor(struct request *req)
{
	return str_cz(req->arena, str_fmt(req->arena, "member:%lld", (long long)req->member));
}

/* A published record goes through feature/publish, any other is set. */
static enum err set_state(struct request *req, struct db_write *w, struct member *m, enum state to)
{
	struct publish p = { .keys = req->app->keys, .masters = req->app->masters, .now = req->now, .actor = actor(req) };
	struct publish_result result;
	enum err err = publish_withdraw(w, req->arena, &p, &member_entity, m->record.id, to, &result);
	if (err || result.outcome != PUBLISH_NOT_FROM) return err;
	err = entity_load(db_reading(w), req->arena, req->app->keys, &member_entity, m->record.id, m);
	m->record.state = to;
	if (!err) err = entity_save(w, req->arena, req->app->keys, &member_entity, m, req->now);
	if (!err) err = search_put(w, req->arena, req->app->masters, &member_entity, m);
	return err ? err : account_note(req, w, m->record.id, "withdraw", STR_NONE);
}

static enum err tell(struct request *req, struct db_write *w, const struct member *m, const char *event, const char *to_centre)
{
	struct str unique = str_fmt(req->arena, "%s:%lld:%lld", event, (long long)m->record.id, (long long)req->now);
	enum err err = account_mail(req, w, m, event, STR_NONE, unique, NULL, 0);
	if (err && err != ERR_INPUT) return err;
	return account_mail_centre(req, w, m, to_centre, str_cat(req->arena, unique, S(":centre")));
}

static enum err suspend(struct request *req, struct db_write *w, struct member *m)
{
	if (m->record.state != STATE_PUBLISHED) return ERR_CONFLICT;
	enum err err = set_state(req, w, m, STATE_SUSPENDED);
	if (!err) err = wish_done(w, m->record.id, WISH_RESUME, req->now); /* one of before */
	return err ? err : tell(req, w, m, "member.suspended", "member.suspended.centre");
}

static enum err resume(struct request *req, struct db_write *w, struct member *m)
{
	if (m->record.state != STATE_SUSPENDED) return ERR_CONFLICT;
	enum err err = wish_add(w, m->record.id, WISH_RESUME, req->now, 0);
	if (!err) err = account_note(req, w, m->record.id, "resume.asked", STR_NONE);
	return err ? err : tell(req, w, m, "member.resume", "member.resume.centre");
}

/* A change that waits is of no use any more. */
static enum err drop_change(struct request *req, struct db_write *w, int64_t id)
{
	struct correction c;
	enum err err = correction_pending(db_reading(w), req->arena, req->app->keys, &member_entity, id, &c);
	if (err) return err == ERR_NOT_FOUND ? OK : err;
	c.record.state = STATE_WITHDRAWN;
	return entity_save(w, req->arena, req->app->keys, &correction_entity, &c, req->now);
}

static enum err withdraw(struct request *req, struct db_write *w, struct member *m)
{
	int64_t id = m->record.id;
	enum err err = tell(req, w, m, "member.withdrawn", "member.withdrawn.centre");
	if (!err) err = my_newsletter_follow(req, w, m, true);
	if (!err) err = set_state(req, w, m, STATE_WITHDRAWN);
	if (!err) err = drop_change(req, w, id);
	if (!err) err = account_cancel_links(req, w, id);
	if (!err) err = wish_done(w, id, WISH_RESUME, req->now);
	if (!err) err = wish_add(w, id, WISH_WITHDRAW, req->now, req->now + WITHDRAW_KEEP_SECONDS);
	return err ? err : session_end_all(req, w, id, false);
}

static const struct {
	const char *name;
	enum err (*run)(struct request *, struct db_write *, struct member *);
	const char *title, *line;
	bool ends;  /* the login too */
} deeds[] = {
	{ "suspend", suspend, "休止しました", "会員情報をサイトから下ろしました。再開するときは、マイページからご依頼ください。", false },
	{ "resume", resume, "再開の依頼を受け付けました", "センターが確認してから、会員情報をもう一度公開します。公開したときは、メールでお知らせします。", false },
	{ "withdraw", withdraw, "退会しました", "ご利用いただき、ありがとうございました。お預かりした個人情報は、90日後に消去します。", true },
};

static enum err run_deed(struct request *req, struct db_write *w, void *ctx)
{
	struct deed *d = ctx;
	for (size_t i = 0; i < COUNT_OF(deeds); i++)
		if (strcmp(deeds[i].name, d->name) == 0) return deeds[i].run(req, w, &d->member);
	return ERR_INPUT;
}

static struct account_input password_input(const char *id, struct str error)
{
	return (struct account_input){ .id = str_of(id), .label = S("パスワード"), .type = INPUT_PASSWORD, .autocomplete = S("current-password"), .error = error };
}

static struct reply membership_page(struct request *req, struct db_read *db, int status, struct str bad, const char *deed, struct str fault)
{
	struct member m;
	struct str none = STR_NONE;
	int64_t asked = 0;
	enum err err = entity_load(db, req->arena, NULL, &member_entity, req->member, &m);
	if (!err) err = wish_asked(db, req->member, WISH_RESUME, &asked);
	if (err) return page_error(req, err);
	struct membership_view v = { .req = req, .note = bad, .action = url_own(req), .may_suspend = m.record.state == STATE_PUBLISHED,
		.may_resume = m.record.state == STATE_SUSPENDED && !asked, .resume_asked = asked && m.record.state == STATE_SUSPENDED };
	v.suspend = password_input("suspend_password", strcmp(deed, "suspend") ? none : fault);
	v.resume = password_input("resume_password", strcmp(deed, "resume") ? none : fault);
	v.withdraw = password_input("withdraw_password", strcmp(deed, "withdraw") ? none : fault);
	struct out o = page_out(req);
	membership(&o, &v);
	struct crumb crumb[] = { { S("マイページ"), url_to(req, "/mypage") }, { S("休止・再開依頼・退会"), URL_NONE } };
	const struct page page = { .title = crumb[1].label, .title_note = fault.n || bad.n ? S("エラー") : STR_NONE, .body = page_body(&o), .crumb = crumb, .crumbs = 2,
		.no_index = true };
	return status == 200 ? page_reply(req, &page) : page_status(req, status, &page);
}

static struct reply membership_again(struct request *req, int status, struct str bad, const char *deed, struct str fault)
{
	struct db_read *db;
	enum err err = db_read_begin(req->app->db, &db);
	if (err) return page_error(req, err);
	struct reply r = membership_page(req, db, status, bad, deed, fault);
	db_read_done(db);
	return r;
}

static struct reply membership_show(struct request *req, struct db_read *none)
{
	(void)none;
	return membership_again(req, 200, STR_NONE, "", STR_NONE);
}

static struct reply membership_post(struct request *req, struct db_write *none)
{
	struct str asked = request_form(req, "do");
	struct account_form said = { .req = req };
	size_t i = 0;
	(void)none;
	while (i < COUNT_OF(deeds) && !str_is(asked, deeds[i].name)) i++;
	if (i == COUNT_OF(deeds)) return page_error(req, ERR_INPUT);
	struct deed d = { .name = deeds[i].name };
	const char *input = str_cz(req->arena, str_fmt(req->arena, "%s_password", d.name));
	if (!secret_reveal(request_password(req, input)).n) return membership_again(req, 200, STR_NONE, d.name, S("パスワードをお書きください。"));
	enum login_outcome outcome = login_check_own(req, request_password(req, input), &d.member);
	if (outcome == LOGIN_WRONG) return membership_again(req, 200, STR_NONE, d.name, S("パスワードが違います。"));
	if (outcome != LOGIN_GOOD) {
		int status = account_refuse(&said, outcome);
		return membership_again(req, status, said.note, d.name, STR_NONE);
	}
	enum err err = account_write(req, run_deed, &d);
	if (err) return page_error(req, err);
	struct reply forget = { 0 };
	if (deeds[i].ends) session_forget(req, &forget); /* the page already shows nobody */
	struct reply r = proof_say(req, &(struct proof_said){ .title = deeds[i].title, .parent = deeds[i].ends ? NULL : "マイページ", .parent_path = "/mypage",
		.line = { str_of(deeds[i].line) }, .next = deeds[i].ends ? "HOMEへ" : "マイページへ", .next_path = deeds[i].ends ? "/" : "/mypage" });
	for (size_t h = 0; h < forget.headers; h++) (void)reply_add_header(&r, forget.header[h].name, forget.header[h].value);
	return r;
}

/* ---- Eメールの変更 ---- */

static struct reply mail_changed(struct request *, struct db_write *, const struct proof *);

static const struct proof_kind new_mail = { .purpose = "member.mail.change", .entity = "member", .seconds = 24 * 3600, .path = "/mail/%",
	.title = "Eメールの変更", .lead = "ボタンを押すと、このメールが届いたアドレスに変わります。", .button = "このEメールに変更する", .again = "ログイン", .again_path = "/login",
	.act = mail_changed };

static enum err store_mail(struct request *req, struct db_write *w, const struct proof *p)
{
	struct member m;
	enum err err = entity_load(db_reading(w), req->arena, req->app->keys, &member_entity, p->record, &m);
	if (err) return err;
	if (m.record.trashed_at || !session_state_ok((enum state)m.record.state)) return ERR_NOT_FOUND;
	struct str unique = str_fmt(req->arena, "member.mail.changed:%lld:%lld", (long long)m.record.id, (long long)p->id);
	err = account_mail(req, w, &m, "member.mail.changed", STR_NONE, unique, NULL, 0); /* to the old address */
	if (err && err != ERR_INPUT) return err;
	err = my_newsletter_follow(req, w, &m, true); /* one address is one subscriber: the old one ends */
	if (err) return err;
	m.mail = p->data;
	m.mail_proven_at = req->now;
	m.mail_stopped = 0;
	err = entity_save(w, req->arena, req->app->keys, &member_entity, &m, req->now);
	if (!err) err = my_newsletter_follow(req, w, &m, false);
	if (!err) err = account_cancel_links(req, w, m.record.id);
	return err ? err : account_note(req, w, m.record.id, "mail.changed", STR_NONE);
}

static struct reply mail_changed(struct request *req, struct db_write *w, const struct proof *p)
{
	enum err err = store_mail(req, w, p);
	if (err) return page_error(req, err);
	return proof_say(req, &(struct proof_said){ .title = "Eメールを変更しました", .line = { S("これからのお知らせは、新しいEメールにお送りします。前のEメールにも、変更したことをお知らせしました。") },
		.next = "マイページへ", .next_path = "/mypage" });
}

static struct reply proof_show(struct request *req, struct db_read *db)
{
	return proof_get(req, db, &new_mail);
}

static struct reply proof_act(struct request *req, struct db_write *w)
{
	return proof_post(req, w, &new_mail);
}

struct mail_change {
	struct member member;
	struct str mail;
};

static enum err ask_mail(struct request *req, struct db_write *w, void *ctx)
{
	struct mail_change *c = ctx;
	struct str url;
	int64_t id = c->member.record.id;
	enum err err = proof_new(req, w, &new_mail, id, c->mail, c->member.record.person_key, &url);
	if (err) return err;
	const struct mail_value value[] = { { "リンク", url } };
	struct str unique = str_fmt(req->arena, "member.mail.change:%lld:%lld", (long long)id, (long long)req->now);
	err = account_mail(req, w, &c->member, "member.mail.change", c->mail, unique, value, COUNT_OF(value));
	return err ? err : account_note(req, w, id, "mail.change.asked", STR_NONE);
}

static struct reply mail_form(struct request *req, int status, struct account_form *f, struct str mail, struct str fault, struct str present)
{
	f->title = S("Eメールの変更");
	f->lead = S("新しいEメールにリンクをお送りします。そのリンクを開いて確認すると、変更が終わります。それまでは、いまのEメールのままです。");
	f->button = S("新しいEメールにリンクを送る");
	account_input_add(req, f, (struct account_input){ .id = S("mail"), .label = S("新しいEメール"), .type = INPUT_MAIL, .autocomplete = S("email"), .value = mail,
		.error = fault });
	account_input_add(req, f, (struct account_input){ .id = S("password"), .label = S("いまのパスワード"), .type = INPUT_PASSWORD, .autocomplete = S("current-password"),
		.error = present });
	return account_form_page(req, f, status, "マイページ", "/mypage");
}

static struct reply mail_show(struct request *req, struct db_read *none)
{
	struct account_form f = { .req = req };
	(void)none;
	return mail_form(req, 200, &f, STR_NONE, STR_NONE, STR_NONE);
}

static struct reply mail_post(struct request *req, struct db_write *none)
{
	struct mail_change c = { .mail = request_form(req, "mail") };
	struct account_form f = { .req = req };
	struct faults faults = { .arena = req->arena };
	struct member typed = { .record = { .id = 0 } };
	(void)none;
	if (!c.mail.n) return mail_form(req, 200, &f, c.mail, S("新しいEメールをお書きください。"), STR_NONE);
	if (!field_read(req->arena, req->app->masters, entity_field(&member_entity, "mail"), &typed, c.mail, &faults))
		return mail_form(req, 200, &f, c.mail, faults.v[0].message, STR_NONE);
	enum login_outcome outcome = login_check_own(req, request_password(req, "password"), &c.member);
	if (outcome == LOGIN_WRONG) return mail_form(req, 200, &f, c.mail, STR_NONE, S("いまのパスワードが違います。"));
	if (outcome != LOGIN_GOOD) {
		int status = account_refuse(&f, outcome);
		return mail_form(req, status, &f, c.mail, STR_NONE, STR_NONE);
	}
	c.mail = typed.mail;
	enum err err = account_write(req, ask_mail, &c);
	if (err) return page_error(req, err);
	return proof_say(req, &(struct proof_said){ .title = "確認のメールをお送りしました", .parent = "マイページ", .parent_path = "/mypage",
		.line = { str_fmt(req->arena, "%.*s にリンクをお送りしました。24時間以内に開いて、変更を終えてください。", STR_ARG(c.mail)) }, .next = "マイページへ", .next_path = "/mypage" });
}

const struct route account_membership_routes[] = {
	{ "/mypage/membership", MEMBER, membership_show, membership_post, NULL, ROUTE_NO_DB | ROUTE_PERSONAL },
	{ "/mypage/mail", MEMBER, mail_show, mail_post, NULL, ROUTE_NO_DB | ROUTE_PERSONAL },
	{ "/mail/:token", VISITOR_FORM, proof_show, proof_act, NULL, 0 },
	{ .path = NULL },
};
