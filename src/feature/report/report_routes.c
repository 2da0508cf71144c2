/* Addresses of 活動実績・事例. */
#include "feature/report/report_routes.h"

#include "feature/report/report_pages.h"

const struct route report_routes[] = {
	{ "/reports", ANYONE, report_list, NULL, "q page sort title content field* group_name place held_on_from held_on_to", 0 },
	{ "/reports/:id", ANYONE, report_show, NULL, NULL, 0 },
	{ 0 },
};
