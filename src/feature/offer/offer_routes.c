/* Routes of offers. */
#include "feature/offer/offer_handlers.h"
#include "feature/offer/offer_routes.h"

const struct route offer_routes[] = {
	{ "/offers", ANYONE, offers_current, NULL,
	  "q page sort field* weekday* time_band* city* date_from_from date_from_to apply_to_from apply_to_to anytime* part_ok* beginner_ok* health_point* "
	  "title content place org_name", 0 },
	{ "/offers/calendar", ANYONE, offers_calendar, NULL, "month city field", 0 },
	{ "/offers/past", ANYONE, offers_past, NULL, "year page", 0 },
	{ "/offers/:id", ANYONE, offer_show, NULL, NULL, 0 },
	{ "/offers/:id/join", ANYONE, offer_join, NULL, NULL, 0 },
	{ "/offers/:id/ask", ANYONE, offer_ask, NULL, NULL, 0 },
	{ .path = NULL },
};
