/* The store when the power goes: what was acknowledged is there, and the file is whole (store/sqlite_power.h). */
#include "store/sqlite_power.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fault.h"
#include "core/log.h"
#include "store/store.h"
#include "store/test_db.h"
#include "test.h"

#ifdef KENMIN_FAULTS
STATEMENT(p_put, "INSERT INTO setting (site, name, value) VALUES ($1, $2, $3)");
STATEMENT(p_drop, "UPDATE setting SET value = $2 WHERE site = $1");
STATEMENT(p_count, "SELECT count(*) FROM setting WHERE site = $1 AND length(value) > 0");
STATEMENT(p_all, "SELECT count(*) FROM setting WHERE site > $1 AND length(value) > 0");
STATEMENT(p_most, "SELECT coalesce(max(CAST(name AS INTEGER)), 0) FROM setting WHERE site = $1");

enum { CUTS = 40, CUTS_FULL = 300, COMMITS = 30, OPERATIONS = 400 };

static int64_t number(struct db *db, const struct sql *s, int64_t site)
{
	struct db_read *r;
	int64_t n = -1;
	if (db_read_begin(db, &r)) return -1;
	if (db_int(r, s, BIND(b_int(site)), &n)) n = -1;
	db_read_done(r);
	return n;
}

static enum err put(struct db *db, int64_t site, int64_t n, struct str value)
{
	struct db_write *w;
	char name[24];
	snprintf(name, sizeof(name), "%lld", (long long)n);
	enum err e = db_write_begin(db, &w);
	if (e) return e;
	e = db_do(w, &p_put, BIND(b_int(site), b_str(str_of(name)), b_str(value)));
	if (!e && test_random(8) == 0) e = db_do(w, &p_drop, BIND(b_int(site), b_str(str_left(value, 1 + test_random(value.n)))));
	enum err end = db_write_commit(w);
	return e ? e : end;
}

/* Commits until the power goes; how many were acknowledged. Reads and checkpoints come in between. */
static int64_t work(const char *folder, int64_t site)
{
	struct db *db = NULL;
	struct db_config c = { .dir = folder };
	char text[20000];
	int64_t acked = 0;
	memset(text, 'x', sizeof(text));
	if (db_open(test_arena(), &c, &db)) return 0;
	while (acked < COMMITS && !power_has_failed()) {
		if (put(db, site, acked + 1, (struct str){ text, 1 + test_random(sizeof(text)) }) == OK) acked++;
		if (test_random(4) == 0) (void)number(db, &p_count, site);
		enum err e = test_random(4) ? OK : db_maintain(db, UPKEEP_CHECKPOINT);
		(void)e; /* the power may go in it */
	}
	power_fail();
	db_close(db);
	return acked;
}

struct found {
	int64_t cuts, lost, acked, kept; /* lost: sectors */
	bool bad;
};

/* One cut; the database must be whole, and hold the rows 1 .. acked, or one more that was not yet answered. */
static void cut(const char *folder, int64_t site, struct found *f)
{
	struct db *db = NULL;
	struct db_config c = { .dir = folder };
	power_on(test_random(UINT64_MAX), 1 + (int64_t)test_random(OPERATIONS));
	int64_t acked = work(folder, site);
	f->lost += power_lose();
	f->cuts++;
	f->acked += acked;
	power_on(test_random(UINT64_MAX), INT64_MAX); /* the look at it ends with a cut too, and waits for no disk */
	f->bad = db_open(test_arena(), &c, &db) != OK;
	int64_t rows = f->bad ? 0 : number(db, &p_count, site), most = f->bad ? 0 : number(db, &p_most, site);
	f->kept += rows;
	f->bad = f->bad || rows < acked || rows > acked + 1 || most != rows || number(db, &p_all, 0) != f->kept || db_maintain(db, UPKEEP_VERIFY) != OK;
	if (f->bad) fprintf(stderr, "  cut %lld: %lld acknowledged, %lld there\n", (long long)f->cuts, (long long)acked, (long long)rows);
	if (!f->bad && test_random(3) == 0) f->bad = db_maintain(db, UPKEEP_CHECKPOINT) != OK;
	db_close(db);
	f->lost += power_lose();
}

TEST(store_keeps_what_it_acknowledged_when_the_power_goes)
{
	struct found f = { 0 };
	int64_t cuts = getenv("KENMIN_FULL") ? CUTS_FULL : CUTS;
	db_close(test_db());
	log_setup("kenmin", LOG_ERROR + 1); /* every cut fails on purpose */
	for (int64_t site = 1; site <= cuts && !f.bad; site++) cut(test_folder(), site, &f);
	log_setup("kenmin", LOG_INFO);
	CHECK(!f.bad);
	CHECK_INT(f.cuts, cuts);
	CHECK(f.lost > cuts);      /* there was something to lose */
	CHECK(f.acked > cuts * 3); /* and something to keep */
}

/* The same disk with a store that does not sync: the test above would see it. */
TEST(store_without_sync_is_found_out)
{
	struct found f = { 0 };
	db_close(test_db());
	log_setup("kenmin", LOG_ERROR + 1);
	fault_arm("sqlite.nosync", 1, true);
	for (int64_t site = 1; site <= CUTS && !f.bad; site++) cut(test_folder(), site, &f);
	CHECK(fault_disarm() > 0);
	log_setup("kenmin", LOG_INFO);
	CHECK(f.bad);
	CHECK(f.cuts < 20);
}
#endif
