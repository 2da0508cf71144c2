/* What the page of open data shows. */
#ifndef FEATURE_OPEN_DATA_VIEW_H
#define FEATURE_OPEN_DATA_VIEW_H

#include "ui/list.h"

struct column_view {
	struct str label, name, type;
};
struct dataset_view {
	struct str id, heading, about, records;
	struct link_views files;
	struct { struct column_view *v; size_t n, cap; } columns;
	struct str caption, summary;
};
struct open_data_view {
	struct str title, lead, site;
	struct { struct dataset_view *v; size_t n, cap; } sets;
	struct link_views feeds;
};

#endif
