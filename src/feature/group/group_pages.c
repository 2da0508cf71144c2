/* List, search and page of 団体・企業. The public words are those of 別紙1-2 (L201). */
#include "feature/group/group_pages.h"

#include "feature/address/address.h"
#include "feature/event/event_pages.h"
#include "feature/group/group.html.h"
#include "feature/member/member.h"
#include "feature/offer/offer.h"
#include "feature/search/search_view.h"
#include "html/rich.h"
#include "ui/record.h"

enum { GROUP_EVENTS = 5, GROUP_TAGS = 3 };

/* ---- list ---- */

static const struct search_sort group_sorts[] = {
	{ "new", "新着順", "published_at DESC, id DESC" },
	{ "kana", "ふりがな順", "kana, id" },
	{ "updated", "更新が新しい順", "updated_at DESC, id DESC" },
	{ 0 },
};

struct str group_class_label(struct request *req, const struct group *g)
{
	const struct masters *m = req->app->masters;
	const struct master *row = g->record.kind == GROUP_COMPANY ? master_get(m, "company_class", g->company_class)
	                                                            : master_get(m, "group_class", g->group_class);
	return row ? row->label : str_of(group_entity.kind_label[g->record.kind]);
}

static struct str first_field(struct request *req, const struct group *g)
{
	const struct master *m;
	for (size_t i = 0; (m = master_at(req->app->masters, "field20", i)) != NULL; i++) {
		if (g->field & master_bit(m->num))
			return search_choice_label(m);
	}
	return STR_NONE;
}

struct str group_place_and_field(struct request *req, const struct group *g)
{
	const struct master *city = master_get(req->app->masters, "city", g->city);
	struct str field = first_field(req, g);
	if (!city)
		return field;
	return field.n ? str_fmt(req->arena, "%.*s・%.*s", STR_ARG(city->label), STR_ARG(field)) : city->label;
}

/* スーパーネット登録 is a matter of its own, apart from the record's state (L201): 1,356 of the 1,677 are registered. */
static struct str group_registration(const struct group *g)
{
	return g->registered ? S("スーパーネット登録") : S("スーパーネット未登録");
}

static void group_row(struct request *req, const struct group *g, const struct search_result *r, struct row_list *rows)
{
	struct arena *a = req->arena;
	struct row row = { .title = html_marked(a, g->name, r->folded_words, r->words), .url = url_id(req, "/groups/%", g->record.id) };
	*vec_add(a, &row.tags) = group_class_label(req, g);
	if (!g->registered)
		*vec_add(a, &row.tags) = group_registration(g);
	row.lead = excerpt_html(a, g->activity.n ? g->activity : rich_start(a, g->body, 100), r->folded_words, r->words);
	struct str place = group_place_and_field(req, g);
	if (place.n)
		*vec_add(a, &row.meta) = text_html(a, place);
	search_row_hit(req, &group_entity, g, r, &row);
	rows_add(a, rows, &row, date_in_japan(req->now));
}

struct reply group_list(struct request *req, struct db_read *db)
{
	static const char *const skip[] = { "purpose", "csr", "budget", NULL };
	struct search s = { .entity = &group_entity };
	struct search_view_options opt = { .path = "/groups", .sorts = group_sorts, .heading = "登録団体・企業", .skip = skip,
		.hint = "例：子ども食堂、里山、国際交流", .kind_legend = "種類" };
	struct search_result r = { 0 };
	struct search_view v;
	search_from_request(req, req->app->masters, &s);
	enum err err = search_view_run(req, db, &s, &opt, &r, &v);
	if (err != OK)
		return page_error(req, err);
	struct search_page page = { .title = "団体・企業を探す", .feed = "/feeds/groups.atom", .tab = "/groups",
		.lead = "県民活動団体、NPO法人、社会貢献活動に取り組む企業の情報です。ことばや条件で探せます。" };
	for (size_t i = 0; i < r.list.n; i++)
		group_row(req, ENTITY_AT(struct group, r.list, i), &r, &page.rows);
	*vec_add(req->arena, &page.jumps) = (struct jump){ S("団体・企業の情報を掲載する"), "pencil", url_to(req, "/register") };
	*vec_add(req->arena, &page.jumps) = (struct jump){ S("掲載内容の修正を依頼する"), "pencil", url_to(req, "/register/correction") };
	return search_page_reply(req, &page, &v);
}

/* ---- one group ---- */

static const struct record_label group_labels[] = {
	{ "name", { "団体名", "団体名", "企業名" } },
	{ "group_class", { "組織形態", "組織形態", NULL } },
	{ "company_class", { NULL, NULL, "組織形態" } },
	{ "field", { "分野", "分野", NULL } },
	{ "activity", { "活動内容", "活動内容", "事業内容" } },
	{ "csr", { NULL, NULL, "CSR の取り組み、社会貢献活動等の概要" } },
	{ "appeal", { "広報（アピールポイント・設立の経緯など）", "広報（アピールポイント・設立の経緯など）", "ひとこと PR" } },
	{ "rep_name", { "代表者", "代表者", "代表者名" } },
	{ "rep_post", { "代表者役職", "代表者役職", "役職名" } },
	{ "mail", { "メールアドレス", "メールアドレス", "メールアドレス" } },
	{ 0 },
};

static const char *const group_order[] = {
	"#活動について", "field", "area", "target_city", "activity", "csr", "purpose", "appeal", "activity_time", "cooperation", "feature", "body",
	"#団体の概要", "name", "group_class", "company_class", "rep_name", "rep_post", "contact_name", "contact_post", "office", "branch", "@address",
	"phone", "fax", "mail", "founded", "budget", "people", "dues", "qualification", "@urls", "@files",
	"#掲載について", "@registered", "registered_source", NULL,
};

static struct str group_address(struct request *req, const struct group *g, bool with_postal)
{
	const struct master *pref = master_get(req->app->masters, "pref", g->pref);
	const struct master *city = master_get(req->app->masters, "city", g->city);
	struct out o = out_new(req->arena, 4096);
	if (with_postal && g->postal.n)
		out_fmt(&o, "〒%.*s ", STR_ARG(g->postal));
	if (pref && with_postal)
		out_str(&o, pref->label);
	if (city && !str_starts(g->address, city->label) && !str_is(city->label, "山口県外"))
		out_str(&o, city->label);
	out_str(&o, g->address);
	return out_view(&o);
}

/* City and up to three fields, as the eye looks for them first. */
static void group_tags(struct request *req, const struct group *g, struct group_view *v)
{
	const struct master *m = master_get(req->app->masters, "city", g->city);
	size_t fields = 0;
	if (m)
		*vec_add(req->arena, &v->tags) = m->label;
	for (size_t i = 0; fields < GROUP_TAGS && (m = master_at(req->app->masters, "field20", i)) != NULL; i++) {
		if (!(g->field & master_bit(m->num)))
			continue;
		*vec_add(req->arena, &v->tags) = search_choice_label(m);
		fields++;
	}
}

static void group_fill(struct request *req, struct db_read *db, const struct group *g, struct group_view *v)
{
	struct arena *a = req->arena;
	struct link_pair pair[] = { { g->url1, g->url1_label }, { g->url2, g->url2_label }, { g->url3, g->url3_label } };
	int64_t file[] = { g->file_rules, g->file_activity, g->file_other };
	struct record_extra extra[] = {
		{ "@registered", "スーパーネットへの登録", text_html(a, g->registered ? S("登録団体です") : S("未登録です（公開されている名簿などをもとに掲載しています）")) },
		{ "@address", "住所", text_html(a, group_address(req, g, true)) },
		{ "@urls", "参考 URL", links_html(req, pair, COUNT_OF(pair)) },
		{ "@files", "参考ファイル", files_html(req, db, file, COUNT_OF(file)) },
	};
	struct record_options opt = { .labels = group_labels, .order = group_order, .extra = extra, .extras = COUNT_OF(extra) };
	record_view(req, db, &group_entity, g, &opt, &v->record);
	v->name = g->name;
	v->kana = g->kana;
	*vec_add(a, &v->tags) = group_class_label(req, g);
	v->registration = group_registration(g);
	group_tags(req, g, v);
	v->updated = date_html(a, date_in_japan(g->record.updated_at));
	v->fix = url_id(req, "/groups/%/correction", g->record.id);
	v->to_events = url_fragment(a, URL_NONE, "group-events");
	v->to_fix = url_fragment(a, URL_NONE, "group-fix");
	v->word = g->record.kind == GROUP_COMPANY ? S("企業") : S("団体");
	v->tel = str_of(centre.tel);
	v->centre_mail = str_of(centre.mail);
	v->tel_url = url_tel(a, v->tel);
	v->mail_url = url_mailto(a, v->centre_mail);
	v->phone = record_value(req, db, &group_entity, entity_field(&group_entity, "phone"), g);
	v->mail = record_value(req, db, &group_entity, entity_field(&group_entity, "mail"), g);
	v->web = link_html(req, g->url1, g->url1_label.n ? g->url1_label : S("ホームページ"));
	v->place = group_address(req, g, false);
	v->has_contact = v->phone.s.n || v->mail.s.n || v->web.s.n;
}

/* How many offers of its member a visitor can see on あいかさねっと. */
static enum err group_offers(struct request *req, struct db_read *db, const struct group *g, struct group_view *v)
{
	struct search s = { .entity = &offer_entity, .where = "member_id = $1", .bind = { b_int(g->member_id) }, .binds = 1, .order = "id", .page = 1, .per_page = 1, .now = req->now };
	struct search_result r = { 0 };
	if (!g->member_id)
		return OK;
	enum err err = search_run(db, req->arena, req->app->masters, &s, &r);
	v->offers = r.total;
	v->offers_url = address_url_id(req, db, &member_entity, SITE_AIKA, g->member_id);
	return err;
}

struct reply group_show(struct request *req, struct db_read *db)
{
	struct group g = { 0 };
	enum err err = entity_load(db, req->arena, NULL, &group_entity, request_id(req, 0), &g);
	if (err != OK || !record_visible(req, &group_entity, &g))
		return err == OK ? page_not_found(req) : page_error(req, err);
	struct group_view v = { 0 };
	group_fill(req, db, &g, &v);
	err = event_rows_of_group(req, db, g.record.id, GROUP_EVENTS, &v.events);
	if (err == OK)
		err = group_offers(req, db, &g, &v);
	if (err != OK)
		return page_error(req, err);
	v.has_events = v.events.n > 0;
	struct out o = page_out(req), side = page_out(req);
	group_body(&o, &v);
	group_aside(&side, &v);
	struct crumb crumb[] = { { S("団体・企業を探す"), url_to(req, "/groups") }, { g.name, URL_NONE } };
	return page_reply(req, &(struct page){ .title = g.name, .description = excerpt(req->arena, g.activity, 100), .body = page_body(&o),
		.aside = v.has_contact || v.offers ? page_body(&side) : HTML_NONE, .tab = "/groups", .crumb = crumb, .crumbs = COUNT_OF(crumb),
		.frame_hosts = rich_embed_hosts(req->arena, g.body), .article = true });
}
