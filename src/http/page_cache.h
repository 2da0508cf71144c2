/* Whole public pages, kept until something they were made of changes.
 *
 * A page is kept with a mark that says what was read for it (store/watch.h, through server_hooks); http/server.c asks
 * whether the mark still holds before it gives the page out. The whole key is compared, not a hash of it. A page
 * keeps its compressed forms too, made when first asked for. Which replies may be kept, http/server.c decides.
 */
#ifndef HTTP_PAGE_CACHE_H
#define HTTP_PAGE_CACHE_H

#include "http/compress.h"
#include "http/reply.h"

struct page_cache;
struct kept_page;
struct page_cache *page_cache_new(struct arena *);
/* NULL: not there. What is found stays, whoever replaces it meanwhile, until the arena is cleared. */
struct kept_page *page_cache_find(struct page_cache *, struct arena *, struct str key);
struct str kept_page_mark(const struct kept_page *);
/* Nothing in it is copied: it lives as long as the arena of page_cache_find. */
struct reply kept_page_reply(struct kept_page *);
void kept_page_encoded(struct kept_page *, enum encoding, struct str bytes);
/* Keeps body, type, etag and frame hosts; the page, found as above, or NULL when it is too large. */
struct kept_page *page_cache_keep(struct page_cache *, struct arena *, struct str key, struct str mark, const struct reply *);

#endif
