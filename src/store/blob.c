/* Blobs (store/blob.h): files in the database, sealed in chunks. What a file is, says blob_type.c. */
#include "store/blob.h"

#include <string.h>

#include "core/log.h"
#include "security/hash.h"
#include "security/random.h"
#include "security/seal.h"

enum { CHUNK = 256 << 10, CHUNK_BITS = 20 };

STATEMENT(blob_insert, "INSERT INTO blob (name, type, alt, source, sha256, size, width, height, scan, created_at) "
	"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
STATEMENT(blob_wrap, "UPDATE blob SET wrapped = $2 WHERE id = $1");
STATEMENT(blob_chunk_insert, "INSERT INTO blob_chunk (blob, n, data) VALUES ($1, $2, $3)");
STATEMENT(blob_get, "SELECT id, name, type, alt, source, sha256, size, width, height, scan, created_at FROM blob WHERE id = $1");
STATEMENT(blob_get_source, "SELECT id, name, type, alt, source, sha256, size, width, height, scan, created_at FROM blob "
	"WHERE source = $1 AND source <> ''");
STATEMENT(blob_get_wrapped, "SELECT wrapped, size FROM blob WHERE id = $1");
STATEMENT(blob_chunks, "SELECT n, data FROM blob_chunk WHERE blob = $1 ORDER BY n");
STATEMENT(blob_scan_set, "UPDATE blob SET scan = $2 WHERE id = $1");

/* Blob and number of the chunk in one: a chunk that was moved does not open. */
static int64_t chunk_row(int64_t blob, int64_t n)
{
	return (blob << CHUNK_BITS) | n;
}

static enum err put_chunks(struct db_write *w, const struct person_key *key, int64_t id, struct str bytes)
{
	struct arena *a = arena_new();
	enum err e = OK;
	for (int64_t n = 0; bytes.n && !e; n++) {
		struct str sealed = seal(a, key, "blob_chunk", "data", chunk_row(id, n), str_left(bytes, CHUNK));
		e = db_do(w, &blob_chunk_insert, BIND(b_int(id), b_int(n), b_blob(sealed)));
		bytes = str_skip(bytes, CHUNK);
		arena_clear(a);
	}
	arena_free(a);
	return e;
}

enum err blob_put(struct db_write *w, struct arena *a, const struct keys *keys, struct blob *b, struct str bytes)
{
	if (bytes.n / CHUNK >= (size_t)1 << CHUNK_BITS) return ERR_FULL;
	b->size = (int64_t)bytes.n;
	b->type = blob_type(bytes, &b->width, &b->height);
	b->sha256 = sha256_hex(a, bytes);
	if (!b->scan) b->scan = BLOB_UNSCANNED;
	enum err e = db_do(w, &blob_insert, BIND(b_str(b->name), b_str(b->type), b_str(b->alt), b_str(b->source), b_str(b->sha256),
		b_int(b->size), b_int(b->width), b_int(b->height), b_int(b->scan), b_int(b->created_at)));
	if (e) return e;
	b->id = db_last_id(w);
	struct person_key key = { .id = b->id };
	random_bytes(key.key, sizeof(key.key));
	/* -id: see person_key.c, a blob's key is not a person's */
	e = db_do(w, &blob_wrap, BIND(b_int(b->id), b_blob(key_wrap(a, keys, key.key, -b->id))));
	return e ? e : put_chunks(w, &key, b->id, bytes);
}

static enum err read_info(struct rows rows, struct blob *b)
{
	bool found = rows_next(&rows);
	if (found)
		*b = (struct blob){
			.id = rows_int(&rows, 0), .name = rows_str(&rows, 1), .type = rows_str(&rows, 2), .alt = rows_str(&rows, 3),
			.source = rows_str(&rows, 4), .sha256 = rows_str(&rows, 5), .size = rows_int(&rows, 6), .width = rows_int(&rows, 7),
			.height = rows_int(&rows, 8), .scan = rows_int(&rows, 9), .created_at = rows_int(&rows, 10),
		};
	enum err e = rows_end(&rows);
	if (e) return e;
	return found ? OK : ERR_NOT_FOUND;
}

enum err blob_info(struct db_read *r, struct arena *a, int64_t id, struct blob *b)
{
	return read_info(db_rows(r, a, &blob_get, BIND(b_int(id))), b);
}

enum err blob_by_source(struct db_read *r, struct arena *a, struct str source, struct blob *b)
{
	return read_info(db_rows(r, a, &blob_get_source, BIND(b_str(source))), b);
}

static enum err open_key(struct db_read *r, struct arena *a, const struct keys *keys, int64_t id, struct person_key *key, int64_t *size)
{
	struct rows rows = db_rows(r, a, &blob_get_wrapped, BIND(b_int(id)));
	bool found = rows_next(&rows);
	struct str wrapped = STR_NONE;
	if (found) {
		wrapped = rows_blob(&rows, 0);
		*size = rows_int(&rows, 1);
	}
	enum err e = rows_end(&rows);
	if (e) return e;
	return found ? key_unwrap(keys, wrapped, -id, key->key) : ERR_NOT_FOUND;
}

enum err blob_bytes(struct db_read *r, struct arena *a, const struct keys *keys, int64_t id, struct str *bytes)
{
	struct person_key key = { .id = id };
	int64_t size = 0, next = 0;
	enum err e = open_key(r, a, keys, id, &key, &size);
	if (e) return e;
	char *whole = arena_alloc(a, (size_t)size + 1);
	size_t got = 0;
	struct arena *scratch = arena_new();
	struct rows rows = db_rows(r, scratch, &blob_chunks, BIND(b_int(id)));
	while (!e && rows_next(&rows)) {
		struct str plain = STR_NONE;
		e = seal_open(scratch, &key, "blob_chunk", "data", chunk_row(id, next), rows_blob(&rows, 1), &plain);
		if (!e && (rows_int(&rows, 0) != next++ || plain.n > (size_t)size - got)) e = ERR_INPUT;
		if (!e) memcpy(whole + got, plain.p, plain.n);
		got += plain.n;
		arena_clear(scratch);
	}
	enum err end = rows_end(&rows);
	arena_free(scratch);
	if (!e) e = end;
	if (!e && got != (size_t)size) e = ERR_INPUT; /* a chunk is missing */
	if (e) log_error(3051, "blob %lld can not be read: %s", (long long)id, err_text(e));
	*bytes = e ? STR_NONE : (struct str){ whole, got };
	return e;
}

enum err blob_set_scan(struct db_write *w, int64_t id, enum blob_scan scan)
{
	enum err e = db_do(w, &blob_scan_set, BIND(b_int(id), b_int(scan)));
	if (e) return e;
	return db_changes(w) ? OK : ERR_NOT_FOUND;
}
