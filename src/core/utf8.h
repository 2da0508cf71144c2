/* UTF-8: checking, walking, and the folding that search and comparison share.
 * Source: RFC 3629; folding: see core/fold.h.
 */
#ifndef CORE_UTF8_H
#define CORE_UTF8_H

#include "core/str.h"

/* Well-formed (no overlong forms, no surrogates, at most U+10FFFF) and without NUL. */
bool utf8_valid(struct str);
/* Takes one character off the front of *s; U+FFFD and one byte when malformed; 0 at the end. */
uint32_t utf8_next(struct str *s);
/* Writes 1-4 bytes into buf and returns how many. */
size_t utf8_put(uint32_t c, char buf[4]);
size_t utf8_length(struct str); /* in characters */
/* The text with every malformed byte replaced by U+FFFD and NUL dropped; counts replacements. */
struct str utf8_repair(struct arena *, struct str, size_t *replaced);

#endif
