/* Room for one more element of a typed array (core/vec.h). */
#include "core/vec.h"

void *vec_room(struct arena *a, void *v, size_t size, size_t n, size_t *cap)
{
	if (n < *cap) return v;
	size_t next = *cap ? *cap * 2 : 8, bytes;
	ASSERT(next > *cap && !__builtin_mul_overflow(next, size, &bytes));
	v = arena_grow(a, v, *cap * size, bytes);
	*cap = next;
	return v;
}
