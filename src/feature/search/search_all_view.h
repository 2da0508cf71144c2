/* What search_all.html draws. Only search_all_pages.c fills it. */
#ifndef FEATURE_SEARCH_ALL_VIEW_H
#define FEATURE_SEARCH_ALL_VIEW_H

#include "ui/list.h"

struct search_kind { /* a kind of record with its number of hits */
	struct str label;
	int64_t count;
	struct url url;
	bool current, finds; /* finds: the link leads to hits */
};
struct search_kinds VEC_OF(struct search_kind);
struct search_all_view {
	struct str title, lead;
	struct panel panel;
	bool asked;
	struct list_head head;
	struct search_kinds kinds;
	struct row_list rows;
	struct pager pager;
	struct str lists_heading;
	struct link_views lists; /* the searches of one kind */
};

#endif
