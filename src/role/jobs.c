/* The jobs process: work that is due at a time (role/role.h). It has no network but local sockets; the link
 * checks' answers come from role/fetch.c through the socket between them.
 *
 * One table of tasks. A task is due when its interval has passed since it last ran through, whoever ran it
 * (table schedule): after downtime it runs at once, and once only. Of several hosts only the holder of the
 * lease works; a lease lasts LEASE_SECONDS, so that a host that died is replaced within that time.
 */
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/log.h"
#include "role/jobs.h"
#include "role/role.h"
#include "security/random.h"

enum { LEASE_SECONDS = 120, TICK_MS = 5000 };

STATEMENT(lease_take, "INSERT INTO lease (name, owner, until) VALUES ('jobs', $1, $2) ON CONFLICT (name) DO UPDATE SET owner = excluded.owner,"
	" until = excluded.until WHERE lease.owner = excluded.owner OR lease.until < $3");
STATEMENT(lease_give, "DELETE FROM lease WHERE name = 'jobs' AND owner = $1");
STATEMENT(schedule_last, "SELECT last_run_at FROM schedule WHERE name = $1");
STATEMENT(schedule_done, "INSERT INTO schedule (name, last_run_at, answer) VALUES ($1, $2, $3)"
	" ON CONFLICT (name) DO UPDATE SET last_run_at = excluded.last_run_at, answer = excluded.answer");

static const struct task {
	const char *name;
	int64_t every; /* seconds */
	enum err (*run)(struct jobs *, int64_t *done);
} tasks[] = {
	{ "publish", 30, jobs_publish },
	{ "close", 30, jobs_close },
	{ "reminders", 30, jobs_remind },
	{ "scan", 30, jobs_scan },
	{ "forms", 3600, jobs_sweep_forms },
	{ "unproven", 3600, jobs_sweep_unproven },
	{ "erase", 3600, jobs_erase },
	{ "passwords", 300, jobs_wrap_passwords },
	{ "statistics", 300, jobs_fold_events },
	{ "links", 600, jobs_links },
	{ "checkpoint", 600, jobs_checkpoint },
	{ "optimize", 86400, jobs_optimize },
};

bool jobs_lease(struct jobs *j)
{
	struct db_write *w;
	if (db_write_begin(j->db, &w) != OK) return false;
	enum err e = db_do(w, &lease_take, BIND(b_str(j->owner), b_int(j->now + LEASE_SECONDS), b_int(j->now)));
	bool ours = e == OK && db_changes(w) == 1;
	return db_write_commit(w) == OK && ours;
}

void jobs_lease_end(struct jobs *j)
{
	struct db_write *w;
	if (db_write_begin(j->db, &w) != OK) return;
	enum err e = db_do(w, &lease_give, BIND(b_str(j->owner)));
	if (e == OK) e = db_write_commit(w);
	else db_write_roll_back(w);
	if (e != OK) log_warn(3301, "the lease of jobs was not given back: %s", err_text(e));
}

static int64_t last_run(struct jobs *j, const char *name)
{
	struct db_read *r;
	int64_t last = 0;
	if (db_read_begin(j->db, &r) != OK) return j->now;
	enum err e = db_int(r, &schedule_last, BIND(b_str(str_of(name))), &last);
	db_read_done(r);
	return e == OK ? last : e == ERR_NOT_FOUND ? 0 : j->now;
}

static void note(struct jobs *j, const char *name, struct str answer)
{
	struct db_write *w;
	if (db_write_begin(j->db, &w) != OK) return;
	enum err e = db_do(w, &schedule_done, BIND(b_str(str_of(name)), b_int(j->now), b_str(answer)));
	if (e == OK) e = db_write_commit(w);
	else db_write_roll_back(w);
	if (e != OK) log_warn(3302, "task %s: its time was not noted: %s", name, err_text(e));
}

void jobs_run_due(struct jobs *j)
{
	for (size_t i = 0; i < COUNT_OF(tasks); i++) {
		const struct task *t = &tasks[i];
		if (j->now - last_run(j, t->name) < t->every) continue;
		int64_t done = 0;
		enum err e = t->run(j, &done);
		if (e == OK && done) log_info(3303, "task %s: %lld", t->name, (long long)done);
		if (e != OK) log_warn(3304, "task %s failed, again later: %s", t->name, err_text(e));
		note(j, t->name, e == OK ? str_fmt(j->arena, "%lld", (long long)done) : str_of(err_text(e)));
		arena_clear(j->arena);
	}
}

enum err jobs_open(struct arena *a, const struct config *c, struct jobs *j)
{
	const char *dir = str_cz(a, c->dir);
	struct db_config db = { .dir = dir, .pg = c->database.n ? str_cz(a, c->database) : NULL };
	struct keys *keys = NULL;
	struct db_read *r;
	*j = (struct jobs){ .dir = dir, .config = c, .arena = arena_new(), .peer_fd = -1, .rules = jobs_rules };
	j->owner = random_word(a, 16);
	enum err e = db_open(a, &db, &j->db);
	if (e == OK) e = keys_open(a, dir, &keys);
	j->keys = keys;
	if (e == OK) e = db_read_begin(j->db, &r);
	if (e != OK) return e;
	struct masters *m = NULL;
	e = masters_load(r, a, &m);
	db_read_done(r);
	j->masters = m;
	return e;
}

void jobs_close_store(struct jobs *j)
{
	if (j->db) db_close(j->db);
	arena_free(j->arena);
}

int jobs_run(struct role_run *run)
{
	struct jobs j;
	enum err e = jobs_open(run->arena, run->config, &j);
	if (e != OK) {
		log_error(3305, "can not open the data folder: %s", err_text(e));
		return 1;
	}
	j.peer_fd = run->peer_fd;
	role_ready(run);
	do {
		j.now = (int64_t)time(NULL);
		if (jobs_lease(&j)) jobs_run_due(&j);
	} while (!role_wait(run, TICK_MS));
	jobs_lease_end(&j);
	jobs_close_store(&j);
	return 0;
}
