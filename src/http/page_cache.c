/* The cache of pages (http/page_cache.h): a fixed number of slots, the newcomer wins. */
#include "http/page_cache.h"

#include <pthread.h>
#include <sodium.h>

#include "security/random.h"

enum { SLOTS = 256, PAGE_BYTES = 128 * 1024, KEY_BYTES = 1024 };

struct slot {
	struct arena *arena;
	struct str key;
	int64_t version;
	struct reply reply;
};
struct page_cache {
	pthread_mutex_t lock;
	unsigned char hash_key[crypto_shorthash_KEYBYTES]; /* nobody can aim at a slot */
	struct slot slot[SLOTS];
};

static void forget_all(void *cache)
{
	struct page_cache *c = cache;
	for (size_t i = 0; i < SLOTS; i++) arena_free(c->slot[i].arena);
	pthread_mutex_destroy(&c->lock);
}

struct page_cache *page_cache_new(struct arena *a)
{
	struct page_cache *c = ARENA_NEW(a, struct page_cache);
	pthread_mutex_init(&c->lock, NULL);
	random_bytes(c->hash_key, sizeof c->hash_key);
	arena_defer(a, forget_all, c);
	return c;
}

static struct slot *slot_of(struct page_cache *c, struct str key)
{
	uint64_t h;
	crypto_shorthash((unsigned char *)&h, (const unsigned char *)key.p, key.n, c->hash_key);
	return &c->slot[h % SLOTS];
}

static void copy_reply(struct arena *a, const struct reply *from, struct reply *to)
{
	*to = *from;
	to->body = str_dup(a, from->body);
	to->type = str_dup(a, from->type);
	to->frame_hosts = str_dup(a, from->frame_hosts);
	to->etag = str_dup(a, from->etag);
}

bool page_cache_find(struct page_cache *c, struct arena *a, struct str key, int64_t version, struct reply *reply)
{
	pthread_mutex_lock(&c->lock);
	struct slot *s = slot_of(c, key);
	bool hit = s->arena && s->version == version && str_eq(s->key, key);
	if (hit) copy_reply(a, &s->reply, reply);
	pthread_mutex_unlock(&c->lock);
	return hit;
}

void page_cache_keep(struct page_cache *c, struct str key, int64_t version, const struct reply *reply)
{
	if (reply->body.n > PAGE_BYTES || key.n > KEY_BYTES) return;
	pthread_mutex_lock(&c->lock);
	struct slot *s = slot_of(c, key);
	if (s->arena) arena_clear(s->arena);
	else s->arena = arena_new();
	s->key = str_dup(s->arena, key);
	s->version = version;
	copy_reply(s->arena, reply, &s->reply);
	pthread_mutex_unlock(&c->lock);
}
