/* A text that must not be seen: passwords, keys, tokens, unsealed personal values on their way.
 *
 * A type of its own, so that no writer, log or statement takes it by accident. Where it must leave
 * the type (hashing, the one print of an initial password), the code says secret_reveal().
 */
#ifndef SECURITY_SECRET_H
#define SECURITY_SECRET_H

#include "core/str.h"

struct secret {
	struct str hidden;
};

static inline struct secret secret_of(struct str s) { return (struct secret){ s }; }
static inline struct str secret_reveal(struct secret s) { return s.hidden; }
/* Equal in constant time for equal lengths. */
static inline bool secret_eq(struct secret a, struct secret b)
{
	if (a.hidden.n != b.hidden.n) return false;
	unsigned char d = 0;
	for (size_t i = 0; i < a.hidden.n; i++) d |= (unsigned char)(a.hidden.p[i] ^ b.hidden.p[i]);
	return d == 0;
}

#endif
