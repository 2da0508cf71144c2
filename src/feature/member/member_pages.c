/* Pages of members: what a visitor may see (decisions 16, 17; 別紙2-6). Routes stand at the end. */
#include "feature/member/member_routes.h"

#include "feature/feed/jsonld.h"
#include "feature/member/member.html.h"
#include "feature/member/member_card.h"
#include "feature/member/member_name.h"
#include "feature/offer/offer_card.h"
#include "feature/part/short.h"

enum { NEWEST = 20, DESCRIPTION_CHARS = 120 };

/* ---- ボランティアしたい: the 20 newest ---- */

static int64_t kind_of(struct str code)
{
	for (size_t k = 0; k < member_entity.kinds; k++)
		if (str_is(code, member_entity.kind[k])) return (int64_t)k;
	return -1;
}

static void kind_links(struct request *req, int64_t kind, struct link_views *links)
{
	struct url all = url_to(req, "/members");
	*vec_add(req->arena, links) = (struct link_view){ S("すべて"), all, kind < 0 };
	for (size_t k = 0; k < member_entity.kinds; k++)
		*vec_add(req->arena, links) = (struct link_view){ str_of(member_entity.kind_label[k]),
			url_with(req->arena, all, "kind", str_of(member_entity.kind[k])), kind == (int64_t)k };
}

static struct reply members_newest(struct request *req, struct db_read *db)
{
	int64_t kind = kind_of(request_query(req, "kind"));
	struct members members;
	struct member_newest_view v = { .search = url_to(req, "/members/search"), .register_url = url_to(req, "/register"), .offers = url_to(req, "/offers") };
	enum err e = member_newest(db, req->arena, req->now, kind, NEWEST, &members);
	if (e != OK) return page_error(req, e);
	v.cards = member_cards_of(req, members.v, members.n);
	v.count = str_fmt(req->arena, "%s 新しい順に%zu件", kind < 0 ? "会員" : member_entity.kind_label[kind], members.n);
	kind_links(req, kind, &v.kinds);
	struct out o = page_out(req);
	member_newest_page(&o, &v);
	struct crumb crumb = { S("ボランティアしたい会員一覧"), URL_NONE };
	return page_reply(req, &(struct page){ .title = S("ボランティアしたい会員一覧"), .body = page_body(&o), .crumb = &crumb, .crumbs = 1,
		.description = S("あいかさねっとに新しく登録した、ボランティアをしたい個人・団体・企業の一覧です。"), .tab = "/members/search",
		.canonical = url_to(req, "/members"), .feed = url_to(req, "/feeds/members.atom") });
}

/* ---- 会員を探す ---- */

static const struct search_sort sorts[] = {
	{ "new", "新しい順", "published_at DESC, id DESC" },
	{ "old", "古い順", "published_at, id" },
	{ .key = NULL },
};
static const char *const no_condition[] = { "age", NULL };
/* 別紙2-3 「探す」 in its words. */
static const struct record_label search_labels[] = {
	{ "city", { "所在地・お住まいの市町", "所在地・お住まいの市町", "所在地・お住まいの市町" } },
	{ "act_city", { "地域（活動できる市町）", "地域（活動できる市町）", "地域（活動できる市町）" } },
	{ "act_field", { "分野", "分野", "分野" } },
	{ "skill", { "一芸・プロボノ分野", "一芸・プロボノ分野", "一芸・プロボノ分野" } },
	{ .column = NULL },
};

static struct reply members_search(struct request *req, struct db_read *db)
{
	struct search s = { .entity = &member_entity, .site = SITE_AIKA, .now = req->now };
	search_from_request(req, req->app->masters, &s);
	struct search_view_options options = { .path = "/members/search", .sorts = sorts, .heading = "会員", .hint = "例：英語、楽器、子ども",
		.kind_legend = "会員種類", .skip = no_condition, .labels = search_labels };
	struct search_result result;
	struct member_search_view v = { .offers = url_to(req, "/offers") };
	enum err e = search_view_run(req, db, &s, &options, &result, &v.search);
	if (e != OK) return page_error(req, e);
	v.cards = member_cards_of(req, result.list.v, result.list.n);
	struct out o = page_out(req);
	member_search_page(&o, &v);
	struct crumb crumb = { S("会員を探す"), URL_NONE };
	return page_reply(req, &(struct page){ .title = S("会員を探す"), .title_note = v.search.title_note, .body = page_body(&o),
		.description = S("ボランティアをしたい会員と、ボランティアを募集している団体の検索です。"), .crumb = &crumb, .crumbs = 1,
		.tab = "/members/search", .canonical = v.search.canonical, .no_index = v.search.searched });
}

/* ---- one member ---- */

static const struct record_label labels[] = {
	{ "skill", { "一芸・プロボノの分野", "一芸・プロボノの分野", "一芸・プロボノの分野" } },
	{ "file_rules", { "定款・規約", "定款・規約", "定款・規約" } },
	{ "file_activity", { "活動内容が分かる資料", "活動内容が分かる資料", "活動内容が分かる資料" } },
	{ "file_other", { "その他の参考ファイル", "その他の参考ファイル", "その他の参考ファイル" } },
	{ .column = NULL },
};
/* 別紙4 without what only the owner and staff see; record_view() leaves those out by itself too. */
static const char *const order[] = {
	"#会員情報", "group_class", "company_class", "rep_name", "rep_post", "pref", "city", "@urls", "sales_point", "people", "founded",
	"purpose", "activity", "achievement", "file_rules", "file_activity", "file_other",
	"#ボランティアに参加する場合の希望", "act_city", "act_field", "act_weekday", "act_time",
	"#一芸ボランティア・プロボノ", "skill", "skill_content", "skill_needs", NULL,
};

/* Addresses with the words the member gave them; individuals' are closed (別紙4 row 22). */
static void member_parts(struct request *req, struct db_read *db, const struct member *m, struct record_view *parts)
{
	const struct link_pair pair[] = { { m->url1, m->url1_label }, { m->url2, m->url2_label }, { m->url3, m->url3_label } };
	bool open = m->record.kind != MEMBER_INDIVIDUAL;
	struct record_extra extra = { "@urls", "ホームページなど", open ? links_html(req, pair, COUNT_OF(pair)) : HTML_NONE };
	struct record_options options = { .labels = labels, .order = order, .extra = &extra, .extras = 1 };
	record_view(req, db, &member_entity, m, &options, parts);
}

static void add_tags(struct request *req, const struct member *m, struct str_views *tags)
{
	if (m->record.kind == MEMBER_INDIVIDUAL) return;
	if (m->recruits) *vec_add(req->arena, tags) = S("ボランティアを募集する");
	if (m->joins) *vec_add(req->arena, tags) = S("ボランティアに参加する");
}

static enum err add_offers(struct request *req, struct db_read *db, const struct member *m, struct member_view *v)
{
	struct offers current, past;
	enum err e = offer_of_member(db, req->arena, req->now, m->record.id, false, &current);
	if (e == OK) e = offer_of_member(db, req->arena, req->now, m->record.id, true, &past);
	if (e != OK) return e;
	v->posts = m->recruits || current.n || past.n;
	v->current = offer_cards_of(req, current.v, current.n);
	for (size_t i = 0; i < past.n; i++) {
		struct row row = offer_row(req, &past.v[i]);
		rows_add(req->arena, &v->past, &row, date_in_japan(req->now));
	}
	v->past_count = str_fmt(req->arena, "全%zu件（新しい順）", past.n);
	return OK;
}

static struct json organization_json(struct request *req, const struct member *m, struct str description)
{
	struct jsonld_organization nobody = { .type = "Organization" }; /* no name: no object */
	if (m->record.kind == MEMBER_INDIVIDUAL) return jsonld_organization(req->arena, &nobody);
	struct jsonld_organization g = { .type = m->record.kind == MEMBER_COMPANY ? "Corporation" : "Organization", .name = m->org_name,
		.description = description, .city = short_label(req->app->masters, "city", m->city),
		.url = url_absolute(req, url_id(req, "/members/%", m->record.id)) };
	return jsonld_organization(req->arena, &g);
}

static struct reply member_show(struct request *req, struct db_read *db)
{
	struct member m;
	struct member_view v = { .search = url_to(req, "/members/search"), .login = url_to(req, "/login"), .login_later = page_is_later(req, "/login") };
	enum err e = member_shown(db, req->arena, req->now, request_id(req, 0), &m);
	if (e == OK) e = add_offers(req, db, &m, &v);
	if (e != OK) return page_error(req, e);
	bool person = m.record.kind == MEMBER_INDIVIDUAL;
	v.name = member_name(req->arena, &m);
	v.kana = person ? STR_NONE : m.org_kana;
	v.kind = person ? STR_NONE : member_kind_label(&m); /* a person's name says it */
	v.icon = member_icon(m.record.kind);
	v.group = !person;
	v.lead = person ? S("お名前や連絡先は公開していません。活動をお願いしたい団体の方は、ログインすると問い合わせができます。")
		: S("連絡先は会員どうしのやりとりだけに使い、公開していません。問い合わせは、募集のページまたはログイン後に行えます。");
	add_tags(req, &m, &v.tags);
	member_parts(req, db, &m, &v.parts);
	struct str description = short_text(req->arena, person ? m.sales_point : m.activity, DESCRIPTION_CHARS);
	struct out o = page_out(req);
	member_page(&o, &v);
	struct crumb crumb[] = { { S("会員を探す"), v.search }, { v.name, URL_NONE } };
	return page_reply(req, &(struct page){ .title = v.name, .description = description, .body = page_body(&o), .crumb = crumb, .crumbs = 2,
		.tab = "/members/search", .article = true, .json_ld = organization_json(req, &m, description) });
}

const struct route member_routes[] = {
	{ "/members", ANYONE, members_newest, NULL, "kind", 0 },
	{ "/members/search", ANYONE, members_search, NULL, "q page sort kind* city* recruits* joins* act_city* act_field* skill* "
	  "org_name sales_point activity skill_content", 0 },
	{ "/members/:id", ANYONE, member_show, NULL, NULL, 0 },
	{ .path = NULL },
};
