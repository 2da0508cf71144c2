/* Power loss on purpose (store/sqlite_power.h). */
#include "store/sqlite_power.h"

#include <stddef.h>

#ifdef KENMIN_FAULTS
#include <sqlite3.h>

#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "core/str.h"
#include "core/vec.h"

enum { SECTOR = 512, FILES = 8 };

/* One write (fresh), or a truncation (fresh.n == 0), not yet synced. */
struct change {
	int64_t at, size_before, size_after;
	struct str old, fresh; /* old: what stood there, as far as the file went */
};
struct image {
	const char *path;
	struct VEC_OF(struct change) change;
};
struct file {
	sqlite3_file base;   /* first: SQLite's view */
	sqlite3_file *real;  /* behind this struct, in the same allocation */
	struct image *image; /* NULL: not remembered (temporary files) */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards what follows */
static struct {
	struct arena *arena; /* NULL: off */
	struct image image[FILES];
	size_t images;
	uint64_t random;
	int64_t after;
	bool failed;
} disk;
static sqlite3_vfs *real_vfs;

static uint64_t next_random(void)
{
	disk.random += 0x9e3779b97f4a7c15u; /* splitmix64 */
	uint64_t z = disk.random;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static struct file *file_of(sqlite3_file *f)
{
	return (struct file *)(void *)f;
}

#define CALL(f, method, ...) (file_of(f)->real->pMethods->method(file_of(f)->real, ##__VA_ARGS__))

static bool is_dark(void)
{
	pthread_mutex_lock(&lock);
	bool dark = disk.failed;
	pthread_mutex_unlock(&lock);
	return dark;
}

/* ---- what is remembered; called under the lock ---- */

/* False when the power goes right now. */
static bool tick(void)
{
	if (disk.failed || --disk.after <= 0) disk.failed = true;
	return !disk.failed;
}

static void remember(sqlite3_file *f, int64_t at, struct str fresh, int64_t size_after)
{
	struct image *image = file_of(f)->image;
	struct change c = { .at = at, .size_after = size_after };
	sqlite3_int64 size = 0;
	if (!image || CALL(f, xFileSize, &size)) return;
	c.size_before = size;
	int64_t end = fresh.n ? at + (int64_t)fresh.n : size;
	if (end > size) end = size;
	if (end > at) {
		char *old = arena_alloc(disk.arena, (size_t)(end - at));
		(void)CALL(f, xRead, old, (int)(end - at), at);
		c.old = (struct str){ old, (size_t)(end - at) };
	}
	if (fresh.n && c.size_after < size) c.size_after = size;
	c.fresh = fresh.n ? str_dup(disk.arena, fresh) : STR_NONE;
	*vec_add(disk.arena, &image->change) = c;
}

/* ---- SQLite's calls ---- */

static int p_close(sqlite3_file *f) { return CALL(f, xClose); }
static int p_size(sqlite3_file *f, sqlite3_int64 *n) { return CALL(f, xFileSize, n); }
static int p_lock(sqlite3_file *f, int level) { return CALL(f, xLock, level); }
static int p_unlock(sqlite3_file *f, int level) { return CALL(f, xUnlock, level); }
static int p_reserved(sqlite3_file *f, int *out) { return CALL(f, xCheckReservedLock, out); }
static int p_control(sqlite3_file *f, int op, void *arg) { return CALL(f, xFileControl, op, arg); }
static int p_sector(sqlite3_file *f) { return CALL(f, xSectorSize); }
static int p_device(sqlite3_file *f) { return CALL(f, xDeviceCharacteristics); }
static void p_barrier(sqlite3_file *f) { CALL(f, xShmBarrier); }
static int p_unmap(sqlite3_file *f, int drop) { return CALL(f, xShmUnmap, drop); }
static int p_shm_lock(sqlite3_file *f, int offset, int n, int flags) { return CALL(f, xShmLock, offset, n, flags); }

static int p_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	return CALL(f, xShmMap, page, size, extend, out);
}

static int p_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	return is_dark() ? SQLITE_IOERR_READ : CALL(f, xRead, p, n, at);
}

/* The write during which the power goes may have reached the disk, so it is remembered too. */
static int p_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	pthread_mutex_lock(&lock);
	int rc = SQLITE_IOERR_WRITE;
	if (!disk.failed) {
		remember(f, at, (struct str){ p, (size_t)n }, at + n);
		rc = CALL(f, xWrite, p, n, at);
		if (!tick()) rc = SQLITE_IOERR_WRITE;
	}
	pthread_mutex_unlock(&lock);
	return rc;
}

static int p_truncate(sqlite3_file *f, sqlite3_int64 n)
{
	pthread_mutex_lock(&lock);
	int rc = SQLITE_IOERR_TRUNCATE;
	if (!disk.failed) {
		remember(f, n, STR_NONE, n);
		rc = CALL(f, xTruncate, n);
		if (!tick()) rc = SQLITE_IOERR_TRUNCATE;
	}
	pthread_mutex_unlock(&lock);
	return rc;
}

static int p_sync(sqlite3_file *f, int flags)
{
	(void)flags; /* the power goes in our model only: no disk needs to be waited for */
	pthread_mutex_lock(&lock);
	bool on = tick();
	if (on && file_of(f)->image) file_of(f)->image->change.n = 0;
	pthread_mutex_unlock(&lock);
	return on ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static const sqlite3_io_methods methods = {
	.iVersion = 2, .xClose = p_close, .xRead = p_read, .xWrite = p_write, .xTruncate = p_truncate, .xSync = p_sync,
	.xFileSize = p_size, .xLock = p_lock, .xUnlock = p_unlock, .xCheckReservedLock = p_reserved, .xFileControl = p_control,
	.xSectorSize = p_sector, .xDeviceCharacteristics = p_device, .xShmMap = p_shm_map, .xShmLock = p_shm_lock,
	.xShmBarrier = p_barrier, .xShmUnmap = p_unmap,
};

static struct image *image_of(const char *path)
{
	for (size_t i = 0; i < disk.images; i++)
		if (strcmp(disk.image[i].path, path) == 0) return &disk.image[i];
	ASSERT(disk.images < FILES);
	disk.image[disk.images] = (struct image){ .path = str_cz(disk.arena, str_of(path)) };
	return &disk.image[disk.images++];
}

static int p_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	(void)vfs;
	struct file *file = file_of(f);
	memset(file, 0, sizeof(*file));
	if (is_dark()) return SQLITE_CANTOPEN;
	file->real = (sqlite3_file *)(void *)(file + 1);
	int rc = real_vfs->xOpen(real_vfs, name, file->real, flags, out);
	if (file->real->pMethods) file->base.pMethods = &methods;
	pthread_mutex_lock(&lock);
	if (name && disk.arena) file->image = image_of(name);
	pthread_mutex_unlock(&lock);
	return rc;
}

static sqlite3_vfs power_vfs;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make(void)
{
	real_vfs = sqlite3_vfs_find(NULL);
	power_vfs = *real_vfs;
	power_vfs.zName = "kenmin-power";
	power_vfs.szOsFile = (int)sizeof(struct file) + real_vfs->szOsFile;
	power_vfs.xOpen = p_open;
	power_vfs.pNext = NULL;
	sqlite3_vfs_register(&power_vfs, 0);
}

/* ---- what tests call ---- */

void power_on(uint64_t seed, int64_t after)
{
	pthread_once(&once, make);
	pthread_mutex_lock(&lock);
	disk.arena = arena_new();
	disk.images = 0;
	disk.random = seed;
	disk.after = after;
	disk.failed = false;
	pthread_mutex_unlock(&lock);
}

bool power_is_on(void)
{
	pthread_mutex_lock(&lock);
	bool on = disk.arena != NULL;
	pthread_mutex_unlock(&lock);
	return on;
}

void power_fail(void)
{
	pthread_mutex_lock(&lock);
	disk.failed = true;
	pthread_mutex_unlock(&lock);
}

bool power_has_failed(void)
{
	return is_dark();
}

static bool put(int fd, struct str bytes, int64_t at)
{
	return bytes.n == 0 || pwrite(fd, bytes.p, bytes.n, at) == (ssize_t)bytes.n;
}

/* Sectors of one write, each kept with a chance of `keep` in 100; how many were lost. */
static int64_t put_some(int fd, const struct change *c, uint64_t keep)
{
	int64_t lost = 0, end = c->at + (int64_t)c->fresh.n;
	for (int64_t at = c->at, next; at < end; at = next) {
		next = (at / SECTOR + 1) * SECTOR;
		if (next > end) next = end;
		struct str part = str_left(str_skip(c->fresh, (size_t)(at - c->at)), (size_t)(next - at));
		if (next_random() % 100 < keep) ASSERT(put(fd, part, at));
		else lost++;
	}
	return lost;
}

/* Back to what was synced, then forward with some of the rest. */
static int64_t lose(const struct image *image, uint64_t keep)
{
	int64_t lost = 0;
	int fd = open(image->path, O_RDWR | O_CLOEXEC);
	if (fd < 0) return 0;
	for (size_t i = image->change.n; i-- > 0;) {
		const struct change *c = &image->change.v[i];
		ASSERT(put(fd, c->old, c->at) && ftruncate(fd, c->size_before) == 0);
	}
	for (size_t i = 0; i < image->change.n; i++) {
		const struct change *c = &image->change.v[i];
		if (c->size_after != c->size_before && next_random() % 100 < keep) ASSERT(ftruncate(fd, c->size_after) == 0);
		lost += put_some(fd, c, keep);
	}
	close(fd);
	return lost;
}

int64_t power_lose(void)
{
	static const uint64_t keep[] = { 0, 10, 50, 90, 97, 100 };
	int64_t lost = 0;
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < disk.images; i++) lost += lose(&disk.image[i], keep[next_random() % COUNT_OF(keep)]);
	arena_free(disk.arena);
	disk.arena = NULL;
	disk.failed = false;
	disk.images = 0;
	pthread_mutex_unlock(&lock);
	return lost;
}

const char *sqlite_power_vfs(void)
{
	return power_is_on() ? power_vfs.zName : NULL;
}
#endif
