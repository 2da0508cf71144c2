/* パスワードの再発行 by mailed link, and パスワードの変更 on my page (specification 別記2 3.3.4, 3.3.5). */
#include "feature/account/account_page.h"
#include "feature/account/account_routes.h"
#include "feature/account/new_password.h"
#include "feature/account/session.h"
#include "feature/proof/proof.h"
#include "security/hash_gate.h"
#include "security/password.h"

STATEMENT(members_with_mail, "SELECT id FROM member WHERE mail_bidx = $1 AND trashed_at = 0 ORDER BY id LIMIT 5");
STATEMENT(resets_lately, "SELECT count(*) FROM proof WHERE purpose = 'member.password' AND record = $1 AND made_at > $2");

enum { RESET_SECONDS = 3600, RESETS_PER_HOUR = 3 };

static const struct proof_kind reset = { .purpose = "member.password", .entity = "member", .seconds = RESET_SECONDS, .path = "/password/%",
	.title = "新しいパスワード", .parent = "ログイン", .parent_path = "/login", .again = "パスワードの再発行", .again_path = "/password" };

/* ---- asking for the link ---- */

static struct reply ask_form(struct request *req, int status, struct str mail, struct str error)
{
	struct account_form f = { .title = S("パスワードの再発行"), .lead = S("登録したEメールをお書きください。新しいパスワードを決めるためのリンクを、メールでお送りします。"),
		.button = S("メールを送る") };
	account_input_add(req, &f, (struct account_input){ .id = S("mail"), .label = S("登録したEメール"), .type = INPUT_MAIL, .autocomplete = S("email"), .value = mail,
		.error = error });
	return account_form_page(req, &f, status, "ログイン", "/login");
}

static struct reply ask_show(struct request *req, struct db_read *db)
{
	(void)db;
	return ask_form(req, 200, STR_NONE, STR_NONE);
}

static enum err send_link(struct request *req, struct db_write *w, int64_t id)
{
	struct member m;
	struct str url;
	int64_t lately = 0;
	enum err err = entity_load(db_reading(w), req->arena, req->app->keys, &member_entity, id, &m);
	if (!err) err = db_int(db_reading(w), &resets_lately, BIND(b_int(id), b_int(req->now - 3600)), &lately);
	if (err || lately >= RESETS_PER_HOUR || !session_state_ok((enum state)m.record.state)) return err;
	err = proof_new(req, w, &reset, id, STR_NONE, 0, &url);
	if (err) return err;
	const struct mail_value value[] = { { "リンク", url }, { "ログインID", m.login_id } };
	struct str unique = str_fmt(req->arena, "member.password:%lld:%lld:%lld", (long long)id, (long long)req->now, (long long)lately);
	err = account_mail(req, w, &m, "member.password", STR_NONE, unique, value, COUNT_OF(value));
	if (err == ERR_INPUT) return OK; /* an old address that can not be written to; nothing of that is told */
	return err ? err : account_note(req, w, id, "password.asked", STR_NONE);
}

static enum err send_links(struct request *req, struct db_write *w, struct str mail)
{
	int64_t id[5];
	size_t n = 0;
	struct str index = entity_index(req->arena, req->app->keys, &member_entity, entity_field(&member_entity, "mail"), mail);
	struct rows r = db_rows(db_reading(w), req->arena, &members_with_mail, BIND(b_blob(index)));
	while (rows_next(&r) && n < COUNT_OF(id)) id[n++] = rows_int(&r, 0);
	enum err err = rows_end(&r);
	for (size_t i = 0; i < n && !err; i++) err = send_link(req, w, id[i]);
	return err;
}

static struct reply ask_post(struct request *req, struct db_write *w)
{
	struct str mail = request_form(req, "mail");
	struct faults faults = { .arena = req->arena };
	struct member typed = { .record = { .id = 0 } };
	if (!mail.n) return ask_form(req, 200, mail, S("Eメールをお書きください。"));
	if (!field_read(req->arena, req->app->masters, entity_field(&member_entity, "mail"), &typed, mail, &faults)) return ask_form(req, 200, mail, faults.v[0].message);
	enum err err = send_links(req, w, typed.mail);
	if (err) return page_error(req, err);
	return proof_say(req, &(struct proof_said){ .title = "メールをお送りしました", .parent = "ログイン", .parent_path = "/login",
		.line = { S("お書きいただいたEメールで会員登録があるときは、新しいパスワードを決めるためのリンクをお送りしました。リンクは1時間、1回だけ使えます。"),
			S("しばらく待ってもメールが届かないときは、登録したEメールかどうか、迷惑メールの中に入っていないかをお確かめください。") },
		.next = "ログインページへ", .next_path = "/login" });
}

/* ---- a new password ---- */

static void add_new(struct request *req, struct account_form *f, struct str error)
{
	account_input_add(req, f, (struct account_input){ .id = S("new_password"), .label = S("新しいパスワード"), .type = INPUT_PASSWORD, .autocomplete = S("new-password"),
		.hint = S("8文字以上。英字・数字・記号が使えます。長い言葉ほど安全です。"), .error = error });
}

static void add_again(struct request *req, struct account_form *f, struct str error)
{
	account_input_add(req, f, (struct account_input){ .id = S("new_again"), .label = S("新しいパスワード（確認のため、もう一度）"), .type = INPUT_PASSWORD,
		.autocomplete = S("new-password"), .error = error });
}

/* Faults of the two inputs; true when there are none. */
static bool new_ok(struct request *req, const struct member *m, struct str *error, struct str *again)
{
	const struct str own[] = { m->login_id, m->name, m->org_name, m->mail };
	struct secret typed = request_password(req, "new_password");
	*error = new_password_fault(req->arena, typed, own, COUNT_OF(own));
	*again = secret_eq(typed, request_password(req, "new_again")) ? STR_NONE : S("2回のパスワードが同じではありません。もう一度お書きください。");
	return !error->n && !again->n;
}

static enum login_outcome hash_new(struct request *req, struct str *hash)
{
	if (!hash_gate_enter(req->app->hash_gate)) return LOGIN_BUSY;
	*hash = password_hash(req->arena, request_password(req, "new_password"));
	hash_gate_leave(req->app->hash_gate);
	return LOGIN_GOOD;
}

struct change {
	struct member member;
	struct str hash;
	struct proof proof; /* id 0: by the member who is logged in */
	bool keep_own;
};

/* Stores it, ends sessions and locks, tells the member. */
static enum err store(struct request *req, struct db_write *w, void *ctx)
{
	struct change *c = ctx;
	int64_t id = c->member.record.id;
	enum err err = c->proof.id ? proof_use(w, &reset, &c->proof, req->now) : OK;
	if (!err) err = login_store_password(req, w, &c->member, c->hash);
	if (!err) err = session_end_all(req, w, id, c->keep_own);
	if (!err) err = account_cancel_links(req, w, id);
	if (!err) err = login_unlock(req, w, c->member.login_id);
	if (!err) err = account_note(req, w, id, c->proof.id ? "password.reset" : "password.changed", STR_NONE);
	if (err) return err;
	struct str unique = str_fmt(req->arena, "member.password.changed:%lld:%lld", (long long)id, (long long)c->member.record.version + 1);
	err = account_mail(req, w, &c->member, "member.password.changed", STR_NONE, unique, NULL, 0);
	return err == ERR_INPUT ? OK : err;
}

/* ---- by the link ---- */

static enum err find(struct request *req, struct change *c)
{
	struct db_read *db;
	enum err err = db_read_begin(req->app->db, &db);
	if (err) return err;
	err = proof_find(req, db, &reset, &c->proof);
	if (!err) err = entity_load(db, req->arena, req->app->keys, &member_entity, c->proof.record, &c->member);
	db_read_done(db);
	return err;
}

static struct reply reset_form(struct request *req, int status, struct account_form *f, struct str error, struct str again)
{
	f->title = str_of(reset.title);
	f->lead = S("新しいパスワードを決めてください。決めると、いまログインしているすべての端末からログアウトします。");
	f->button = S("このパスワードにする");
	add_new(req, f, error);
	add_again(req, f, again);
	return account_form_page(req, f, status, reset.parent, reset.parent_path);
}

static struct reply reset_show(struct request *req, struct db_read *none)
{
	struct change c = { .hash = STR_NONE };
	struct account_form f = { .req = req };
	(void)none;
	enum err err = find(req, &c);
	return err ? proof_refused(req, &reset, err, &c.proof) : reset_form(req, 200, &f, STR_NONE, STR_NONE);
}

static struct reply reset_post(struct request *req, struct db_write *none)
{
	struct change c = { .hash = STR_NONE };
	struct account_form f = { .req = req };
	struct str error, again;
	(void)none;
	enum err err = find(req, &c);
	if (err) return proof_refused(req, &reset, err, &c.proof);
	if (!new_ok(req, &c.member, &error, &again)) return reset_form(req, 200, &f, error, again);
	enum login_outcome outcome = hash_new(req, &c.hash);
	if (outcome != LOGIN_GOOD) {
		int status = account_refuse(&f, outcome);
		return reset_form(req, status, &f, STR_NONE, STR_NONE);
	}
	err = account_write(req, store, &c);
	if (err) return proof_refused(req, &reset, err, &c.proof);
	struct reply r = reply_redirect(req, 303, url_with(req->arena, url_to(req, "/login"), "changed", S("1")));
	session_forget(req, &r);
	return r;
}

/* ---- on my page ---- */

static struct reply change_form(struct request *req, int status, struct account_form *f, struct str present, struct str error, struct str again)
{
	f->title = S("パスワードの変更");
	f->lead = S("変更すると、ほかの端末からはログアウトします。");
	f->button = S("パスワードを変更する");
	account_input_add(req, f, (struct account_input){ .id = S("password"), .label = S("いまのパスワード"), .type = INPUT_PASSWORD, .autocomplete = S("current-password"),
		.error = present });
	add_new(req, f, error);
	add_again(req, f, again);
	return account_form_page(req, f, status, "マイページ", "/mypage");
}

static struct reply change_show(struct request *req, struct db_read *none)
{
	struct account_form f = { .req = req };
	(void)none;
	return change_form(req, 200, &f, STR_NONE, STR_NONE, STR_NONE);
}

static struct reply change_post(struct request *req, struct db_write *none)
{
	struct change c = { .hash = STR_NONE, .keep_own = true };
	struct account_form f = { .req = req };
	struct str error, again;
	(void)none;
	enum login_outcome outcome = login_check_own(req, request_password(req, "password"), &c.member);
	if (outcome == LOGIN_WRONG) return change_form(req, 200, &f, S("いまのパスワードが違います。"), STR_NONE, STR_NONE);
	if (outcome == LOGIN_GOOD && !new_ok(req, &c.member, &error, &again)) return change_form(req, 200, &f, STR_NONE, error, again);
	if (outcome == LOGIN_GOOD) outcome = hash_new(req, &c.hash);
	if (outcome != LOGIN_GOOD) {
		int status = account_refuse(&f, outcome);
		return change_form(req, status, &f, STR_NONE, STR_NONE, STR_NONE);
	}
	enum err err = account_write(req, store, &c);
	if (err) return page_error(req, err);
	return proof_say(req, &(struct proof_said){ .title = "パスワードを変更しました", .parent = "マイページ", .parent_path = "/mypage",
		.line = { S("新しいパスワードにしました。ほかの端末からはログアウトしました。") }, .next = "マイページへ", .next_path = "/mypage" });
}

const struct route account_password_routes[] = {
	{ "/password", VISITOR_FORM, ask_show, ask_post, NULL, 0 },
	{ "/password/:token", VISITOR_FORM, reset_show, reset_post, NULL, ROUTE_NO_DB },
	{ "/mypage/password", MEMBER, change_show, change_post, NULL, ROUTE_NO_DB | ROUTE_PERSONAL },
	{ .path = NULL },
};
