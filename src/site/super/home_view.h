/* What home.html draws. Only home.c fills it. */
#ifndef SITE_SUPER_HOME_VIEW_H
#define SITE_SUPER_HOME_VIEW_H

#include "feature/booking/booking_week.h"
#include "ui/list.h"
#include "ui/page.h"

struct org { /* a group in the list of the newest */
	struct str kind, name, place;
	struct url url;
};
struct free_slot { /* 可変枠 */
	struct str id, title;
	struct html body;
	bool calendar;
};
struct picture_link {
	struct html content; /* the picture, or the name when there is none to show */
	struct url url;
};
struct home_view {
	struct request *req;
	int64_t groups;           /* published */
	struct url search, groups_url, events_url, grants_url, center_news_url, booking_url, use_url, aika_url, calendar_url;
	struct link_views fields; /* chips: the fields with most groups */
	struct { struct org *v; size_t n, cap; } orgs;
	struct row_list events, grants;
	struct dateds center_news;
	struct { struct free_slot *v; size_t n, cap; } slots;
	struct booking_week week;
	struct html use;          /* センターの利用について: 可変枠 "use", or our own sentence */
	struct { struct picture_link *v; size_t n, cap; } pictures; /* バナー that staff put there */
};
void home_side(struct out *, const struct home_view *);
void home_banners(struct out *, const struct home_view *);

#endif
