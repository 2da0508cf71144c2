/* What event.html draws. Only event_pages.c fills it. */
#ifndef FEATURE_EVENT_EVENT_VIEW_H
#define FEATURE_EVENT_EVENT_VIEW_H

#include "ui/calendar.h"
#include "ui/list.h"
#include "ui/record.h"

struct event_view {
	struct str title, kind;
	struct str_views tags;
	bool over;             /* 終了 */
	struct html when, place, until;
	struct record_view record;
	struct url ical, fix;
	bool has_ical;
	struct html updated;
	struct html group;     /* link to the group's page */
};
struct event_month_view {
	struct calendar calendar;
	struct url list;
};

#endif
