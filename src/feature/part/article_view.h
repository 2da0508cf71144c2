/* What article.html draws. Only article_pages.c fills it. */
#ifndef FEATURE_PART_ARTICLE_VIEW_H
#define FEATURE_PART_ARTICLE_VIEW_H

#include "ui/list.h"

struct article_view {
	struct str title;
	struct html date, body, files;
	bool important, plain;
	bool has_newer, has_older;
	struct link_view newer, older;
	struct url list;
	struct str list_label;
};

#endif
