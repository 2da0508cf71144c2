/* Sealing: personal values at rest. AES-256-GCM (電子政府推奨暗号リスト) through OpenSSL.
 *
 * Master keys stand in DIR/keys (0600, outside the database; one line per key: id hex64 created state).
 * A person key (32 random bytes) is wrapped under the current master key and stored in table
 * person_key; fields are sealed under it with AAD = table, column and row id, so that a value can
 * not be moved. Destroying the person key is the erasure, in trash, versions, outbox and backups too.
 * Sealed form: 1 byte version, 12 bytes nonce, ciphertext, 16 bytes tag.
 */
#ifndef SECURITY_SEAL_H
#define SECURITY_SEAL_H

#include "core/err.h"
#include "core/arena.h"
#include "core/str.h"

struct keys;
struct person_key {
	int64_t id;
	unsigned char key[32];
};

MUST_USE enum err keys_create(const char *dir);               /* kenmin init; ERR_CONFLICT when there */
MUST_USE enum err keys_open(struct arena *, const char *dir, struct keys **);
MUST_USE enum err keys_rotate(const char *dir);               /* adds a new current master key */
/* Wraps 32 bytes under the current master key (out: 64 bytes at most, sealed form with the key id in
 * front), and back under whichever master key the id names. Stored by store/person_key. */
struct str key_wrap(struct arena *, const struct keys *, const unsigned char key[32], int64_t row);
MUST_USE enum err key_unwrap(const struct keys *, struct str wrapped, int64_t row, unsigned char key[32]);
/* False when the key was wrapped under a master key that is no longer the current one. */
bool key_is_current(const struct keys *, struct str wrapped);

/* Sealed bytes in the arena. table and column are literals. An empty text seals to "". */
struct str seal(struct arena *, const struct person_key *, const char *table, const char *column, int64_t row, struct str plain);
/* ERR_INPUT when the bytes were changed, moved or sealed under another key. */
MUST_USE enum err seal_open(struct arena *, const struct person_key *, const char *table, const char *column, int64_t row,
	struct str sealed, struct str *plain);
/* Blind index: HMAC-SHA-256 under the index key over table, column and the normalised value; 16 bytes. */
struct str seal_index(struct arena *, const struct keys *, const char *table, const char *column, struct str normalised);

#endif
