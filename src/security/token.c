/* Tokens in links (security/token.h). */
#include "security/token.h"

#include <string.h>

#include "security/hash.h"
#include "security/random.h"

struct secret token_new(struct arena *a)
{
	unsigned char b[TOKEN_CHARS * 3 / 4];
	random_bytes(b, sizeof b);
	return secret_of(base64url(a, b, sizeof b));
}

struct str token_hash(struct arena *a, struct secret token)
{
	struct str t = secret_reveal(token);
	if (t.n != TOKEN_CHARS) return STR_NONE;
	for (size_t i = 0; i < t.n; i++)
		if (!t.p[i] || !strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", t.p[i])) return STR_NONE;
	return sha256_hex(a, t);
}
