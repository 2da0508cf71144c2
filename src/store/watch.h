/* What was read, so that what was made of it can be kept until one of the things it was made of changes.
 *
 *   struct watch w;
 *   watch_begin(&w, db);
 *   ... read, make something of it ...
 *   if (watch_end(&w, &mark)) keep it together with the mark
 *   ... later: mark_holds(db, &mark) = nothing that was read has changed since, in any process.
 *
 * The drivers note every statement that a thread runs while it watches; whoever reads can not forget it. A statement
 * counts as a reading of each table it touches; one that finds a row by its id ("WHERE id = $1" on one table) as a
 * reading of that row only, where the table is not noted anyway. Every write transaction marks the tables and rows it changed before it commits
 * (store/lock.c: slots in DIR/write.lock, which all processes share). A slot can stand for two rows (1 in 16,384),
 * so now and then something is forgotten too early; nothing is ever kept too long. What is not in the database (the
 * clock, files, cookies) is not watched. PostgreSQL: nothing holds.
 */
#ifndef STORE_WATCH_H
#define STORE_WATCH_H

#include "store/db.h"

enum { MARK_SLOTS = 40 };
struct mark {
	int64_t version; /* what was committed before the watch began is in it */
	uint32_t n;      /* more than MARK_SLOTS: too much was read, it never holds */
	uint16_t slot[MARK_SLOTS];
};
/* On the stack of the thread that reads; may stand in another one, which then notes the same. */
struct watch {
	struct watch *outer;
	struct db *db;
	struct mark mark;
	bool lost;
};
void watch_begin(struct watch *, struct db *);
/* False: what was made must not be kept. Must follow every watch_begin, inner ones first. */
bool watch_end(struct watch *, struct mark *);
bool mark_holds(struct db *, const struct mark *);

/* Small values kept so, in the memory of the process: counts, ids of a page. What is found is what this reader would
 * read in its snapshot, and counts as read. A reader inside a write transaction finds and keeps nothing. */
bool kept_find(struct db_read *, struct arena *, struct str key, struct str *value);
void kept_begin(struct db_read *, struct watch *);
/* Ends the watch; keeps the value unless `good` is false or it may not be kept. */
void kept_end(struct db_read *, struct watch *, struct str key, struct str value, bool good);

/* The rows of a statement that gives nothing but integers (ids, counts), read or kept. NULL reads as 0. */
struct kept_ints {
	const int64_t *v; /* row by row */
	size_t rows, columns;
};
MUST_USE enum err kept_ints(struct db_read *, struct arena *, const struct sql *, struct binds, struct kept_ints *);
/* The single integer of the first row, as db_int. */
MUST_USE enum err kept_int(struct db_read *, const struct sql *, struct binds, int64_t *value);

#endif
