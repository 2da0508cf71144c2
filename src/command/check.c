/* kenmin check: what can be verified without changing anything. Not a test of the program: of one installation. */
#include "command/commands.h"
#include "command/data.h"
#include "form/entity.h"
#include "form/entity_sql.h"
#include "store/audit.h"


struct findings {
	struct command_line *l;
	int bad;
};

static void report(struct findings *f, bool good, const char *what, struct str detail)
{
	command_say("%-9s %s%s%.*s", good ? "ok" : "FAULT", what, detail.n ? ": " : "", STR_ARG(detail));
	f->bad += !good;
}

/* Those of STATEMENT and those made from the entity tables. */
static void statements(struct findings *f, struct data *d)
{
	int checked = 0, failed = 0, made = 0;
	struct db_write *w;
	enum err e = db_check_statements(d->db, &checked, &failed);
	if (db_write_begin(d->db, &w) == OK) {
		for (const struct sql *s; (s = entity_sql_at((size_t)made)); made++)
			failed += db_check_statement(w, s) != OK;
		db_write_roll_back(w);
	}
	report(f, e == OK && !failed, "statements prepare", str_fmt(f->l->arena, "%d of %d", checked + made - failed, checked + made));
}

static void audit(struct findings *f, struct data *d, struct db_read *r)
{
	struct audit_state s = { 0 };
	enum err e = audit_verify(r, f->l->arena, d->keys, &s);
	struct str detail = s.first_bad ? str_fmt(f->l->arena, "row %lld does not fit its chain", (long long)s.first_bad)
		: str_fmt(f->l->arena, "%lld rows", (long long)s.rows);
	report(f, e == OK && !s.first_bad, "audit trail", e == OK ? detail : str_of(err_text(e)));
}

static void entities_readable(struct findings *f, struct db_read *r)
{
	int64_t all = 0;
	const char *bad = NULL;
	for (size_t i = 0; i < entities_count; i++) {
		int64_t n = 0;
		if (entity_count(r, entities[i], "id > 0", BIND_NONE, &n) != OK) bad = entities[i]->name;
		all += n;
	}
	report(f, !bad, "records readable", bad ? str_of(bad) : str_fmt(f->l->arena, "%lld", (long long)all));
}

int command_check(struct command_line *l)
{
	struct data d;
	int code = data_open(l, DATA_DB | DATA_KEYS | DATA_MASTERS | DATA_ANY_SCHEMA, &d);
	if (code) return code;
	struct findings f = { l, 0 };
	bool current = false;
	enum err e = db_schema_current(d.db, &current);
	report(&f, e == OK && current, "database form", current ? STR_NONE : S("run kenmin migrate"));
	report(&f, db_maintain(d.db, UPKEEP_VERIFY) == OK, "database integrity", STR_NONE);
	statements(&f, &d);
	struct db_read *r;
	if (db_read_begin(d.db, &r) == OK) {
		audit(&f, &d, r);
		entities_readable(&f, r);
		db_read_done(r);
	}
	report(&f, keys_current_id(d.keys) > 0, "master key", str_fmt(l->arena, "%lld in use", (long long)keys_current_id(d.keys)));
	data_close(&d);
	return f.bad ? command_fail(l, EXIT_FINDINGS, "%d faults", f.bad) : EXIT_OK;
}
