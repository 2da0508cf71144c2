/* The path of a request (http/server.h). */
#include "http/server.h"

#include <sodium.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "core/log.h"
#include "http/answer.h"
#include "http/csrf.h"
#include "http/form_body.h"
#include "http/guard.h"
#include "http/multipart.h"
#include "http/page_cache.h"
#include "http/rate.h"
#include "http/static.h"

enum {
	FORM_MAX = 512 * 1024,
	UPLOAD_MAX = 20 * 1024 * 1024,
	BODIES_MAX = 128 * 1024 * 1024, /* of all requests together */
	FORMS_PER_MINUTE = 20
};

struct server {
	struct server_config config;
	struct guard_config guard;
	struct answer_config answer;
	struct router *router;
	struct rate *rate, *form_rate;
	struct page_cache *pages;
	_Atomic int64_t bodies; /* bytes of bodies held now */
};

struct exchange {
	struct server *server;
	struct request req;
	const struct head *head;
	struct found found;
	int refusal;         /* status to refuse with, 0 = go on */
	struct reply reply;  /* when `ready` */
	bool ready;
	enum { BODY_NONE, BODY_FORM, BODY_MULTIPART } body;
	struct form_reader form;
	struct multipart multipart;
	int64_t held;        /* bytes counted in server->bodies */
	const char *allow;   /* of a 405 */
	struct answer answer;
};

static int64_t system_clock(void)
{
	return (int64_t)time(NULL);
}

static int64_t steady_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct server *server_new(struct arena *a, const struct server_config *config)
{
	ASSERT(sodium_init() >= 0);
	struct server *s = ARENA_NEW(a, struct server);
	s->config = *config;
	if (!s->config.clock) s->config.clock = system_clock;
	if (!s->config.hosts) s->config.hosts = "";
	s->guard = (struct guard_config){ s->config.hosts, config->proxy, s->config.csrf_key };
	s->answer = (struct answer_config){ compressor_new(a, config->csrf_key), config->https };
	s->router = router_new(a, config->mount);
	s->pages = page_cache_new(a);
	if (config->rate > 0) {
		s->rate = rate_new(a, config->rate * 60, config->rate * 10);
		s->form_rate = rate_new(a, FORMS_PER_MINUTE, FORMS_PER_MINUTE);
	}
	return s;
}

/* ---- replies the server makes itself ---- */

static const struct {
	int status;
	const char *title, *text;
} plain[] = {
	{ 400, "ご請求を読み取れませんでした", "アドレスまたは送信された内容が正しくありません。" },
	{ 403, "ご利用になれません", "このページをご利用いただくことはできません。" },
	{ 404, "ページが見つかりません", "アドレスが変わったか、公開が終わった可能性があります。" },
	{ 405, "この方法ではご利用になれません", "このアドレスは、その方法での送信を受け付けていません。" },
	{ 408, "時間切れです", "通信に時間がかかりすぎたため、中断しました。もう一度お試しください。" },
	{ 413, "送信された内容が大きすぎます", "文章を短くするか、ファイルを小さくしてから、もう一度お試しください。" },
	{ 414, "アドレスが長すぎます", "条件を減らしてから、もう一度お試しください。" },
	{ 429, "混み合っています", "短い時間に多くのアクセスがありました。しばらくたってから、もう一度お試しください。" },
	{ 503, "ただいま混み合っています", "しばらくたってから、もう一度お試しください。" },
	{ 500, "表示できませんでした", "申し訳ございません。しばらくたってから、もう一度お試しください。" },
};

static struct str plain_page(struct arena *a, int status)
{
	size_t i = 0;
	while (i + 1 < COUNT_OF(plain) && plain[i].status != status) i++;
	if (plain[i].status != status && status < 500) i = 0;
	return str_fmt(a, "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><title>%s</title>"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>"
		"<body><main><h1>%s</h1><p>%s</p></main></body></html>\n", plain[i].title, plain[i].title, plain[i].text);
}

static struct reply error_reply(struct exchange *x, int status)
{
	if (x->server->config.hooks.error) {
		struct reply r = x->server->config.hooks.error(&x->req, status);
		if (r.status >= 400) return r;
	}
	struct reply r = reply_bytes(S("text/html; charset=utf-8"), plain_page(x->req.arena, status));
	r.status = status;
	r.cache = CACHE_NO_STORE;
	return r;
}

struct str server_refusal(const struct server *s, struct arena *a, int status)
{
	struct answer *ans = ARENA_NEW(a, struct answer);
	struct str page = plain_page(a, status);
	answer_security(ans, a, s->config.https, STR_NONE, true);
	struct out o = out_new(a, 8192);
	out_fmt(&o, "HTTP/1.1 %d Refused\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
		"Cache-Control: no-store\r\nContent-Length: %zu\r\n", status, page.n);
	for (size_t i = 0; i < ans->headers; i++) out_fmt(&o, "%s: %s\r\n", ans->header[i].name, ans->header[i].value);
	out_lit(&o, "\r\n");
	out_str(&o, page);
	return out_view(&o);
}

/* ---- before the body ---- */

static void set_reply(struct exchange *x, struct reply r)
{
	x->reply = r;
	x->ready = true;
}

/* To the same address written as it should be; the query goes along. */
static void move(struct exchange *x)
{
	struct arena *a = x->req.arena;
	struct out o = out_new(a, 4 * HEAD_TARGET_MAX);
	struct str rest = x->found.move_to, part;
	rest = str_skip(rest, 1);
	if (rest.n == 0) out_char(&o, '/');
	while (rest.n && str_split(&rest, '/', &part)) {
		out_char(&o, '/');
		html_path_str(&o, part);
	}
	if (str_ends(x->found.move_to, S("/")) && x->found.move_to.n > 1) out_char(&o, '/');
	if (x->req.raw_query.n) {
		out_char(&o, '?');
		out_str(&o, x->req.raw_query);
	}
	set_reply(x, reply_redirect(&x->req, 301, (struct url){ out_view(&o) }));
}

static int check_rate(struct exchange *x)
{
	struct server *s = x->server;
	struct str client = x->req.client;
	bool proxied = s->config.proxy && s->config.proxy[0];
	bool own_machine = str_is(client, "127.0.0.1") || str_is(client, "::1");
	if (!s->rate || client.n == 0 || (own_machine && !proxied)) return 0;
	int64_t now = steady_ms();
	if (!rate_take(s->rate, client, now)) return 429;
	bool form = x->req.method == METHOD_POST && x->found.route && x->found.route->guard == VISITOR_FORM;
	return form && !rate_take(s->form_rate, client, now) ? 429 : 0;
}

static bool has_media_type(struct str content_type, struct str want)
{
	size_t end = str_find_char(content_type, ';');
	return str_eq_nocase(str_trim(end == SIZE_MAX ? content_type : str_left(content_type, end)), want);
}

static int begin_body(struct exchange *x)
{
	struct str type = head_value(x->head, "Content-Type");
	size_t size = x->head->length > 0 ? (size_t)x->head->length : 0;
	bool upload = x->found.route->flags & ROUTE_UPLOAD;
	if (size == 0 && type.n == 0) return 0;
	if (has_media_type(type, S("application/x-www-form-urlencoded"))) {
		if (size > FORM_MAX) return 413;
		form_begin(&x->form, x->req.arena, size);
		x->body = BODY_FORM;
		return 0;
	}
	if (!has_media_type(type, S("multipart/form-data"))) return 415;
	if (size > (upload ? UPLOAD_MAX : FORM_MAX)) return 413;
	x->body = BODY_MULTIPART;
	return multipart_begin(&x->multipart, x->req.arena, type, size);
}

static int check_method(struct exchange *x)
{
	const struct route *route = x->found.route;
	bool post = x->req.method == METHOD_POST;
	if (post ? route->post != NULL : route->get != NULL) return 0;
	x->allow = route->get ? "GET, HEAD" : "POST";
	return 405;
}

static int check_right(struct exchange *x)
{
	const struct route *route = x->found.route;
	if (route->guard == ANYONE || route->guard == VISITOR_FORM) return 0;
	struct reply instead = { 0 };
	if (!x->server->config.hooks.may) return 403;
	if (x->server->config.hooks.may(&x->req, route, &instead)) return 0;
	if (!instead.status) return 403;
	set_reply(x, instead);
	return 0;
}

/* No row: old addresses may know where to go; that needs the database and waits for the handler. */
static int no_route(const struct exchange *x)
{
	return x->req.method != METHOD_POST && x->found.mount->missing ? 0 : 404;
}

static int route_request(struct exchange *x)
{
	if (static_reply(x->req.full_path, &x->reply)) {
		if (x->req.method == METHOD_POST) return x->allow = "GET, HEAD", 405;
		x->ready = true;
		return 0;
	}
	int bad = check_rate(x);
	if (bad) return bad;
	if (x->found.move_to.n && x->req.method != METHOD_POST) return move(x), 0;
	bool known = x->req.cookie_session.n && x->server->config.hooks.identify;
	if (known && !(x->found.route && x->found.route->flags & ROUTE_NO_COOKIES)) x->server->config.hooks.identify(&x->req);
	if (!x->found.route) return no_route(x);
	if ((bad = check_method(x)) || (bad = check_right(x)) || x->ready) return bad;
	if ((bad = guard_query(&x->req, x->found.declared, x->found.declares))) return bad;
	if (x->req.method != METHOD_POST) return 0;
	return x->found.route->flags & ROUTE_LINK || guard_origin(x->head, &x->req) ? begin_body(x) : 403;
}

static void release_body(void *exchange)
{
	struct exchange *x = exchange;
	x->server->bodies -= x->held;
}

struct exchange *exchange_begin(struct server *s, struct arena *a, const struct head *head, struct str peer)
{
	struct exchange *x = ARENA_NEW(a, struct exchange);
	x->server = s;
	x->head = head;
	x->req.arena = a;
	x->req.now = s->config.clock();
	x->req.app = s->config.app;
	arena_defer(a, release_body, x);
	x->refusal = guard_request(&s->guard, head, peer, &x->req);
	if (x->refusal == 405) x->allow = "GET, HEAD, POST";
	x->found = router_find(s->router, a, x->req.full_path);
	x->req.site = x->found.mount->site;
	x->req.path = x->found.path;
	memcpy(x->req.arg, x->found.arg, sizeof x->req.arg);
	if (!x->refusal) x->refusal = route_request(x);
	return x;
}

bool exchange_answered(const struct exchange *x)
{
	return x->refusal || x->ready;
}

/* ---- the body ---- */

void exchange_body(struct exchange *x, struct str piece)
{
	if (exchange_answered(x)) return;
	x->held += (int64_t)piece.n;
	if (atomic_fetch_add(&x->server->bodies, (int64_t)piece.n) + (int64_t)piece.n > BODIES_MAX) x->refusal = 503;
	else if (x->body == BODY_FORM) x->refusal = form_feed(&x->form, piece);
	else if (x->body == BODY_MULTIPART) x->refusal = multipart_feed(&x->multipart, piece);
	else if (piece.n) x->refusal = 415;
}

static int end_body(struct exchange *x)
{
	if (x->body == BODY_FORM) return form_end(&x->form, &x->req.form);
	if (x->body == BODY_MULTIPART)
		return multipart_end(&x->multipart, &x->req.form, &x->req.upload, &x->req.uploads);
	return 0;
}

/* ---- the handler ---- */

static int status_of(enum err e)
{
	static const int status[ERR_COUNT] = { [ERR_NOT_FOUND] = 404, [ERR_DENIED] = 403, [ERR_CONFLICT] = 409,
		[ERR_BUSY] = 503, [ERR_INPUT] = 400, [ERR_FULL] = 503, [ERR_IO] = 500 };
	return status[e] ? status[e] : 500;
}

static struct reply run_get(struct exchange *x, get_fn *get, unsigned flags)
{
	const struct server_hooks *h = &x->server->config.hooks;
	struct db_read *db = NULL;
	bool wants = h->read_begin && !(flags & ROUTE_NO_DB);
	enum err e = wants ? h->read_begin(x->server->config.app, &db) : OK;
	if (e != OK) {
		log_warn(3010, "no reading connection: %s", err_text(e));
		return error_reply(x, status_of(e));
	}
	struct reply r = get(&x->req, db);
	if (wants) h->read_done(db);
	return r;
}

/* Everything a public page depends on apart from the data. The token is that of visitors without a session. */
static struct str page_key(const struct exchange *x)
{
	const struct request *req = &x->req;
	return str_fmt(req->arena, "%d%d %d %lld %.*s %.*s %.*s?%.*s", (int)req->display.size, (int)req->display.back, req->https,
		(long long)req->now, STR_ARG(req->csrf), STR_ARG(req->host), STR_ARG(req->full_path), STR_ARG(req->raw_query));
}

struct page_run {
	struct exchange *x;
	struct reply reply;
};

static void run_watched(void *page_run)
{
	struct page_run *run = page_run;
	const struct route *route = run->x->found.route;
	run->reply = run_get(run->x, route->get, route->flags);
}

/* With the compressed form this visitor takes, which is made once. */
static struct reply give_kept(struct exchange *x, struct kept_page *page)
{
	struct reply r = kept_page_reply(page);
	struct str bytes = answer_encode(&x->server->answer, &x->req, &r);
	if (bytes.n) kept_page_encoded(page, encoding_choose(x->req.accept_encoding), bytes);
	return bytes.n ? kept_page_reply(page) : r;
}

static struct reply run_kept(struct exchange *x)
{
	const struct server_hooks *h = &x->server->config.hooks;
	struct str key = page_key(x);
	struct kept_page *page = page_cache_find(x->server->pages, x->req.arena, key);
	if (page && h->holds(x->server->config.app, kept_page_mark(page))) return give_kept(x, page);
	struct page_run run = { .x = x };
	struct str mark = h->watch(x->server->config.app, x->req.arena, run_watched, &run);
	struct reply r = run.reply;
	bool keep = mark.n && r.status == 200 && r.cache == CACHE_PUBLIC && r.headers == 0 && !r.last_modified && str_starts(r.type, S("text/html"));
	if (!keep) return r;
	if (!r.etag.n) r.etag = answer_etag(&x->server->answer, x->req.arena, r.body);
	page = page_cache_keep(x->server->pages, x->req.arena, key, mark, &r);
	return page ? give_kept(x, page) : r;
}

/* Pages for anybody, asked by somebody without a session, are kept. The same clock for all, so that what is kept is
 * what would be made. */
static struct reply run_page(struct exchange *x)
{
	const struct route *route = x->found.route;
	const struct server_hooks *h = &x->server->config.hooks;
	bool open = route->guard == ANYONE && !(route->flags & (ROUTE_PERSONAL | ROUTE_NO_DB));
	int64_t now = x->req.now;
	if (!open || !h->watch) return run_get(x, route->get, route->flags);
	x->req.now = h->page_now(x->server->config.app, now);
	struct reply r = x->req.cookie_session.n ? run_get(x, route->get, route->flags) : run_kept(x);
	x->req.now = now;
	return r;
}

static struct reply run_post(struct exchange *x)
{
	const struct server_hooks *h = &x->server->config.hooks;
	const struct route *route = x->found.route;
	struct db_write *db = NULL;
	bool wants = h->write_begin && !(route->flags & ROUTE_NO_DB);
	enum err e = wants ? h->write_begin(x->server->config.app, &db) : OK;
	if (e == OK) {
		struct reply r = route->post(&x->req, db);
		if (!wants) return r;
		if (r.status < 200 || r.status >= 400) return h->write_roll_back(db), r;
		e = h->write_commit(db);
		if (e == OK) return r;
	}
	log_warn(3011, "transaction: %s", err_text(e));
	return error_reply(x, status_of(e));
}

static bool token_ok(struct exchange *x)
{
	struct str token = request_form(&x->req, "csrf");
	return csrf_check(x->req.arena, x->server->config.csrf_key, x->req.cookie_session, x->req.now, token);
}

/* "/?p=2615": an address of the old site on our home page's path. */
static bool looks_old(const struct exchange *x)
{
	const struct request *req = &x->req;
	return x->found.mount->missing && req->method != METHOD_POST && str_is(req->path, "/") && req->raw_query.n && !req->query.n;
}

/* An old address may look like one of ours ("/news/<old name>" beside /news/:id): a page that is not there is looked
 * for among the old ones before 404 is said. */
static struct reply page_or_old(struct exchange *x)
{
	struct reply r = run_page(x);
	if (r.status != 404 || !x->found.mount->missing) return r;
	struct reply old = run_get(x, x->found.mount->missing, 0);
	return old.status >= 300 && old.status < 400 ? old : r;
}

static struct reply run(struct exchange *x)
{
	const struct route *route = x->found.route;
	if (!x->refusal && !x->ready) x->refusal = end_body(x);
	if (x->refusal) return error_reply(x, x->refusal);
	if (x->ready) return x->reply;
	if (!route || looks_old(x)) {
		struct reply old = run_get(x, x->found.mount->missing, 0);
		if (old.status) return old;
		if (!route) return error_reply(x, x->refusal = 404);
	}
	if (x->req.method != METHOD_POST) return page_or_old(x);
	if (route->flags & ROUTE_LINK || token_ok(x)) return run_post(x);
	/* Origin was checked; the page lay open too long, or the visitor logged in meanwhile: nothing typed may be lost. */
	x->req.late = route->flags & ROUTE_KEEPS_INPUT;
	return x->req.late ? run_post(x) : error_reply(x, 403);
}

/* What shows personal data and can not be recorded is not shown. */
static struct reply viewed(struct exchange *x, struct reply r)
{
	enum err e = x->server->config.hooks.viewed(&x->req, x->found.route);
	if (e == OK) return r;
	log_warn(3013, "view not recorded: %s", err_text(e));
	return x->found.route->flags & ROUTE_PERSONAL ? error_reply(x, 503) : r;
}

const struct answer *exchange_finish(struct exchange *x)
{
	struct answer *ans = &x->answer;
	if (ans->status) return ans;
	const struct route *route = x->found.route;
	struct reply r = run(x);
	if (r.status < 200 || r.status > 599) {
		log_error(3012, "a handler gave no status: %s", route ? route->path : "(missing)");
		r = error_reply(x, 500);
	}
	if (route && r.status == 200 && x->req.method != METHOD_POST && x->server->config.hooks.viewed) r = viewed(x, r);
	if (x->req.member && x->server->config.hooks.leave) x->server->config.hooks.leave(&x->req, &r);
	answer_make(&x->server->answer, &x->req, &r, route && !x->refusal ? route->flags : 0, ans);
	if (x->refusal == 405) answer_add(ans, "Allow", x->allow);
	if (ans->status == 429 || ans->status == 503) answer_add(ans, "Retry-After", "5");
	/* What a refused request still sends is not read. */
	ans->close = x->refusal && x->refusal != 404 && x->refusal != 429 && x->refusal != 403;
	if (x->head->length > 0 && x->refusal) ans->close = true;
	return ans;
}
