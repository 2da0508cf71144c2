/* Addresses of イベント・募集. */
#include "feature/event/event_routes.h"

#include "feature/event/event_pages.h"

#define EVENT_QUERY "q page sort kind* field* city* organizer title place content contact_name date_from_from date_from_to apply_to_from apply_to_to"

const struct route event_routes[] = {
	{ "/events", ANYONE, event_list, NULL, EVENT_QUERY, 0 },
	{ "/events/past", ANYONE, event_past, NULL, EVENT_QUERY, 0 },
	{ "/events/calendar", ANYONE, event_calendar, NULL, "month city field", 0 },
	{ "/events/:id", ANYONE, event_show, NULL, NULL, 0 },
	{ 0 },
};
