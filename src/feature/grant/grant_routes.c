/* Addresses of 助成. */
#include "feature/grant/grant_routes.h"

#include "feature/grant/grant_pages.h"

const struct route grant_routes[] = {
	{ "/grants", ANYONE, grant_list, NULL, "q page sort state field* area* organizer title purpose contact_name apply_to_from apply_to_to", 0 },
	{ "/grants/calendar", ANYONE, grant_calendar, NULL, "month area field", 0 },
	{ "/grants/:id", ANYONE, grant_show, NULL, NULL, 0 },
	{ 0 },
};
