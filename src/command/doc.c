/* kenmin routes, roles, doc: the documents printed from the program's own tables. A test compares them with doc/. */
#include <fcntl.h>
#include <unistd.h>

#include "command/commands.h"
#include "feature/master/fields_doc.h"
#include "role/config.h"
#include "role/web.h"

enum { DOC_MAX = 4 << 20 };

static const char *const guard_name[] = { [ANYONE] = "だれでも", [VISITOR_FORM] = "だれでも（送信は回数制限あり）", [MEMBER] = "会員", [STAFF] = "職員" };

static void each_route(struct out *o, const struct site *site, void (*row)(struct out *, const struct site *, const struct route *))
{
	for (const struct route *const *table = site->routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) row(o, site, r);
}

static void route_row(struct out *o, const struct site *site, const struct route *r)
{
	bool root = str_is(str_of(r->path), "/") && site->prefix[0];
	out_fmt(o, "| `%s%s` | %s%s%s | %s | %s |\n", site->prefix, root ? "/" : r->path, r->get ? "GET" : "", r->get && r->post ? ", " : "", r->post ? "POST" : "",
		guard_name[r->guard], r->query ? r->query : "");
}

static void routes_print(struct out *o)
{
	out_lit(o, "# Routes\n\nPrinted by `kenmin routes` from the route tables; `name*` may be given more than once. Parameters that are not named do not exist.\n");
	const struct site *const sites[] = { web_sites.super, web_sites.aika };
	for (size_t i = 0; i < COUNT_OF(sites); i++) {
		out_fmt(o, "\n## %s\n\n| address | methods | who may | query parameters |\n|---|---|---|---|\n", sites[i]->name);
		each_route(o, sites[i], route_row);
	}
}

static void role_row(struct out *o, const struct site *site, const struct route *r)
{
	out_fmt(o, "| `%s%s` |", site->prefix, r->path);
	for (enum guard who = ANYONE; who <= STAFF; who++) {
		if (who == VISITOR_FORM) continue;
		bool may = r->guard == ANYONE || r->guard == VISITOR_FORM || r->guard == who;
		out_str(o, may ? S(" ○ |") : S(" × |"));
	}
	out_lit(o, "\n");
}

static void roles_print(struct out *o)
{
	out_lit(o, "# 権限マトリックス（既定値）\n\nPrinted by `kenmin roles` from the route tables (別記2 3.2.1). Every row names its guard in code; what is not listed is refused.\n");
	const struct site *const sites[] = { web_sites.super, web_sites.aika };
	for (size_t i = 0; i < COUNT_OF(sites); i++) {
		out_fmt(o, "\n## %s\n\n| 画面・機能 | 一般閲覧者 | 会員 | 職員 |\n|---|---|---|---|\n", sites[i]->name);
		each_route(o, sites[i], role_row);
	}
}

static int print(struct command_line *l, void (*fn)(struct out *))
{
	struct out o = out_new(l->arena, DOC_MAX);
	fn(&o);
	command_print(out_view(&o));
	return EXIT_OK;
}

int command_routes(struct command_line *l)
{
	return print(l, routes_print);
}

int command_roles(struct command_line *l)
{
	return print(l, roles_print);
}

static int write_file(struct command_line *l, const char *name, struct str text)
{
	const char *path = str_cz(l->arena, str_fmt(l->arena, "%.*s/%s", STR_ARG(l->operand[0]), name));
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	ssize_t done = fd < 0 ? -1 : write(fd, text.p, text.n);
	if (fd >= 0) close(fd);
	return done == (ssize_t)text.n ? EXIT_OK : command_fail(l, EXIT_FAILED, "can not write %s", path);
}

int command_doc_files(struct command_line *l)
{
	static const struct { const char *name; void (*fn)(struct out *); } files[] = {
		{ "routes.md", routes_print }, { "roles.md", roles_print }, { "fields.md", fields_print }, { "settings.md", config_doc },
	};
	int code = EXIT_OK;
	for (size_t i = 0; i < COUNT_OF(files) && !code; i++) {
		struct out o = out_new(l->arena, DOC_MAX);
		files[i].fn(&o);
		code = write_file(l, files[i].name, out_view(&o));
	}
	struct out o = out_new(l->arena, DOC_MAX);
	command_doc(&o, l->table);
	return code ? code : write_file(l, "commands.md", out_view(&o));
}
