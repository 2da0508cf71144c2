/* The hash map of the import (map.h): open addressing, FNV-1a, at most two thirds full. */
#include "import/map.h"

static uint64_t hash(struct str s)
{
	uint64_t h = 14695981039346656037ULL;
	for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211ULL;
	return h ^ h >> 29;
}

static struct map_entry *place(const struct map *m, struct str key)
{
	size_t i = (size_t)hash(key) & (m->cap - 1);
	while (m->v[i].used && !str_eq(m->v[i].key, key)) i = (i + 1) & (m->cap - 1);
	return &m->v[i];
}

static void grow(struct arena *a, struct map *m)
{
	struct map old = *m;
	m->cap = old.cap ? old.cap * 2 : 256;
	m->v = ARENA_ARRAY(a, struct map_entry, m->cap);
	for (size_t i = 0; i < old.cap; i++)
		if (old.v[i].used) *place(m, old.v[i].key) = old.v[i];
}

int64_t *map_at(struct arena *a, struct map *m, struct str key)
{
	if (m->n * 3 >= m->cap * 2) grow(a, m);
	struct map_entry *e = place(m, key);
	if (!e->used) {
		*e = (struct map_entry){ key, 0, true };
		m->n++;
	}
	return &e->value;
}

int64_t map_get(const struct map *m, struct str key)
{
	return m->cap ? place(m, key)->value : 0;
}
