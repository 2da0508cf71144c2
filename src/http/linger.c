/* The late close (http/linger.h). */
#include "http/linger.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct one {
	int fd;
	int64_t until, left; /* steady ms; bytes */
};
struct lingerers {
	pthread_mutex_t lock; /* add against work: entries are taken away by work only */
	struct one one[LINGER_MOST];
	size_t n;
	int wake;             /* eventfd */
	atomic_int count;
};

static int64_t steady_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct lingerers *lingerers_new(struct arena *a)
{
	struct lingerers *l = ARENA_NEW(a, struct lingerers);
	pthread_mutex_init(&l->lock, NULL);
	l->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	return l;
}

void linger_add(struct lingerers *l, int fd, int64_t deadline)
{
	int64_t now = steady_ms(), until = now + LINGER_MS;
	if (deadline && deadline < until) until = deadline;
	shutdown(fd, SHUT_WR);
	if (until <= now) return;
	pthread_mutex_lock(&l->lock);
	int own = l->n < LINGER_MOST ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
	if (own >= 0) l->one[l->n++] = (struct one){ own, until, LINGER_BYTES };
	l->count = (int)l->n;
	pthread_mutex_unlock(&l->lock);
	(void)!write(l->wake, &(uint64_t){ 1 }, sizeof(uint64_t));
}

/* True while more may come. A few reads only: a fast sender must not keep the others waiting. */
static bool throw_away(struct one *o)
{
	char rest[65536];
	for (int i = 0; i < 8; i++) {
		ssize_t n = recvfrom(o->fd, rest, sizeof rest, MSG_DONTWAIT, NULL, NULL);
		if (n < 0 && errno == EINTR) continue;
		if (n < 0) return errno == EAGAIN;
		o->left -= n;
		if (n == 0 || o->left <= 0) return false;
	}
	return true;
}

/* After a poll over the first n. */
static void sweep(struct lingerers *l, const struct pollfd *p, size_t n)
{
	int64_t now = steady_ms();
	pthread_mutex_lock(&l->lock);
	for (size_t i = n; i-- > 0;) {
		struct one *o = &l->one[i];
		if (now < o->until && (!p[i].revents || throw_away(o))) continue;
		close(o->fd);
		*o = l->one[--l->n];
	}
	l->count = (int)l->n;
	pthread_mutex_unlock(&l->lock);
}

void linger_work(struct lingerers *l, int ms)
{
	int64_t end = steady_ms() + ms;
	for (int64_t left = ms; left > 0; left = end - steady_ms()) {
		struct pollfd p[LINGER_MOST + 1];
		pthread_mutex_lock(&l->lock);
		size_t n = l->n;
		for (size_t i = 0; i < n; i++) p[i] = (struct pollfd){ .fd = l->one[i].fd, .events = POLLIN };
		pthread_mutex_unlock(&l->lock);
		p[n] = (struct pollfd){ .fd = l->wake, .events = POLLIN };
		uint64_t times;
		if (poll(p, n + 1, (int)left) > 0 && p[n].revents) (void)!read(l->wake, &times, sizeof times);
		sweep(l, p, n);
	}
}

int linger_count(const struct lingerers *l)
{
	return l->count;
}

void lingerers_end(struct lingerers *l)
{
	for (; l->n; l->n--) close(l->one[l->n - 1].fd);
	l->count = 0;
	if (l->wake >= 0) close(l->wake);
	pthread_mutex_destroy(&l->lock);
}
