/* Random bytes from the kernel (getrandom): keys, nonces, tokens. Not for tests, which want a seed. */
#ifndef SECURITY_RANDOM_H
#define SECURITY_RANDOM_H

#include "core/str.h"

/* Fills n bytes; never fails (without entropy no process of ours may go on: it aborts). */
void random_bytes(void *p, size_t n);
/* Uniform in [0, below), below > 0. */
uint32_t random_below(uint32_t below);
/* n random characters in the arena, from an alphabet without look-alikes (no 0 O 1 l I), 5.7 bits each:
 * initial passwords, ticket numbers. */
struct str random_word(struct arena *, size_t n);

#endif
