/* The server without sockets, for tests: raw request text in, raw reply text out, the same path as
 * listen.c takes (http/server.h). One request per call. */
#ifndef HTTP_LOOPBACK_H
#define HTTP_LOOPBACK_H

#include "http/server.h"

/* Bytes as a client would send them. Returns status line, headers, empty line and body; STR_NONE when
 * the request is incomplete (a server would wait). peer "" = a socket without address. */
struct str loopback(struct server *, struct arena *, struct str peer, struct str request);
/* The same for a GET of one path, and the parts of a reply. */
struct str loopback_get(struct server *, struct arena *, const char *path);
int loopback_status(struct str reply);
struct str loopback_header(struct str reply, const char *name); /* first, STR_NONE without it */
struct str loopback_body(struct str reply);

#endif
