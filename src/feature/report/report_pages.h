/* Pages of 活動実績・事例: what the routes call. */
#ifndef FEATURE_REPORT_REPORT_PAGES_H
#define FEATURE_REPORT_REPORT_PAGES_H

#include "feature/report/report.h"
#include "http/route.h"

struct reply report_list(struct request *, struct db_read *); /* /reports */
struct reply report_show(struct request *, struct db_read *); /* /reports/:id */

#endif
