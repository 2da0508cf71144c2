/* Fixed pages by address, and the pages that 別紙1-2 names whether written or not. */
#include "feature/page/page_pages.h"

#include <string.h>

#include "feature/page/page.html.h"
#include "feature/search/visible.h"
#include "html/rich.h"
#include "ui/record.h"

#define ASK_CENTRE "くわしくは、やまぐち県民活動支援センターへお問い合わせください。"
static const struct page_known known[] = {
	{ "about", "スーパーネットについて", "山口県県民活動スーパーネットは、県民や県民活動団体などを主な対象として、団体情報やイベント・募集情報、助成情報など、"
		"県民活動に関する各種情報を一元的に提供する、県内最大の県民活動情報サイトです。" },
	{ "center-outline", "センターの概要", "やまぐち県民活動支援センターは、県民活動の拠点です。" ASK_CENTRE },
	{ "center-work", "センターの事業", "センターは、県民活動に関する相談、情報の収集と提供、団体の活動の支援などを行っています。" ASK_CENTRE },
	{ "center-guide", "利用の手引き", "センターの施設や設備は、県民活動を行う団体・個人にご利用いただけます。" ASK_CENTRE },
	{ "center-access", "アクセス", "〒753-0064 山口県山口市神田町1-80 防長青年館2階" },
	{ "center-booking", "申し込み・予約", "印刷機や交流コーナーの予約は、センターの窓口、電話、Eメールで受け付けています。" },
	{ "center-information", "情報収集・提供", "センターは、スーパーネット、さぽ〜とメール、蔵書などにより、県民活動に関する情報をお届けしています。" },
	{ 0 },
};

const struct page_known *page_known(struct str slug)
{
	for (const struct page_known *k = known; k->slug; k++) {
		if (str_is(slug, k->slug))
			return k;
	}
	return NULL;
}

/* ---- reading ---- */

static enum err page_by(struct request *req, struct db_read *db, const char *literal_where, struct str value, struct fixed_page *page)
{
	struct entity_list list = { 0 };
	enum err err = entity_select(db, req->arena, &page_entity, literal_where, "id", BIND(b_int(req->site->id), b_str(value)), 1, 0, &list);
	if (err != OK)
		return err;
	if (list.n == 0)
		return ERR_NOT_FOUND;
	*page = *ENTITY_AT(struct fixed_page, list, 0);
	return record_visible(req, &page_entity, page) ? OK : ERR_NOT_FOUND;
}

enum err page_find(struct request *req, struct db_read *db, struct str slug, struct fixed_page *page)
{
	const struct page_known *k = page_known(slug);
	enum err err = page_by(req, db, "site = $1 AND slug = $2 AND trashed_at = 0", slug, page);
	if (err == ERR_NOT_FOUND && k)
		err = page_by(req, db, "site = $1 AND title = $2 AND trashed_at = 0", str_of(k->title), page);
	return err;
}

static enum err page_select(struct request *req, struct db_read *db, int64_t parent, struct link_views *links)
{
	struct entity_list list = { 0 };
	struct binds binds = BIND(b_int(req->now), b_int(req->site->id), b_int(parent));
	enum err err = entity_select(db, req->arena, &page_entity,
		PUBLIC_SQL("$1") " AND site = $2 AND unlisted = 0 AND ($3 < 0 OR parent = $3)", "sort, id", binds, 500, 0, &list);
	for (size_t i = 0; err == OK && i < list.n; i++) {
		const struct fixed_page *p = ENTITY_AT(struct fixed_page, list, i);
		if (p->slug.n && record_visible(req, &page_entity, p))
			*vec_add(req->arena, links) = (struct link_view){ p->title, url_on(req, "/pages/%", &p->slug, 1), false };
	}
	return err;
}

enum err page_links(struct request *req, struct db_read *db, struct link_views *links)
{
	return page_select(req, db, -1, links);
}

/* ---- one page ---- */

static enum err page_fill(struct request *req, struct db_read *db, const struct fixed_page *p, struct page_written_view *v)
{
	int64_t file[] = { p->file1, p->file2, p->file3 };
	v->title = p->title;
	v->lead = p->lead;
	v->body = rich_load(req->arena, p->body);
	v->files = files_html(req, db, file, COUNT_OF(file));
	v->updated = date_html(req->arena, date_in_japan(p->record.updated_at));
	return p->record.id ? page_select(req, db, p->record.id, &v->children) : OK;
}

static size_t page_crumbs_of(struct request *req, struct str slug, struct str title, struct crumb *crumb)
{
	size_t n = 0;
	if (str_starts(slug, S("center-")) && req->site->id == SITE_SUPER)
		crumb[n++] = (struct crumb){ S("やまぐち県民活動支援センター"), url_to(req, "/center") };
	crumb[n++] = (struct crumb){ title, URL_NONE };
	return n;
}

struct reply page_show(struct request *req, struct db_read *db)
{
	struct fixed_page p = { 0 };
	struct page_written_view v = { 0 };
	struct str slug = req->arg[0];
	const struct page_known *k = page_known(slug);
	struct crumb crumb[2];
	enum err err = page_find(req, db, slug, &p);
	if (err == OK) {
		err = page_fill(req, db, &p, &v);
	} else if (err == ERR_NOT_FOUND && k && req->site->id == SITE_SUPER) {
		v.title = str_of(k->title);
		v.text = str_of(k->text);
		err = OK;
	}
	if (err != OK)
		return page_error(req, err);
	struct out o = page_out(req);
	page_written(&o, &v);
	return page_reply(req, &(struct page){ .title = v.title, .body = page_body(&o), .crumb = crumb,
		.crumbs = page_crumbs_of(req, slug, v.title, crumb), .frame_hosts = rich_embed_hosts(req->arena, p.body), .article = true,
		.description = v.lead.n ? v.lead : v.text.n ? v.text : excerpt(req->arena, rich_start(req->arena, p.body, 100), 100) });
}
