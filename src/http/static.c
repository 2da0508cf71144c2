/* Built-in files (http/static.h). */
#include "http/static.h"

#include "http/asset.h"

bool static_reply(struct str path, struct reply *r)
{
	bool forever = false;
	if (!str_starts(path, S("/asset/"))) return false;
	const struct asset *a = asset_find(str_skip(path, sizeof("/asset/") - 1), &forever);
	if (!a) return false;
	*r = reply_bytes(a->type, a->body);
	r->etag = a->etag;
	r->gzip = a->gzip;
	r->brotli = a->brotli;
	r->cache = forever ? CACHE_FOREVER : CACHE_PUBLIC;
	return true;
}
