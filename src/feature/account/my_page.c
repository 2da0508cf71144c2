/* マイページ: what a member sees first, and logging out elsewhere (specification あいかさねっと仕様書, マイページ). */
#include "feature/account/account.html.h"
#include "feature/account/account_page.h"
#include "feature/account/account_routes.h"
#include "feature/account/my_change.h"
#include "feature/account/session.h"
#include "feature/member/member_card.h"
#include "feature/offer/offer_card.h"

enum { OFFERS_MAX = 100 };

static const char *const state_texts[] = {
	[STATE_DRAFT] = "センターが登録を準備しています。",
	[STATE_REVIEW] = "仮登録です。詳しい情報を入力していただいたあと、センターが内容を確認して公開します。",
	[STATE_PUBLISHED] = "会員情報をサイトで公開しています。",
	[STATE_SUSPENDED] = "休止しています。会員情報はサイトに載っていません。再開を希望するときは「休止・再開依頼・退会」からお知らせください。",
	[STATE_RETURNED] = "センターから、登録内容についてお願いがあります。メールをご覧のうえ、内容を直してください。",
	[STATE_PRIVATE] = "会員情報は、いまサイトに載っていません。",
	[STATE_SCHEDULED] = "センターの確認が終わり、公開を待っています。",
	[STATE_UNPROVEN] = "メールアドレスの確認が済んでいません。",
};

static void add_fact(struct request *req, struct my_view *v, struct str label, struct str value)
{
	if (value.n) *vec_add(req->arena, &v->facts) = (struct account_fact){ label, value };
}

static void add_links(struct request *req, struct my_view *v, const struct member *m)
{
	static const struct {
		const char *label, *note, *path;
	} links[] = {
		{ "登録情報の確認・修正", "公開している項目の変更は、センターが確認してからサイトに載ります", "/mypage/edit" },
		{ "詳細の入力", "住所、活動できる地域や曜日など", "/mypage/details" },
		{ "パスワードの変更", NULL, "/mypage/password" },
		{ "Eメールの変更", "新しいEメールに届くリンクを開くと変わります", "/mypage/mail" },
		{ "休止・再開依頼・退会", NULL, "/mypage/membership" },
	};
	if (m->record.state == STATE_PUBLISHED)
		*vec_add(req->arena, &v->links) = (struct my_link){ S("サイトでの見え方"), STR_NONE, url_id(req, "/members/%", m->record.id) };
	for (size_t i = 0; i < COUNT_OF(links); i++)
		*vec_add(req->arena, &v->links) = (struct my_link){ str_of(links[i].label), str_of(links[i].note), url_nav(req, links[i].path) };
}

static enum err add_sessions(struct request *req, struct db_read *db, struct my_view *v)
{
	struct session_rows list;
	size_t others = 0;
	enum err err = session_list(req, db, req->member, &list);
	for (size_t i = 0; i < list.n && !err; i++) {
		others += !list.v[i].own;
		if (list.v[i].own && list.v[i].before_at) add_fact(req, v, S("前回のログイン"), account_when(req->arena, list.v[i].before_at));
	}
	if (others) v->sessions = str_fmt(req->arena, "この端末のほかに%zu台でログインしています。心当たりがないときは、ログアウトしてからパスワードを変更してください。", others);
	return err;
}

static enum err add_offers(struct request *req, struct db_read *db, const struct member *m, struct my_view *v)
{
	struct entity_list list;
	v->posts = m->record.kind == MEMBER_GROUP && m->recruits;
	enum err err = entity_select(db, req->arena, &offer_entity, "member_id = $1 AND trashed_at = 0", "created_at DESC, id DESC", BIND(b_int(m->record.id)),
		OFFERS_MAX, 0, &list);
	for (size_t i = 0; i < list.n && !err; i++) {
		const struct offer *o = ENTITY_AT(const struct offer, list, i);
		struct row row = offer_row(req, o);
		if (o->record.state != STATE_PUBLISHED) row.url = URL_NONE;
		*vec_add(req->arena, &row.tags) = str_of(state_label((enum state)o->record.state));
		rows_add(req->arena, &v->offers, &row, date_in_japan(req->now));
		v->posts = true;
	}
	return err;
}

static void add_missing(struct request *req, const struct member *m, struct my_view *v)
{
	struct faults faults = { .arena = req->arena };
	(void)entity_missing(&member_entity, m, true, &faults);
	for (size_t i = 0; i < faults.n; i++)
		if (faults.v[i].field && !(faults.v[i].field->flags & HIDDEN))
			*vec_add(req->arena, &v->missing) = field_label(&member_entity, faults.v[i].field, m->record.kind);
	v->details = url_to(req, "/mypage/edit");
}

static struct reply my_show(struct request *req, struct db_read *db)
{
	struct member m;
	struct my_view v = { .req = req, .others = url_to(req, "/mypage/logout-elsewhere") };
	enum err err = entity_load(db, req->arena, req->app->keys, &member_entity, req->member, &m);
	if (err) return page_error(req, err);
	v.name = session_name(&m);
	v.state = str_of(state_label((enum state)m.record.state));
	v.state_text = str_of((size_t)m.record.state < COUNT_OF(state_texts) ? state_texts[m.record.state] : NULL);
	add_missing(req, &m, &v);
	add_fact(req, &v, S("会員の種類"), member_kind_label(&m));
	add_fact(req, &v, S("会員番号"), str_fmt(req->arena, "%lld", (long long)m.record.id));
	add_fact(req, &v, S("ログインID"), m.login_id);
	add_fact(req, &v, S("Eメール"), m.mail);
	add_links(req, &v, &m);
	err = add_sessions(req, db, &v);
	if (!err) err = add_offers(req, db, &m, &v);
	if (!err) err = my_change_said(req, db, &m, &v.pending);
	if (err) return page_error(req, err);
	struct out o = page_out(req);
	my_page(&o, &v);
	struct crumb crumb = { S("マイページ"), URL_NONE };
	return page_reply(req, &(struct page){ .title = S("マイページ"), .body = page_body(&o), .crumb = &crumb, .crumbs = 1, .no_index = true });
}

static struct reply elsewhere_post(struct request *req, struct db_write *w)
{
	enum err err = session_end_all(req, w, req->member, true);
	if (!err) err = account_note(req, w, req->member, "logout.elsewhere", STR_NONE);
	return err ? page_error(req, err) : reply_redirect(req, 303, url_to(req, "/mypage"));
}

const struct route account_my_routes[] = {
	{ "/mypage", MEMBER, my_show, NULL, NULL, ROUTE_PERSONAL },
	{ "/mypage/logout-elsewhere", MEMBER, NULL, elsewhere_post, NULL, 0 },
	{ .path = NULL },
};
