/* The whole path of a request through the loopback: guard, router, tokens, transactions, headers. */
#include "http/server.h"

#include <string.h>

#include "http/cookie.h"
#include "http/csrf.h"
#include "http/loopback.h"
#include "test.h"

/* ---- a small product ---- */

static struct reply echo(struct request *req, struct db_read *db)
{
	(void)db;
	struct str all[8];
	size_t n = request_query_all(req, "f", all, COUNT_OF(all));
	return reply_bytes(S("text/plain; charset=utf-8"), str_fmt(req->arena, "path=%.*s q=%.*s f=%zu arg=%.*s id=%lld size=%d back=%d",
		STR_ARG(req->path), STR_ARG(request_query(req, "q")), n, STR_ARG(req->arg[0]), (long long)request_id(req, 0),
		(int)req->display.size, (int)req->display.back));
}

static struct reply fixed(struct request *req, struct db_read *db)
{
	(void)req, (void)db;
	return reply_bytes(S("text/plain; charset=utf-8"), S("new"));
}

static struct reply big(struct request *req, struct db_read *db)
{
	(void)db;
	struct out o = out_new(req->arena, 1 << 20);
	for (int i = 0; i < 2000; i++) out_lit(&o, "<p>same</p>\n");
	struct reply r = reply_html((struct html){ out_view(&o) });
	r.frame_hosts = S("https://www.youtube-nocookie.com");
	return r;
}

static struct reply form_page(struct request *req, struct db_read *db)
{
	(void)db;
	struct out o = out_new(req->arena, 4096);
	csrf(&o, req);
	return reply_bytes(S("text/html; charset=utf-8"), out_view(&o));
}

static struct reply save(struct request *req, struct db_write *db)
{
	(void)db;
	struct str word = request_form(req, "word");
	if (str_is(word, "fail")) return (struct reply){ .status = 422, .type = S("text/plain") };
	struct reply r = reply_redirect(req, 303, (struct url){ S("/done") });
	CHECK(cookie_set(req, &r, "display", S("l.black"), 60));
	return r;
}

/* A page made by a POST, long enough to be compressed, that forgets to say that it is nobody else's. */
static struct reply repeat(struct request *req, struct db_write *db)
{
	struct out o = out_new(req->arena, 1 << 20);
	(void)db;
	for (int i = 0; i < 200; i++) out_fmt(&o, "<p>%.*s</p>\n", STR_ARG(request_form(req, "word")));
	out_lit(&o, "end");
	if (req->late) out_lit(&o, " late");
	return reply_html((struct html){ out_view(&o) });
}

static int counted;
static struct reply count_html(struct request *req, struct db_read *db)
{
	(void)db;
	return reply_html((struct html){ str_fmt(req->arena, "%d", ++counted) });
}

static struct reply nothing(struct request *req, struct db_read *db)
{
	(void)req, (void)db;
	return (struct reply){ 0 };
}

static struct reply missing(struct request *req, struct db_read *db)
{
	(void)db;
	if (str_is(req->path, "/old/")) return reply_redirect(req, 301, (struct url){ S("/new") });
	if (str_is(req->path, "/") && str_is(req->raw_query, "p=7")) return reply_redirect(req, 301, (struct url){ S("/seven") });
	return (struct reply){ 0 };
}

static const struct route rows[] = {
	{ "/", ANYONE, echo, NULL, "q", 0 },
	{ "/a/:id", ANYONE, echo, NULL, "q f*", 0 },
	{ "/a/new", ANYONE, fixed, NULL, NULL, 0 },
	{ "/big", ANYONE, big, NULL, NULL, 0 },
	{ "/form", VISITOR_FORM, form_page, save, NULL, 0 },
	{ "/post-only", ANYONE, NULL, save, NULL, 0 },
	{ "/repeat", VISITOR_FORM, form_page, repeat, NULL, ROUTE_KEEPS_INPUT },
	{ "/upload", ANYONE, form_page, save, NULL, ROUTE_UPLOAD },
	{ "/member", MEMBER, fixed, NULL, NULL, 0 },
	{ "/personal", ANYONE, fixed, NULL, NULL, ROUTE_PERSONAL },
	{ "/count", ANYONE, count_html, NULL, "q", 0 },
	{ "/count-personal", ANYONE, count_html, NULL, NULL, ROUTE_PERSONAL },
	{ "/nothing", ANYONE, nothing, NULL, NULL, 0 },
	{ 0 },
};
static const struct route *const tables[] = { rows, NULL };
static const struct mount mount[] = { { NULL, "", tables, missing }, { NULL, "/second", tables, NULL }, { 0 } };

/* What the hooks saw, for one test at a time. */
static struct { int begun, committed, rolled_back, viewed; enum err begin, commit, view; } seen;
static enum err write_begin(const struct app *app, struct db_write **w) { (void)app; *w = NULL; seen.begun++; return seen.begin; }
static enum err write_commit(struct db_write *w) { (void)w; seen.committed++; return seen.commit; }
static void write_roll_back(struct db_write *w) { (void)w; seen.rolled_back++; }
static enum err viewed(const struct request *req, const struct route *route) { (void)req, (void)route; seen.viewed++; return seen.view; }
static int64_t now = 1795600000, version, readable = 1, opened;
static int64_t clock_2026(void) { return now; }
static struct str watch(const struct app *app, struct arena *a, void (*run)(void *), void *arg)
{
	(void)app;
	struct str mark = str_fmt(a, "%d", (int)version);
	run(arg);
	return readable ? mark : STR_NONE;
}
static bool holds(const struct app *app, struct str mark) { (void)app; return str_eq(mark, str_fmt(test_arena(), "%d", (int)version)); }
static int64_t page_now(const struct app *app, int64_t at) { (void)app; return opened && opened <= at ? opened : 1795500000; }

static struct server *server(void)
{
	struct server_config c = { .mount = mount, .hosts = "example.jp", .proxy = "10.0.0.1", .rate = 5, .clock = clock_2026,
		.hooks = { .write_begin = write_begin, .write_commit = write_commit, .write_roll_back = write_roll_back, .viewed = viewed, .watch = watch,
			.holds = holds, .page_now = page_now } };
	memset(&seen, 0, sizeof seen);
	return server_new(test_arena(), &c);
}

static struct str ask(struct server *s, const char *method, const char *target, const char *headers, const char *body)
{
	struct arena *a = test_arena();
	struct str length = strcmp(method, "POST") == 0 ? str_fmt(a, "Content-Length: %zu\r\n", strlen(body)) : STR_NONE;
	return loopback(s, a, STR_NONE, str_fmt(a, "%s %s HTTP/1.1\r\nHost: example.jp\r\n%s%.*s\r\n%s", method, target, headers, STR_ARG(length), body));
}

static struct str get(struct server *s, const char *target) { return ask(s, "GET", target, "", ""); }

#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
#define ORIGIN "Origin: http://example.jp\r\n"

static const char *with_token(struct server *s, const char *rest)
{
	struct str page = loopback_body(get(s, "/form"));
	struct str token = str_left(str_skip(page, str_find(page, S("value=\"")) + 7), 32);
	return str_cz(test_arena(), str_fmt(test_arena(), "csrf=%.*s&%s", STR_ARG(token), rest));
}

/* ---- routing ---- */

TEST(server_routes)
{
	struct server *s = server();
	CHECK_STR(loopback_body(get(s, "/a/12?q=%E5%B1%B1&f=1&f=2&utm=x&utm=y")), "path=/a/12 q=山 f=2 arg=12 id=12 size=0 back=0");
	CHECK_STR(loopback_body(get(s, "/a/new")), "new");
	CHECK_STR(loopback_body(get(s, "/second/a/x1")), "path=/a/x1 q= f=0 arg=x1 id=0 size=0 back=0");
	CHECK_STR(loopback_body(get(s, "/second/")), "path=/ q= f=0 arg= id=0 size=0 back=0");
	CHECK_INT(loopback_status(get(s, "/nowhere")), 404);
	CHECK_INT(loopback_status(get(s, "/second/nowhere")), 404);
	CHECK_INT(loopback_status(get(s, "/secondary")), 404);
	CHECK_STR(loopback_header(get(s, "/old/"), "Location"), "/new");
	CHECK_STR(loopback_header(get(s, "/?p=7"), "Location"), "/seven");
	CHECK_INT(loopback_status(get(s, "/?p=8")), 200);
	CHECK_INT(loopback_status(get(s, "/?q=7")), 200);
	CHECK_INT(loopback_status(get(s, "/nothing")), 500);
}

TEST(server_tidies_addresses)
{
	static const struct { const char *from, *to; } row[] = {
		{ "/a/12/", "/a/12" }, { "/second", "/second/" }, { "//a//12", "/a/12" }, { "/a/%E5%B1%B1/?q=1", "/a/%E5%B1%B1?q=1" },
		{ "//example.com/a", NULL }, { "//", "/" }, { "/second//", "/second/" },
	};
	struct server *s = server();
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		struct str reply = get(s, row[i].from);
		CHECK_INT(loopback_status(reply), row[i].to ? 301 : 404);
		CHECK_STR(loopback_header(reply, "Location"), row[i].to ? row[i].to : "");
	}
}

TEST(server_methods)
{
	struct server *s = server();
	struct str head = ask(s, "HEAD", "/a/1", "", "");
	CHECK_INT(loopback_status(head), 200);
	CHECK_STR(loopback_body(head), "");
	CHECK(!str_is(loopback_header(head, "Content-Length"), "0"));
	struct str bad = get(s, "/post-only");
	CHECK_INT(loopback_status(bad), 405);
	CHECK_STR(loopback_header(bad, "Allow"), "POST");
	CHECK_STR(loopback_header(ask(s, "POST", "/a/1", FORM ORIGIN, "a=b"), "Allow"), "GET, HEAD");
	CHECK_STR(loopback_header(ask(s, "DELETE", "/a/1", "", ""), "Allow"), "GET, HEAD, POST");
	CHECK_INT(loopback_status(ask(s, "TRACE", "/", "", "")), 405);
	CHECK_INT(loopback_status(ask(s, "get", "/", "", "")), 400);
	CHECK_INT(loopback_status(get(s, "/member")), 403);
}

/* ---- guard ---- */

TEST(server_refuses_targets)
{
	static const char *const bad[] = { "/%00", "/a/%2e%2e/b", "/a/../b", "/./", "/%2F", "/a%5Cb", "/a\\b", "/%zz", "/%", "/%f", "/%ff",
		"http://example.jp/", "*", "/a/1?q=%zz", "/a/1?q=%00", "/a/1?q=1&q=2", "/a/1?q=%ff", "/a/1#x", "/a\"b", "/a/1?q=<", "/%0a", "/%C0%AF" };
	struct server *s = server();
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		int status = loopback_status(get(s, bad[i]));
		CHECK_INT(status, 400);
		if (status != 400) CHECK_STR(STR_NONE, bad[i]);
	}
	CHECK_INT(loopback_status(get(s, "/a/1?other=1&other=2")), 200);
}

TEST(server_checks_host)
{
	struct server *s = server();
	CHECK_INT(loopback_status(loopback(s, test_arena(), STR_NONE, S("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"))), 421);
	CHECK_INT(loopback_status(loopback(s, test_arena(), STR_NONE, S("GET / HTTP/1.1\r\n\r\n"))), 400);
	CHECK_INT(loopback_status(loopback(s, test_arena(), STR_NONE, S("GET / HTTP/1.1\r\nHost: EXAMPLE.jp\r\n\r\n"))), 200);
}

TEST(server_display_cookie)
{
	struct str reply = ask(server(), "GET", "/a/1", "Cookie: x=1; display=xl.blue; session=bad value\r\n", "");
	CHECK(str_ends(reply, S("size=2 back=3")));
}

/* ---- posts ---- */

TEST(server_post_commits_or_rolls_back)
{
	struct server *s = server();
	struct str good = ask(s, "POST", "/form", FORM ORIGIN, with_token(s, "word=x"));
	CHECK_INT(loopback_status(good), 303);
	CHECK_STR(loopback_header(good, "Set-Cookie"), "display=l.black; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
	CHECK_INT(seen.committed, 1);
	CHECK_INT(loopback_status(ask(s, "POST", "/form", FORM ORIGIN, with_token(s, "word=fail"))), 422);
	CHECK_INT(seen.rolled_back, 1);
	seen.commit = ERR_IO;
	CHECK_INT(loopback_status(ask(s, "POST", "/form", FORM ORIGIN, with_token(s, "word=x"))), 500);
	seen.begin = ERR_BUSY;
	struct str busy = ask(s, "POST", "/form", FORM ORIGIN, with_token(s, "word=x"));
	CHECK_INT(loopback_status(busy), 503);
	CHECK(loopback_header(busy, "Retry-After").n > 0);
	CHECK_INT(seen.committed, 2);
}

TEST(server_post_needs_origin_and_token)
{
	static const char *const foreign[] = { FORM, FORM "Origin: null\r\n", FORM "Origin: http://evil.example\r\n",
		FORM "Origin: http://example.jp.evil.example\r\n", FORM ORIGIN "Sec-Fetch-Site: cross-site\r\n",
		FORM ORIGIN "Sec-Fetch-Site: same-site\r\n", FORM "Referer: http://evil.example/example.jp\r\n" };
	struct server *s = server();
	for (size_t i = 0; i < COUNT_OF(foreign); i++)
		CHECK_INT(loopback_status(ask(s, "POST", "/form", foreign[i], with_token(s, "word=x"))), 403);
	CHECK_INT(loopback_status(ask(s, "POST", "/form", FORM ORIGIN, "word=x")), 403);
	CHECK_INT(loopback_status(ask(s, "POST", "/form", FORM ORIGIN, "word=x&csrf=00000000000000000000000000000000")), 403);
	/* The token is the session's. */
	CHECK_INT(loopback_status(ask(s, "POST", "/form", FORM ORIGIN "Cookie: session=abc\r\n", with_token(s, "word=x"))), 403);
	CHECK_INT(seen.begun, 0);
	CHECK_INT(loopback_status(ask(s, "POST", "/form", FORM "Referer: http://example.jp/form\r\n", with_token(s, "word=x"))), 303);
}

TEST(server_pages_of_posts_are_nobody_elses)
{
	struct server *s = server();
	static const char *const word[] = { "word=taro", "word=hanako", "word=jiro" };
	static const char *const want[] = { "<p>taro</p>", "<p>hanako</p>", "<p>jiro</p>" };
	for (size_t i = 0; i < COUNT_OF(word); i++) {
		struct str r = ask(s, "POST", "/repeat", FORM ORIGIN "Accept-Encoding: gzip, br\r\n", with_token(s, word[i]));
		CHECK_INT(loopback_status(r), 200);
		CHECK_STR(loopback_header(r, "Cache-Control"), "no-store");
		CHECK_STR(loopback_header(r, "Content-Encoding"), "");
		CHECK_STR(loopback_header(r, "ETag"), "");
		CHECK(str_starts(loopback_body(r), str_of(want[i])));
	}
}

TEST(server_late_pages_keep_what_was_typed)
{
	struct server *s = server();
	const char *body = with_token(s, "word=taro");
	CHECK(!str_ends(loopback_body(ask(s, "POST", "/repeat", FORM ORIGIN, body)), S(" late")));
	now += 25 * 3600;
	struct str late = ask(s, "POST", "/repeat", FORM ORIGIN, body);
	CHECK_INT(loopback_status(late), 200);
	CHECK(str_ends(loopback_body(late), S(" late")));
	CHECK_INT(loopback_status(ask(s, "POST", "/form", FORM ORIGIN, body)), 403);
	now -= 25 * 3600;
	CHECK_INT(loopback_status(ask(s, "POST", "/repeat", FORM "Origin: http://evil.example\r\n", body)), 403);
}

TEST(server_post_bodies)
{
	struct server *s = server();
	CHECK_INT(loopback_status(ask(s, "POST", "/form", ORIGIN "Content-Type: application/json\r\n", "{}")), 415);
	CHECK_INT(loopback_status(ask(s, "POST", "/form", FORM ORIGIN, "a=%zz")), 400);
	struct str huge = loopback(s, test_arena(), STR_NONE, S("POST /form HTTP/1.1\r\nHost: example.jp\r\n" FORM ORIGIN "Content-Length: 600000\r\n\r\n"));
	CHECK_INT(loopback_status(huge), 413);
	CHECK_STR(loopback_header(huge, "Connection"), "close");
	struct str upload = loopback(s, test_arena(), STR_NONE, S("POST /upload HTTP/1.1\r\nHost: example.jp\r\n" ORIGIN
		"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 30000000\r\n\r\n"));
	CHECK_INT(loopback_status(upload), 413);
}

TEST(csrf_token_of_the_period_before)
{
	static const unsigned char key[32] = { 1 };
	struct arena *a = test_arena();
	struct str token = csrf_token(a, key, S("s"), 1000000);
	CHECK(csrf_check(a, key, S("s"), 1000000 + 12 * 3600, token));
	CHECK(!csrf_check(a, key, S("s"), 1000000 + 25 * 3600, token));
	CHECK(!csrf_check(a, key, S("t"), 1000000, token));
	CHECK(!csrf_check(a, key, S("s"), 1000000, STR_NONE));
}

/* ---- answers ---- */

TEST(server_security_headers_everywhere)
{
	static const char *const name[] = { "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
		"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy", "Cache-Control" };
	static const char *const target[] = { "/a/1", "/nowhere", "/post-only", "/%00", "/big", "/a/1/", "/member" };
	struct server *s = server();
	for (size_t i = 0; i < COUNT_OF(target); i++)
		for (size_t k = 0; k < COUNT_OF(name); k++) CHECK(loopback_header(get(s, target[i]), name[k]).n > 0);
	struct str raw = loopback(s, test_arena(), STR_NONE, S("GET /\n\n"));
	for (size_t k = 0; k < COUNT_OF(name); k++) CHECK(loopback_header(raw, name[k]).n > 0);
	struct str csp = loopback_header(get(s, "/a/1"), "Content-Security-Policy");
	CHECK(str_find(csp, S("default-src 'none'")) != SIZE_MAX && str_find(csp, S("unsafe")) == SIZE_MAX);
	CHECK(str_find(csp, S("frame-src")) == SIZE_MAX);
	csp = loopback_header(get(s, "/big"), "Content-Security-Policy");
	CHECK(str_ends(csp, S("; frame-src https://www.youtube-nocookie.com")));
	CHECK_STR(loopback_header(get(s, "/nowhere"), "Cache-Control"), "no-store");
	CHECK_STR(loopback_header(get(s, "/personal"), "Cache-Control"), "no-store");
}

TEST(server_https_only_from_the_proxy)
{
	struct server *s = server();
	struct str text = S("GET /a/1 HTTP/1.1\r\nHost: example.jp\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n");
	CHECK(loopback_header(loopback(s, test_arena(), S("10.0.0.1"), text), "Strict-Transport-Security").n > 0);
	CHECK_INT(loopback_header(loopback(s, test_arena(), S("10.0.0.2"), text), "Strict-Transport-Security").n, 0);
}

TEST(server_etag_and_304)
{
	struct server *s = server();
	struct str tag = loopback_header(get(s, "/big"), "ETag");
	CHECK(str_starts(tag, S("W/\"")));
	struct arena *a = test_arena();
	struct str again = ask(s, "GET", "/big", str_cz(a, str_fmt(a, "If-None-Match: \"x\", %.*s\r\n", STR_ARG(tag))), "");
	CHECK_INT(loopback_status(again), 304);
	CHECK_EQ(loopback_header(again, "ETag"), tag);
	CHECK_STR(loopback_body(again), "");
	CHECK_INT(loopback_status(ask(s, "GET", "/big", "If-None-Match: \"x\"\r\n", "")), 200);
	CHECK_INT(loopback_status(ask(s, "GET", "/personal", "If-None-Match: *\r\n", "")), 200);
}

TEST(server_compresses)
{
	static const struct { const char *accept, *coding; } row[] = {
		{ "gzip, br", "br" }, { "gzip", "gzip" }, { "br;q=0, gzip;q=0.5", "gzip" }, { "gzip;q=1, br;q=0.5", "gzip" }, { "*", "br" },
		{ "identity", "" }, { "gzip;q=0", "" }, { "br;q=x", "" }, { "*;q=0", "" }, { "deflate", "" },
	};
	struct server *s = server();
	struct arena *a = test_arena();
	size_t plain = loopback_body(get(s, "/big")).n;
	for (size_t i = 0; i < COUNT_OF(row) * 2; i++) { /* twice: the second comes from the cache */
		const char *accept = str_cz(a, str_fmt(a, "Accept-Encoding: %s\r\n", row[i / 2].accept));
		struct str reply = ask(s, "GET", "/big", accept, "");
		CHECK_STR(loopback_header(reply, "Content-Encoding"), row[i / 2].coding);
		CHECK((loopback_body(reply).n < plain / 10) == (row[i / 2].coding[0] != 0));
	}
	/* With a session the page may hold a secret: it stays plain. */
	CHECK_STR(loopback_header(ask(s, "GET", "/big", "Accept-Encoding: gzip\r\nCookie: session=abc\r\n", ""), "Content-Encoding"), "");
}

TEST(server_counts_views_and_fails_closed)
{
	struct server *s = server();
	(void)get(s, "/a/1");
	(void)get(s, "/nowhere");
	(void)ask(s, "HEAD", "/a/1", "", "");
	CHECK_INT(seen.viewed, 2);
	seen.view = ERR_IO;
	CHECK_INT(loopback_status(get(s, "/a/1")), 200);
	CHECK_INT(loopback_status(get(s, "/personal")), 503);
}

/* A kept page is the page of what was read, of the clock of pages, display and address, and of nobody's session. */
TEST(server_keeps_pages_while_nothing_changes)
{
	struct server *s = server();
	counted = 0, version = 8, now = 1795600000, opened = 0;
	CHECK_STR(loopback_body(get(s, "/count")), "1");
	CHECK_STR(loopback_body(get(s, "/count")), "1");
	CHECK_STR(loopback_header(get(s, "/count"), "Content-Type"), "text/html; charset=utf-8");
	CHECK_INT(seen.viewed, 3);
	CHECK_STR(loopback_body(get(s, "/count?q=1")), "2");
	CHECK_STR(loopback_body(ask(s, "GET", "/count", "Cookie: display=l.black\r\n", "")), "3");
	CHECK_STR(loopback_body(ask(s, "GET", "/count", "Cookie: session=abc\r\n", "")), "4");
	CHECK_STR(loopback_body(get(s, "/count")), "1");
	version = 10; /* what was read has changed */
	CHECK_STR(loopback_body(get(s, "/count")), "5");
	CHECK_STR(loopback_body(get(s, "/count")), "5");
	readable = 0; /* what was read is not known */
	version = 11;
	CHECK_STR(loopback_body(get(s, "/count")), "6");
	CHECK_STR(loopback_body(get(s, "/count")), "7");
	readable = 1;
	CHECK_STR(loopback_body(get(s, "/count")), "8");
	now += 600; /* time alone changes nothing */
	CHECK_STR(loopback_body(get(s, "/count")), "8");
	opened = now; /* something opened by the clock */
	CHECK_STR(loopback_body(get(s, "/count")), "9");
	CHECK_STR(loopback_body(get(s, "/count-personal")), "10");
	CHECK_STR(loopback_body(get(s, "/count-personal")), "11");
	now = 1795600000, opened = 0;
}

/* The compressed form is made of the kept page once, and says the same. */
TEST(server_keeps_compressed_pages)
{
	struct server *s = server();
	struct str plain = get(s, "/big"), br = ask(s, "GET", "/big", "Accept-Encoding: br\r\n", ""), again;
	CHECK_STR(loopback_header(br, "Content-Encoding"), "br");
	CHECK(loopback_body(br).n < loopback_body(plain).n);
	again = ask(s, "GET", "/big", "Accept-Encoding: br\r\n", "");
	CHECK(str_eq(br, again));
	CHECK(str_eq(loopback_header(plain, "ETag"), loopback_header(br, "ETag")));
	struct str tag = loopback_header(plain, "ETag");
	CHECK_INT(loopback_status(ask(s, "GET", "/big", str_cz(test_arena(), str_fmt(test_arena(), "If-None-Match: %.*s\r\n", STR_ARG(tag))), "")), 304);
}

TEST(server_rate_is_per_client)
{
	struct server *s = server();
	struct arena *a = test_arena();
	struct str one = S("GET /a/new HTTP/1.1\r\nHost: example.jp\r\nX-Forwarded-For: 6.6.6.6, 1.2.3.4\r\n\r\n");
	int good = 0;
	for (int i = 0; i < 60; i++) good += loopback_status(loopback(s, a, S("10.0.0.1"), one)) == 200;
	CHECK(good >= 49 && good <= 52); /* ten seconds' worth of five */
	struct str late = loopback(s, a, S("10.0.0.1"), one);
	CHECK_INT(loopback_status(late), 429);
	CHECK(loopback_header(late, "Retry-After").n > 0);
	struct str other = S("GET /a/new HTTP/1.1\r\nHost: example.jp\r\nX-Forwarded-For: 1.2.3.5\r\n\r\n");
	CHECK_INT(loopback_status(loopback(s, a, S("10.0.0.1"), other)), 200);
	CHECK_INT(loopback_status(loopback(s, a, S("1.2.3.4"), other)), 429); /* its own address, header not believed */
}

/* ---- values ---- */

TEST(reply_values_are_checked)
{
	struct header_value v;
	struct request req = { .arena = test_arena(), .https = true };
	CHECK(!header_value(test_arena(), S("a\r\nSet-Cookie: x"), &v));
	CHECK(!header_value(test_arena(), S("a\0b"), &v));
	CHECK(!header_value(test_arena(), S("山"), &v));
	struct reply r = reply_download(&req, S("application/pdf"), S("申請書\"\r\n.pdf"), S("x"));
	CHECK_STR(r.header[0].value.s, "attachment; filename=\"______.pdf\"; filename*=UTF-8''%E7%94%B3%E8%AB%8B%E6%9B%B8%22%0D%0A.pdf");
	CHECK(!cookie_set(&req, &r, "a", S("b; Domain=x"), 0));
	CHECK(cookie_set(&req, &r, "a", S("b"), -1));
	CHECK_STR(r.header[1].value.s, "a=b; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
	CHECK_STR(cookie_read(S("a=1; b=2; b=3; c"), "b"), "2");
	CHECK_STR(cookie_read(S("ab=1"), "b"), "");
}

TEST(url_local_stays_here)
{
	struct arena *a = test_arena();
	CHECK_STR(url_local(a, S("/a/山?x=\"1\"")).s, "/a/%E5%B1%B1?x=%221%22");
	CHECK_STR(url_local(a, S("//evil.example/")).s, "");
	CHECK_STR(url_local(a, S("/\\evil.example/\r\nX: y")).s, "/%5Cevil.example/%0D%0AX:%20y");
	CHECK_STR(url_local(a, S("https://evil.example/")).s, "");
	CHECK_STR(url_local(a, STR_NONE).s, "");
}
