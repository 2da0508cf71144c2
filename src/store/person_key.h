/* The person keys in the database (table person_key): one data key per person, wrapped (security/seal.h). */
#ifndef STORE_PERSON_KEY_H
#define STORE_PERSON_KEY_H

#include "security/seal.h"
#include "store/store.h"

MUST_USE enum err person_key_new(struct db_write *, const struct keys *, int64_t now, struct person_key *);
/* ERR_NOT_FOUND when it was destroyed: the person was erased. */
MUST_USE enum err person_key_get(struct db_read *, const struct keys *, int64_t id, struct person_key *);
MUST_USE enum err person_key_destroy(struct db_write *, int64_t id, int64_t now);
/* Rewraps every key under the current master key, in batches of 500 per transaction; returns how many. */
MUST_USE enum err person_key_rewrap(struct db *, const struct keys *, int64_t *count);

#endif
