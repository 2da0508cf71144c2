/* Addresses of お知らせ, of both sites. */
#include "feature/news/news_routes.h"

#include "feature/news/news.h"
#include "feature/news/news_pages.h"
#include "ui/page.h"

static const struct article_pages super_pages = { .entity = &news_entity, .path = "/news", .path_id = "/news/%", .feed = "/feeds/news.atom", .title = "お知らせを探す",
	.lead = "県民活動に関するお知らせです。過去に掲載したものも探せます。", .heading = "お知らせ", .hint = "例：講座、募集、フォーラム" };
static const struct article_pages aika_pages = { .entity = &news_entity, .path = "/news", .path_id = "/news/%", .feed = "/feeds/news.atom", .title = "お知らせ",
	.lead = "あいかさねっとからのお知らせです。過去に掲載したものも探せます。", .heading = "お知らせ", .hint = "例：登録、募集、講座" };

const struct article_pages *news_pages(const struct request *req)
{
	return req->site->id == SITE_AIKA ? &aika_pages : &super_pages;
}

static struct reply news_list(struct request *req, struct db_read *db)
{
	return article_list(req, db, news_pages(req));
}

static struct reply news_show(struct request *req, struct db_read *db)
{
	return article_show(req, db, news_pages(req));
}

const struct route news_routes[] = {
	{ "/news", ANYONE, news_list, NULL, ARTICLE_QUERY, 0 },
	{ "/news/:id", ANYONE, news_show, NULL, NULL, 0 },
	{ 0 },
};
