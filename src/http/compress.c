/* gzip, brotli and their cache (http/compress.h). */
#include "http/compress.h"

#define ZLIB_CONST
#include <brotli/encode.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>
#include <zlib.h>

enum { SLOTS = 256, SLOT_BYTES = 64 * 1024, GZIP_LEVEL = 5, BROTLI_LEVEL = 4, BROTLI_WINDOW = 18 };

struct slot {
	struct body_hash hash;
	enum encoding encoding;
	struct arena *arena;
	struct str bytes;
};
struct compressor {
	unsigned char key[16];
	pthread_mutex_t lock;
	struct slot slot[SLOTS];
};

/* ---- choosing ---- */

/* "0", "1", "0.123" -> thousandths; -1 when it is something else. */
static int read_quality(struct str s)
{
	if (s.n == 0 || s.n > 5 || (s.p[0] != '0' && s.p[0] != '1') || (s.n > 1 && s.p[1] != '.')) return -1;
	int q = (s.p[0] - '0') * 1000, unit = 100;
	for (size_t i = 2; i < s.n; i++, unit /= 10) {
		if (s.p[i] < '0' || s.p[i] > '9') return -1;
		q += (s.p[i] - '0') * unit;
	}
	return q <= 1000 ? q : -1;
}

/* "gzip;q=0.5" -> name and thousandths. */
static int read_coding(struct str item, struct str *name)
{
	struct str part;
	int quality = 1000;
	*name = STR_NONE;
	if (str_split(&item, ';', &part)) *name = str_trim(part);
	while (str_split(&item, ';', &part)) {
		part = str_trim(part);
		if (str_starts(part, S("q=")) || str_starts(part, S("Q="))) quality = read_quality(str_skip(part, 2));
	}
	return quality < 0 ? 0 : quality;
}

enum encoding encoding_choose(struct str accept)
{
	int quality[3] = { 0, -1, -1 }, any = 0;
	struct str item, name;
	while (str_split(&accept, ',', &item)) {
		int q = read_coding(item, &name);
		if (str_eq_nocase(name, S("br"))) quality[ENCODING_BROTLI] = q;
		else if (str_eq_nocase(name, S("gzip")) || str_eq_nocase(name, S("x-gzip"))) quality[ENCODING_GZIP] = q;
		else if (str_is(name, "*")) any = q;
	}
	for (size_t i = 1; i < COUNT_OF(quality); i++)
		if (quality[i] < 0) quality[i] = any;
	if (quality[ENCODING_BROTLI] > 0 && quality[ENCODING_BROTLI] >= quality[ENCODING_GZIP]) return ENCODING_BROTLI;
	return quality[ENCODING_GZIP] > 0 ? ENCODING_GZIP : ENCODING_NONE;
}

const char *encoding_name(enum encoding e)
{
	static const char *const name[] = { NULL, "gzip", "br" };
	return name[e];
}

/* ---- compressing ---- */

static struct str run_gzip(struct arena *a, struct str body)
{
	z_stream z = { 0 };
	if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return STR_NONE;
	char *to = arena_alloc(a, body.n);
	z.next_in = (const Bytef *)body.p;
	z.avail_in = (uInt)body.n;
	z.next_out = (Bytef *)to;
	z.avail_out = (uInt)body.n;
	bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
	struct str s = { to, z.total_out };
	deflateEnd(&z);
	return whole ? s : STR_NONE;
}

static struct str run_brotli(struct arena *a, struct str body)
{
	size_t n = body.n;
	uint8_t *to = arena_alloc(a, n);
	bool whole = BrotliEncoderCompress(BROTLI_LEVEL, BROTLI_WINDOW, BROTLI_MODE_TEXT, body.n, (const uint8_t *)body.p, &n, to);
	return whole && n < body.n ? (struct str){ (char *)to, n } : STR_NONE;
}

static void forget_all(void *compressor)
{
	struct compressor *c = compressor;
	for (size_t i = 0; i < SLOTS; i++) arena_free(c->slot[i].arena);
	pthread_mutex_destroy(&c->lock);
}

struct compressor *compressor_new(struct arena *a, const unsigned char key[16])
{
	struct compressor *c = ARENA_NEW(a, struct compressor);
	memcpy(c->key, key, sizeof c->key);
	pthread_mutex_init(&c->lock, NULL);
	arena_defer(a, forget_all, c);
	return c;
}

struct body_hash compressor_hash(const struct compressor *c, struct str body)
{
	struct body_hash h;
	crypto_shorthash_siphashx24(h.bytes, (const unsigned char *)body.p, body.n, c->key);
	return h;
}

static struct slot *slot_of(struct compressor *c, enum encoding e, struct body_hash h)
{
	uint16_t n;
	memcpy(&n, h.bytes, sizeof n);
	return &c->slot[(size_t)(n * 2 + (e == ENCODING_BROTLI)) % SLOTS];
}

static bool recall(struct compressor *c, struct arena *a, enum encoding e, struct body_hash h, struct str *bytes)
{
	pthread_mutex_lock(&c->lock);
	struct slot *s = slot_of(c, e, h);
	bool hit = s->arena && s->encoding == e && memcmp(&s->hash, &h, sizeof h) == 0;
	if (hit) *bytes = str_dup(a, s->bytes);
	pthread_mutex_unlock(&c->lock);
	return hit;
}

static void keep(struct compressor *c, enum encoding e, struct body_hash h, struct str bytes)
{
	if (bytes.n > SLOT_BYTES) return;
	pthread_mutex_lock(&c->lock);
	struct slot *s = slot_of(c, e, h);
	if (s->arena) arena_clear(s->arena);
	else s->arena = arena_new();
	s->hash = h;
	s->encoding = e;
	s->bytes = str_dup(s->arena, bytes);
	pthread_mutex_unlock(&c->lock);
}

struct str compressor_run(struct compressor *c, struct arena *a, enum encoding e, struct body_hash h, struct str body)
{
	struct str bytes;
	if (e == ENCODING_NONE || body.n > UINT32_MAX / 2) return STR_NONE;
	if (recall(c, a, e, h, &bytes)) return bytes;
	bytes = e == ENCODING_GZIP ? run_gzip(a, body) : run_brotli(a, body);
	keep(c, e, h, bytes);
	return bytes;
}
