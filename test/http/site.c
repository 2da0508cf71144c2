/* The product's own server on a data folder, without sockets.
 *
 *   site DATA scripts FILE.t...   runs text scripts (script.h)
 *   site DATA naughty FILE        strings of the file in every declared parameter and :name of every route of both
 *                                 sites: an answer below 500, markup never reflected. 40 strings each, taking
 *                                 turns; with naughty-all every string (100,000 requests)
 *   site DATA time PATH...        CPU per page in microseconds, 500 times each (prints, judges nothing)
 * Last line: "N passed, N failed". */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "../test/http/bytes.h"
#include "../test/http/script.h"
#include "html/write.h"
#include "role/web.h"

static const struct route *const *tables_of(const struct site *site) { return site->routes; }

/* The address with every :name replaced by `value`. */
static void out_path(struct out *o, struct str path, struct str value)
{
	struct str rest = str_skip(path, 1), part;
	if (!rest.n) out_char(o, '/');
	while (rest.n && str_split(&rest, '/', &part)) {
		out_char(o, '/');
		if (str_starts(part, S(":"))) html_path_str(o, value);
		else out_str(o, part);
	}
}

struct naughty {
	struct server *server;
	struct str host;
	struct str *string;
	size_t strings, each, turn;
	struct tally tally;
};

static void try(struct naughty *n, struct arena *a, struct str target, struct str string)
{
	if (target.n > HEAD_TARGET_MAX) target = str_left(target, HEAD_TARGET_MAX);
	struct str text = str_fmt(a, "GET %.*s HTTP/1.1\r\nHost: %.*s\r\n\r\n", STR_ARG(target), STR_ARG(n->host));
	struct str reply = loopback(n->server, a, STR_NONE, text);
	int status = loopback_status(reply);
	bool markup = string.n > 3 && str_find_char(string, '<') != SIZE_MAX && str_find(string, S("script")) != SIZE_MAX;
	bool raw = markup && str_find(loopback_body(reply), string) != SIZE_MAX;
	if (status >= 200 && status < 500 && !raw) n->tally.passed++;
	else if (n->tally.failed++ < 40) printf("FAIL %d%s: %.*s\n", status, raw ? " reflected" : "", STR_ARG(str_left(target, 300)));
	arena_clear(a);
}

/* Percent-encodes every byte that is no letter or digit, malformed ones too. */
static void out_encoded(struct out *o, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (word) out_char(o, (char)c);
		else out_fmt(o, "%%%02X", c);
	}
}

static void try_route(struct naughty *n, struct arena *a, const char *prefix, const struct route *route, struct str name, struct str string)
{
	struct out o = out_new(a, 1 << 20);
	out_str(&o, str_of(prefix));
	out_path(&o, str_of(route->path), name.n ? S("1") : string);
	if (name.n) {
		out_char(&o, '?');
		out_str(&o, str_ends(name, S("*")) ? str_left(name, name.n - 1) : name);
		out_char(&o, '=');
		out_encoded(&o, string);
	}
	try(n, a, out_view(&o), string);
}

static void try_strings(struct naughty *n, struct arena *a, const char *prefix, const struct route *route, struct str name)
{
	for (size_t i = 0; i < n->each; i++) try_route(n, a, prefix, route, name, n->string[n->turn++ % n->strings]);
}

static void try_all(struct naughty *n, const char *prefix, const struct route *route)
{
	struct arena *a = arena_new();
	struct str names = str_of(route->query), name;
	if (str_find_char(str_of(route->path), ':') != SIZE_MAX) try_strings(n, a, prefix, route, STR_NONE);
	while (names.n && str_split(&names, ' ', &name))
		if (name.n) try_strings(n, a, prefix, route, name);
	arena_free(a);
}

static void read_strings(struct arena *a, const char *path, struct naughty *n)
{
	struct str text = bytes_file(a, path), line;
	n->string = ARENA_ARRAY(a, struct str, 4096);
	while (str_split(&text, '\n', &line) && n->strings < 4096) {
		if (!line.n || str_starts(line, S("# "))) continue;
		struct out o = out_new(a, 1 << 16);
		bytes_unescape(&o, line);
		n->string[n->strings++] = out_view(&o);
	}
}

static struct tally naughty(struct arena *a, struct server *server, struct str host, const struct app *app, const char *path, bool all)
{
	struct naughty n = { .server = server, .host = host };
	const struct site *site[] = { app->super, app->aika };
	read_strings(a, path, &n);
	n.each = all || n.strings < 40 ? n.strings : 40;
	for (size_t i = 0; i < COUNT_OF(site); i++)
		for (const struct route *const *table = tables_of(site[i]); *table; table++)
			for (const struct route *route = *table; route->path; route++)
				if (route->get) try_all(&n, site[i]->prefix, route);
	return n.tally;
}

static void time_page(struct server *server, struct str host, const char *path)
{
	enum { TIMES = 500 };
	struct arena *a = arena_new();
	struct timespec from, to;
	struct str text = str_dup(a, S(""));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (int i = 0; i < TIMES; i++) {
		arena_clear(a);
		text = loopback(server, a, STR_NONE, str_fmt(a, "GET %s HTTP/1.1\r\nHost: %.*s\r\nAccept-Encoding: br\r\n\r\n", path, STR_ARG(host)));
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	double us = (double)(to.tv_sec - from.tv_sec) * 1e6 + (double)(to.tv_nsec - from.tv_nsec) / 1e3;
	printf("%8.1f us  %d  %6zu bytes  %s\n", us / TIMES, loopback_status(text), loopback_body(text).n, path);
	arena_free(a);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct config config = config_default();
	struct app *app;
	struct tally tally = { 0 };
	if (argc < 4) return 2;
	config.dir = str_of(argv[1]);
	config.rate = 0;
	if (web_open(a, &config, &web_sites, &app) != OK) return 2;
	struct server *server = web_server(a, &config, &web_sites, app);
	for (int i = 3; i < argc; i++) {
		if (strcmp(argv[2], "time") == 0) time_page(server, config.listen, argv[i]), tally.passed++;
		else if (strcmp(argv[2], "scripts") == 0) script_run(server, config.listen, argv[i], bytes_file(a, argv[i]), &tally);
		else tally = naughty(a, server, config.listen, app, argv[i], strcmp(argv[2], "naughty-all") == 0);
	}
	web_close(app);
	arena_free(a);
	printf("%d passed, %d failed\n", tally.passed, tally.failed);
	return tally.failed || !tally.passed;
}
