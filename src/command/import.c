/* kenmin import ...: reads the options, runs the import, writes the report. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/commands.h"
#include "command/data.h"
#include "core/progress.h"
#include "import/import.h"

enum { REPORT_MAX = 16 << 20, PROFILE_MAX = 1 << 20 };

static void show(void *ctx, int64_t done, int64_t total)
{
	struct progress *p = ctx;
	p->total = total;
	progress_at(p, done);
}

/* FILE gets the text, FILE.json the same for programs; without --report the text goes to standard output. */
static int write_report(struct command_line *l, const struct import_report *r, enum site_id site)
{
	struct out text = out_new(l->arena, REPORT_MAX), json = out_new(l->arena, REPORT_MAX);
	struct str path = command_option(l, "report");
	import_report_text(&text, r, site);
	import_report_json(&json, r, site);
	if (!path.n) {
		command_print(out_view(&text));
		return EXIT_OK;
	}
	const struct { const char *path; struct str text; } files[] = {
		{ str_cz(l->arena, path), out_view(&text) }, { str_cz(l->arena, str_cat(l->arena, path, S(".json"))), out_view(&json) } };
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		int fd = open(files[i].path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		bool ok = fd >= 0 && write(fd, files[i].text.p, files[i].text.n) == (ssize_t)files[i].text.n;
		if (fd >= 0) ok = close(fd) == 0 && ok;
		if (!ok) return command_fail(l, EXIT_FAILED, "can not write the report %s", files[i].path);
	}
	return EXIT_OK;
}

static int read_profile(struct command_line *l, struct str *text)
{
	struct str path = command_option(l, "profile");
	*text = STR_NONE;
	if (!path.n) return EXIT_OK;
	char *p = arena_alloc(l->arena, PROFILE_MAX);
	int fd = open(str_cz(l->arena, path), O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, p, PROFILE_MAX);
	if (fd >= 0) close(fd);
	if (n <= 0) return command_fail(l, EXIT_MISSING, "can not read the profile %.*s", STR_ARG(path));
	*text = (struct str){ p, (size_t)n };
	return EXIT_OK;
}

static int read_site(struct command_line *l, enum site_id *site)
{
	struct str s = command_option(l, "site");
	*site = str_is(s, "aika") ? SITE_AIKA : SITE_SUPER;
	return str_is(s, "aika") || str_is(s, "super") ? EXIT_OK : command_fail(l, EXIT_USAGE, "--site is super or aika");
}

int command_import_wordpress(struct command_line *l)
{
	struct data d;
	struct import_report report = { 0 };
	struct import_options o = { .now = l->now, .dump = str_cz(l->arena, l->operand[0]), .dry_run = command_flag(l, "dry-run"), .progress = show };
	struct str uploads = command_option(l, "uploads");
	int code = read_site(l, &o.site);
	if (!code) code = read_profile(l, &o.profile);
	if (!code) code = data_open(l, DATA_DB | DATA_KEYS | DATA_MASTERS, &d);
	if (code) return code;
	struct progress bar;
	progress_begin(&bar, "import", 0);
	o.db = d.db;
	o.keys = d.keys;
	o.masters = d.masters;
	o.ctx = &bar;
	o.uploads = uploads.n ? str_cz(l->arena, uploads) : NULL;
	enum err e = import_wordpress(l->arena, &o, &report);
	progress_end(&bar);
	data_close(&d);
	if (e && report.message.n) code = command_fail(l, e == ERR_NOT_FOUND ? EXIT_MISSING : EXIT_FAILED, "%.*s (the database is as it was)", STR_ARG(report.message));
	else code = command_result(l, e, "the import (the database is as it was)");
	int written = write_report(l, &report, o.site);
	return code ? code : written;
}

int command_import_csv(struct command_line *l)
{
	struct data d;
	struct import_report report = { 0 };
	struct str encoding = command_option(l, "encoding");
	struct csv_options o = { .now = l->now, .file = str_cz(l->arena, l->operand[0]), .dry_run = command_flag(l, "dry-run"), .cp932 = str_is(encoding, "cp932") };
	int code = read_site(l, &o.site);
	o.entity = entity_named(str_cz(l->arena, command_option(l, "entity")));
	if (!code && !o.entity) code = command_fail(l, EXIT_USAGE, "there is no entity of that name (kenmin fields lists them)");
	if (!code && encoding.n && !o.cp932 && !str_is(encoding, "utf-8")) code = command_fail(l, EXIT_USAGE, "--encoding is cp932 or utf-8");
	if (!code) code = data_open(l, DATA_DB | DATA_KEYS | DATA_MASTERS, &d);
	if (code) return code;
	o.db = d.db;
	o.keys = d.keys;
	o.masters = d.masters;
	enum err e = import_csv(l->arena, &o, &report);
	data_close(&d);
	if (e && report.message.n) code = command_fail(l, EXIT_FAILED, "%.*s (the database is as it was)", STR_ARG(report.message));
	else code = command_result(l, e, "the CSV (the database is as it was)");
	int written = e ? EXIT_OK : write_report(l, &report, o.site);
	return code ? code : written;
}

int command_import_inspect(struct command_line *l)
{
	struct out text = out_new(l->arena, REPORT_MAX);
	struct str message;
	enum err e = import_inspect(l->arena, str_cz(l->arena, l->operand[0]), &text, &message);
	if (e && message.n) return command_fail(l, e == ERR_NOT_FOUND ? EXIT_MISSING : EXIT_FAILED, "%.*s", STR_ARG(message));
	if (!e) command_print(out_view(&text));
	return command_result(l, e, "the dump");
}
