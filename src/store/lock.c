/* The one lock of all writers: flock on DIR/write.lock between processes, a flag between threads.
 * Not a reader's lock: readers never wait for anybody.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "core/log.h"
#include "store/driver.h"

struct write_lock {
	pthread_mutex_t mutex; /* guards held: flock belongs to the open file, so threads must take turns before it */
	pthread_cond_t given;
	bool held;
	int fd;
};

enum err write_lock_open(struct arena *a, const char *dir, struct write_lock **out)
{
	struct write_lock *l = ARENA_NEW(a, struct write_lock);
	struct str path = str_fmt(a, "%s/write.lock", dir);
	l->fd = open(str_cz(a, path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (l->fd < 0) {
		log_error(3001, "write.lock can not be opened: %s", strerror(errno));
		return ERR_IO;
	}
	pthread_condattr_t clock;
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&l->given, &clock);
	pthread_condattr_destroy(&clock);
	pthread_mutex_init(&l->mutex, NULL);
	*out = l;
	return OK;
}

void write_lock_close(struct write_lock *l)
{
	if (!l) return;
	close(l->fd);
	pthread_cond_destroy(&l->given);
	pthread_mutex_destroy(&l->mutex);
}

static int64_t monotonic_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* flock knows no waiting time, so we ask again, at first often, then every 5 ms. */
static enum err flock_within(int fd, int64_t until)
{
	for (long pause_us = 100;; pause_us = pause_us < 5000 ? pause_us * 2 : 5000) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0) return OK;
		if (errno != EWOULDBLOCK && errno != EINTR) {
			log_error(3002, "flock on write.lock: %s", strerror(errno));
			return ERR_IO;
		}
		if (monotonic_us() >= until) return ERR_BUSY;
		nanosleep(&(struct timespec){ .tv_nsec = pause_us * 1000 }, NULL);
	}
}

/* The turn among the threads of this process. */
static enum err turn_within(struct write_lock *l, int64_t until)
{
	struct timespec t = { .tv_sec = until / 1000000, .tv_nsec = (long)(until % 1000000) * 1000 };
	pthread_mutex_lock(&l->mutex);
	int waited = 0;
	while (l->held && !waited) waited = pthread_cond_timedwait(&l->given, &l->mutex, &t);
	bool mine = !l->held;
	if (mine) l->held = true;
	pthread_mutex_unlock(&l->mutex);
	return mine ? OK : ERR_BUSY;
}

static void turn_over(struct write_lock *l)
{
	pthread_mutex_lock(&l->mutex);
	l->held = false;
	pthread_cond_signal(&l->given);
	pthread_mutex_unlock(&l->mutex);
}

/* A number in the lock file, odd while somebody writes: who reads the same even number twice knows that nothing
 * was written between. A writer that died leaves it odd; the next one goes on from there. */
static bool count_up(struct write_lock *l, bool writing)
{
	int64_t v = 0;
	if (pread(l->fd, &v, sizeof v, 0) != (ssize_t)sizeof v) v = 0;
	v += (v & 1) == (writing ? 1 : 0) ? 2 : 1;
	return pwrite(l->fd, &v, sizeof v, 0) == (ssize_t)sizeof v;
}

int64_t write_lock_version(const struct write_lock *l)
{
	int64_t v = 0;
	ssize_t n = pread(l->fd, &v, sizeof v, 0);
	return n < 0 || v & 1 ? -1 : v;
}

enum err write_lock_take(struct write_lock *l, int wait_ms)
{
	int64_t until = monotonic_us() + (int64_t)wait_ms * 1000;
	enum err e = turn_within(l, until);
	if (e) return e;
	e = flock_within(l->fd, until);
	if (!e && !count_up(l, true)) {
		log_error(3003, "write.lock can not be written: %s", strerror(errno));
		flock(l->fd, LOCK_UN);
		e = ERR_IO;
	}
	if (e) turn_over(l);
	return e;
}

void write_lock_give(struct write_lock *l)
{
	(void)count_up(l, false); /* stays odd when that fails: then nobody keeps pages */
	flock(l->fd, LOCK_UN);
	turn_over(l);
}
