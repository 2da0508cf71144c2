/* The handler of the display settings. The cookie is http/cookie.c's, the form page.html's. */
#include "ui/display.h"

#include "http/cookie.h"
#include "ui/page.h"

enum { DISPLAY_SECONDS = 365 * 24 * 3600 };

/* The page the visitor came from, if it is one of ours; else this site's home page. */
static struct url display_back(struct request *req)
{
	struct str path = req->referer_path;
	if (str_starts(path, S("/")) && !str_starts(path, S("//")) && str_find_char(path, '\\') == SIZE_MAX)
		return (struct url){ path };
	return url_to(req, "/");
}

static struct reply display_post(struct request *req, struct db_write *db)
{
	(void)db;
	struct display display = req->display;
	display_set_size(&display, request_form(req, "size"));
	display_set_back(&display, request_form(req, "back"));
	struct reply reply = reply_redirect(req, 303, display_back(req));
	cookie_set(req, &reply, "display", display_write(req->arena, display), DISPLAY_SECONDS);
	return reply;
}

static struct reply display_get(struct request *req, struct db_read *db)
{
	(void)db;
	return reply_redirect(req, 303, url_to(req, "/"));
}

const struct route display_routes[] = {
	{ "/settings/display", ANYONE, display_get, display_post, NULL, ROUTE_NO_DB },
	{ 0 },
};
