/* Site maps as sitemaps.org describes them: <urlset> with at most 50,000 addresses, or an index of such. */
#ifndef FEATURE_FEED_SITEMAP_H
#define FEATURE_FEED_SITEMAP_H

#include "core/out.h"
#include "html/url.h"

enum { SITEMAP_MAX = 50000 };

void sitemap_begin(struct out *);
void sitemap_url(struct out *, struct url absolute, int64_t changed /* UTC, 0 = not known */);
void sitemap_end(struct out *);

void sitemap_index_begin(struct out *);
void sitemap_index_part(struct out *, struct url absolute);
void sitemap_index_end(struct out *);

#endif
