/* The clock of public pages: the last moment at which something public began or ended by the clock.
 *
 * That is the last midnight in Japan or the last open_at or close_at of any record, whichever came later. A page that
 * sees this time says the same as one that sees the exact time, and stays true until the next such moment; so pages
 * are kept (http/page_cache.h) as long as nothing changes. It is one number for all pages: the opening of one record
 * makes all pages be rendered again, once.
 */
#ifndef FEATURE_SEARCH_PAGE_CLOCK_H
#define FEATURE_SEARCH_PAGE_CLOCK_H

#include "store/store.h"

struct page_clock;
struct page_clock *page_clock_new(struct arena *, struct db *);
/* At most `now`; `now` itself where the database can not be watched (store/watch.h). Threads may share it. */
int64_t page_clock_now(struct page_clock *, int64_t now);

#endif
