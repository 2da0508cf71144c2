/* The cache of pages (http/page_cache.h): sets of a few places, the one longest not asked for goes first. */
#include "http/page_cache.h"

#include <pthread.h>
#include <sodium.h>

#include "security/random.h"

enum { SETS = 64, WAYS = 4, PAGE_BYTES = 128 * 1024, KEY_BYTES = 1024 };

/* In an arena of its own; goes when the cache and all requests have let it go. */
struct kept_page {
	struct page_cache *cache;
	struct arena *arena;
	struct str key, mark;
	struct reply reply; /* its encoded forms are added later: under the lock */
	int uses;           /* under the lock */
	uint64_t asked;     /* when last, in finds of the cache */
};
struct page_cache {
	pthread_mutex_t lock;
	unsigned char hash_key[crypto_shorthash_KEYBYTES]; /* nobody can aim at a set */
	uint64_t finds;
	struct kept_page *page[SETS][WAYS];
};

static void forget_all(void *cache)
{
	struct page_cache *c = cache;
	for (size_t i = 0; i < SETS * WAYS; i++)
		if (c->page[i / WAYS][i % WAYS]) arena_free(c->page[i / WAYS][i % WAYS]->arena);
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

static struct kept_page **set_of(struct page_cache *c, struct str key)
{
	uint64_t h;
	crypto_shorthash((unsigned char *)&h, (const unsigned char *)key.p, key.n, c->hash_key);
	return c->page[h % SETS];
}

/* The place of the key, else one to put it. */
static struct kept_page **place_of(struct kept_page **set, struct str key)
{
	struct kept_page **oldest = set;
	for (size_t i = 0; i < WAYS; i++) {
		if (set[i] && str_eq(set[i]->key, key)) return &set[i];
		if (*oldest && (!set[i] || set[i]->asked < (*oldest)->asked)) oldest = &set[i];
	}
	return oldest;
}

static void let_go(void *page)
{
	struct kept_page *p = page;
	struct page_cache *c = p->cache;
	pthread_mutex_lock(&c->lock);
	bool last = --p->uses == 0;
	pthread_mutex_unlock(&c->lock);
	if (last) arena_free(p->arena);
}

struct kept_page *page_cache_find(struct page_cache *c, struct arena *a, struct str key)
{
	pthread_mutex_lock(&c->lock);
	struct kept_page *p = *place_of(set_of(c, key), key);
	if (p && !str_eq(p->key, key)) p = NULL;
	if (p) {
		p->uses++;
		p->asked = ++c->finds;
	}
	pthread_mutex_unlock(&c->lock);
	if (p) arena_defer(a, let_go, p);
	return p;
}

struct str kept_page_mark(const struct kept_page *p)
{
	return p->mark;
}

struct reply kept_page_reply(struct kept_page *p)
{
	pthread_mutex_lock(&p->cache->lock);
	struct reply r = p->reply;
	pthread_mutex_unlock(&p->cache->lock);
	return r;
}

void kept_page_encoded(struct kept_page *p, enum encoding e, struct str bytes)
{
	struct str *to = e == ENCODING_BROTLI ? &p->reply.brotli : &p->reply.gzip;
	pthread_mutex_lock(&p->cache->lock);
	if (!to->n) *to = str_dup(p->arena, bytes);
	pthread_mutex_unlock(&p->cache->lock);
}

static struct kept_page *page_new(struct page_cache *c, struct str key, struct str mark, const struct reply *from)
{
	struct arena *a = arena_new();
	struct kept_page *p = ARENA_NEW(a, struct kept_page);
	*p = (struct kept_page){ .cache = c, .arena = a, .key = str_dup(a, key), .mark = str_dup(a, mark), .reply = *from, .uses = 2 };
	p->reply.body = str_dup(a, from->body);
	p->reply.type = str_dup(a, from->type);
	p->reply.frame_hosts = str_dup(a, from->frame_hosts);
	p->reply.etag = str_dup(a, from->etag);
	return p;
}

struct kept_page *page_cache_keep(struct page_cache *c, struct arena *a, struct str key, struct str mark, const struct reply *reply)
{
	if (reply->body.n > PAGE_BYTES || key.n > KEY_BYTES) return NULL;
	struct kept_page *p = page_new(c, key, mark, reply);
	pthread_mutex_lock(&c->lock);
	struct kept_page **place = place_of(set_of(c, key), key), *before = *place;
	p->asked = ++c->finds;
	*place = p;
	pthread_mutex_unlock(&c->lock);
	if (before) let_go(before);
	arena_defer(a, let_go, p);
	return p;
}
