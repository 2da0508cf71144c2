/* Whole public pages, kept while nothing was written and the minute has not changed.
 *
 * A crawler or a rush on one page costs one rendering a minute. A page is kept under the version of the
 * database that was read before its rendering began, so one that is found is never older than the last
 * commit; what pages say by the clock (periods, schedules) is at most a minute late. The whole key is
 * compared, not a hash of it. Which replies may be kept, http/server.c decides.
 */
#ifndef HTTP_PAGE_CACHE_H
#define HTTP_PAGE_CACHE_H

#include "http/reply.h"

struct page_cache;
struct page_cache *page_cache_new(struct arena *);
/* Copies into the arena; false when it is not there in this version. */
bool page_cache_find(struct page_cache *, struct arena *, struct str key, int64_t version, struct reply *);
/* Keeps body, type and frame hosts. */
void page_cache_keep(struct page_cache *, struct str key, int64_t version, const struct reply *);

#endif
