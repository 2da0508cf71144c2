/* A growing byte buffer in an arena: every reply, mail and export is written into one.
 *
 * Sticky: past `max` bytes it stops taking more and remembers; ask once at the end with out_ok().
 * It knows nothing of HTML: escaping writers are in html/write.h.
 */
#ifndef CORE_OUT_H
#define CORE_OUT_H

#include "core/arena.h"
#include "core/str.h"

struct out {
	struct arena *arena;
	char *p;
	size_t n, cap, max;
	bool failed;
};

struct out out_new(struct arena *, size_t max);
void out_room(struct out *, size_t n); /* n more bytes are expected: grows once */
void out_bytes(struct out *, const char *p, size_t n);
void out_str(struct out *, struct str);
void out_char(struct out *, char);
void out_int(struct out *, int64_t);
void out_fmt(struct out *, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Only literals: what is written unescaped was written by us. */
#define out_lit(o, literal) out_bytes((o), "" literal "", sizeof(literal) - 1)
static inline bool out_ok(const struct out *o) { return !o->failed; }
static inline struct str out_view(const struct out *o) { return (struct str){ o->p ? o->p : "", o->n }; }

#endif
