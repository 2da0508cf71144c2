/* JSON text: a writer with the escapes RFC 8259 asks for, and < > & as \u00XX so that it can stand in
 * <script type="application/ld+json">. */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include "core/out.h"

struct json {
	struct str s; /* one complete JSON value */
};
void json_str(struct out *, struct str);              /* "..." with quotes */
void json_member(struct out *, bool *first, const char *name, struct str value); /* ,"name":"value" */
void json_member_int(struct out *, bool *first, const char *name, int64_t value);
/* Declares what was written a complete value. */
struct json json_from_out(const struct out *);

#endif
