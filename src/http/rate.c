/* The token buckets (http/rate.h), as the generic cell rate algorithm: one time per client. */
#include "http/rate.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "security/random.h"

enum { SETS = 2048, WAYS = 4 };

struct cell {
	uint64_t client;
	int64_t free_at; /* ms: when the client's bucket is full again */
};
struct rate {
	pthread_mutex_t lock;
	unsigned char key[crypto_shorthash_KEYBYTES];
	int64_t step, room; /* ms per request, ms of burst */
	struct cell cell[SETS][WAYS];
};

struct rate *rate_new(struct arena *a, int per_minute, int burst)
{
	ASSERT(per_minute > 0 && burst > 0);
	struct rate *r = ARENA_NEW(a, struct rate);
	pthread_mutex_init(&r->lock, NULL);
	random_bytes(r->key, sizeof r->key);
	r->step = 60000 / per_minute;
	r->room = r->step * burst;
	return r;
}

static uint64_t client_hash(const struct rate *r, struct str client)
{
	unsigned char bytes[46];
	char cz[46];
	size_t n = client.n < sizeof bytes ? client.n : sizeof bytes;
	memcpy(bytes, client.p, n);
	if (client.n < sizeof cz) {
		memcpy(cz, client.p, client.n);
		cz[client.n] = 0;
		struct in6_addr v6;
		if (inet_pton(AF_INET6, cz, &v6) == 1) {
			n = 8;
			memcpy(bytes, &v6, n);
		}
	}
	uint64_t h;
	crypto_shorthash((unsigned char *)&h, bytes, n, r->key);
	return h ? h : 1;
}

static struct cell *find_cell(struct rate *r, uint64_t client)
{
	struct cell *set = r->cell[client % SETS], *oldest = &set[0];
	for (size_t i = 0; i < WAYS; i++) {
		if (set[i].client == client) return &set[i];
		if (set[i].free_at < oldest->free_at) oldest = &set[i];
	}
	*oldest = (struct cell){ client, 0 };
	return oldest;
}

bool rate_take(struct rate *r, struct str client, int64_t now)
{
	pthread_mutex_lock(&r->lock);
	struct cell *c = find_cell(r, client_hash(r, client));
	int64_t from = c->free_at > now ? c->free_at : now;
	bool within = from + r->step - now <= r->room;
	if (within) c->free_at = from + r->step;
	pthread_mutex_unlock(&r->lock);
	return within;
}
