/* kenmin publish: the rule of feature/publish on one record. */
#include <stdio.h>

#include "command/commands.h"
#include "command/data.h"
#include "feature/correction/correction_flow.h"
#include "feature/mail/mail.h"
#include "feature/publish/publish.h"
#include "feature/registration/registration.h"
#include "ui/site.h"

static int say_outcome(struct command_line *l, const struct publish_result *r, const char *what)
{
	for (size_t i = 0; i < r->faults.n; i++)
		fprintf(stderr, "  %s: %.*s\n", r->faults.v[i].field ? r->faults.v[i].field->label : "", STR_ARG(r->faults.v[i].message));
	switch (r->outcome) {
	case PUBLISH_DONE: command_say("%s is published", what); return EXIT_OK;
	case PUBLISH_SCHEDULED: command_say("%s will be published at its time", what); return EXIT_OK;
	case PUBLISH_ALREADY: command_say("%s was published already", what); return EXIT_OK;
	case PUBLISH_MISSING:
		return command_fail(l, EXIT_FINDINGS, "%s lacks what the lines above name: fill it in, or give --reason TEXT", what);
	case PUBLISH_NOT_FROM:
		return command_fail(l, EXIT_FINDINGS, "%s can not be published from its state (%s)", what, state_label(r->before));
	case PUBLISH_TRASHED: return command_fail(l, EXIT_FINDINGS, "%s lies in the trash", what);
	}
	return EXIT_FAILED;
}

int command_publish(struct command_line *l)
{
	struct data d;
	int64_t id;
	const char *name = str_cz(l->arena, l->operand[0]);
	const struct entity *e = entity_named(name);
	if (!e) return command_fail(l, EXIT_USAGE, "there is no entity \"%s\" (kenmin fields lists them)", name);
	if (!str_int(l->operand[1], 1, INT64_MAX, &id)) return command_fail(l, EXIT_USAGE, "ID must be a number");
	int code = data_open(l, DATA_DB | DATA_KEYS | DATA_MASTERS, &d);
	if (code) return code;
	struct str base = d.config.base_url.n ? d.config.base_url : str_cat(l->arena, S("http://"), d.config.listen);
	struct mail_sender sender = { d.keys, d.config.mail_from, base, str_of(centre.mail) };
	struct publish p = { .keys = d.keys, .masters = d.masters, .now = l->now, .actor = "command", .reason = command_option(l, "reason"),
		.announce = registration_tell_published, .ctx = &sender };
	struct publish_result result;
	struct db_write *w;
	const char *what = str_cz(l->arena, str_fmt(l->arena, "%s %lld", name, (long long)id));
	enum err err = db_write_begin(d.db, &w);
	if (!err) {
		err = e == &correction_entity ? correction_publish(w, l->arena, &p, id, &result) : publish_record(w, l->arena, &p, e, id, &result);
		if (err) db_write_roll_back(w);
		else err = db_write_commit(w);
	}
	code = err ? command_result(l, err, what) : say_outcome(l, &result, what);
	data_close(&d);
	return code;
}
