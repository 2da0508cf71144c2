/* Addresses of Q&A answers (あいかさねっと). */
#include "feature/help/help_routes.h"

#include "feature/help/help.h"
#include "feature/part/article_pages.h"

static const struct article_pages pages = { .entity = &help_entity, .path = "/help", .path_id = "/help/%", .title = "Q&A", .lead = "", .heading = "Q&A",
	.tab = "/help" };

static struct reply help_show(struct request *req, struct db_read *db)
{
	return article_show(req, db, &pages);
}

const struct route help_routes[] = {
	{ "/help/:id", ANYONE, help_show, NULL, NULL, 0 },
	{ 0 },
};
