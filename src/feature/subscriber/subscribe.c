/* Joining and leaving newsletters (feature/subscriber/subscribe.h). */
#include "feature/subscriber/subscribe.h"

#include <string.h>

#include "feature/flow/flow.h"
#include "feature/mail/mail.h"
#include "security/hash.h"
#include "store/person_key.h"

enum { LINK_DAYS = 7, MAIL_SECONDS = 600 /* at most one mail of a kind to an address in this time */, STOP_CHARS = 22, SWEEP_MAX = 500 };

STATEMENT(subscriber_by_mail, "SELECT id FROM subscriber WHERE mail_bidx = $1 AND site = $2 AND trashed_at = 0 ORDER BY id LIMIT 1");

/* ---- the two newsletters ---- */

static const char *name_of(int64_t site)
{
	return site == SITE_AIKA ? "あいかさねっとのメルマガ" : "さぽ〜とメール";
}

enum err subscriber_find(struct db_read *db, struct arena *a, const struct keys *keys, enum site_id site, struct str mail, int64_t *id)
{
	struct str index = entity_index(a, keys, &subscriber_entity, entity_field(&subscriber_entity, "mail"), mail);
	return db_int(db, &subscriber_by_mail, BIND(b_blob(index), b_int(site)), id);
}

/* One mail about a subscription; `often`: again and again in this many seconds it is sent once. */
static enum err tell(struct request *req, struct db_write *w, const char *event, const struct subscriber *s, struct str url, int64_t often)
{
	struct arena *a = req->arena;
	const struct mail_sender sender = { req->app->keys, req->app->mail_from, req->app->base_url, str_of(centre.mail) };
	const struct mail_value value[] = { { "メルマガ名", str_of(name_of(s->record.site)) }, { "アドレス", url },
		{ "期限", date_ja(a, date_in_japan(req->now + LINK_DAYS * 24 * 3600)) },
		{ "解除のアドレス", url_absolute(req, url_to(req, "/newsletter/leave")).s } };
	return mail_queue(w, a, &sender, &(struct mail){ .event = event, .site = s->record.site, .to = s->mail, .person_key = s->record.person_key,
		.unique = str_fmt(a, "%s:%lld:%lld", event, (long long)s->record.id, (long long)(req->now / often)), .value = value, .values = COUNT_OF(value), .now = req->now });
}

/* ---- confirmed ---- */

static enum err load(struct request *req, struct db_write *w, int64_t id, struct subscriber *s)
{
	enum err err = entity_load(db_reading(w), req->arena, req->app->keys, &subscriber_entity, id, s);
	return !err && s->record.trashed_at ? ERR_NOT_FOUND : err;
}

static enum err join(struct request *req, struct db_write *w, int64_t id)
{
	struct subscriber s;
	enum err err = load(req, w, id, &s);
	if (err) return err;
	s.record.state = STATE_PUBLISHED;
	s.stopped = 0;
	s.stopped_at = 0;
	s.joined_at = req->now;
	err = entity_save(w, req->arena, req->app->keys, &subscriber_entity, &s, req->now);
	return err ? err : tell(req, w, "newsletter.joined", &s, STR_NONE, 1);
}

static enum err leave(struct request *req, struct db_write *w, int64_t id)
{
	struct subscriber s;
	enum err err = load(req, w, id, &s);
	if (err || s.stopped) return err;
	s.stopped = 1;
	s.stopped_at = req->now;
	err = entity_save(w, req->arena, req->app->keys, &subscriber_entity, &s, req->now);
	return err ? err : tell(req, w, "newsletter.left", &s, STR_NONE, 1);
}

static struct reply left_page(struct request *req)
{
	return proof_say(req, &(struct proof_said){ .title = "メルマガを解除しました", .line = { str_fmt(req->arena, "%sの配信を停止しました。", name_of(req->site->id)),
		S("配信の準備が済んでいた号は、行き違いで届くことがあります。ご了承ください。") } });
}

static struct reply join_act(struct request *, struct db_write *, const struct proof *);
static struct reply leave_act(struct request *, struct db_write *, const struct proof *);

static const struct proof_kind join_link = { .purpose = "subscriber.join", .entity = "subscriber", .seconds = LINK_DAYS * 24 * 3600, .path = "/newsletter/join/%",
	.title = "メルマガの登録の確認", .lead = "下のボタンを押すと、メルマガの登録が終わります。", .button = "メルマガに登録する", .again = "メルマガの登録",
	.again_path = "/newsletter/join", .act = join_act };
static const struct proof_kind leave_link = { .purpose = "subscriber.leave", .entity = "subscriber", .seconds = LINK_DAYS * 24 * 3600, .path = "/newsletter/leave/%",
	.title = "メルマガの解除の確認", .lead = "下のボタンを押すと、メルマガの配信を停止します。", .button = "メルマガを解除する", .again = "メルマガの解除",
	.again_path = "/newsletter/leave", .act = leave_act };

static struct reply join_act(struct request *req, struct db_write *w, const struct proof *p)
{
	enum err err = join(req, w, p->record);
	if (err) return proof_refused(req, &join_link, err, p);
	return proof_say(req, &(struct proof_said){ .title = "メルマガに登録しました", .line = { str_fmt(req->arena, "%sの登録が終わりました。次の号からお届けします。",
		name_of(req->site->id)) } });
}

static struct reply leave_act(struct request *req, struct db_write *w, const struct proof *p)
{
	enum err err = leave(req, w, p->record);
	return err ? proof_refused(req, &leave_link, err, p) : left_page(req);
}

/* ---- the forms ---- */

static enum err send_link(struct flow *f, const struct proof_kind *k, const char *event, const struct subscriber *s)
{
	struct str url;
	enum err err = proof_new(f->req, f->w, k, s->record.id, STR_NONE, 0, &url);
	return err ? err : tell(f->req, f->w, event, s, url, MAIL_SECONDS);
}

static enum err save_join(struct flow *f, int64_t *number)
{
	struct subscriber *typed = f->record, known;
	int64_t id = 0;
	*number = 0;
	enum err err = subscriber_find(f->db, f->req->arena, f->req->app->keys, f->req->site->id, typed->mail, &id);
	if (err == ERR_NOT_FOUND) {
		typed->record.site = f->req->site->id;
		typed->record.state = STATE_UNPROVEN;
		err = entity_save(f->w, f->req->arena, f->req->app->keys, &subscriber_entity, typed, f->req->now);
		return err ? err : send_link(f, &join_link, "newsletter.prove", typed);
	}
	if (!err) err = load(f->req, f->w, id, &known);
	if (err) return err;
	if (known.record.state == STATE_PUBLISHED && !known.stopped) return tell(f->req, f->w, "newsletter.already", &known, STR_NONE, MAIL_SECONDS);
	return send_link(f, &join_link, "newsletter.prove", &known);
}

static enum err save_leave(struct flow *f, int64_t *number)
{
	const struct subscriber *typed = f->record;
	struct subscriber known;
	int64_t id = 0;
	*number = 0;
	enum err err = subscriber_find(f->db, f->req->arena, f->req->app->keys, f->req->site->id, typed->mail, &id);
	if (err == ERR_NOT_FOUND) return OK;
	if (!err) err = load(f->req, f->w, id, &known);
	if (err || known.stopped || known.record.state != STATE_PUBLISHED) return err;
	return send_link(f, &leave_link, "newsletter.leave", &known);
}

static const char *const join_skip[] = { "stopped", "note", NULL };
static const char *const leave_skip[] = { "stopped", "note", "name", "kana", NULL };
static const char *const join_next[] = { "お送りしたメールのリンクを開き、「メルマガに登録する」を押してください。登録が終わります。リンクは7日間使えます。", NULL };
static const char *const leave_next[] = { "届いたメールのリンクを開き、「メルマガを解除する」を押してください。解除が終わります。リンクは7日間使えます。", NULL };

#define JOIN(site_, title_, lead_) { .name = "newsletter join", .title = title_, .what = "お届け先", .lead = lead_, .deed = "登録", .direct = true, \
	.done_title = "確認のメールをお送りしました", .done_note = "ご記入のアドレスに、確認のメールをお送りしました。登録は、まだ終わっていません。", .next = join_next, .site = site_, \
	.form = { .entity = &subscriber_entity, .stage = FORM_WHOLE, .skip = join_skip }, .save = save_join }
#define LEAVE(site_, title_, lead_) { .name = "newsletter leave", .title = title_, .what = "解除するアドレス", .lead = lead_, .deed = "解除", .direct = true, \
	.done_title = "解除の受付をしました", .done_note = "登録されているアドレスの場合は、確認のメールをお送りしました。解除は、まだ終わっていません。", .next = leave_next, .site = site_, \
	.form = { .entity = &subscriber_entity, .stage = FORM_WHOLE, .skip = leave_skip }, .save = save_leave }

static const struct flow_kind join_forms[] = {
	JOIN(SITE_SUPER, "さぽ〜とメールの登録", "県民活動の情報を、センターのメールマガジン「さぽ〜とメール」でお届けします。無料です。"),
	JOIN(SITE_AIKA, "メルマガの登録", "ボランティアの募集や活動のニュースを、あいかさねっとのメルマガでお届けします。無料です。"),
};
static const struct flow_kind leave_forms[] = {
	LEAVE(SITE_SUPER, "さぽ〜とメールの解除", "「さぽ〜とメール」が届いているメールアドレスをお書きください。"),
	LEAVE(SITE_AIKA, "メルマガの解除", "あいかさねっとのメルマガが届いているメールアドレスをお書きください。"),
};

/* ---- by one click ---- */

static struct str stop_mark(struct arena *a, const struct keys *keys, int64_t id)
{
	unsigned char key[32], mark[SHA256_BYTES];
	keys_derive(keys, "newsletter stop", key);
	hmac_sha256((struct str){ (const char *)key, sizeof key }, str_fmt(a, "%lld", (long long)id), mark);
	explicit_bzero(key, sizeof key);
	return str_left(base64url(a, mark, sizeof mark), STOP_CHARS);
}

struct str subscriber_stop_word(struct arena *a, const struct keys *keys, int64_t id)
{
	return str_fmt(a, "%lld.%.*s", (long long)id, STR_ARG(stop_mark(a, keys, id)));
}

int64_t subscriber_stop_id(struct arena *a, const struct keys *keys, struct str word)
{
	int64_t id = 0;
	size_t dot = str_find_char(word, '.');
	if (dot == SIZE_MAX || !str_int(str_left(word, dot), 1, INT64_MAX, &id)) return 0;
	return secret_eq(secret_of(str_skip(word, dot + 1)), secret_of(stop_mark(a, keys, id))) ? id : 0;
}

static struct reply stop_show(struct request *req, struct db_read *db)
{
	(void)db;
	if (!subscriber_stop_id(req->arena, req->app->keys, req->arg[0])) return proof_refused(req, &leave_link, ERR_NOT_FOUND, NULL);
	return proof_page(req, &leave_link);
}

static struct reply stop_act(struct request *req, struct db_write *w)
{
	int64_t id = subscriber_stop_id(req->arena, req->app->keys, req->arg[0]);
	enum err err = id ? leave(req, w, id) : ERR_NOT_FOUND;
	return err ? proof_refused(req, &leave_link, err, NULL) : left_page(req);
}

/* ---- routes ---- */

static const struct flow_kind *of_site(const struct request *req, const struct flow_kind *kinds)
{
	return &kinds[req->site->id == SITE_AIKA];
}

#define FORM_PAGES(name_, kinds_) \
	static struct reply name_##_show(struct request *req, struct db_read *db) { struct flow f = flow_open(req, db, NULL, of_site(req, kinds_)); return flow_get(&f); } \
	static struct reply name_##_post(struct request *req, struct db_write *w) { struct flow f = flow_open(req, db_reading(w), w, of_site(req, kinds_)); return flow_post(&f); }
#define LINK_PAGES(name_, kind_) \
	static struct reply name_##_show(struct request *req, struct db_read *db) { return proof_get(req, db, &(kind_)); } \
	static struct reply name_##_post(struct request *req, struct db_write *w) { return proof_post(req, w, &(kind_)); }
FORM_PAGES(join_form, join_forms)
FORM_PAGES(leave_form, leave_forms)
LINK_PAGES(join_link, join_link)
LINK_PAGES(leave_link, leave_link)

const struct route subscribe_routes[] = {
	{ "/newsletter/join", VISITOR_FORM, join_form_show, join_form_post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ "/newsletter/leave", VISITOR_FORM, leave_form_show, leave_form_post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ "/newsletter/join/:token", VISITOR_FORM, join_link_show, join_link_post, NULL, ROUTE_LINK },
	{ "/newsletter/leave/:token", VISITOR_FORM, leave_link_show, leave_link_post, NULL, ROUTE_LINK },
	{ "/newsletter/stop/:word", VISITOR_FORM, stop_show, stop_act, NULL, ROUTE_LINK },
	{ 0 },
};

/* ---- jobs ---- */

enum err subscriber_sweep(struct db_write *w, struct arena *a, int64_t now, int64_t days, int64_t *removed)
{
	struct entity_list list = { 0 };
	enum err err = entity_select(db_reading(w), a, &subscriber_entity, "state = $1 AND created_at < $2", "id",
		BIND(b_int(STATE_UNPROVEN), b_int(now - days * 24 * 3600)), SWEEP_MAX, 0, &list);
	for (size_t i = 0; i < list.n && !err; i++) {
		const struct record *r = &ENTITY_AT(struct subscriber, list, i)->record;
		if (r->person_key) err = person_key_destroy(w, r->person_key, now);
		if (!err) err = entity_delete(w, &subscriber_entity, r->id);
		*removed += !err;
	}
	return err;
}
