/* The fixed pages of あいかさねっと: one row per page, the template and the staff's own text for it. */
#include "feature/address/address.h"
#include "feature/help/help.h"
#include "feature/link/link.h"
#include "feature/page/page.h"
#include "feature/part/short.h"
#include "feature/terms/terms.h"
#include "html/rich.h"
#include "site/aika/fixed.html.h"
#include "site/aika/fixed_routes.h"

#include <string.h>

enum { LIST_MAX = 200, LEAD_CHARS = 90, NO_SUBJECT = 0 };

struct fixed {
	const char *path, *title, *lead;
	const char *slug;                   /* the staff's page with this slug, or with this title; NULL = none */
	const char *subject;                /* code of terms_subject: the version in force comes first; or NULL */
	const char *tab, *parent, *parent_label;
	void (*body)(struct out *, const struct fixed_view *);
	enum err (*fill)(struct request *, struct db_read *, struct fixed_view *);
	bool quiet;                         /* not for search engines */
};

/* ---- addresses every template may use ---- */

static void fill_urls(struct request *req, struct fixed_view *v)
{
	const struct {
		struct url *url;
		const char *path;
	} table[] = {
		{ &v->offers, "/offers" }, { &v->calendar, "/offers/calendar" }, { &v->past, "/offers/past" },
		{ &v->members, "/members" }, { &v->search, "/members/search" }, { &v->interviews, "/interviews" },
		{ &v->help, "/help" }, { &v->guide, "/guide" }, { &v->join, "/help/join" }, { &v->recruit, "/help/recruit" },
		{ &v->forms, "/forms" }, { &v->links, "/links" }, { &v->privacy, "/privacy" }, { &v->terms, "/terms" },
		{ &v->newsletter, "/newsletter" }, { &v->newsletter_join, "/newsletter/join" }, { &v->newsletter_leave, "/newsletter/leave" },
		{ &v->newsletters, "/newsletters" }, { &v->news, "/news" }, { &v->login, "/login" }, { &v->password, "/password" },
		{ &v->register_url, "/register" }, { &v->individual, "/register/individual" }, { &v->group, "/register/group" },
		{ &v->company, "/register/company" }, { &v->site_search, "/search" }, { &v->super, "super:/" },
		{ &v->line, "https://page.line.me/789ubsdn" }, { &v->kenko, "https://kenko.pref.yamaguchi.lg.jp/kenko-app" },
		{ &v->open_data, "super:/open-data" }, { &v->contact, "super:/contact" },
	};
	for (size_t i = 0; i < COUNT_OF(table); i++) *table[i].url = url_nav(req, table[i].path);
	v->login_later = page_is_later(req, "/login");
	v->password_later = page_is_later(req, "/password");
	v->register_later = page_is_later(req, "/register/individual");
	v->newsletter_later = page_is_later(req, "/newsletter/join");
	v->tel = str_of(centre.tel);
	v->mail = str_of(centre.mail);
	v->address = str_of(centre.address);
	v->tel_url = url_tel(req->arena, v->tel);
	v->mail_url = url_mailto(req->arena, v->mail);
}

/* ---- text that staff wrote ---- */

static void add_file(struct request *req, struct db_read *db, int64_t id, struct fixed_view *v)
{
	struct html link = file_link(req, db, id, STR_NONE);
	if (link.s.n) *vec_add(req->arena, &v->files) = link;
}

static enum err fill_page(struct request *req, struct db_read *db, const struct fixed *f, struct fixed_view *v)
{
	struct entity_list list;
	enum err e = entity_select(db, req->arena, &page_entity,
		"site = $1 AND " PUBLIC_SQL("$4") " AND (slug = $2 OR title = $3)", "CASE WHEN slug = $2 THEN 0 ELSE 1 END, id",
		BIND(b_int(SITE_AIKA), b_str(str_of(f->slug)), b_str(str_of(f->title)), b_int(req->now)), 1, 0, &list);
	if (e != OK || !list.n) return e;
	const struct fixed_page *p = ENTITY_AT(const struct fixed_page, list, 0);
	v->body = rich_load(req->arena, p->body);
	if (p->lead.n) v->lead = p->lead;
	add_file(req, db, p->file1, v);
	add_file(req, db, p->file2, v);
	add_file(req, db, p->file3, v);
	return OK;
}

/* The version in force: the newest published one whose day has come. */
static enum err fill_terms(struct request *req, struct db_read *db, const struct fixed *f, struct fixed_view *v)
{
	const struct master *subject = master_by_code(req->app->masters, "terms_subject", str_of(f->subject));
	struct entity_list list;
	if (!subject) return OK;
	enum err e = entity_select(db, req->arena, &terms_entity,
		"subject = $1 AND " PUBLIC_SQL("$4") " AND effective <= $2 AND (site = $3 OR site = 0)", "effective DESC, number DESC",
		BIND(b_int(subject->num), b_int(date_in_japan(req->now)), b_int(SITE_AIKA), b_int(req->now)), 1, 0, &list);
	if (e != OK || !list.n) return e;
	v->body = rich_load(req->arena, ENTITY_AT(const struct terms, list, 0)->body);
	return OK;
}

/* ---- lists ---- */

static enum err fill_help(struct request *req, struct db_read *db, struct fixed_view *v)
{
	struct entity_list list;
	enum err e = entity_select(db, req->arena, &help_entity, PUBLIC_SQL("$2") " AND site = $1", "sort, id", BIND(b_int(SITE_AIKA), b_int(req->now)),
		LIST_MAX, 0, &list);
	for (size_t i = 0; e == OK && i < list.n; i++) {
		const struct help *h = ENTITY_AT(const struct help, list, i);
		struct row row = { .title = text_html(req->arena, h->title), .url = url_id(req, "/help/%", h->record.id),
			.lead = text_html(req->arena, short_text(req->arena, rich_text(req->arena, h->body), LEAD_CHARS)) };
		rows_add(req->arena, &v->rows, &row, 0);
	}
	return e;
}

static enum err fill_links(struct request *req, struct db_read *db, struct fixed_view *v)
{
	struct entity_list list;
	enum err e = entity_select(db, req->arena, &link_entity, PUBLIC_SQL("$2") " AND (site = $1 OR site = 0)", "topic, sort, id",
		BIND(b_int(SITE_AIKA), b_int(req->now)), LIST_MAX, 0, &list);
	for (size_t i = 0; e == OK && i < list.n; i++) {
		const struct link *l = ENTITY_AT(const struct link, list, i);
		struct url url;
		if (!url_checked(req->arena, l->url, &url)) continue;
		struct row row = { .title = text_html(req->arena, str_cat(req->arena, l->title, S("（外部サイト）"))), .url = url,
			.lead = text_html(req->arena, l->description) };
		rows_add(req->arena, &v->rows, &row, 0);
	}
	return e;
}

static bool shown_elsewhere(const struct fixed_page *);

static enum err fill_pages(struct request *req, struct db_read *db, struct fixed_view *v)
{
	const struct address *a = address_of(&page_entity, SITE_AIKA);
	struct entity_list list;
	enum err e = entity_select(db, req->arena, &page_entity, PUBLIC_SQL("$2") " AND unlisted = 0 AND site = $1", "sort, id",
		BIND(b_int(SITE_AIKA), b_int(req->now)), LIST_MAX, 0, &list);
	for (size_t i = 0; e == OK && i < list.n; i++) {
		const struct fixed_page *p = ENTITY_AT(const struct fixed_page, list, i);
		if (!shown_elsewhere(p)) *vec_add(req->arena, &v->pages) = (struct link_view){ p->title, address_url(req, a, &page_entity, p), false };
	}
	return e;
}

/* ---- the pages ---- */

static const struct fixed pages[] = {
	{ .path = "/guide", .title = "利用案内", .lead = "あいかさねっとでできることと、はじめ方をご案内します。", .slug = "guide", .tab = "/guide", .body = fixed_guide },
	{ .path = "/help", .title = "Q&A", .lead = "会員登録や募集の手順と、よくある質問への回答です。", .tab = "/help", .body = fixed_help, .fill = fill_help },
	{ .path = "/help/join", .title = "会員登録の流れ", .lead = "登録は無料です。個人・団体・企業のどなたでも登録できます。", .slug = "join", .tab = "/help",
	  .parent = "/help", .parent_label = "Q&A", .body = fixed_join },
	{ .path = "/help/recruit", .title = "ボランティア募集の流れ", .lead = "団体会員の方が、ボランティアを募集するときの手順です。", .slug = "recruit", .tab = "/help",
	  .parent = "/help", .parent_label = "Q&A", .body = fixed_recruit },
	{ .path = "/forms", .title = "登録用紙ダウンロード", .lead = "紙で会員登録を申し込むための用紙です。", .slug = "forms", .body = fixed_forms },
	{ .path = "/links", .title = "関連団体リンク", .lead = "ボランティアや県民活動に関わる団体・サイトのリンクです。", .slug = "links", .body = fixed_links, .fill = fill_links },
	{ .path = "/privacy", .title = "個人情報保護", .slug = "privacy", .subject = "privacy", .body = fixed_text },
	{ .path = "/terms", .title = "あいかさねっと利用規約", .slug = "terms", .subject = "aika", .body = fixed_text },
	{ .path = "/newsletter", .title = "メルマガ会員登録", .lead = "ボランティアの募集や活動のニュースを、メールマガジンでお届けします。", .slug = "newsletter", .body = fixed_newsletter },
	{ .path = "/register", .title = "会員登録", .lead = "あいかさねっとの会員登録は無料です。あてはまるものを選んでください。", .body = fixed_register },
	{ .path = "/sitemap", .title = "サイトマップ", .body = fixed_sitemap, .fill = fill_pages },
};

/* A page of the staff's whose text stands on one of the pages above: the site map names that one. */
static bool shown_elsewhere(const struct fixed_page *p)
{
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		if (str_is(p->title, pages[i].title) || (pages[i].slug && str_is(p->slug, pages[i].slug))) return true;
	return false;
}

static const struct fixed *fixed_of(struct str path)
{
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		if (str_is(path, pages[i].path)) return &pages[i];
	return NULL;
}

static struct reply fixed_show(struct request *req, struct db_read *db)
{
	const struct fixed *f = fixed_of(req->path);
	if (!f) return page_not_found(req);
	struct fixed_view v = { .title = str_of(f->title), .lead = str_of(f->lead) };
	enum err e = OK;
	fill_urls(req, &v);
	if (f->slug) e = fill_page(req, db, f, &v);
	if (e == OK && f->subject) e = fill_terms(req, db, f, &v);
	if (e == OK && f->fill) e = f->fill(req, db, &v);
	if (e != OK) return page_error(req, e);
	struct out o = page_out(req);
	f->body(&o, &v);
	struct crumb crumb[2] = { { v.title, URL_NONE } };
	size_t crumbs = 1;
	if (f->parent) {
		crumb[0] = (struct crumb){ str_of(f->parent_label), url_to(req, f->parent) };
		crumb[crumbs++] = (struct crumb){ v.title, URL_NONE };
	}
	return page_reply(req, &(struct page){ .title = v.title, .description = v.lead, .body = page_body(&o), .crumb = crumb, .crumbs = crumbs,
		.tab = f->tab, .no_index = f->quiet, .frame_hosts = v.body.s.n ? rich_embed_hosts(req->arena, v.body.s) : STR_NONE });
}

const struct route aika_fixed_routes[] = {
	{ "/", ANYONE, aika_home_page, NULL, NULL, 0 },
	{ "/guide", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/help", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/help/join", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/help/recruit", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/forms", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/links", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/privacy", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/terms", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/newsletter", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/register", ANYONE, fixed_show, NULL, NULL, 0 },
	{ "/sitemap", ANYONE, fixed_show, NULL, NULL, 0 },
	{ .path = NULL },
};
