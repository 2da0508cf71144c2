/* Pages of 助成: what the routes call, and the rows other pages show. */
#ifndef FEATURE_GRANT_GRANT_PAGES_H
#define FEATURE_GRANT_GRANT_PAGES_H

#include "feature/grant/grant.h"
#include "http/route.h"
#include "ui/list.h"

struct reply grant_list(struct request *, struct db_read *);      /* /grants: open ones; state=all also the others */
struct reply grant_calendar(struct request *, struct db_read *);  /* /grants/calendar?month=2026-12: deadlines */
struct reply grant_show(struct request *, struct db_read *);      /* /grants/:id */

/* The newest grants that are still open ("直近掲載情報3件"); older ones fill up when there are fewer. */
MUST_USE enum err grant_rows_newest(struct request *, struct db_read *, int64_t n, struct row_list *);

#endif
