/* What grant.html draws. Only grant_pages.c fills it. */
#ifndef FEATURE_GRANT_GRANT_VIEW_H
#define FEATURE_GRANT_GRANT_VIEW_H

#include "ui/calendar.h"
#include "ui/list.h"
#include "ui/record.h"

struct grant_view {
	struct str title, organizer, state; /* state: "募集中", "募集終了", "募集前" */
	struct str_views tags;
	bool counts_days, over;  /* counts_days: "締切まで n日" is drawn */
	bool near, last_day;
	int64_t days_left;
	struct html amount, period, lead;
	struct record_view record;
	struct url ical;         /* the deadline for one's own calendar; shown with counts_days */
	struct html updated;
};
struct grant_month_view {
	struct calendar calendar;
	struct url list;
};

#endif
