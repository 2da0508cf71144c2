/* Typed growing arrays in an arena.
 *
 *   VEC(struct card) cards = { 0 };            (or: struct cards VEC_OF(struct card);)
 *   *vec_add(arena, &cards) = (struct card){ ... };
 *   for (size_t i = 0; i < cards.n; i++) cards.v[i] ...
 */
#ifndef CORE_VEC_H
#define CORE_VEC_H

#include "core/arena.h"

#define VEC_OF(type) { type *v; size_t n, cap; }
#define VEC(type) struct VEC_OF(type)
/* A pointer to a new, zeroed element; valid until the next vec_add. */
#define vec_add(arena, vec) \
	((vec)->v = vec_room((arena), (vec)->v, sizeof(*(vec)->v), (vec)->n, &(vec)->cap), &(vec)->v[(vec)->n++])
void *vec_room(struct arena *, void *v, size_t size, size_t n, size_t *cap);

#endif
