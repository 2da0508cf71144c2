/* Sealing: personal values at rest. AES-256-GCM (電子政府推奨暗号リスト) through OpenSSL.
 *
 * Master keys stand in DIR/keys (0600, outside the database; one line per key: id hex64 created state,
 * state one of current, old, index). A person key (32 random bytes) is wrapped under the current master
 * key and stored in table person_key; fields are sealed under it with AAD = table, column and row id, so
 * that a value can not be moved. Destroying the person key is the erasure, in trash, versions, outbox
 * and backups too. Sealed form: 1 byte version, 12 bytes nonce, ciphertext, 16 bytes tag.
 * `struct keys` may be shared by threads. Not for passwords: security/password.h.
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

/* kenmin init: a first master key and the index key, written atomically; ERR_CONFLICT when there. */
MUST_USE enum err keys_create(const char *dir, int64_t now);
/* ERR_NOT_FOUND: no file. ERR_DENIED: it is not a plain file of ours (or root's) with mode 0600.
 * ERR_INPUT: not a key file. Wiped from memory when the arena goes. A master key added while this
 * is open (key rotate by another process) is found by itself: unknown ids read the file again. */
MUST_USE enum err keys_open(struct arena *, const char *dir, struct keys **);
/* Adds a new current master key; the index key stays. Old keys stay readable until keys_retire. */
MUST_USE enum err keys_rotate(const char *dir, int64_t now);
/* Removes all old master keys; only when nothing is wrapped under them any more. */
MUST_USE enum err keys_retire(const char *dir);
int64_t keys_current_id(const struct keys *);

/* Wraps 32 bytes under the current master key (63 bytes: key id in two bytes, then the sealed form), and
 * back under whichever master key the id names. Stored by store/person_key. ERR_INPUT: changed, moved
 * to another row, or the master key is gone. */
struct str key_wrap(struct arena *, const struct keys *, const unsigned char key[32], int64_t row);
MUST_USE enum err key_unwrap(const struct keys *, struct str wrapped, int64_t row, unsigned char key[32]);
/* False when the key was wrapped under a master key that is no longer the current one. */
bool key_is_current(const struct keys *, struct str wrapped);

/* Sealed bytes in the arena. table and column are literals. An empty text seals to "". */
struct str seal(struct arena *, const struct person_key *, const char *table, const char *column, int64_t row, struct str plain);
/* ERR_INPUT when the bytes were changed, moved or sealed under another key. "" opens to "". */
MUST_USE enum err seal_open(struct arena *, const struct person_key *, const char *table, const char *column, int64_t row,
	struct str sealed, struct str *plain);
/* Blind index: HMAC-SHA-256 under the index key over table, column and the normalised value; 16 bytes. */
struct str seal_index(struct arena *, const struct keys *, const char *table, const char *column, struct str normalised);
/* A key for another purpose ("csrf", "link"), derived from the index key; the same after a restart. */
void keys_derive(const struct keys *, const char *purpose, unsigned char key[32]);

#endif
