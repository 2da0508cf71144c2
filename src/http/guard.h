/* The guard: turns the head of a request into a checked `struct request`, or a refusal.
 *
 * Order: method, target form, host, target's bytes and escapes, dot segments, proxy headers, cookies,
 * conditions. The query is read once the route is known (it declares the names). A refused request
 * still has valid fields for an error page.
 */
#ifndef HTTP_GUARD_H
#define HTTP_GUARD_H

#include "http/head.h"
#include "http/router.h"

struct guard_config {
	const char *hosts;   /* see http/server.h */
	const char *proxy;   /* see http/server.h */
	const unsigned char *csrf_key;
};

/* req->arena and req->now are set. 0 or the status to refuse with. */
int guard_request(const struct guard_config *, const struct head *, struct str peer, struct request *);
/* Fills req->query from raw_query with the declared names only. */
int guard_query(struct request *, const struct declared *, size_t n);
/* A POST came from a page of ours: Sec-Fetch-Site, Origin, Referer; false also when all are missing. */
bool guard_origin(const struct head *, const struct request *);
/* Decodes a path: begins with '/', no broken escape, NUL, control byte, '\', %2F, "." or "..". */
MUST_USE bool guard_path(struct arena *, struct str raw, struct str *path);

#endif
