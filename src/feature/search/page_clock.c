/* The clock of public pages (page_clock.h): read again only when a table with schedules changed or the next moment came. */
#include "feature/search/page_clock.h"

#include <pthread.h>

#include "core/time.h"
#include "form/entity.h"

struct page_clock {
	struct db *db;
	pthread_mutex_t lock;
	struct mark mark;
	bool known;
	int64_t from, next; /* the time is `from` until `next` comes */
};

static void forget(void *clock)
{
	pthread_mutex_destroy(&((struct page_clock *)clock)->lock);
}

struct page_clock *page_clock_new(struct arena *a, struct db *db)
{
	struct page_clock *c = ARENA_NEW(a, struct page_clock);
	c->db = db;
	pthread_mutex_init(&c->lock, NULL);
	arena_defer(a, forget, c);
	return c;
}

static void take(struct page_clock *c, int64_t moment, int64_t now)
{
	if (moment > now && moment < c->next) c->next = moment;
	if (moment <= now && moment > c->from) c->from = moment;
}

/* The moments of one table next to now, on both sides; indexes NAME_opens and NAME_closes hold only records that have any. */
static enum err moments_of(struct page_clock *c, struct db_read *db, struct arena *a, const struct entity *e, int64_t now)
{
	const char *t = e->table;
	struct str text = str_fmt(a, "SELECT (SELECT max(open_at) FROM %s WHERE open_at > 0 AND open_at <= $1),"
		" (SELECT min(open_at) FROM %s WHERE open_at > 0 AND open_at > $1), (SELECT max(close_at) FROM %s WHERE close_at > 0 AND close_at <= $1),"
		" (SELECT min(close_at) FROM %s WHERE close_at > 0 AND close_at > $1)", t, t, t, t);
	struct sql sql = sql_made(a, "page_clock", text);
	struct rows r = db_rows(db, a, &sql, BIND(b_int(now)));
	if (rows_next(&r))
		for (int i = 0; i < 4; i++)
			if (!rows_null(&r, i)) take(c, rows_int(&r, i), now);
	return rows_end(&r);
}

static bool read_moments(struct page_clock *c, int64_t now)
{
	struct arena *a = arena_new();
	struct db_read *db;
	struct watch w;
	date_t today = date_in_japan(now);
	c->from = utc_from_japan(today, 0);
	c->next = utc_from_japan(date_add(today, 1), 0);
	watch_begin(&w, c->db);
	enum err e = db_read_begin(c->db, &db);
	if (e == OK) {
		for (size_t i = 0; i < entities_count && e == OK; i++) e = moments_of(c, db, a, entities[i], now);
		db_read_done(db);
	}
	arena_free(a);
	return watch_end(&w, &c->mark) && e == OK;
}

int64_t page_clock_now(struct page_clock *c, int64_t now)
{
	pthread_mutex_lock(&c->lock);
	if (!c->known || now < c->from || now >= c->next || !mark_holds(c->db, &c->mark)) c->known = read_moments(c, now);
	int64_t from = c->known ? c->from : now;
	pthread_mutex_unlock(&c->lock);
	return from;
}
