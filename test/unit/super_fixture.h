/* A small スーパーネット for tests: every kind of public record, with longest, shortest and missing values. */
#ifndef TEST_UNIT_SUPER_FIXTURE_H
#define TEST_UNIT_SUPER_FIXTURE_H

#include "form/master.h"
#include "store/store.h"

struct keys;

struct fixture {
	struct arena *arena;
	struct db *db;
	const struct keys *keys;
	struct masters *masters;
	int64_t now;
	int64_t group_full, group_longest, group_bare, company, event_next, event_past, grant_near, grant_closed, report, book, news, center_news, newsletter, file_clean,
		file_unscanned, group_hidden;
};
/* Fills an empty, migrated database that has its masters. False: something failed. */
bool super_fixture(struct fixture *);

#endif
