/* Which forms there are (feature/registration/registration.h). */
#include "feature/registration/registration.h"

#include <string.h>

#include "feature/carry/carry.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/join/join.h"
#include "feature/mail/mail.h"
#include "feature/report/report.h"
#include "store/audit.h"

static const struct flow_default npo_defaults[] = { { "group_class", "npo" }, { "pref", "35" }, { NULL, NULL } };
static const struct flow_default group_defaults[] = { { "pref", "35" }, { NULL, NULL } };

/* Who asks must be reachable, although old records lack it. */
static const char *const requester[] = { "requester_name", "requester_phone", "requester_mail", NULL };

static const char *const next[] = { "センターが内容を確認します。確認のため、ご連絡することがあります。", "公開したときに、メールでお知らせします。", NULL };
static const char note[] = "登録すると、やまぐち県民活動支援センターが内容を確認してから公開します。";

static enum err registration_save(struct flow *, int64_t *number);
static void registration_done(struct flow *, struct out *);

#define FLOW(word_, title_, lead_, defaults_) .word = word_, .flow.name = "register " word_, .flow.title = title_ "の登録", .flow.what = title_, \
	.flow.lead = lead_, .flow.defaults = defaults_, .flow.deed = "登録", .flow.confirm_note = note, .flow.next = next, \
	.flow.done_title = title_ "の登録を受け付けました", .flow.parent = "掲載登録", .flow.parent_path = "/register", .flow.terms = TERMS_SUPER, \
	.flow.site = SITE_SUPER, .flow.save = registration_save
#define GROUP_FORM(kind_) .flow.form = { .entity = &group_entity, .kind = (kind_), .stage = FORM_WHOLE }, .flow.recipient = "registrant_mail", .flow.done = registration_done, \
	.recipient_name = "registrant_name", .page = "/groups/%"
#define OTHER_FORM(entity_, kind_, page_) .flow.form = { .entity = &(entity_), .kind = (kind_), .stage = FORM_WHOLE, .must = requester }, \
	.flow.recipient = "requester_mail", .recipient_name = "requester_name", .page = page_

const struct registration registrations[] = {
	{ FLOW("npo", "NPO法人", "入力の目安は10分です。定款のファイルがあれば、用意しておくとスムーズです。", npo_defaults), GROUP_FORM(0) },
	{ FLOW("group", "県民活動団体", "入力の目安は10分です。規約や会則のファイルがあれば、用意しておくとスムーズです。", group_defaults), GROUP_FORM(1) },
	{ FLOW("company", "企業", "入力の目安は10分です。社会貢献活動（CSR）の概要をご用意ください。", group_defaults), GROUP_FORM(2) },
	{ FLOW("event", "イベント", "入力の目安は10分です。日時、場所、内容、問い合わせ先をご用意ください。", NULL), OTHER_FORM(event_entity, 0, "/events/%") },
	{ FLOW("lecture", "講座", "入力の目安は10分です。日時、場所、内容、問い合わせ先をご用意ください。", NULL), OTHER_FORM(event_entity, 1, "/events/%") },
	{ FLOW("other", "参加その他の募集", "入力の目安は10分です。期間、内容、応募方法、問い合わせ先をご用意ください。", NULL), OTHER_FORM(event_entity, 2, "/events/%") },
	{ FLOW("report", "活動実績・事例", "入力の目安は10分です。写真を6枚まで載せられます。", NULL), OTHER_FORM(report_entity, 0, "/reports/%") },
	{ FLOW("grant", "助成情報", "入力の目安は10分です。対象、金額、募集期間、問い合わせ先をご用意ください。", NULL), OTHER_FORM(grant_entity, 0, "/grants/%") },
};
const size_t registrations_count = COUNT_OF(registrations);

static void set_int(const struct flow *f, const char *column, int64_t value)
{
	const struct field *field = entity_field(f->kind->form.entity, column);
	if (field) *field_int(field, f->record) = value;
}

static enum err registration_save(struct flow *f, int64_t *number)
{
	const struct entity *e = f->kind->form.entity;
	const struct app *app = f->req->app;
	struct record *r = f->record;
	struct arena *a = f->req->arena;
	const struct mail_sender sender = { app->keys, app->mail_from, app->base_url, str_of(centre.mail) };
	r->state = STATE_REVIEW;
	set_int(f, "terms_id", f->state.terms_id);
	set_int(f, "terms_agreed_at", f->state.agreed_at);
	set_int(f, "registered", 1);
	enum err err = entity_save(f->w, a, app->keys, e, r, f->req->now);
	*number = r->id;
	if (!err) err = carry_link(f);
	if (!err) err = audit_add(f->w, a, app->keys, &(struct audit_entry){ .now = f->req->now, .actor = "visitor", .action = "register", .entity = e->name,
		.record = r->id, .detail = S("form") });
	return err ? err : registration_tell_submitted(f->w, a, &sender, f->ctx, r, f->req->now);
}

/* A group or company is offered あいかさねっと's form with what it typed here. */
static void registration_done(struct flow *f, struct out *o)
{
	const struct record *r = f->record;
	bool company = r->kind == GROUP_COMPANY;
	if (flow_value(f, FLOW_CARRIED).n) return;
	carry_offer(f, o, &(struct carry){ .to = &join_kinds[company ? MEMBER_COMPANY : MEMBER_GROUP], .to_path = company ? "/register/company" : "/register/group",
		.heading = "あいかさねっとにも登録できます", .button = "あいかさねっとにも登録",
		.text = "あいかさねっとに会員登録すると、ボランティアを募集したり、ボランティアに参加したりできます。同じ項目は、いま入力した内容を引き継ぎます（ファイルを除きます）。" });
}

static const struct registration *asked(const struct request *req)
{
	for (size_t i = 0; i < registrations_count; i++)
		if (str_is(req->arg[0], registrations[i].word)) return &registrations[i];
	return NULL;
}

static struct reply show(struct request *req, struct db_read *db)
{
	const struct registration *form = asked(req);
	if (!form) return page_not_found(req);
	struct flow f = flow_open(req, db, NULL, &form->flow);
	return flow_get(&f);
}

static struct reply post(struct request *req, struct db_write *w)
{
	const struct registration *form = asked(req);
	if (!form) return page_not_found(req);
	struct flow f = flow_open(req, db_reading(w), w, &form->flow);
	f.ctx = (void *)(uintptr_t)form;
	return flow_post(&f);
}

const struct route registration_super_routes[] = {
	{ "/register/form/:word", VISITOR_FORM, show, post, NULL, ROUTE_UPLOAD | ROUTE_KEEPS_INPUT },
	{ 0 },
};
