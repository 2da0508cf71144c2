/* A disk that loses power, for tests (-DKENMIN_FAULTS): a layer under SQLite that remembers what was written and not
 * yet synced, and then loses a random part of it.
 *
 * Model: what xSync has confirmed stays. Of what came later each sector of 512 bytes is kept or lost by itself
 * (so pages tear and later writes may survive earlier ones), and so is each change of a file's length. Neighbours
 * of a write are never damaged (SQLite's "powersafe overwrite"). One database, one process. Empty in production.
 */
#ifndef STORE_SQLITE_POWER_H
#define STORE_SQLITE_POWER_H

#include <stdbool.h>
#include <stdint.h>

/* From now on; databases are opened afterwards. The power goes at the `after`-th write, truncation or sync, or with
 * power_fail(). Then every access fails. `seed` decides what is lost. */
void power_on(uint64_t seed, int64_t after);
bool power_is_on(void);
void power_fail(void);
bool power_has_failed(void);
/* All databases are closed: the files become what the disk holds; the layer is off. How many sectors were lost. */
int64_t power_lose(void);
/* The layer's name while it is on, else NULL. */
const char *sqlite_power_vfs(void);

#endif
