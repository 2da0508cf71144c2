/* Shared by the pages of an account (feature/account/account_page.h). */
#include "feature/account/account_page.h"

#include "feature/account/account.html.h"
#include "feature/account/session.h"
#include "feature/member/member_name.h"
#include "store/audit.h"

STATEMENT(proof_cancel, "UPDATE proof SET used_at = $2 WHERE record = $1 AND entity = 'member' AND purpose IN ('member.password', 'member.mail.change') AND used_at = 0");

void account_input_add(struct request *req, struct account_form *f, struct account_input i)
{
	*vec_add(req->arena, &f->inputs) = i;
	f->errors += i.error.n > 0;
}

struct reply account_form_page(struct request *req, struct account_form *f, int status, const char *above, const char *above_path)
{
	struct crumb crumb[] = { { str_of(above), above ? url_to(req, above_path) : URL_NONE }, { f->title, URL_NONE } };
	struct out o = page_out(req);
	f->req = req;
	if (!f->action.s.n) f->action = url_own(req);
	account_form(&o, f);
	struct str note = f->errors ? str_fmt(req->arena, "エラー%zu件", f->errors) : f->bad ? S("エラー") : STR_NONE;
	const struct page page = { .title = f->title, .title_note = note, .body = page_body(&o), .crumb = above ? crumb : crumb + 1, .crumbs = above ? 2 : 1,
		.no_index = true };
	struct reply r = status == 200 ? page_reply(req, &page) : page_status(req, status, &page);
	r.cache = CACHE_NO_STORE;
	return r;
}

int account_refuse(struct account_form *f, enum login_outcome outcome)
{
	static const struct {
		int status;
		const char *text;
	} said[] = {
		[LOGIN_WRONG] = { 200, "ログインIDまたはパスワードが違います。もう一度お確かめください。" },
		[LOGIN_LOCKED] = { 200, "続けて5回まちがえたため、30分間ログインできません。時間をおくか、パスワードの再発行をご利用ください。" },
		[LOGIN_BUSY] = { 503, "ただいま混み合っています。少し待ってから、もう一度お試しください。" },
		[LOGIN_FAILED] = { 503, "ただいま処理ができません。少し待ってから、もう一度お試しください。" },
	};
	ASSERT(outcome != LOGIN_GOOD);
	f->note = str_of(said[outcome].text);
	f->bad = true;
	return said[outcome].status;
}

struct str account_when(struct arena *a, int64_t at)
{
	struct str day = date_ja(a, date_in_japan(at)), minute = minute_ja(a, minute_in_japan(at));
	return str_fmt(a, "%.*s %.*s", STR_ARG(day), STR_ARG(minute));
}

struct mail_sender account_sender(const struct request *req)
{
	return (struct mail_sender){ req->app->keys, req->app->mail_from, req->app->base_url, str_of(centre.mail) };
}

enum err account_mail(struct request *req, struct db_write *w, const struct member *m, const char *event, struct str to, struct str unique,
	const struct mail_value *value, size_t values)
{
	const struct mail_sender sender = account_sender(req);
	struct mail_value all[8] = { { "宛名", session_name(m) } };
	size_t n = 1;
	ASSERT(values + 1 <= COUNT_OF(all));
	for (size_t i = 0; i < values; i++) all[n++] = value[i];
	return mail_queue(w, req->arena, &sender, &(struct mail){ .event = event, .site = SITE_AIKA, .to = to.n ? to : m->mail, .person_key = m->record.person_key,
		.unique = unique, .value = all, .values = n, .now = req->now });
}

enum err account_mail_centre(struct request *req, struct db_write *w, const struct member *m, const char *event, struct str unique)
{
	const struct mail_sender sender = account_sender(req);
	const struct mail_value value[] = { { "会員番号", str_fmt(req->arena, "%lld", (long long)m->record.id) }, { "会員", member_name(req->arena, m) } };
	return mail_queue(w, req->arena, &sender, &(struct mail){ .event = event, .site = SITE_AIKA, .to = sender.centre, .unique = unique, .value = value,
		.values = COUNT_OF(value), .now = req->now });
}

enum err account_note(struct request *req, struct db_write *w, int64_t member, const char *action, struct str detail)
{
	const char *actor = req->member ? str_cz(req->arena, str_fmt(req->arena, "member:%lld", (long long)req->member)) : "visitor";
	return audit_add(w, req->arena, req->app->keys, &(struct audit_entry){ .now = req->now, .actor = actor, .action = action, .entity = member_entity.name,
		.record = member, .detail = detail });
}

enum err account_cancel_links(struct request *req, struct db_write *w, int64_t member)
{
	return db_do(w, &proof_cancel, BIND(b_int(member), b_int(req->now)));
}

enum err account_write(struct request *req, enum err (*fn)(struct request *, struct db_write *, void *), void *ctx)
{
	struct db_write *w;
	enum err err = db_write_begin(req->app->db, &w);
	if (err) return err;
	err = fn(req, w, ctx);
	if (!err) return db_write_commit(w);
	db_write_roll_back(w);
	return err;
}
