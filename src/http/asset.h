/* The files under asset/, built into the program by tool/embed: with their type, a hash of their
 * content in their address, and ready-made gzip and brotli forms where those are smaller.
 *
 * Served under /asset/: "/asset/site.0a1b2c3d4e5f.css" never changes (CACHE_FOREVER);
 * "/asset/site.css" is answered too (CACHE_SHORT with ETag), for addresses inside style sheets.
 */
#ifndef HTTP_ASSET_H
#define HTTP_ASSET_H

#include "html/url.h"

struct asset {
	struct str name;         /* "site.css", "icon/pen.svg": the path below asset/ */
	struct str hashed;       /* "site.0a1b2c3d4e5f.css" */
	struct str address;      /* "/asset/site.0a1b2c3d4e5f.css" */
	struct str type;         /* "text/css; charset=utf-8" */
	struct str etag;         /* with its quotes */
	struct str body;
	struct str gzip, brotli; /* STR_NONE when not smaller */
};
/* `path` is what stands behind "/asset/", with or without hash; *forever tells which. NULL = no such file. */
const struct asset *asset_find(struct str path, bool *forever);
/* The address with hash: asset_url("site.css") = "/asset/site.0a1b2c3d4e5f.css". Aborts for a name that
 * is not there: names are literals. */
struct url asset_url(const char *name);

/* The generated table (build/gen/asset_data.c), in the order of names. */
extern const struct asset asset_table[];
extern const size_t asset_count;

#endif
