/* Noting what a thread reads, and small values kept until that changes (store/watch.h). */
#include "store/watch.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "core/out.h"
#include "core/vec.h"
#include "security/random.h"
#include "store/driver.h"

enum { KEPT_SLOTS = 1024, KEPT_BYTES = 512 << 10, KEPT_TOTAL = 8 << 20 };

/* The watch of the thread, innermost: a statement knows nothing of who keeps what it reads. */
static _Thread_local struct watch *current;

void watch_begin(struct watch *w, struct db *db)
{
	*w = (struct watch){ .outer = current, .db = db };
	w->mark.version = db->driver->version ? db->driver->version(db) : -1;
	w->lost = w->mark.version < 0;
	current = w;
}

static void note(struct watch *w, uint16_t slot)
{
	struct mark *m = &w->mark;
	for (uint32_t i = 0; i < m->n && i < MARK_SLOTS; i++)
		if (m->slot[i] == slot) return;
	if (m->n < MARK_SLOTS) m->slot[m->n] = slot;
	if (m->n <= MARK_SLOTS) m->n++;
}

static void note_mark(struct watch *w, const struct mark *m)
{
	for (uint32_t i = 0; i < m->n && i < MARK_SLOTS; i++) note(w, m->slot[i]);
	if (m->n > MARK_SLOTS) w->lost = true;
}

bool watch_end(struct watch *w, struct mark *mark)
{
	ASSERT(current == w);
	current = w->outer;
	*mark = w->mark;
	bool good = !w->lost && w->mark.n <= MARK_SLOTS;
	if (w->outer && w->outer->db == w->db) {
		note_mark(w->outer, mark);
		if (!good) w->outer->lost = true;
	}
	return good;
}

void watch_read(const struct db *db, uint16_t slot)
{
	if (current && current->db == db) note(current, slot);
}

void watch_read_row(const struct db *db, uint16_t table, uint16_t rows, uint16_t row)
{
	if (!current || current->db != db) return;
	for (uint32_t i = 0; i < current->mark.n && i < MARK_SLOTS; i++)
		if (current->mark.slot[i] == table) return;
	note(current, rows);
	note(current, row);
}

void watch_lost(const struct db *db)
{
	if (current && current->db == db) current->lost = true;
}

bool mark_holds(struct db *db, const struct mark *m)
{
	return db->driver->holds && m->n <= MARK_SLOTS && db->driver->holds(db, m);
}

/* ---- kept values ---- */

struct kept {
	struct arena *arena;
	struct str key, value;
	struct mark mark;
};
struct kept_values {
	pthread_mutex_t lock;
	unsigned char hash_key[crypto_shorthash_KEYBYTES]; /* keys hold what visitors ask for: nobody can aim at a slot */
	size_t bytes; /* of all keys and values */
	struct kept v[KEPT_SLOTS];
};

static void forget_values(struct kept_values *k)
{
	for (size_t i = 0; i < KEPT_SLOTS; i++) arena_free(k->v[i].arena);
	memset(k->v, 0, sizeof k->v);
	k->bytes = 0;
}

static void forget_all(void *values)
{
	struct kept_values *k = values;
	forget_values(k);
	pthread_mutex_destroy(&k->lock);
}

struct kept_values *kept_new(struct arena *a)
{
	struct kept_values *k = ARENA_NEW(a, struct kept_values);
	pthread_mutex_init(&k->lock, NULL);
	random_bytes(k->hash_key, sizeof k->hash_key);
	arena_defer(a, forget_all, k);
	return k;
}

static struct kept *kept_at(struct kept_values *k, struct str key)
{
	uint64_t h;
	crypto_shorthash((unsigned char *)&h, (const unsigned char *)key.p, key.n, k->hash_key);
	return &k->v[h % KEPT_SLOTS];
}

/* Nothing of it has changed since it was made nor since the reader's snapshot, whichever is older. */
static bool holds_for(struct db_read *r, const struct mark *mark)
{
	struct mark m = *mark;
	if (r->version < m.version) m.version = r->version;
	return mark_holds(r->db, &m);
}

bool kept_find(struct db_read *r, struct arena *a, struct str key, struct str *value)
{
	struct kept_values *k = r->db->kept;
	struct mark mark;
	if (r->write) return false;
	pthread_mutex_lock(&k->lock);
	struct kept *v = kept_at(k, key);
	bool hit = v->arena && str_eq(v->key, key) && holds_for(r, &v->mark);
	if (hit) {
		*value = str_dup(a, v->value);
		mark = v->mark;
	}
	pthread_mutex_unlock(&k->lock);
	if (hit && current && current->db == r->db) note_mark(current, &mark);
	return hit;
}

void kept_begin(struct db_read *r, struct watch *w)
{
	watch_begin(w, r->db);
	w->mark.version = r->version; /* the snapshot may be older than this moment */
	if (r->write || r->version < 0) w->lost = true;
}

void kept_end(struct db_read *r, struct watch *w, struct str key, struct str value, bool good)
{
	struct kept_values *k = r->db->kept;
	struct mark mark;
	if (!watch_end(w, &mark) || !good || key.n + value.n > KEPT_BYTES) return;
	pthread_mutex_lock(&k->lock);
	struct kept *v = kept_at(k, key);
	k->bytes -= v->key.n + v->value.n;
	arena_free(v->arena);
	*v = (struct kept){ 0 };
	if (k->bytes + key.n + value.n > KEPT_TOTAL) forget_values(k);
	k->bytes += key.n + value.n;
	v->arena = arena_new();
	v->key = str_dup(v->arena, key);
	v->value = str_dup(v->arena, value);
	v->mark = mark;
	pthread_mutex_unlock(&k->lock);
}

/* ---- numbers ---- */

struct ints VEC_OF(int64_t);

static struct str key_of(struct arena *a, const struct sql *s, struct binds b)
{
	struct out o = out_new(a, KEPT_BYTES);
	out_str(&o, str_of(s->sqlite));
	for (size_t i = 0; i < b.n; i++) {
		const struct bind *v = &b.v[i];
		out_bytes(&o, (const char *)&v->type, sizeof v->type);
		if (v->type == BIND_INT) out_bytes(&o, (const char *)&v->i, sizeof v->i);
		if (v->type == BIND_REAL) out_bytes(&o, (const char *)&v->d, sizeof v->d);
		if (v->type != BIND_TEXT && v->type != BIND_BLOB) continue;
		out_bytes(&o, (const char *)&v->s.n, sizeof v->s.n);
		out_str(&o, v->s);
	}
	return out_ok(&o) ? out_view(&o) : STR_NONE;
}

/* The first number is how many stand in a row. */
static enum err read_ints(struct db_read *r, struct arena *a, const struct sql *s, struct binds b, struct ints *ints)
{
	struct rows rows = db_rows(r, a, s, b);
	int columns = rows_columns(&rows);
	*vec_add(a, ints) = columns;
	while (rows_next(&rows))
		for (int i = 0; i < columns; i++) *vec_add(a, ints) = rows_int(&rows, i);
	return rows_end(&rows);
}

enum err kept_ints(struct db_read *r, struct arena *a, const struct sql *s, struct binds b, struct kept_ints *out)
{
	struct str key = key_of(a, s, b), value;
	if (!key.n || !kept_find(r, a, key, &value)) {
		struct watch w;
		struct ints ints = { 0 };
		kept_begin(r, &w);
		enum err e = read_ints(r, a, s, b, &ints);
		value = (struct str){ (const char *)ints.v, ints.n * sizeof ints.v[0] };
		kept_end(r, &w, key, value, e == OK && key.n);
		if (e) return e;
	}
	const int64_t *v = (const int64_t *)(const void *)value.p;
	size_t n = value.n / sizeof *v - 1;
	*out = (struct kept_ints){ v + 1, v[0] ? n / (size_t)v[0] : 0, (size_t)v[0] };
	return OK;
}

enum err kept_int(struct db_read *r, const struct sql *s, struct binds b, int64_t *value)
{
	struct arena *a = arena_new();
	struct kept_ints ints;
	enum err e = kept_ints(r, a, s, b, &ints);
	if (!e && !ints.rows) e = ERR_NOT_FOUND;
	if (!e) *value = ints.v[0];
	arena_free(a);
	return e;
}
