/* What a handler returns: a value. The server adds the security headers, length, ETag, compression. */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "core/err.h"
#include "html/write.h"
#include "http/request.h"

enum cacheable {
	CACHE_NO_STORE, /* forms, errors, anything personal */
	CACHE_PUBLIC,   /* public pages: revalidate by ETag */
	CACHE_FOREVER   /* assets with a hash in their address */
};

/* A header value without CR, LF, NUL and other control characters. Only header_value() makes one. */
struct header_value {
	struct str s;
};
MUST_USE bool header_value(struct arena *, struct str text, struct header_value *);

struct reply_header {
	const char *name; /* a literal */
	struct header_value value;
};

struct reply {
	int status;
	struct str type;               /* "text/html; charset=utf-8" */
	struct str body;
	struct str gzip, brotli;       /* ready-made encodings (assets), or STR_NONE */
	enum cacheable cache;
	struct str etag;               /* with quotes, or STR_NONE: made from the body */
	struct str frame_hosts;        /* CSP frame-src of this page (embeds), space separated */
	int64_t last_modified;         /* UTC or 0 */
	struct reply_header header[8];
	size_t headers;
};

struct reply reply_html(struct html page);                       /* 200, CACHE_PUBLIC */
struct reply reply_bytes(struct str type, struct str body);      /* 200, CACHE_PUBLIC */
struct reply reply_redirect(struct request *, int status /* 301 302 303 308 */, struct url);
/* Content-Disposition: attachment; filename*= per RFC 6266, nosniff. */
struct reply reply_download(struct request *, struct str type, struct str file_name, struct str body);
struct reply reply_status(int status, struct html page);         /* an error page, CACHE_NO_STORE */
bool reply_add_header(struct reply *, const char *name, struct header_value);

#endif
