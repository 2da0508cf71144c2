/* The key file DIR/keys, wrapping person keys, blind index (security/seal.h). Not: sealing of values (seal.c). */
#include "security/seal.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/log.h"
#include "core/out.h"
#include "security/aead.h"
#include "security/hash.h"
#include "security/random.h"

enum { KEYS_MAX = 64, FILE_MAX = KEYS_MAX * 128, WRAPPED = 2 + AEAD_OVERHEAD + 32 };
enum key_state { KEY_CURRENT, KEY_OLD, KEY_INDEX, KEY_STATES };
static const char *const state_name[KEY_STATES] = { "current", "old", "index" };

struct key {
	int64_t id, created;
	enum key_state state;
	unsigned char bytes[32];
};
struct ring {
	struct key v[KEYS_MAX];
	size_t n;
};
/* `ring` grows by what other processes add to the file; under the lock. */
struct keys {
	int dir;
	struct ring *ring;
	pthread_rwlock_t *lock;
};

/* ---- the file ---- */

static bool parse_line(struct str line, struct key *k)
{
	struct str part[4];
	for (int i = 0; i < 4; i++)
		if (!str_split(&line, ' ', &part[i])) return false;
	if (line.n || !str_int(part[0], 1, UINT16_MAX, &k->id) || !hex_read(part[1], k->bytes, 32)
	    || !str_int(part[2], 0, INT64_MAX, &k->created)) return false;
	for (int s = 0; s < KEY_STATES; s++)
		if (str_is(part[3], state_name[s])) {
			k->state = (enum key_state)s;
			return true;
		}
	return false;
}

static const struct key *ring_state(const struct ring *r, enum key_state s)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].state == s) return &r->v[i];
	return NULL;
}

static const struct key *ring_id(const struct ring *r, int64_t id)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].id == id && r->v[i].state != KEY_INDEX) return &r->v[i];
	return NULL;
}

static enum err parse_file(struct str text, struct ring *r)
{
	struct str line;
	r->n = 0;
	while (str_split(&text, '\n', &line)) {
		if (!line.n || line.p[0] == '#') continue;
		if (r->n == KEYS_MAX || !parse_line(line, &r->v[r->n])) return ERR_INPUT;
		r->n++;
	}
	return ring_state(r, KEY_CURRENT) && ring_state(r, KEY_INDEX) ? OK : ERR_INPUT;
}

/* Refuses what others could have read or put there. */
static bool file_is_private(int fd)
{
	struct stat st;
	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 07777) == 0600
	       && (st.st_uid == geteuid() || st.st_uid == 0) && st.st_nlink == 1;
}

static enum err read_ring(int dir, struct ring *r)
{
	int fd = openat(dir, "keys", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0) return faccessat(dir, "keys", F_OK, AT_SYMLINK_NOFOLLOW) ? ERR_NOT_FOUND : ERR_DENIED;
	char text[FILE_MAX];
	enum err e = ERR_DENIED;
	if (file_is_private(fd)) {
		ssize_t n = read(fd, text, sizeof text);
		e = n < 0 ? ERR_IO : (size_t)n == sizeof text ? ERR_INPUT : parse_file((struct str){ text, (size_t)n }, r);
		explicit_bzero(text, sizeof text);
	}
	close(fd);
	return e;
}

static void print_ring(struct arena *a, const struct ring *r, struct out *o)
{
	out_lit(o, "# Master keys of kenmin. Keep this file secret and back it up apart from the database.\n");
	for (size_t i = 0; i < r->n; i++) {
		const struct key *k = &r->v[i];
		out_fmt(o, "%lld %.*s %lld %s\n", (long long)k->id, STR_ARG(hex_of(a, k->bytes, 32)),
			(long long)k->created, state_name[k->state]);
	}
}

static bool write_synced(int fd, struct str text)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);
		if (n <= 0) return false;
		text = str_skip(text, (size_t)n);
	}
	return fsync(fd) == 0;
}

/* A new file beside the old one, then rename: at every moment one complete file is there. */
static enum err write_ring(int dir, const struct ring *r)
{
	struct arena *a = arena_new();
	struct out o = out_new(a, FILE_MAX);
	print_ring(a, r, &o);
	unlinkat(dir, "keys.new", 0);
	int fd = openat(dir, "keys.new", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0 && out_ok(&o) && write_synced(fd, out_view(&o));
	if (fd >= 0) close(fd);
	ok = ok && renameat(dir, "keys.new", dir, "keys") == 0 && fsync(dir) == 0;
	if (o.p) explicit_bzero(o.p, o.n);
	arena_free(a);
	return ok ? OK : ERR_IO;
}

static void add_key(struct ring *r, int64_t id, int64_t now, enum key_state state)
{
	struct key *k = &r->v[r->n++];
	*k = (struct key){ .id = id, .created = now, .state = state };
	random_bytes(k->bytes, sizeof k->bytes);
}

/* Opens the folder and takes the lock of those who change the key file. */
static int lock_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0 && flock(fd, LOCK_EX)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

enum err keys_create(const char *dir, int64_t now)
{
	int fd = lock_folder(dir);
	if (fd < 0) return ERR_IO;
	enum err e = ERR_CONFLICT;
	if (faccessat(fd, "keys", F_OK, AT_SYMLINK_NOFOLLOW)) {
		struct ring r = { .n = 0 };
		add_key(&r, 1, now, KEY_CURRENT);
		add_key(&r, 2, now, KEY_INDEX);
		e = write_ring(fd, &r);
		explicit_bzero(&r, sizeof r);
	}
	close(fd);
	return e;
}

static enum err with_new_master(struct ring *r, int64_t now)
{
	if (r->n == KEYS_MAX) return ERR_FULL;
	int64_t id = 0;
	for (size_t i = 0; i < r->n; i++) {
		if (r->v[i].id > id) id = r->v[i].id;
		if (r->v[i].state == KEY_CURRENT) r->v[i].state = KEY_OLD;
	}
	if (id == UINT16_MAX) return ERR_FULL;
	add_key(r, id + 1, now, KEY_CURRENT);
	return OK;
}

static enum err without_old_masters(struct ring *r, int64_t now)
{
	(void)now;
	size_t kept = 0;
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].state != KEY_OLD) r->v[kept++] = r->v[i];
	r->n = kept;
	return OK;
}

static enum err change_file(const char *dir, int64_t now, enum err (*change)(struct ring *, int64_t))
{
	int fd = lock_folder(dir);
	if (fd < 0) return ERR_IO;
	struct ring r;
	enum err e = read_ring(fd, &r);
	if (!e) e = change(&r, now);
	if (!e) e = write_ring(fd, &r);
	explicit_bzero(&r, sizeof r);
	close(fd);
	return e;
}

enum err keys_rotate(const char *dir, int64_t now)
{
	return change_file(dir, now, with_new_master);
}

enum err keys_retire(const char *dir)
{
	return change_file(dir, 0, without_old_masters);
}

/* ---- in memory ---- */

static void forget(void *arg)
{
	struct keys *k = arg;
	explicit_bzero(k->ring, sizeof *k->ring);
	pthread_rwlock_destroy(k->lock);
	close(k->dir);
}

enum err keys_open(struct arena *a, const char *dir, struct keys **out)
{
	struct keys *k = ARENA_NEW(a, struct keys);
	k->ring = ARENA_NEW(a, struct ring);
	k->lock = ARENA_NEW(a, pthread_rwlock_t);
	k->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (k->dir < 0) return ERR_NOT_FOUND;
	ASSERT(pthread_rwlock_init(k->lock, NULL) == 0);
	arena_defer(a, forget, k);
	enum err e = read_ring(k->dir, k->ring);
	if (e) log_error(300, "key file: %s", err_text(e));
	else *out = k;
	return e;
}

/* A copy of the wanted key; id 0 = the current one. */
static bool find_key(const struct keys *k, int64_t id, struct key *out)
{
	pthread_rwlock_rdlock(k->lock);
	const struct key *f = id ? ring_id(k->ring, id) : ring_state(k->ring, KEY_CURRENT);
	if (f) *out = *f;
	pthread_rwlock_unlock(k->lock);
	return f != NULL;
}

/* Another process may have rotated: read the file again before giving up. */
static bool find_key_or_reload(const struct keys *k, int64_t id, struct key *out)
{
	if (find_key(k, id, out)) return true;
	struct ring r;
	bool read = read_ring(k->dir, &r) == OK && ring_id(&r, id);
	if (read) {
		pthread_rwlock_wrlock(k->lock);
		*k->ring = r;
		pthread_rwlock_unlock(k->lock);
	}
	explicit_bzero(&r, sizeof r);
	return read && find_key(k, id, out);
}

int64_t keys_current_id(const struct keys *k)
{
	struct key f;
	ASSERT(find_key(k, 0, &f));
	explicit_bzero(f.bytes, sizeof f.bytes);
	return f.id;
}

static struct str wrap_place(char aad[32], int64_t master, int64_t row)
{
	int n = snprintf(aad, 32, "pk %lld %lld", (long long)master, (long long)(uint64_t)row);
	ASSERT(n > 0 && n < 32);
	return (struct str){ aad, (size_t)n };
}

struct str key_wrap(struct arena *a, const struct keys *k, const unsigned char key[32], int64_t row)
{
	struct key master;
	char aad[32];
	ASSERT(find_key(k, 0, &master));
	unsigned char *out = arena_alloc(a, WRAPPED);
	out[0] = (unsigned char)(master.id >> 8);
	out[1] = (unsigned char)master.id;
	aead_seal(master.bytes, wrap_place(aad, master.id, row), (struct str){ (const char *)key, 32 }, out + 2);
	explicit_bzero(&master, sizeof master);
	return (struct str){ (char *)out, WRAPPED };
}

static int64_t wrapped_id(struct str wrapped)
{
	return wrapped.n == WRAPPED ? (unsigned char)wrapped.p[0] << 8 | (unsigned char)wrapped.p[1] : 0;
}

enum err key_unwrap(const struct keys *k, struct str wrapped, int64_t row, unsigned char key[32])
{
	struct key master;
	char aad[32];
	int64_t id = wrapped_id(wrapped);
	if (!id || !find_key_or_reload(k, id, &master)) return ERR_INPUT;
	bool ok = aead_open(master.bytes, wrap_place(aad, id, row), str_skip(wrapped, 2), key);
	explicit_bzero(&master, sizeof master);
	return ok ? OK : ERR_INPUT;
}

bool key_is_current(const struct keys *k, struct str wrapped)
{
	return wrapped_id(wrapped) == keys_current_id(k);
}

static void index_key(const struct keys *k, struct key *out)
{
	pthread_rwlock_rdlock(k->lock);
	const struct key *f = ring_state(k->ring, KEY_INDEX);
	ASSERT(f);
	*out = *f;
	pthread_rwlock_unlock(k->lock);
}

struct str seal_index(struct arena *a, const struct keys *k, const char *table, const char *column, struct str normalised)
{
	struct key f;
	unsigned char h[SHA256_BYTES];
	index_key(k, &f);
	hmac_pieces((struct str){ (char *)f.bytes, 32 }, (struct str[]){ str_of(table), str_of(column), normalised }, 3, h);
	explicit_bzero(&f, sizeof f);
	return str_dup(a, (struct str){ (char *)h, 16 });
}

void keys_derive(const struct keys *k, const char *purpose, unsigned char key[32])
{
	struct key f;
	index_key(k, &f);
	hmac_pieces((struct str){ (char *)f.bytes, 32 }, (struct str[]){ S("derive"), str_of(purpose) }, 2, key);
	explicit_bzero(&f, sizeof f);
}
