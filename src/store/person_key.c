/* Person keys (store/person_key.h), and the rewrapping of all wrapped keys, those of blobs too.
 * Sealing itself is security/seal.h.
 */
#include "store/person_key.h"

#include "core/log.h"
#include "security/random.h"
#include "store/blob.h"

enum { REWRAP_BATCH = 500 };

STATEMENT(key_insert, "INSERT INTO person_key (wrapped, created_at) VALUES ($1, $2)");
STATEMENT(key_set, "UPDATE person_key SET wrapped = $2 WHERE id = $1 AND destroyed_at = 0");
STATEMENT(key_get, "SELECT wrapped FROM person_key WHERE id = $1 AND destroyed_at = 0");
STATEMENT(key_destroy, "UPDATE person_key SET wrapped = NULL, destroyed_at = $2 WHERE id = $1 AND destroyed_at = 0");
STATEMENT(key_batch, "SELECT id, wrapped FROM person_key WHERE id > $1 AND destroyed_at = 0 ORDER BY id LIMIT $2");
STATEMENT(blob_key_batch, "SELECT id, wrapped FROM blob WHERE id > $1 AND wrapped IS NOT NULL ORDER BY id LIMIT $2");
STATEMENT(blob_key_set, "UPDATE blob SET wrapped = $2 WHERE id = $1");

enum err person_key_new(struct db_write *w, const struct keys *keys, int64_t now, struct person_key *key)
{
	random_bytes(key->key, sizeof(key->key));
	/* The row's id is part of what is wrapped, so the row comes first. */
	enum err e = db_do(w, &key_insert, BIND(b_blob(STR_NONE), b_int(now)));
	if (e) return e;
	key->id = db_last_id(w);
	struct arena *a = arena_new();
	e = db_do(w, &key_set, BIND(b_int(key->id), b_blob(key_wrap(a, keys, key->key, key->id))));
	arena_free(a);
	return e;
}

enum err person_key_get(struct db_read *r, const struct keys *keys, int64_t id, struct person_key *key)
{
	struct arena *a = arena_new();
	struct rows rows = db_rows(r, a, &key_get, BIND(b_int(id)));
	bool found = rows_next(&rows);
	struct str wrapped = found ? rows_blob(&rows, 0) : STR_NONE;
	enum err e = rows_end(&rows);
	if (!e && !found) e = ERR_NOT_FOUND;
	key->id = id;
	if (!e) e = key_unwrap(keys, wrapped, id, key->key);
	arena_free(a);
	return e;
}

enum err person_key_destroy(struct db_write *w, int64_t id, int64_t now)
{
	enum err e = db_do(w, &key_destroy, BIND(b_int(id), b_int(now)));
	if (e) return e;
	return db_changes(w) ? OK : ERR_NOT_FOUND;
}

/* What is wrapped where; `sign` keeps a blob's key from being put in a person's place. */
static const struct {
	const struct sql *batch, *set;
	int64_t sign;
} wrapped_tables[] = { { &key_batch, &key_set, 1 }, { &blob_key_batch, &blob_key_set, -1 } };

/* One batch of one table after *last; *left is false when it was the end. */
static enum err rewrap_batch(struct db *db, struct arena *a, const struct keys *keys, size_t table, int64_t *last, bool *left, int64_t *count)
{
	struct db_write *w;
	enum err e = db_write_begin(db, &w);
	if (e) return e;
	int64_t seen = 0, done = 0;
	struct rows rows = db_rows(db_reading(w), a, wrapped_tables[table].batch, BIND(b_int(*last), b_int(REWRAP_BATCH)));
	while (!e && rows_next(&rows)) {
		int64_t id = rows_int(&rows, 0), row = id * wrapped_tables[table].sign;
		struct str wrapped = rows_blob(&rows, 1);
		unsigned char key[32];
		*last = id;
		seen++;
		if (key_is_current(keys, wrapped)) continue;
		e = key_unwrap(keys, wrapped, row, key);
		if (e) log_error(3050, "key of row %lld can not be unwrapped", (long long)row);
		else e = db_do(w, wrapped_tables[table].set, BIND(b_int(id), b_blob(key_wrap(a, keys, key, row))));
		done++;
	}
	enum err end = rows_end(&rows);
	if (!e) e = end;
	if (e) {
		db_write_roll_back(w);
		return e;
	}
	*left = seen == REWRAP_BATCH;
	*count += done;
	return db_write_commit(w);
}

enum err person_key_rewrap(struct db *db, const struct keys *keys, int64_t *count)
{
	struct arena *a = arena_new();
	enum err e = OK;
	*count = 0;
	for (size_t table = 0; table < COUNT_OF(wrapped_tables) && !e; table++) {
		bool left = true;
		for (int64_t last = 0; left && !e; arena_clear(a))
			e = rewrap_batch(db, a, keys, table, &last, &left, count);
	}
	arena_free(a);
	return e;
}
