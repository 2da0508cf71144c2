/* Hashes (security/hash.h) by libsodium, whose SHA-256 can not fail. */
#include "security/hash.h"

#include <sodium.h>

#include "core/arena.h"

void sha256(struct str data, unsigned char out[SHA256_BYTES])
{
	crypto_hash_sha256(out, (const unsigned char *)data.p, data.n);
}

struct str sha256_hex(struct arena *a, struct str data)
{
	unsigned char h[SHA256_BYTES];
	sha256(data, h);
	return hex_of(a, h, sizeof h);
}

void hmac_pieces(struct str key, const struct str *piece, size_t n, unsigned char out[SHA256_BYTES])
{
	crypto_auth_hmacsha256_state st;
	crypto_auth_hmacsha256_init(&st, (const unsigned char *)key.p, key.n);
	for (size_t i = 0; i < n; i++) {
		unsigned char length[8];
		for (int b = 0; b < 8; b++) length[b] = (unsigned char)((uint64_t)piece[i].n >> (56 - 8 * b));
		crypto_auth_hmacsha256_update(&st, length, sizeof length);
		crypto_auth_hmacsha256_update(&st, (const unsigned char *)piece[i].p, piece[i].n);
	}
	crypto_auth_hmacsha256_final(&st, out);
	sodium_memzero(&st, sizeof st);
}

void hmac_sha256(struct str key, struct str data, unsigned char out[SHA256_BYTES])
{
	crypto_auth_hmacsha256_state st;
	crypto_auth_hmacsha256_init(&st, (const unsigned char *)key.p, key.n);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)data.p, data.n);
	crypto_auth_hmacsha256_final(&st, out);
	sodium_memzero(&st, sizeof st);
}

struct str hex_of(struct arena *a, const void *p, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	const unsigned char *b = p;
	char *s = arena_alloc(a, 2 * n + 1);
	for (size_t i = 0; i < n; i++) {
		s[2 * i] = digit[b[i] >> 4];
		s[2 * i + 1] = digit[b[i] & 15];
	}
	return (struct str){ s, 2 * n };
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	if (c >= 'A' && c <= 'F') return c - 'A' + 10;
	return -1;
}

bool hex_read(struct str hex, unsigned char *out, size_t n)
{
	if (hex.n != 2 * n) return false;
	for (size_t i = 0; i < n; i++) {
		int high = hex_digit(hex.p[2 * i]), low = hex_digit(hex.p[2 * i + 1]);
		if (high < 0 || low < 0) return false;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

struct str base64url(struct arena *a, const void *p, size_t n)
{
	size_t size = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *s = arena_alloc(a, size);
	sodium_bin2base64(s, size, p, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_of(s);
}

bool base64url_read(struct arena *a, struct str text, struct str *bytes)
{
	size_t max = text.n / 4 * 3 + 3, n = 0;
	char *p = arena_alloc(a, max);
	if (sodium_base642bin((unsigned char *)p, max, text.p, text.n, NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING)) return false;
	*bytes = (struct str){ p, n };
	return true;
}
