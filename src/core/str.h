/* Strings with a length: `struct str` is a view, passed by value, never owned.
 *
 * Bytes from outside become a `struct str` only after utf8_valid(); everything above core/ may
 * rely on well-formed UTF-8. Not NUL-terminated: str_cz() makes a C string where a library wants one.
 */
#ifndef CORE_STR_H
#define CORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"

struct arena;

struct str {
	const char *p;
	size_t n;
};

#define S(literal) ((struct str){ "" literal "", sizeof(literal) - 1 })
/* For static initialisers, where a compound literal is not a constant. */
#define STR_INIT(literal) { "" literal "", sizeof(literal) - 1 }
#define STR_NONE ((struct str){ "", 0 })
/* printf("%.*s", STR_ARG(s)): a variable, not a call (it is evaluated twice) */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_of(const char *cz); /* NULL gives STR_NONE */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *cz);
bool str_eq_nocase(struct str a, struct str b); /* ASCII letters only */
int str_cmp(struct str a, struct str b);        /* byte order, as memcmp */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_skip(struct str s, size_t n);  /* without the first n bytes; n is clamped */
struct str str_left(struct str s, size_t n);  /* the first n bytes; n is clamped */
struct str str_trim(struct str s);            /* without ASCII white space at both ends */
/* Offset of the first occurrence, or SIZE_MAX. */
size_t str_find(struct str s, struct str what);
size_t str_find_char(struct str s, char c);
/* Takes the text before the first `sep` off `rest` into `part`; false when `rest` is used up.
 *   struct str rest = s, part; while (str_split(&rest, ',', &part)) ...  ("a,,b" gives a, "", b) */
bool str_split(struct str *rest, char sep, struct str *part);

/* Copies into the arena. */
struct str str_dup(struct arena *, struct str);
const char *str_cz(struct arena *, struct str);
struct str str_cat(struct arena *, struct str a, struct str b);
struct str str_fmt(struct arena *, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* At most `max` bytes, cut at a character boundary. */
struct str str_clip(struct str s, size_t max);

/* The whole of `s` as a decimal number in [min, max]; false (and *v untouched) otherwise.
 * No sign but '-', no spaces, no "+5", no empty string. */
MUST_USE bool str_int(struct str s, int64_t min, int64_t max, int64_t *v);

#endif
