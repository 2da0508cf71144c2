/* The head of one HTTP/1 request: the strict reading of the raw bytes, before anything else sees them.
 *
 * libmicrohttpd 0.9.75 cuts values at NUL, garbles folded lines and lets much else through, so the
 * bytes it receives are read here too (http/listen.c shows how) and only this reading counts.
 * Refuses by default (RFC 9112): bare CR or LF, folding, control bytes, names that are no tokens,
 * space before the colon, a line without colon, two Content-Length or Host, any Transfer-Encoding,
 * a body on GET and HEAD, more than HEAD_FIELDS_MAX lines or HEAD_MAX bytes, malformed UTF-8.
 * It does not look at what the target, host or method mean: http/guard.h.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "core/arena.h"
#include "core/str.h"

enum {
	HEAD_MAX = 16 * 1024,
	HEAD_TARGET_MAX = 4096,
	HEAD_FIELDS_MAX = 64,
	HEAD_BODY_MAX = 32 * 1024 * 1024 /* no route may allow more */
};

struct head_field {
	struct str name, value; /* value without white space around it */
};
struct head {
	struct str method, target;
	int minor; /* of HTTP/1.x */
	struct head_field field[HEAD_FIELDS_MAX];
	size_t fields;
	int64_t length; /* Content-Length; -1 = none */
};

/* All of one head, its empty line included. 0, or the status to refuse with. The head points into
 * `bytes`. */
MUST_USE int head_parse(struct str bytes, struct head *);
/* First value of the header, any case; STR_NONE without it. */
struct str head_value(const struct head *, const char *name);
size_t head_count(const struct head *, const char *name);

/* The bytes of a connection, cut into requests. One request at a time: what follows a request before
 * it was answered is never read (the connection closes after the answer), so there is no second
 * reading of where a request ends. */
struct wire {
	enum { WIRE_HEAD, WIRE_BODY, WIRE_FULL } at;
	struct arena *arena; /* the request's; set by wire_begin */
	char *bytes;         /* HEAD_MAX, in the arena */
	size_t n;
	int64_t body_left;
	bool more;           /* bytes came after the request's end: close after the answer */
	int refusal;         /* status; sticky */
	struct head head;    /* once past WIRE_HEAD */
};
void wire_begin(struct wire *, struct arena *);
/* Feeds received bytes. 0, or the status to refuse the request with (then feed no more). */
int wire_feed(struct wire *, const char *p, size_t n);

#endif
