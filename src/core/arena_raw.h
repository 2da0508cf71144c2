/* Memory of an arena that does not come zeroed: for buffers whose every byte is written before it is read. Only for
 * core/ and for the bytes of requests: zeroing a request's buffers cost a fifth of a kept page.
 */
#ifndef CORE_ARENA_RAW_H
#define CORE_ARENA_RAW_H

#include "core/arena.h"

void *arena_alloc_raw(struct arena *, size_t size);
void *arena_grow_raw(struct arena *, void *old, size_t old_size, size_t new_size);

#endif
