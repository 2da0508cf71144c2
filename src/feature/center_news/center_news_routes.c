/* Addresses of センターからのお知らせ. */
#include "feature/center_news/center_news_routes.h"

#include "feature/center_news/center_news.h"
#include "feature/center_news/center_news_pages.h"
#include "ui/page.h"

static const struct article_pages pages = { .entity = &center_news_entity, .path = "/center-news", .path_id = "/center-news/%", .feed = "/feeds/center-news.atom",
	.title = "センターからのお知らせを探す", .lead = "やまぐち県民活動支援センターからのお知らせです。過去に掲載したものも探せます。",
	.heading = "センターからのお知らせ", .hint = "例：休館、印刷機、相談会" };

const struct article_pages *center_news_pages(const struct request *req)
{
	(void)req;
	return &pages;
}

static struct reply center_news_list(struct request *req, struct db_read *db)
{
	return article_list(req, db, &pages);
}

static struct reply center_news_show(struct request *req, struct db_read *db)
{
	return article_show(req, db, &pages);
}

const struct route center_news_routes[] = {
	{ "/center-news", ANYONE, center_news_list, NULL, ARTICLE_QUERY, 0 },
	{ "/center-news/:id", ANYONE, center_news_show, NULL, NULL, 0 },
	{ 0 },
};
