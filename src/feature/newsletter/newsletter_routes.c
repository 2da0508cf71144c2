/* Addresses of the newsletter archives of both sites. Bodies are the mails' own text. */
#include "feature/newsletter/newsletter_routes.h"

#include "feature/newsletter/newsletter.h"
#include "feature/newsletter/newsletter_pages.h"
#include "ui/page.h"

static const struct nav_link super_doors[] = { { .label = "さぽ〜とメールの登録", .path = "/newsletter/join" }, { .label = "さぽ〜とメールの解除", .path = "/newsletter/leave" },
	{ .label = NULL } };
static const struct nav_link aika_doors[] = { { .label = "メルマガの登録", .path = "/newsletter/join" }, { .label = "メルマガの解除", .path = "/newsletter/leave" }, { .label = NULL } };

static const struct article_pages super_pages = { .entity = &newsletter_entity, .path = "/newsletters", .path_id = "/newsletters/%", .feed = "/feeds/newsletters.atom",
	.title = "さぽ〜とメール", .lead = "やまぐち県民活動支援センターのメールマガジン「さぽ〜とメール」のバックナンバーです。ことばや年で探せます。",
	.heading = "さぽ〜とメールのバックナンバー", .doors = super_doors, .hint = "例：助成、講座、フェスタ", .plain = true };
static const struct article_pages aika_pages = { .entity = &newsletter_entity, .path = "/newsletters", .path_id = "/newsletters/%", .feed = "/feeds/newsletters.atom",
	.title = "活動ニュース", .lead = "あいかさねっとのメールマガジンのバックナンバーです。ことばや年で探せます。", .heading = "活動ニュースのバックナンバー", .doors = aika_doors,
	.hint = "例：募集、報告、新しい会員", .plain = true };

const struct article_pages *newsletter_pages(const struct request *req)
{
	return req->site->id == SITE_AIKA ? &aika_pages : &super_pages;
}

static struct reply newsletter_list(struct request *req, struct db_read *db)
{
	return article_list(req, db, newsletter_pages(req));
}

static struct reply newsletter_show(struct request *req, struct db_read *db)
{
	return article_show(req, db, newsletter_pages(req));
}

const struct route newsletter_routes[] = {
	{ "/newsletters", ANYONE, newsletter_list, NULL, ARTICLE_QUERY, 0 },
	{ "/newsletters/:id", ANYONE, newsletter_show, NULL, NULL, 0 },
	{ 0 },
};
