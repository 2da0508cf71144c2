/* The queue before the password hashes (security/hash_gate.h). */
#include "security/hash_gate.h"

#include <pthread.h>

struct hash_gate {
	pthread_mutex_t lock;
	pthread_cond_t free;
	int running, at_once, waiting, waiting_max;
};

static void destroy(void *gate)
{
	struct hash_gate *g = gate;
	pthread_cond_destroy(&g->free);
	pthread_mutex_destroy(&g->lock);
}

struct hash_gate *hash_gate_new(struct arena *a, int at_once, int waiting)
{
	struct hash_gate *g = ARENA_NEW(a, struct hash_gate);
	ASSERT(at_once > 0 && waiting >= 0);
	g->at_once = at_once;
	g->waiting_max = waiting;
	ASSERT(pthread_mutex_init(&g->lock, NULL) == 0 && pthread_cond_init(&g->free, NULL) == 0);
	arena_defer(a, destroy, g);
	return g;
}

bool hash_gate_enter(struct hash_gate *g)
{
	pthread_mutex_lock(&g->lock);
	bool in = g->running < g->at_once || g->waiting < g->waiting_max;
	if (in) {
		g->waiting++;
		while (g->running >= g->at_once) pthread_cond_wait(&g->free, &g->lock);
		g->waiting--;
		g->running++;
	}
	pthread_mutex_unlock(&g->lock);
	return in;
}

void hash_gate_leave(struct hash_gate *g)
{
	pthread_mutex_lock(&g->lock);
	ASSERT(g->running > 0);
	g->running--;
	pthread_cond_signal(&g->free);
	pthread_mutex_unlock(&g->lock);
}
