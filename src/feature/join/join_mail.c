/* After the form: the mailed link, its page, the mails, and the end of those who never pressed it (feature/join/join.h). */
#include "feature/address/address.h"
#include "feature/join/join_proof.h"
#include "feature/mail/mail.h"
#include "feature/member/member_name.h"
#include "store/audit.h"
#include "store/person_key.h"

enum { SWEEP_MAX = 200, PROOFS_MOST = 5 /* mails to an address that is not proven */ };

STATEMENT(member_similar, "SELECT count(*) FROM member WHERE id <> $1 AND trashed_at = 0 AND state <> 11 AND (mail_bidx = $2 OR (org_name = $3 AND org_name <> '')"
	" OR (org_kana = $4 AND org_kana <> ''))");
STATEMENT(proofs_made, "SELECT count(*) FROM proof WHERE purpose = 'member.mail' AND record = $1");
STATEMENT(unproven_group, "UPDATE grp SET member_id = 0 WHERE member_id = $1");

static struct reply proven(struct request *req, struct db_write *w, const struct proof *p);

const struct proof_kind join_proof = { .purpose = "member.mail", .entity = "member", .seconds = UNPROVEN_DAYS * 24 * 3600, .path = "/register/proof/%",
	.title = "メールアドレスの確認", .lead = "あいかさねっとの会員登録を進めます。下のボタンを押すと、メールアドレスの確認が終わり、仮登録になります。", .button = "会員登録を進める",
	.parent = "会員登録", .parent_path = "/register", .again = "会員登録", .again_path = "/register", .act = proven };

struct mail_sender join_sender(const struct request *req)
{
	return (struct mail_sender){ req->app->keys, req->app->mail_from, req->app->base_url, str_of(centre.mail) };
}

/* Who is addressed: a person, or the group and who stands for it. */
static struct str addressed(struct arena *a, const struct member *m)
{
	if (m->record.kind == MEMBER_INDIVIDUAL) return m->name;
	return str_fmt(a, "%.*s　%.*s", STR_ARG(m->org_name), STR_ARG(m->rep_name));
}

static struct str kind_label(const struct member *m)
{
	return str_of(member_entity.kind_label[m->record.kind]);
}

enum err join_tell_unproven(struct request *req, struct db_write *w, const struct member *m)
{
	struct arena *a = req->arena;
	const struct mail_sender sender = join_sender(req);
	struct str url;
	int64_t made = 0;
	enum err err = db_int(db_reading(w), &proofs_made, BIND(b_int(m->record.id)), &made);
	if (err) return err;
	if (made >= PROOFS_MOST) return ERR_FULL;
	err = proof_new(req, w, &join_proof, m->record.id, STR_NONE, 0, &url);
	const struct mail_value value[] = { { "宛名", addressed(a, m) }, { "種類", kind_label(m) }, { "アドレス", url },
		{ "期限", date_ja(a, date_in_japan(req->now + join_proof.seconds)) } };
	return err ? err : mail_queue(w, a, &sender, &(struct mail){ .event = "member.prove", .site = SITE_AIKA, .to = m->mail, .person_key = m->record.person_key,
		.unique = str_fmt(a, "member.prove:%lld:%lld", (long long)m->record.id, (long long)made), .value = value, .values = COUNT_OF(value), .now = req->now });
}

enum err join_similar(struct db_read *db, struct arena *a, const struct keys *keys, const struct member *m, int64_t *n)
{
	struct str mail = entity_index(a, keys, &member_entity, entity_field(&member_entity, "mail"), m->mail);
	return db_int(db, &member_similar, BIND(b_int(m->record.id), b_blob(mail), b_str(m->org_name), b_str(m->org_kana)), n);
}

static enum err tell_proven(struct request *req, struct db_write *w, const struct member *m)
{
	struct arena *a = req->arena;
	const struct mail_sender sender = join_sender(req);
	int64_t similar = 0;
	enum err err = join_similar(db_reading(w), a, req->app->keys, m, &similar);
	const struct mail_value value[] = {
		{ "宛名", addressed(a, m) }, { "種類", kind_label(m) }, { "会員名", member_name(a, m) }, { "会員番号", str_fmt(a, "%lld", (long long)m->record.id) },
		{ "アドレス", url_absolute(req, address_path(req, SITE_AIKA, "/login")).s },
		{ "似た登録", similar ? str_fmt(a, "%lld件（名称・ふりがな・Eメールのどれかが同じ）", (long long)similar) : STR_NONE },
	};
	struct mail to_member = { .event = "member.proven", .site = SITE_AIKA, .to = m->mail, .person_key = m->record.person_key,
		.unique = str_fmt(a, "member.proven:%lld", (long long)m->record.id), .value = value, .values = COUNT_OF(value), .now = req->now };
	struct mail to_centre = { .event = "member.proven.centre", .site = SITE_AIKA, .to = sender.centre,
		.unique = str_fmt(a, "member.proven:%lld:centre", (long long)m->record.id), .value = value, .values = COUNT_OF(value), .now = req->now };
	if (!err) err = mail_queue(w, a, &sender, &to_member);
	return err ? err : mail_queue(w, a, &sender, &to_centre);
}

enum err join_prove(struct request *req, struct db_write *w, struct member *m)
{
	if (m->record.state != STATE_UNPROVEN) return OK;
	m->record.state = STATE_REVIEW;
	m->mail_proven_at = req->now;
	enum err err = entity_save(w, req->arena, req->app->keys, &member_entity, m, req->now);
	if (!err) err = audit_add(w, req->arena, req->app->keys, &(struct audit_entry){ .now = req->now, .actor = "visitor", .action = "prove", .entity = "member",
		.record = m->record.id, .detail = S("mail") });
	return err ? err : tell_proven(req, w, m);
}

static struct reply proven(struct request *req, struct db_write *w, const struct proof *p)
{
	struct member m;
	enum err err = entity_load(db_reading(w), req->arena, req->app->keys, &member_entity, p->record, &m);
	if (!err) err = join_prove(req, w, &m);
	if (err) return proof_refused(req, &join_proof, err, p);
	return proof_say(req, &(struct proof_said){ .title = "仮登録が完了しました", .parent = "会員登録", .parent_path = "/register",
		.line = { S("メールアドレスを確認し、仮登録を受け付けました。確認のメールをお送りしました。"),
			S("ログインして、残りの項目（詳細登録）を入力してください。センターが内容を確認してから公開します。") },
		.next = "ログインページへ", .next_path = "/login" });
}

enum err join_remove(struct db_write *w, struct arena *a, int64_t id, int64_t now)
{
	struct member m;
	enum err err = entity_load(db_reading(w), a, NULL, &member_entity, id, &m);
	if (!err) err = upload_release(w, a, &member_entity, &m);
	if (!err) err = db_do(w, &unproven_group, BIND(b_int(id)));
	if (!err && m.record.person_key) err = person_key_destroy(w, m.record.person_key, now);
	return err ? err : entity_delete(w, &member_entity, id);
}

enum err join_sweep(struct db_write *w, struct arena *a, int64_t now, int64_t days, int64_t *removed)
{
	struct entity_list list = { 0 };
	enum err err = entity_select(db_reading(w), a, &member_entity, "state = $1 AND created_at < $2", "id",
		BIND(b_int(STATE_UNPROVEN), b_int(now - days * 24 * 3600)), SWEEP_MAX, 0, &list);
	for (size_t i = 0; i < list.n && !err; i++) {
		err = join_remove(w, a, ENTITY_AT(struct member, list, i)->record.id, now);
		*removed += !err;
	}
	return err;
}
