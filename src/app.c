/* The command line: the table of commands. What they do is in command/; what a process of `serve` is, in role/. */
#include <time.h>

#include "command/commands.h"

#define DATA { "data", "DIR", true, "the data folder" }
#define CONFIG { "config", "FILE", false, "settings over those of DIR/kenmin.conf (doc/settings.md)" }
#define LISTEN { "listen", "ADDRESS", false, "127.0.0.1:8080, [::1]:8080 or unix:/path (default: the setting)" }

static const struct command commands[] = {
	{ .words = "init", .operands = "", .summary = "makes a data folder: keys, database, start values, first administrator (password printed once)",
	  .option = { DATA }, .run = command_init },
	{ .words = "serve", .operands = "", .summary = "serves both sites until told to stop (SIGTERM); SIGHUP: a new generation of every process",
	  .option = { DATA, LISTEN, CONFIG }, .run = command_serve },
	{ .words = "role", .operands = "NAME", .summary = "one process of serve", .option = { DATA, LISTEN, CONFIG }, .run = command_role, .hidden = true },
	{ .words = "import wordpress", .operands = "DUMP.sql[.gz]", .summary = "takes over one old site from its database dump; sends no mail; a second run imports what differs",
	  .option = { DATA, { "site", "super|aika", true, "which of the two sites the dump is" }, { "uploads", "DIR|TAR.gz", false, "its wp-content/uploads" },
		{ "profile", "FILE", false, "a mapping profile instead of the shipped one" }, { "report", "FILE", false, "the report as text, and FILE.json" },
		{ "dry-run", NULL, false, "do everything, change nothing" } }, .run = command_import_wordpress },
	{ .words = "import inspect", .operands = "DUMP", .summary = "lists every type, key and table of a dump with counts, samples and a first mapping profile; changes nothing",
	  .run = command_import_inspect },
	{ .words = "import csv", .operands = "FILE", .summary = "takes over the rows of one CSV; the same file twice changes nothing",
	  .option = { DATA, { "site", "super|aika", true, "whose records they are" }, { "entity", "NAME", true, "what a row is (kenmin fields)" },
		{ "encoding", "cp932|utf-8", false, "utf-8 when not given" }, { "report", "FILE", false, "the report as text, and FILE.json" },
		{ "dry-run", NULL, false, "do everything, change nothing" } }, .run = command_import_csv },
	{ .words = "publish", .operands = "ENTITY ID", .summary = "publishes one record by the rule the back office uses",
	  .option = { DATA, { "reason", "TEXT", false, "publish although required fields are missing" } }, .run = command_publish },
	{ .words = "demo", .operands = "", .summary = "fills a new data folder with invented records in the real numbers",
	  .option = { DATA, { "scale", "N", false, "N times as many (1 to 100)" } }, .run = command_demo },
	{ .words = "migrate", .operands = "", .summary = "brings the database to the form this program needs", .option = { DATA }, .run = command_migrate },
	{ .words = "check", .operands = "", .summary = "verifies database, keys, audit trail, statements and routes; changes nothing",
	  .option = { DATA }, .run = command_check },
	{ .words = "key rotate", .operands = "", .summary = "a new master key, and every data key wrapped with it",
	  .option = { DATA, { "resume", NULL, false, "only go on with rewrapping" }, { "retire", NULL, false, "then forget the old master keys" } },
	  .run = command_key_rotate },
	{ .words = "routes", .operands = "", .summary = "the addresses of both sites (doc/routes.md)", .run = command_routes },
	{ .words = "fields", .operands = "", .summary = "the fields of every entity (doc/fields.md)", .run = command_fields },
	{ .words = "roles", .operands = "", .summary = "who may use which address (doc/roles.md)", .run = command_roles },
	{ .words = "doc", .operands = "DIR", .summary = "writes commands.md, routes.md, fields.md, roles.md and settings.md into DIR", .run = command_doc_files },
	{ .words = NULL },
};

int main(int argc, char **argv)
{
	return command_main(commands, argc, argv, (int64_t)time(NULL));
}
