/* Random bytes (security/random.h): getrandom(2) only, no pool of our own. */
#include "security/random.h"

#include <errno.h>
#include <sys/random.h>

#include "core/arena.h"

void random_bytes(void *p, size_t n)
{
	unsigned char *at = p;
	while (n) {
		ssize_t got = getrandom(at, n, 0);
		if (got < 0 && errno == EINTR) continue;
		ASSERT(got > 0);
		at += got;
		n -= (size_t)got;
	}
}

uint32_t random_below(uint32_t below)
{
	ASSERT(below > 0);
	uint32_t limit = UINT32_MAX - UINT32_MAX % below, v;
	do random_bytes(&v, sizeof v);
	while (v >= limit);
	return v % below;
}

struct str random_word(struct arena *a, size_t n)
{
	static const char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	char *p = arena_alloc(a, n + 1);
	for (size_t i = 0; i < n; i++) p[i] = alphabet[random_below(sizeof alphabet - 1)];
	return (struct str){ p, n };
}
