/* Invented data for a trial: every kind of record in the numbers of the real sites, seeded and the same
 * each time (dates lie around `now`). Not for a data folder with real data in it.
 */
#ifndef FEATURE_DEMO_DEMO_H
#define FEATURE_DEMO_DEMO_H

#include "form/master.h"
#include "store/store.h"

struct keys;

/* Every member of the demo logs in with it: demo00001 (a person, with the hash of the WordPress days), demo01372 (a group) ... */
#define DEMO_PASSWORD "aikasan-demo-2026"
#define DEMO_PASSWORD_OLD "$P$BdemoSalt538ecAyIh2soTFrfXtKxY." /* its hash as WordPress kept it */

struct demo_options {
	struct db *db;
	const struct keys *keys;
	const struct masters *masters;
	int64_t now;
	int scale;                     /* times the real counts, from 1 */
	void (*progress)(void *ctx, int64_t done, int64_t total); /* may be NULL */
	void *ctx;
};

/* One transaction: all of it or nothing, whenever it is stopped. ERR_CONFLICT: demo data is there already. */
MUST_USE enum err demo_run(const struct demo_options *, int64_t *records);

#endif
