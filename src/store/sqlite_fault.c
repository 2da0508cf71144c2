/* A layer under SQLite that fails on purpose (fault points vfs.*), for the fault loops of the tests.
 * Empty in production builds. With sqlite_power.c the only file besides sqlite.c that includes <sqlite3.h>.
 */
#include "store/sqlite_fault.h"

#include <stddef.h>

#ifdef KENMIN_FAULTS
#include <sqlite3.h>

#include <pthread.h>
#include <string.h>

#include "core/fault.h"
#include "store/sqlite_power.h"

struct file {
	sqlite3_file base; /* first: SQLite's view */
	sqlite3_file *real; /* behind this struct, in the same allocation */
};

static sqlite3_vfs *real_vfs;

static sqlite3_file *real_of(sqlite3_file *f)
{
	return ((struct file *)(void *)f)->real;
}

#define CALL(f, method, ...) (real_of(f)->pMethods->method(real_of(f), ##__VA_ARGS__))

static int f_close(sqlite3_file *f) { return CALL(f, xClose); }
static int f_size(sqlite3_file *f, sqlite3_int64 *n) { return CALL(f, xFileSize, n); }
static int f_unlock(sqlite3_file *f, int lock) { return CALL(f, xUnlock, lock); }
static int f_reserved(sqlite3_file *f, int *out) { return CALL(f, xCheckReservedLock, out); }
static int f_control(sqlite3_file *f, int op, void *arg) { return CALL(f, xFileControl, op, arg); }
static int f_sector(sqlite3_file *f) { return CALL(f, xSectorSize); }
static int f_device(sqlite3_file *f) { return CALL(f, xDeviceCharacteristics); }
static void f_barrier(sqlite3_file *f) { CALL(f, xShmBarrier); }
static int f_unmap(sqlite3_file *f, int drop) { return CALL(f, xShmUnmap, drop); }

static int f_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	return fault_hit("vfs.read") ? SQLITE_IOERR_READ : CALL(f, xRead, p, n, at);
}

/* The write that fails has written its first half: what a torn page looks like. */
static int f_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	if (fault_hit("vfs.full")) return SQLITE_FULL;
	if (!fault_hit("vfs.write")) return CALL(f, xWrite, p, n, at);
	CALL(f, xWrite, p, n / 2, at);
	return SQLITE_IOERR_WRITE;
}

static int f_truncate(sqlite3_file *f, sqlite3_int64 n)
{
	return fault_hit("vfs.truncate") ? SQLITE_IOERR_TRUNCATE : CALL(f, xTruncate, n);
}

static int f_sync(sqlite3_file *f, int flags)
{
	return fault_hit("vfs.sync") ? SQLITE_IOERR_FSYNC : CALL(f, xSync, flags);
}

static int f_lock(sqlite3_file *f, int lock)
{
	return fault_hit("vfs.lock") ? SQLITE_BUSY : CALL(f, xLock, lock);
}

static int f_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	return fault_hit("vfs.shm") ? SQLITE_IOERR_SHMMAP : CALL(f, xShmMap, page, size, extend, out);
}

static int f_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	return (flags & SQLITE_SHM_LOCK) && fault_hit("vfs.lock") ? SQLITE_BUSY : CALL(f, xShmLock, offset, n, flags);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2, .xClose = f_close, .xRead = f_read, .xWrite = f_write, .xTruncate = f_truncate, .xSync = f_sync,
	.xFileSize = f_size, .xLock = f_lock, .xUnlock = f_unlock, .xCheckReservedLock = f_reserved, .xFileControl = f_control,
	.xSectorSize = f_sector, .xDeviceCharacteristics = f_device, .xShmMap = f_shm_map, .xShmLock = f_shm_lock,
	.xShmBarrier = f_barrier, .xShmUnmap = f_unmap,
};

static int f_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	(void)vfs;
	struct file *file = (struct file *)(void *)f;
	memset(file, 0, sizeof(*file));
	if (fault_hit("vfs.open")) return SQLITE_CANTOPEN;
	file->real = (sqlite3_file *)(void *)(file + 1);
	int rc = real_vfs->xOpen(real_vfs, name, file->real, flags, out);
	if (file->real->pMethods) file->base.pMethods = &methods;
	return rc;
}

static sqlite3_vfs fault_vfs;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make(void)
{
	real_vfs = sqlite3_vfs_find(NULL);
	fault_vfs = *real_vfs;
	fault_vfs.zName = "kenmin-fault";
	fault_vfs.szOsFile = (int)sizeof(struct file) + real_vfs->szOsFile;
	fault_vfs.xOpen = f_open;
	fault_vfs.pNext = NULL;
	sqlite3_vfs_register(&fault_vfs, 0);
}

const char *sqlite_fault_vfs(void)
{
	if (sqlite_power_vfs()) return sqlite_power_vfs();
	pthread_once(&once, make);
	return fault_vfs.zName;
}
#else
const char *sqlite_fault_vfs(void)
{
	return NULL;
}
#endif
