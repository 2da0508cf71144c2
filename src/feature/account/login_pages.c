/* ログイン and ログアウト: the pages (feature/account/login.h). */
#include "feature/account/account_page.h"
#include "feature/account/account_routes.h"
#include "feature/account/new_password.h"
#include "feature/account/session.h"
#include "feature/join/join.h"

STATEMENT(member_logged_in, "UPDATE member SET last_login_at = $2 WHERE id = $1");

/* ---- the form ---- */

static const struct {
	const char *label, *path;
} elsewhere[] = {
	{ "パスワードを忘れた方（再発行）", "/password" },
	{ "会員登録をしていない方（会員登録フォーム）", "/register" },
};

static struct reply login_form(struct request *req, struct account_form *f, int status, struct str id, struct str id_error, struct str password_error)
{
	f->title = S("ログイン");
	f->button = S("ログインする");
	f->action = url_to(req, "/login");
	account_input_add(req, f, (struct account_input){ .id = S("login_id"), .label = S("ログインID"), .autocomplete = S("username"), .value = id, .error = id_error });
	account_input_add(req, f, (struct account_input){ .id = S("password"), .label = S("パスワード"), .autocomplete = S("current-password"),
		.type = INPUT_PASSWORD, .error = password_error, .hint = S("以前のあいかさねっとのパスワードも、そのままお使いいただけます。") });
	for (size_t i = 0; i < COUNT_OF(elsewhere); i++)
		*vec_add(req->arena, &f->links) = (struct link_view){ str_of(elsewhere[i].label), url_nav(req, elsewhere[i].path), false };
	return account_form_page(req, f, status, NULL, NULL);
}

/* Only an address of ours is a way back; anything else is as if nothing was said. */
static struct str own_address(struct request *req, struct str text)
{
	bool ours = str_starts(text, S("/")) && !str_starts(text, S("//")) && str_find_char(text, '\\') == SIZE_MAX;
	return ours ? url_local(req->arena, text).s : STR_NONE;
}

static struct reply login_show(struct request *req, struct db_read *db)
{
	struct account_form f = { .next = own_address(req, request_query(req, "next")) };
	(void)db;
	if (req->member) return reply_redirect(req, 303, url_to(req, "/mypage"));
	if (f.next.n) f.note = S("このページを見るには、ログインしてください。時間がたったときは、もう一度ログインが必要です。");
	if (str_is(request_query(req, "out"), "1")) f.note = S("ログアウトしました。");
	if (str_is(request_query(req, "changed"), "1")) f.note = S("新しいパスワードにしました。新しいパスワードでログインしてください。");
	return login_form(req, &f, 200, STR_NONE, STR_NONE, STR_NONE);
}

/* ---- letting somebody in ---- */

struct entry {
	struct member member;
	struct secret token;
};

static enum err enter(struct request *req, struct db_write *w, void *ctx)
{
	struct entry *e = ctx;
	int64_t id = e->member.record.id;
	enum err err = session_start(req, w, id, e->member.last_login_at, &e->token);
	if (!err) err = db_do(w, &member_logged_in, BIND(b_int(id), b_int(req->now)));
	if (!err) err = account_note(req, w, id, "login", STR_NONE);
	if (err || !e->member.last_login_at || session_device_known(req, id)) return err; /* the first login is no surprise */
	struct str unique = str_fmt(req->arena, "member.login:%lld:%lld", (long long)id, (long long)req->now);
	const struct mail_value value[] = { { "日時", account_when(req->arena, req->now) } };
	err = account_mail(req, w, &e->member, "member.login", STR_NONE, unique, value, COUNT_OF(value));
	return err == ERR_INPUT ? OK : err;
}

static struct reply let_in(struct request *req, struct entry *e, struct str next)
{
	enum err err = account_write(req, enter, e);
	if (err) return page_error(req, err);
	struct reply r = reply_redirect(req, 303, next.n ? url_local(req->arena, next) : url_to(req, "/mypage"));
	session_give(req, &r, e->token);
	session_device_give(req, &r, e->member.record.id);
	return r;
}

static enum err send_again(struct request *req, struct db_write *w, void *ctx)
{
	return join_tell_unproven(req, w, &((struct entry *)ctx)->member);
}

/* Who has the password may have the mail again. */
static struct str unproven(struct request *req, struct entry *e)
{
	if (account_write(req, send_again, e) == OK)
		return S("メールアドレスの確認が済んでいません。確認のメールをもう一度お送りしました。メールのリンクを開いて、確認を済ませてからログインしてください。");
	return S("メールアドレスの確認が済んでいません。お送りしたメールのリンクを開いて、確認を済ませてからログインしてください。メールが見つからないときは、センターへご連絡ください。");
}

static struct reply login_post(struct request *req, struct db_write *none)
{
	struct str id = request_form(req, "login_id");
	struct secret password = request_password(req, "password");
	struct account_form f = { .next = own_address(req, request_form(req, "next")) };
	struct entry e;
	(void)none;
	if (!id.n || !secret_reveal(password).n)
		return login_form(req, &f, 200, id, id.n ? STR_NONE : S("ログインIDをお書きください。"), secret_reveal(password).n ? STR_NONE : S("パスワードをお書きください。"));
	enum login_outcome outcome = login_check(req, id, password, &e.member);
	if (outcome != LOGIN_GOOD) {
		int status = account_refuse(&f, outcome);
		return login_form(req, &f, status, id, STR_NONE, STR_NONE);
	}
	enum state state = (enum state)e.member.record.state;
	if (session_state_ok(state)) return let_in(req, &e, f.next);
	f.bad = true;
	f.note = state == STATE_UNPROVEN ? unproven(req, &e) : S("このログインIDは、いまお使いいただけません。くわしくは、センターへお問い合わせください。");
	return login_form(req, &f, 200, id, STR_NONE, STR_NONE);
}

/* ---- out ---- */

static struct reply logout_post(struct request *req, struct db_write *w)
{
	enum err err = session_end(req, w);
	if (!err && req->member) err = account_note(req, w, req->member, "logout", STR_NONE);
	if (err) return page_error(req, err);
	struct reply r = reply_redirect(req, 303, url_with(req->arena, url_to(req, "/login"), "out", S("1")));
	session_forget(req, &r);
	return r;
}

const struct route account_login_routes[] = {
	{ "/login", VISITOR_FORM, login_show, login_post, "next out changed", ROUTE_NO_DB },
	{ "/logout", ANYONE, NULL, logout_post, NULL, 0 },
	{ .path = NULL },
};
