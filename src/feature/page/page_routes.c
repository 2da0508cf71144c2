/* Addresses of 固定ページ, of both sites. */
#include "feature/page/page_routes.h"

#include "feature/page/page_pages.h"

const struct route page_routes[] = {
	{ "/pages/:slug", ANYONE, page_show, NULL, NULL, 0 },
	{ 0 },
};
