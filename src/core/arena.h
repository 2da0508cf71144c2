/* Memory by lifetime: one arena per request, per job, and one for the process.
 *
 * What you get lives as long as the arena you gave. There is no free(): the arena goes as a whole.
 * Allocation never returns NULL: true exhaustion aborts the process (the supervisor restarts it);
 * whatever a visitor can size is bounded before it gets here. Memory comes back zeroed.
 * An arena belongs to one thread at a time.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stddef.h>

#include "core/attr.h"

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *); /* runs the deferred calls, last first; NULL is fine */
/* Runs the deferred calls and forgets all allocations but keeps a block of up to 256 kB: for loops. */
void arena_clear(struct arena *);
void *arena_alloc(struct arena *, size_t size);
/* Grows in place when `old` was the last allocation, else copies. */
void *arena_grow(struct arena *, void *old, size_t old_size, size_t new_size);
/* Calls fn(arg) when the arena is cleared or freed: for the things that are not memory. */
void arena_defer(struct arena *, void (*fn)(void *), void *arg);
size_t arena_used(const struct arena *);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_array((a), sizeof(type), (n)))
void *arena_array(struct arena *, size_t size, size_t n); /* aborts on overflow of size * n */

#endif
