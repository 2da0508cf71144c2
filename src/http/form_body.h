/* application/x-www-form-urlencoded, read as it comes (bodies) or at once (query strings).
 *
 * '+' is a blank, %XX a byte; line ends become \n. Refused with a status: a broken escape, malformed
 * UTF-8, NUL or another control byte than \t \n \r, an empty name, a control byte in a name (400),
 * more than the limits (413).
 * Source: URL Standard, "application/x-www-form-urlencoded parsing", made strict.
 */
#ifndef HTTP_FORM_BODY_H
#define HTTP_FORM_BODY_H

#include "core/arena.h"
#include "core/vec.h"
#include "http/request.h"

enum { FORM_PARAMS_MAX = 400, FORM_NAME_MAX = 64 };

struct form_reader {
	struct arena *arena;
	size_t size, seen;   /* encoded bytes: announced, so far */
	char *pair;          /* the pair being read, decoded; grows with what arrives, not with what was announced */
	size_t n, cap;
	size_t equal;        /* where the name ends; SIZE_MAX: still in the name */
	int hex;             /* digits still missing of an escape: 2, 1, 0 */
	unsigned char high;
	struct VEC_OF(struct param) params;
	int refusal;
};

/* `size`: the encoded length that was announced; more bytes than that are refused. */
void form_begin(struct form_reader *, struct arena *, size_t size);
int form_feed(struct form_reader *, struct str piece); /* 0 or the status to refuse with; sticky */
int form_end(struct form_reader *, struct params *);

/* What a value may hold, shared with multipart.c: turns line ends into \n in place and returns the
 * new length; SIZE_MAX when it holds NUL, another control byte, or malformed UTF-8. */
size_t form_clean_value(char *p, size_t n);

#endif
