/* Link checks (role/jobs.h): which external addresses public records name, and whether they still answer. */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/log.h"
#include "form/entity.h"
#include "role/fetch.h"
#include "role/jobs.h"

enum { RECORDS_PER_TRANSACTION = 500, LOOKS_PER_RUN = 20, ANSWER_MS = 30000, AGAIN_DAYS = 30, DAY = 86400 };

STATEMENT(link_seen, "INSERT INTO link_check (url, seen_at) VALUES ($1, $2) ON CONFLICT (url) DO UPDATE SET seen_at = excluded.seen_at");
STATEMENT(link_used, "INSERT INTO link_use (link, entity, record, field) SELECT id, $2, $3, $4 FROM link_check WHERE url = $1"
	" ON CONFLICT (link, entity, record, field) DO NOTHING");
STATEMENT(link_forget, "DELETE FROM link_use WHERE entity = $1 AND record = $2");
STATEMENT(link_position, "SELECT last_run_at FROM schedule WHERE name = $1");
STATEMENT(link_position_set, "INSERT INTO schedule (name, last_run_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET last_run_at = excluded.last_run_at");
STATEMENT(link_due, "SELECT id, url FROM link_check WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2");
STATEMENT(link_answer, "UPDATE link_check SET status = CAST($2 AS bigint), checked_at = $3, due_at = $4," /* cast: PostgreSQL wants one type */
	" failures = CASE WHEN CAST($2 AS bigint) >= 200 AND CAST($2 AS bigint) < 400 THEN 0 ELSE failures + 1 END WHERE id = $1");

static enum err note_record(struct jobs *j, struct db_write *w, const struct entity *e, const void *record)
{
	const struct record *head = record;
	enum err err = db_do(w, &link_forget, BIND(b_str(str_of(e->name)), b_int(head->id)));
	for (ENTITY_FIELDS(e, f)) {
		if (f->type != TYPE_URL || !field_open(e, f, record) || err) continue;
		struct str url = *field_str(f, record);
		if (url.n > LINK_URL_MAX) continue;
		err = db_do(w, &link_seen, BIND(b_str(url), b_int(j->now)));
		if (!err) err = db_do(w, &link_used, BIND(b_str(url), b_str(str_of(e->name)), b_int(head->id), b_str(str_of(f->column))));
	}
	return err;
}

static bool has_url(const struct entity *e)
{
	for (ENTITY_FIELDS(e, f))
		if (f->type == TYPE_URL && !(f->flags & SECRET)) return true;
	return false;
}

/* The next records of one entity behind the position; the position is the id, kept per entity, and starts again at
 * the end, so that changed records are seen too. */
static enum err collect(struct jobs *j, const struct entity *e)
{
	struct str name = str_fmt(j->arena, "links:%s", e->name);
	struct entity_list list = { 0 };
	struct db_read *r;
	struct db_write *w;
	int64_t position = 0;
	enum err err = db_read_begin(j->db, &r);
	if (err) return err;
	err = db_int(r, &link_position, BIND(b_str(name)), &position);
	if (err == OK || err == ERR_NOT_FOUND)
		err = entity_select(r, j->arena, e, "id > $1 AND state = $2 AND trashed_at = 0", "id", BIND(b_int(position), b_int(e->visible)), RECORDS_PER_TRANSACTION, 0, &list);
	db_read_done(r);
	if (err) return err;
	err = db_write_begin(j->db, &w);
	if (err) return err;
	position = 0;
	for (size_t i = 0; i < list.n && !err; i++) {
		const void *record = (const char *)list.v + i * e->size;
		err = note_record(j, w, e, record);
		position = list.n == RECORDS_PER_TRANSACTION ? ((const struct record *)record)->id : 0;
	}
	if (!err) err = db_do(w, &link_position_set, BIND(b_str(name), b_int(position)));
	if (!err) return db_write_commit(w);
	db_write_roll_back(w);
	return err;
}

/* What fetch says of the address; LINK_SILENT when fetch itself does. */
static int32_t ask_fetch(struct jobs *j, struct str url)
{
	int32_t status = LINK_SILENT;
	struct pollfd p = { .fd = j->peer_fd, .events = POLLIN };
	if (send(j->peer_fd, url.p, url.n, MSG_NOSIGNAL) != (ssize_t)url.n) return LINK_SILENT;
	if (poll(&p, 1, ANSWER_MS) <= 0 || recv(j->peer_fd, &status, sizeof status, 0) != (ssize_t)sizeof status) return LINK_SILENT;
	return status;
}

static enum err look(struct jobs *j, int64_t *done)
{
	struct { int64_t id; struct str url; } due[LOOKS_PER_RUN];
	size_t n = 0;
	struct db_read *r;
	enum err e = db_read_begin(j->db, &r);
	if (e) return e;
	struct rows rows = db_rows(r, j->arena, &link_due, BIND(b_int(j->now), b_int(LOOKS_PER_RUN)));
	for (; rows_next(&rows); n++) {
		due[n].id = rows_int(&rows, 0);
		due[n].url = rows_str(&rows, 1);
	}
	e = rows_end(&rows);
	db_read_done(r);
	for (size_t i = 0; i < n && e == OK; i++) {
		int32_t status = ask_fetch(j, due[i].url);
		struct db_write *w;
		e = db_write_begin(j->db, &w);
		if (e) return e;
		e = db_do(w, &link_answer, BIND(b_int(due[i].id), b_int(status), b_int(j->now), b_int(j->now + AGAIN_DAYS * DAY + due[i].id % DAY)));
		if (e) db_write_roll_back(w);
		else e = db_write_commit(w);
		++*done;
	}
	return e;
}

enum err jobs_links(struct jobs *j, int64_t *done)
{
	enum err e = OK;
	if (!j->config->link_checks || j->peer_fd < 0) return OK;
	for (size_t i = 0; i < entities_count && e == OK; i++)
		if (has_url(entities[i])) e = collect(j, entities[i]);
	return e ? e : look(j, done);
}
