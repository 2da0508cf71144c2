/* Arenas: a chain of blocks, each twice the last up to 1 MB. The only caller of malloc in the program. */
#include "core/arena_raw.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/log.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#else
#define POISON(p, n) ((void)0)
#define UNPOISON(p, n) ((void)0)
#endif

enum { FIRST_BLOCK = 8192, KEPT_BLOCK = 256 << 10, GREATEST_BLOCK = 1 << 20, ALIGN = alignof(max_align_t) };

struct block {
	struct block *before;
	size_t size, used;
	alignas(max_align_t) char data[];
};

struct deferred {
	struct deferred *before;
	void (*fn)(void *);
	void *arg;
};

struct arena {
	struct block *block;       /* the newest; the first one also holds nothing but data */
	struct deferred *deferred;
	char *last;                /* newest allocation, for growing in place */
	size_t total;
};

static struct block *block_new(size_t size)
{
	struct block *b = malloc(sizeof *b + size);
	if (!b) {
		log_error(2, "out of memory: block of %zu bytes", size);
		abort();
	}
	b->before = NULL;
	b->size = size;
	b->used = 0;
	POISON(b->data, size);
	return b;
}

static void block_free(struct block *b)
{
	UNPOISON(b->data, b->size);
	free(b);
}

struct arena *arena_new(void)
{
	struct arena *a = calloc(1, sizeof *a);
	if (!a) abort();
	a->block = block_new(FIRST_BLOCK);
	return a;
}

static void run_deferred(struct arena *a)
{
	while (a->deferred) {
		struct deferred *d = a->deferred;
		a->deferred = d->before;
		d->fn(d->arg);
	}
}

void arena_clear(struct arena *a)
{
	run_deferred(a);
	while (a->block->before) { /* the greatest that is not too great stays */
		struct block *b = a->block, *before = b->before;
		bool stays = b->size <= KEPT_BLOCK && b->size > before->size;
		a->block = before;
		if (stays) {
			b->before = before->before;
			a->block = b;
			b = before;
		}
		block_free(b);
	}
	POISON(a->block->data, a->block->size);
	a->block->used = 0;
	a->last = NULL;
	a->total = 0;
}

void arena_free(struct arena *a)
{
	if (!a) return;
	arena_clear(a);
	block_free(a->block);
	free(a);
}

static size_t rounded(size_t n)
{
	ASSERT(n <= SIZE_MAX - ALIGN);
	return (n + ALIGN - 1) / ALIGN * ALIGN;
}

void *arena_alloc_raw(struct arena *a, size_t size)
{
	size_t n = rounded(size ? size : 1);
	struct block *b = a->block;
	if (b->size - b->used < n) {
		size_t next = b->size < GREATEST_BLOCK ? b->size * 2 : b->size;
		if (next > GREATEST_BLOCK) next = GREATEST_BLOCK;
		struct block *fresh = block_new(n > next ? n : next);
		fresh->before = b;
		a->block = b = fresh;
	}
	char *p = b->data + b->used;
	b->used += n;
	a->total += n;
	a->last = p;
	UNPOISON(p, size);
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	void *p = arena_alloc_raw(a, size);
	memset(p, 0, size);
	return p;
}

void *arena_array(struct arena *a, size_t size, size_t n)
{
	size_t bytes;
	ASSERT(!__builtin_mul_overflow(size, n, &bytes));
	return arena_alloc(a, bytes);
}

void *arena_grow_raw(struct arena *a, void *old, size_t old_size, size_t new_size)
{
	ASSERT(new_size >= old_size && (old || !old_size));
	struct block *b = a->block;
	if (old && old == a->last) {
		size_t start = (size_t)((char *)old - b->data), n = rounded(new_size);
		if (start + n <= b->size) {
			a->total += n - (b->used - start);
			b->used = start + n;
			UNPOISON(old, new_size);
			return old;
		}
	}
	char *p = arena_alloc_raw(a, new_size);
	if (old_size) memcpy(p, old, old_size);
	return p;
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
	char *p = arena_grow_raw(a, old, old_size, new_size);
	memset(p + old_size, 0, new_size - old_size);
	return p;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct deferred *d = ARENA_NEW(a, struct deferred);
	*d = (struct deferred){ a->deferred, fn, arg };
	a->deferred = d;
	a->last = NULL;
}

size_t arena_used(const struct arena *a)
{
	return a->total;
}
