/* The product's own server on a data folder, without sockets.
 *
 *   site DATA scripts FILE.t...   runs text scripts (script.h)
 *   site DATA naughty FILE        the strings of the file wherever the product reads something (naughty.h): 40 strings
 *                                 each, taking turns; with naughty-all every string (100,000 requests)
 *   site DATA time PATH...        CPU per page in microseconds, 500 times each (prints, judges nothing)
 * Last line: "N passed, N failed". */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "../test/http/bytes.h"
#include "../test/http/naughty.h"
#include "../test/http/script.h"
#include "role/web.h"

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
		else naughty_run(server, config.listen, app, argv[i], strcmp(argv[2], "naughty-all") == 0, &tally);
	}
	web_close(app);
	arena_free(a);
	printf("%d passed, %d failed\n", tally.passed, tally.failed);
	return tally.failed || !tally.passed;
}
