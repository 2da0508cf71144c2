/* Addresses of 取材報告 (あいかさねっと). */
#include "feature/interview/interview_routes.h"

#include "feature/interview/interview.h"
#include "feature/part/article_pages.h"

static const struct article_pages pages = { .entity = &interview_entity, .path = "/interviews", .path_id = "/interviews/%", .feed = "/feeds/interviews.atom", .title = "取材報告",
	.lead = "センターの職員が、活動している団体やボランティアの方を訪ねて話をうかがいました。", .heading = "取材報告", .hint = "例：子ども、清掃、団体名",
	.tab = "/interviews" };

static struct reply interview_list(struct request *req, struct db_read *db)
{
	return article_list(req, db, &pages);
}

static struct reply interview_show(struct request *req, struct db_read *db)
{
	return article_show(req, db, &pages);
}

const struct route interview_routes[] = {
	{ "/interviews", ANYONE, interview_list, NULL, ARTICLE_QUERY, 0 },
	{ "/interviews/:id", ANYONE, interview_show, NULL, NULL, 0 },
	{ 0 },
};
