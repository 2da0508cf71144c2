/* What a page costs when it is rendered afresh.  make bench && build/bench/render DIR [REPEAT [PATH ...]]
 *
 * Asks the web process's own server (role/web.h) without sockets for one page of every kind, past the page cache, over
 * the data folder DIR, and prints the CPU time of one answer (the median of REPEAT, 51 when not given), its bytes and
 * what it may cost. Exit code 1 when a page costs more. The machine's load does not count, its clock speed does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "http/loopback.h"
#include "role/web.h"

enum { REPEAT_MAX = 1001, MOST_US = 250 };

/* "/groups/%": the first one that the list "/groups" links to. */
static const char *const paths[] = { "/", "/groups", "/groups/%", "/groups?q=子ども", "/groups?field=welfare&page=2", "/events", "/events/%", "/events/past", "/events/calendar",
	"/grants", "/grants/%", "/grants/calendar", "/reports", "/reports/%", "/books", "/books/%", "/news", "/news/%", "/center-news", "/newsletters",
	"/pages/about", "/center", "/links", "/contact", "/sitemap", "/register/group", "/register/form/group", "/search", "/search?q=子ども食堂",
	"/open-data", "/feeds/events.atom", "/aikasanet/", "/aikasanet/offers", "/aikasanet/offers/%", "/aikasanet/offers/calendar",
	"/aikasanet/members", "/aikasanet/members/%", "/aikasanet/members/search", "/aikasanet/interviews", "/aikasanet/guide", "/aikasanet/help" };

static double cpu_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Somebody with a session gets no kept page (http/server.c). */
static struct str ask(struct server *s, struct arena *a, struct str path)
{
	struct out o = out_new(a, 4096);
	out_lit(&o, "GET ");
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];
		if (c < 0x80) out_char(&o, (char)c);
		else out_fmt(&o, "%%%02X", c);
	}
	out_lit(&o, " HTTP/1.1\r\nHost: localhost\r\nCookie: session=bench\r\n\r\n");
	return loopback(s, a, STR_NONE, out_view(&o));
}

/* "/groups/%" with the number of the first link of that form in the list "/groups". */
static struct str made_path(struct server *s, struct arena *a, const char *path)
{
	struct str p = str_of(path), head = str_left(p, p.n - 1);
	if (!str_ends(p, S("/%"))) return p;
	struct str page = ask(s, a, str_left(p, p.n - 2)), link = str_cat(a, S("href=\""), head);
	for (size_t at; (at = str_find(page, link)) != SIZE_MAX;) {
		struct str rest = str_skip(page, at + link.n);
		size_t n = 0;
		while (n < rest.n && rest.p[n] >= '0' && rest.p[n] <= '9') n++;
		if (n) return str_cat(a, head, str_left(rest, n));
		page = rest;
	}
	return STR_NONE;
}

static double measure(struct server *s, struct str path, int64_t repeat, struct str *reply, struct arena *keep)
{
	struct arena *a = arena_new();
	double us[REPEAT_MAX];
	*reply = str_dup(keep, ask(s, a, path)); /* statements are prepared once per connection */
	for (int64_t i = 0; i < repeat; i++) {
		arena_clear(a);
		double start = cpu_us();
		(void)ask(s, a, path);
		us[i] = cpu_us() - start;
	}
	arena_free(a);
	qsort(us, (size_t)repeat, sizeof *us, by_size);
	return us[repeat / 2];
}

/* True when it is as it should be. */
static bool one(struct server *s, const char *path, int64_t repeat)
{
	struct arena *a = arena_new();
	struct str p = made_path(s, a, path), reply;
	if (!p.n) printf("%-40s no such record\n", path);
	double us = p.n ? measure(s, p, repeat, &reply, a) : 0;
	int status = p.n ? loopback_status(reply) : 200;
	if (p.n) printf("%-40.*s %4d %8.0f us %8zu bytes%s\n", STR_ARG(p), status, us, loopback_body(reply).n, us > MOST_US ? "  too much" : "");
	arena_free(a);
	return status == 200 && us <= MOST_US;
}

int main(int argc, char **argv)
{
	struct config c = config_default();
	struct arena *a = arena_new();
	struct app *app;
	int64_t repeat = 51;
	bool ok = true;
	if (argc < 2 || (argc > 2 && !str_int(str_of(argv[2]), 1, REPEAT_MAX, &repeat))) return 2;
	c.dir = str_of(argv[1]);
	c.base_url = S("http://localhost");
	c.rate = 0;
	if (web_open(a, &c, &web_sites, &app) != OK) return 1;
	struct server *s = web_server(a, &c, &web_sites, app);
	size_t n = argc > 3 ? (size_t)argc - 3 : COUNT_OF(paths);
	for (size_t i = 0; i < n; i++) ok = one(s, argc > 3 ? argv[3 + i] : paths[i], repeat) && ok;
	web_close(app);
	arena_free(a);
	return ok ? 0 : 1;
}
