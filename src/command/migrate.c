/* kenmin migrate, kenmin key rotate. */
#include "command/commands.h"
#include "command/data.h"
#include "feature/search/search.h"
#include "store/audit.h"
#include "store/person_key.h"

/* One audit row in a transaction of its own. */
static enum err note(struct command_line *l, struct data *d, const char *action, struct str detail)
{
	struct db_write *w;
	enum err e = db_write_begin(d->db, &w);
	if (e) return e;
	struct audit_entry entry = { .now = l->now, .actor = "command", .action = action, .entity = "", .detail = detail };
	e = audit_add(w, l->arena, d->keys, &entry);
	enum err e2 = db_write_commit(w);
	return e ? e : e2;
}

/* An index made by an older way of cutting words is made anew. */
static enum err search_index(struct data *d, struct arena *a, int64_t *indexed)
{
	struct db_read *r;
	struct masters *m = NULL;
	enum err e = db_read_begin(d->db, &r);
	if (e) return e;
	e = masters_load(r, a, &m);
	db_read_done(r);
	return e ? e : search_upgrade(d->db, m, false, indexed);
}

int command_migrate(struct command_line *l)
{
	struct data d;
	int applied = 0, code = data_open(l, DATA_DB | DATA_KEYS | DATA_ANY_SCHEMA, &d);
	if (code) return code;
	enum err e = db_migrate(d.db, &applied);
	if (e == ERR_CONFLICT)
		code = command_fail(l, EXIT_FAILED, "the database was made by a newer program, or a migration was changed: install that program");
	else code = command_result(l, e, "the migration");
	int64_t indexed = 0;
	if (!code) code = command_result(l, search_index(&d, l->arena, &indexed), "the search index");
	if (!code && indexed) command_say("%lld records indexed anew", (long long)indexed);
	if (!code && applied) code = command_result(l, note(l, &d, "migrate", str_fmt(l->arena, "%d applied", applied)), "the audit trail");
	if (!code) command_say("%d migrations applied; the database is current", applied);
	data_close(&d);
	return code;
}

static int rewrap(struct command_line *l, struct data *d)
{
	struct keys *keys = NULL; /* read again: with the new master key */
	int64_t count = 0;
	int code = command_result(l, keys_open(l->arena, d->dir, &keys), "the key file DIR/keys");
	if (code) return code;
	d->keys = keys;
	code = command_result(l, person_key_rewrap(d->db, keys, &count), "rewrapping the data keys (run it again: it goes on where it stopped)");
	if (code) return code;
	struct str detail = str_fmt(l->arena, "master key %lld, %lld rewrapped", (long long)keys_current_id(keys), (long long)count);
	code = command_result(l, note(l, d, "key.rotate", detail), "the audit trail");
	if (!code) command_say("master key %lld is in use; %lld data keys rewrapped", (long long)keys_current_id(keys), (long long)count);
	return code;
}

int command_key_rotate(struct command_line *l)
{
	struct data d;
	int code = data_open(l, DATA_DB | DATA_KEYS, &d);
	if (code) return code;
	if (!command_flag(l, "resume")) code = command_result(l, keys_rotate(d.dir, l->now), "the key file DIR/keys");
	if (!code) code = rewrap(l, &d);
	if (!code && command_flag(l, "retire")) {
		code = command_result(l, keys_retire(d.dir), "the key file DIR/keys");
		if (!code) command_say("old master keys are removed; backups made before can no longer be read without a copy of the old key file");
	}
	data_close(&d);
	return code;
}
