/* Sealing values under a person key (security/seal.h). The key file is security/keys.c. */
#include "security/seal.h"

#include <string.h>

#include "security/aead.h"

enum { AAD_MAX = 160 };

/* table NUL column NUL row in eight bytes: names are identifiers, so NUL separates them safely. */
static struct str place(char aad[AAD_MAX], const char *table, const char *column, int64_t row)
{
	size_t t = strlen(table) + 1, c = strlen(column) + 1;
	ASSERT(t + c + 8 <= AAD_MAX);
	memcpy(aad, table, t);
	memcpy(aad + t, column, c);
	for (int i = 0; i < 8; i++) aad[t + c + (size_t)i] = (char)(unsigned char)((uint64_t)row >> (56 - 8 * i));
	return (struct str){ aad, t + c + 8 };
}

struct str seal(struct arena *a, const struct person_key *key, const char *table, const char *column, int64_t row, struct str plain)
{
	if (!plain.n) return STR_NONE;
	char aad[AAD_MAX];
	unsigned char *out = arena_alloc(a, plain.n + AEAD_OVERHEAD);
	aead_seal(key->key, place(aad, table, column, row), plain, out);
	return (struct str){ (char *)out, plain.n + AEAD_OVERHEAD };
}

enum err seal_open(struct arena *a, const struct person_key *key, const char *table, const char *column, int64_t row,
	struct str sealed, struct str *plain)
{
	*plain = STR_NONE;
	if (!sealed.n) return OK;
	if (sealed.n <= AEAD_OVERHEAD) return ERR_INPUT;
	char aad[AAD_MAX];
	unsigned char *out = arena_alloc(a, sealed.n - AEAD_OVERHEAD + 1);
	if (!aead_open(key->key, place(aad, table, column, row), sealed, out)) return ERR_INPUT;
	*plain = (struct str){ (char *)out, sealed.n - AEAD_OVERHEAD };
	return OK;
}
