/* The one lock of all writers: flock on DIR/write.lock between processes, a flag between threads.
 * Not a reader's lock: readers never wait for anybody.
 *
 * The file also says what was changed when (store/watch.h): a head and WATCH_SLOTS numbers. `version` is odd while
 * somebody writes; `marked` is the version whose changes, like all before it, stand in the slots; what is older than
 * `floor` may have been changed by somebody who did not say (a program before slots, a writer that died, a migration).
 * Written with pwrite under the lock, read through a mapping without one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/log.h"
#include "store/driver.h"

struct lock_head {
	int64_t version, marked, floor;
};
struct lock_file {
	struct lock_head head;
	int64_t slot[WATCH_SLOTS];
};
struct write_lock {
	pthread_mutex_t mutex; /* guards held: flock belongs to the open file, so threads must take turns before it */
	pthread_cond_t given;
	bool held;
	int fd;
	struct lock_head head;       /* while held: ours */
	const struct lock_file *map; /* NULL: could not be mapped, then nothing holds */
};

/* The file grows and never shrinks. A place of it that was never written is a hole and reads as 0. */
static const struct lock_file *map_slots(int fd)
{
	struct stat st;
	if (fstat(fd, &st) != 0) return NULL;
	if (st.st_size < (off_t)sizeof(struct lock_file) && ftruncate(fd, sizeof(struct lock_file)) != 0) return NULL;
	void *p = mmap(NULL, sizeof(struct lock_file), PROT_READ, MAP_SHARED, fd, 0);
	return p == MAP_FAILED ? NULL : p;
}

enum err write_lock_open(struct arena *a, const char *dir, struct write_lock **out)
{
	struct write_lock *l = ARENA_NEW(a, struct write_lock);
	struct str path = str_fmt(a, "%s/write.lock", dir);
	l->fd = open(str_cz(a, path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (l->fd < 0) {
		log_error(3001, "write.lock can not be opened: %s", strerror(errno));
		return ERR_IO;
	}
	l->map = map_slots(l->fd);
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
	if (l->map) munmap((void *)(uintptr_t)l->map, sizeof *l->map);
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

static bool head_write(const struct write_lock *l)
{
	struct lock_head head = l->head;
	return pwrite(l->fd, &head, sizeof head, 0) == (ssize_t)sizeof head;
}

/* Whoever wrote last and did not mark it (or did not end) may have changed anything. */
static bool begin_version(struct write_lock *l)
{
	struct lock_head *h = &l->head;
	memset(h, 0, sizeof *h);
	if (pread(l->fd, h, sizeof *h, 0) < (ssize_t)sizeof h->version) memset(h, 0, sizeof *h);
	bool known = !(h->version & 1) && h->marked == h->version;
	h->version += h->version & 1 ? 2 : 1;
	if (!known) h->floor = h->version;
	return head_write(l);
}

static void end_version(struct write_lock *l)
{
	l->head.marked = ++l->head.version;
	(void)head_write(l); /* stays odd when that fails: the next writer raises the floor */
}

enum err write_lock_take(struct write_lock *l, int wait_ms)
{
	int64_t until = monotonic_us() + (int64_t)wait_ms * 1000;
	enum err e = turn_within(l, until);
	if (e) return e;
	e = flock_within(l->fd, until);
	if (!e && !begin_version(l)) {
		log_error(3003, "write.lock can not be written: %s", strerror(errno));
		flock(l->fd, LOCK_UN);
		e = ERR_IO;
	}
	if (e) turn_over(l);
	return e;
}

void write_lock_give(struct write_lock *l)
{
	end_version(l);
	flock(l->fd, LOCK_UN);
	turn_over(l);
}

/* ---- what was changed when ---- */

static uint32_t name_hash(const char *table)
{
	enum { SEED = 3 }; /* one with which no two tables share a slot (watch.test.c says when it needs another) */
	uint32_t h = SEED;
	for (; *table; table++) h = (h ^ (unsigned char)*table) * 16777619u;
	return h ^ h >> 15;
}

uint16_t watch_table_slot(const char *table)
{
	return (uint16_t)(name_hash(table) % (WATCH_TABLE_SLOTS / 2) * 2);
}

uint16_t watch_rows_slot(const char *table)
{
	return (uint16_t)(watch_table_slot(table) + 1);
}

uint16_t watch_row_slot(const char *table, int64_t row)
{
	uint64_t h = ((uint64_t)row + name_hash(table)) * 0x9E3779B97F4A7C15u;
	return (uint16_t)(WATCH_TABLE_SLOTS + (h >> 32) % (WATCH_SLOTS - WATCH_TABLE_SLOTS));
}

static bool slot_write(const struct write_lock *l, size_t slot)
{
	off_t at = (off_t)(offsetof(struct lock_file, slot) + slot * sizeof(int64_t));
	return pwrite(l->fd, &l->head.version, sizeof l->head.version, at) == (ssize_t)sizeof l->head.version;
}

enum err write_lock_mark(struct write_lock *l, const struct slot_set *changed)
{
	bool ok = true;
	if (changed->everything) {
		l->head.floor = l->head.version;
		ok = head_write(l);
	}
	for (size_t i = 0; i < COUNT_OF(changed->bit); i++)
		for (uint64_t bits = changed->bit[i]; bits && ok; bits &= bits - 1) ok = slot_write(l, i * 64 + (size_t)__builtin_ctzll(bits));
	if (ok) return OK;
	log_error(3004, "write.lock can not be written: %s", strerror(errno));
	return errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO;
}

static int64_t seen(const int64_t *at)
{
	return __atomic_load_n(at, __ATOMIC_ACQUIRE);
}

/* While somebody writes, what was before it: whether a reader sees the transaction already is not known. */
int64_t write_lock_version(const struct write_lock *l)
{
	if (!l->map) return -1;
	int64_t v = seen(&l->map->head.version);
	return v & 1 ? v - 1 : v;
}

bool write_lock_holds(const struct write_lock *l, const struct mark *m)
{
	if (!l->map) return false;
	for (uint32_t i = 0; i < m->n; i++)
		if (seen(&l->map->slot[m->slot[i]]) > m->version) return false;
	if (m->version < seen(&l->map->head.floor)) return false;
	int64_t v = seen(&l->map->head.version);
	return v & 1 || seen(&l->map->head.marked) == v;
}
