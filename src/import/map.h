/* A hash map from text to a number, in an arena: what an import remembers of ids. Grows; never forgets. */
#ifndef IMPORT_MAP_H
#define IMPORT_MAP_H

#include "core/arena.h"
#include "core/str.h"

struct map_entry {
	struct str key; /* a view: must live as long as the map */
	int64_t value;
	bool used;
};
struct map {
	struct map_entry *v;
	size_t n, cap;
};
/* The place of the key's value, made (0) when it is new. Valid until the next map_at. */
int64_t *map_at(struct arena *, struct map *, struct str key);
/* 0 when there is none. */
int64_t map_get(const struct map *, struct str key);

#endif
