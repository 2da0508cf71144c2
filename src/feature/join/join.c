/* The forms of 会員登録 (feature/join/join.h). */
#include "feature/join/join.h"

#include <string.h>

#include "feature/account/new_password.h"
#include "feature/carry/carry.h"
#include "feature/join/join_proof.h"
#include "feature/registration/registration.h"
#include "form/normal.h"
#include "security/password.h"
#include "store/audit.h"

static enum err check(struct flow *);
static enum err save(struct flow *, int64_t *number);
static void done(struct flow *, struct out *);

static const struct flow_default defaults[] = { { "pref", "35" }, { NULL, NULL } };
static const char *const must[] = { "password", NULL };
static const char *const next[] = { "お送りしたメールのリンクを開き、「会員登録を進める」を押してください。仮登録になります。リンクは7日間使えます。",
	"ログインして、残りの項目（詳細登録）を入力してください。", "センターが内容を確認してから公開します。", NULL };

static void has_purpose(const void *record, struct faults *faults)
{
	(void)member_has_purpose(record, faults);
}

#define JOIN(kind_, name_, label_, lead_, ...) { .name = "join " name_, .title = label_ "の会員登録", .what = label_, .lead = lead_, .deed = "登録", \
	.confirm_note = "登録すると、メールアドレスを確認するためのメールをお送りします。メールのリンクを開くまで、登録は終わりません。", \
	.done_title = "メールをお送りしました（登録はまだ終わっていません）", .next = next, .parent = "会員登録", .parent_path = "/register", .terms = TERMS_AIKA, \
	.site = SITE_AIKA, .form = { .entity = &member_entity, .kind = (kind_), .stage = FORM_FIRST, .must = must, .check = has_purpose __VA_ARGS__ }, \
	.recipient = "mail", .mail_what = "登録を続けるためのメール", .defaults = defaults, .check = check, .save = save, .done = done }

const struct flow_kind join_kinds[3] = {
	JOIN(MEMBER_INDIVIDUAL, "individual", "個人", "入力の目安は5分です。お名前や連絡先は公開されません。", ),
	JOIN(MEMBER_GROUP, "group", "団体", "入力の目安は5分です。規約や会則のファイルがあれば、用意しておくとスムーズです。", , .moved = "minor_consent", .moved_after = "rep_name"),
	JOIN(MEMBER_COMPANY, "company", "企業", "入力の目安は5分です。", , .moved = "minor_consent", .moved_after = "rep_name"),
};

/* ---- rules ---- */

bool login_id_ok(struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!letter && (!c || !strchr("._-@", c))) return false;
	}
	return id.n >= LOGIN_ID_MIN && id.n <= 60;
}

static void fault_text(struct flow *f, const char *column, struct str message)
{
	const struct field *field = entity_field(&member_entity, column);
	for (size_t i = 0; i < f->faults.n; i++)
		if (f->faults.v[i].field == field) return;
	if (message.n) fault_add(&f->faults, field, message);
}

static void fault(struct flow *f, const char *column, const char *message)
{
	fault_text(f, column, str_of(message));
}

/* The member with this login ID. *again: it is the same person, who has not proven the address yet and begins anew. */
static enum err holder(struct flow *f, const struct member *m, int64_t *id, bool *again)
{
	struct member other;
	*id = 0;
	enum err err = entity_find(f->db, f->req->arena, f->req->app->keys, &member_entity, "login_id", m->login_id, id);
	if (err) return err == ERR_NOT_FOUND ? OK : err;
	err = entity_load(f->db, f->req->arena, f->req->app->keys, &member_entity, *id, &other);
	*again = other.record.state == STATE_UNPROVEN && str_eq_nocase(other.mail, m->mail);
	return err;
}

static enum err check(struct flow *f)
{
	struct member *m = f->record;
	int64_t id = 0;
	bool again = false;
	if (m->login_id.n) m->login_id = normal_text(f->req->arena, m->login_id, NORMAL_LINE | NORMAL_ASCII);
	if (m->login_id.n && !login_id_ok(m->login_id))
		fault(f, "login_id", "ログインIDは、4文字以上の半角英字・数字と . _ - @ でお書きください。");
	date_t today = date_in_japan(f->req->now);
	if (m->birth && (m->birth > today || date_year((date_t)m->birth) < date_year(today) - 120))
		fault(f, "birth", "生年月日の年・月・日をお確かめください。");
	if (m->birth && (!date_month((date_t)m->birth) || !date_day((date_t)m->birth)))
		fault(f, "birth", "生年月日は、年・月・日をすべてお書きください。例：平成15年4月1日");
	const struct str own[] = { m->login_id, m->name, m->org_name, m->mail };
	if (m->password.n) fault_text(f, "password", new_password_fault(f->req->arena, secret_of(m->password), own, COUNT_OF(own)));
	enum err err = holder(f, m, &id, &again);
	if (!err && id && !again) fault(f, "login_id", "このログインIDは、すでに使われています。別のIDをお書きください。例：数字を加える");
	return err;
}

/* ---- sending ---- */

/* Values of the second stage that came along from the other site. */
static void take_carried(struct flow *f, struct member *m)
{
	struct faults ignored = { .arena = f->req->arena };
	for (ENTITY_FIELDS(&member_entity, field)) {
		if (!(field->flags & STAGE2) || field->flags & (HIDDEN | STAFF_ONLY) || field->need[m->record.kind] == NOT) continue;
		struct str text = form_typed(f->req->arena, (struct params){ f->values.v, f->values.n }, field);
		if (text.n) (void)field_read(f->req->arena, f->req->app->masters, field, m, text, &ignored);
	}
}

static enum err save(struct flow *f, int64_t *number)
{
	struct member *m = f->record;
	struct arena *a = f->req->arena;
	int64_t id = 0;
	bool again = false;
	enum err err = holder(f, m, &id, &again);
	if (!err && again) err = join_remove(f->w, a, id, f->req->now);
	if (err) return err;
	take_carried(f, m);
	m->password = password_hash(a, secret_of(m->password));
	m->password_form = PASSWORD_NATIVE;
	m->terms_id = f->state.terms_id;
	m->terms_agreed_at = f->state.agreed_at;
	m->record.state = STATE_UNPROVEN;
	m->record.incomplete = entity_missing(&member_entity, m, true, NULL) > 0;
	err = entity_save(f->w, a, f->req->app->keys, &member_entity, m, f->req->now);
	*number = m->record.id;
	if (!err) err = carry_link(f);
	if (!err) err = audit_add(f->w, a, f->req->app->keys, &(struct audit_entry){ .now = f->req->now, .actor = "visitor", .action = "register", .entity = "member",
		.record = m->record.id, .detail = S("form") });
	return err ? err : join_tell_unproven(f->req, f->w, m);
}

/* スーパーネット's form for this member: one that says it is an NPO gets theirs. */
static const struct registration *other_form(const struct flow *f, const struct member *m)
{
	const struct master *npo = master_by_code(f->req->app->masters, "group_class", S("npo"));
	const char *word = m->record.kind == MEMBER_COMPANY ? "company" : npo && m->group_class == npo->num ? "npo" : "group";
	size_t i = 0;
	while (i + 1 < registrations_count && strcmp(registrations[i].word, word) != 0) i++;
	return &registrations[i];
}

static void done(struct flow *f, struct out *o)
{
	const struct member *m = f->record;
	if (m->record.kind == MEMBER_INDIVIDUAL || flow_value(f, FLOW_CARRIED).n) return;
	const struct registration *to = other_form(f, m);
	carry_offer(f, o, &(struct carry){ .to = &to->flow, .to_path = str_cz(f->req->arena, str_fmt(f->req->arena, "/register/form/%s", to->word)),
		.heading = "スーパーネットにも登録できます", .button = "スーパーネットに登録",
		.text = "山口県県民活動スーパーネットに、団体・企業の情報を無料で掲載できます。同じ項目は、いま入力した内容を引き継ぎます（ファイルを除きます）。" });
}

/* ---- routes ---- */

static const struct flow_kind *asked(const struct request *req)
{
	for (size_t i = 0; i < COUNT_OF(join_kinds); i++)
		if (str_is(str_skip(req->path, strlen("/register/")), member_entity.kind[i])) return &join_kinds[i];
	return NULL;
}

static struct reply show(struct request *req, struct db_read *db)
{
	const struct flow_kind *kind = asked(req);
	if (!kind) return page_not_found(req);
	struct flow f = flow_open(req, db, NULL, kind);
	return flow_get(&f);
}

static struct reply post(struct request *req, struct db_write *w)
{
	const struct flow_kind *kind = asked(req);
	if (!kind) return page_not_found(req);
	struct flow f = flow_open(req, db_reading(w), w, kind);
	return flow_post(&f);
}

static struct reply proof_show(struct request *req, struct db_read *db)
{
	return proof_get(req, db, &join_proof);
}

static struct reply proof_act(struct request *req, struct db_write *w)
{
	return proof_post(req, w, &join_proof);
}

const struct route join_routes[] = {
	{ "/register/individual", VISITOR_FORM, show, post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ "/register/group", VISITOR_FORM, show, post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ "/register/company", VISITOR_FORM, show, post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ "/register/proof/:token", VISITOR_FORM, proof_show, proof_act, NULL, ROUTE_LINK },
	{ 0 },
};
