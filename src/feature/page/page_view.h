/* What page.html draws. Only page_pages.c fills it. */
#ifndef FEATURE_PAGE_VIEW_H
#define FEATURE_PAGE_VIEW_H

#include "ui/list.h"

struct page_written_view {
	struct str title, lead, text; /* text: while the page is not written */
	struct html body, files, updated;
	struct link_views children;
};

#endif
