/* From a reply value to what goes on the wire: security headers, ETag and 304, compression, Vary.
 * Source of the header set: design/security.md C2 (Mozilla Observatory, internet.nl, ASVS V3.4). */
#ifndef HTTP_ANSWER_H
#define HTTP_ANSWER_H

#include "http/compress.h"
#include "http/server.h"

struct answer_config {
	struct compressor *compressor;
	bool hsts;
};

/* `flags` are the route's (enum route_flag). Fills status, headers and body; close stays as it is. */
void answer_make(const struct answer_config *, struct request *, const struct reply *, unsigned flags, struct answer *);
/* The ETag a body gets (RFC 9110 8.8.3), for who keeps it. */
struct str answer_etag(const struct answer_config *, struct arena *, struct str body);
/* The body in the form this visitor takes best, when the reply has it not ready and it is worth it; else STR_NONE. */
struct str answer_encode(const struct answer_config *, struct request *, const struct reply *);
/* False when the table is full. name and value must live as long as the answer. */
bool answer_add(struct answer *, const char *name, const char *value);
/* Only the headers every response has. */
void answer_security(struct answer *, struct arena *, bool hsts, struct str frame_hosts, bool keep_private);

#endif
