/* A small product on the real listener, for the raw tests: it says what it understood.
 *
 *   serve ADDRESS|fd:N [head_seconds]     ("fd:3": the inherited socket)
 *   serve scripts FILE.t...               runs text scripts (script.h) through the loopback instead
 * Not kenmin: no database, no pages; the HTTP layer is the same. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../test/http/bytes.h"
#include "../test/http/script.h"
#include "http/csrf.h"
#include "http/listen.h"

static void params(struct out *o, const char *name, const struct params *p)
{
	for (size_t i = 0; i < p->n; i++)
		out_fmt(o, "%s %.*s=%.*s\n", name, STR_ARG(p->v[i].name), STR_ARG(p->v[i].value));
}

static struct reply echo(struct request *req)
{
	struct out o = out_new(req->arena, 4 << 20);
	out_fmt(&o, "method %d\npath %.*s\nquery %.*s\n", req->method == METHOD_POST, STR_ARG(req->full_path), STR_ARG(req->raw_query));
	params(&o, "q", &req->query);
	params(&o, "f", &req->form);
	for (size_t i = 0; i < req->uploads; i++) out_fmt(&o, "u %.*s %zu\n", STR_ARG(req->upload[i].file_name), req->upload[i].bytes.n);
	struct reply r = reply_bytes(S("text/plain; charset=utf-8"), out_view(&o));
	r.cache = CACHE_NO_STORE;
	return r;
}

static struct reply echo_get(struct request *req, struct db_read *db)
{
	(void)db;
	return echo(req);
}

static struct reply echo_post(struct request *req, struct db_write *db)
{
	(void)db;
	return echo(req);
}

static struct reply page(struct request *req, struct db_read *db)
{
	(void)db;
	struct out o = out_new(req->arena, 1 << 20);
	csrf(&o, req);
	for (int i = 0; i < 500; i++) out_lit(&o, "<li><a href=\"/echo\">ボランティア募集のお知らせ</a></li>\n");
	return reply_html((struct html){ out_view(&o) });
}

static struct reply large(struct request *req, struct db_read *db)
{
	(void)db;
	char *p = arena_alloc(req->arena, 8 << 20);
	memset(p, 'x', 8 << 20);
	return reply_bytes(S("application/octet-stream"), (struct str){ p, 8 << 20 });
}

static struct reply slow(struct request *req, struct db_read *db)
{
	struct timespec t = { 0, 300000000 };
	nanosleep(&t, NULL);
	return echo_get(req, db);
}

static const struct route rows[] = {
	{ "/", ANYONE, echo_get, NULL, "a b*", 0 },
	{ "/echo", ANYONE, echo_get, echo_post, "a b*", ROUTE_UPLOAD },
	{ "/echo/:x", ANYONE, echo_get, NULL, NULL, 0 },
	{ "/page", ANYONE, page, NULL, NULL, 0 },
	{ "/large", ANYONE, large, NULL, NULL, 0 },
	{ "/slow", ANYONE, slow, NULL, NULL, 0 },
	{ 0 },
};
static const struct route *const tables[] = { rows, NULL };
static const struct mount mount[] = { { NULL, "", tables, NULL }, { 0 } };

static int run_scripts(struct arena *a, struct server *server, int argc, char **argv)
{
	struct tally tally = { 0 };
	for (int i = 2; i < argc; i++) script_run(server, S("test"), argv[i], bytes_file(a, argv[i]), &tally);
	arena_free(a);
	printf("%d passed, %d failed\n", tally.passed, tally.failed);
	return tally.failed || !tally.passed;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	if (argc < 2) return 2;
	sigset_t stop;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGINT);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	signal(SIGPIPE, SIG_IGN);
	struct server_config config = { .mount = mount, .hosts = "test www.kenmin.pref.yamaguchi.lg.jp", .csrf_key = "test key" };
	if (strcmp(argv[1], "scripts") == 0) return run_scripts(a, server_new(a, &config), argc, argv);
	int fd = strncmp(argv[1], "fd:", 3) == 0 ? (int)strtol(argv[1] + 3, NULL, 10) : listen_socket(argv[1]);
	struct listen_config listen = { .fd = fd, .threads = 4, .connections = 400,
		.head_seconds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0, .body_seconds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0 };
	struct listener *l;
	if (fd < 0 || listen_start(a, server_new(a, &config), &listen, &l) != OK) return 1;
	printf("ready\n");
	fflush(stdout);
	int sig;
	while (sigwait(&stop, &sig) != 0) { }
	bool all = listen_drain(l, 10);
	listen_stop(l);
	arena_free(a);
	return all ? 0 : 1;
}
