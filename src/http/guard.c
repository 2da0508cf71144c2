/* The guard (http/guard.h). Sources: RFC 9110 7.2, RFC 9112 3.2, RFC 3986; Fetch Metadata, RFC 6454. */
#include "http/guard.h"

#include <string.h>

#include "core/utf8.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "http/form_body.h"

/* ---- method and target ---- */

static int read_method(struct str m, enum method *method)
{
	static const struct {
		const char *name;
		enum method method;
	} known[] = { { "GET", METHOD_GET }, { "HEAD", METHOD_HEAD }, { "POST", METHOD_POST } };
	for (size_t i = 0; i < COUNT_OF(known); i++) {
		if (!str_is(m, known[i].name)) continue;
		*method = known[i].method;
		return 0;
	}
	for (size_t i = 0; i < m.n; i++)
		if ((m.p[i] < 'A' || m.p[i] > 'Z') && m.p[i] != '-') return 400;
	return 405;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Segments "." and ".." are refused wherever they stand. */
static bool has_dot_segment(struct str path)
{
	struct str part;
	while (str_split(&path, '/', &part))
		if (str_is(part, ".") || str_is(part, "..")) return true;
	return false;
}

bool guard_path(struct arena *a, struct str raw, struct str *path)
{
	if (raw.n == 0 || raw.p[0] != '/') return false;
	char *to = arena_alloc(a, raw.n);
	size_t n = 0;
	for (size_t i = 0; i < raw.n; i++) {
		unsigned char c = (unsigned char)raw.p[i];
		if (c <= 0x20 || c >= 0x7F || strchr("\\\"<>^`{}#", c)) return false;
		if (c == '%') {
			int high = i + 1 < raw.n ? hex_digit(raw.p[i + 1]) : -1, low = i + 2 < raw.n ? hex_digit(raw.p[i + 2]) : -1;
			if (high < 0 || low < 0) return false;
			c = (unsigned char)(high << 4 | low);
			if (c < 0x20 || c == 0x7F || c == '/' || c == '\\') return false;
			i += 2;
		}
		to[n++] = (char)c;
	}
	*path = (struct str){ to, n };
	return utf8_valid(*path) && !has_dot_segment(*path);
}

static bool query_bytes_ok(struct str query)
{
	for (size_t i = 0; i < query.n; i++) {
		unsigned char c = (unsigned char)query.p[i];
		if (c <= 0x20 || c >= 0x7F || strchr("\"<>#", c)) return false;
	}
	return true;
}

static int read_target(struct str target, struct request *req)
{
	size_t mark = str_find_char(target, '?');
	struct str raw = mark == SIZE_MAX ? target : str_left(target, mark);
	struct str query = mark == SIZE_MAX ? STR_NONE : str_skip(target, mark + 1);
	if (!guard_path(req->arena, raw, &req->full_path)) {
		req->full_path = S("/");
		return 400;
	}
	if (!query_bytes_ok(query)) return 400;
	req->raw_query = query;
	return 0;
}

/* ---- host, proxy ---- */

/* name[:port] or [v6][:port], as RFC 3986 spells hosts. */
static bool is_host(struct str h)
{
	if (h.n == 0 || h.n > 255) return false;
	for (size_t i = 0; i < h.n; i++) {
		char c = h.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!word && !strchr("-._:[]", c)) return false;
	}
	return true;
}

static bool host_allowed(const char *hosts, struct str host)
{
	struct str list = str_of(hosts), name;
	if (str_trim(list).n == 0) return true;
	while (str_split(&list, ' ', &name))
		if (name.n && str_eq_nocase(name, host)) return true;
	return false;
}

static int read_host(const struct guard_config *g, const struct head *h, struct request *req)
{
	struct str host = head_value(h, "Host");
	if (!is_host(host)) return 400;
	if (!host_allowed(g->hosts, host)) return 421;
	req->host = host;
	return 0;
}

/* Only an address in the usual spelling is taken over from the proxy: it becomes a key, nothing else. */
static bool is_address(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (hex_digit(s.p[i]) < 0 && s.p[i] != '.' && s.p[i] != ':') return false;
	return s.n >= 2 && s.n <= 45;
}

static bool is_proxy(const char *proxy, struct str peer)
{
	if (!proxy || !proxy[0]) return false;
	return peer.n ? str_is(peer, proxy) : str_is(S("unix"), proxy);
}

/* The last address of X-Forwarded-For is the one our own proxy wrote. */
static void read_proxy(const struct guard_config *g, const struct head *h, struct str peer, struct request *req)
{
	req->client = peer;
	if (!is_proxy(g->proxy, peer)) return;
	struct str list = head_value(h, "X-Forwarded-For"), one, last = STR_NONE;
	while (str_split(&list, ',', &one)) last = str_trim(one);
	if (is_address(last)) req->client = last;
	req->https = str_is(head_value(h, "X-Forwarded-Proto"), "https");
}

/* ---- the rest of the head ---- */

/* "http(s)://HOST/path?query" of our own host -> "/path?query". */
static struct str own_path(const struct request *req, struct str address)
{
	static const char *const scheme[] = { "https://", "http://" };
	for (size_t i = 0; i < COUNT_OF(scheme); i++) {
		if (!str_starts(address, str_of(scheme[i]))) continue;
		struct str rest = str_skip(address, strlen(scheme[i]));
		if (!str_eq_nocase(str_left(rest, req->host.n), req->host)) return STR_NONE;
		rest = str_skip(rest, req->host.n);
		return rest.n ? rest : S("/");
	}
	return STR_NONE;
}

static struct str read_referer(struct request *req, struct str referer)
{
	struct str path = own_path(req, referer), decoded;
	size_t mark = str_find_char(path, '?');
	struct str raw = mark == SIZE_MAX ? path : str_left(path, mark);
	if (path.n > HEAD_TARGET_MAX || str_starts(path, S("//"))) return STR_NONE;
	if (!guard_path(req->arena, raw, &decoded) || !query_bytes_ok(str_skip(path, raw.n))) return STR_NONE;
	return path;
}

static bool is_bot(struct str agent)
{
	static const char *const sign[] = { "bot", "Bot", "spider", "Spider", "crawl", "Crawl", "curl", "Wget", "python", "http://", "https://" };
	for (size_t i = 0; i < COUNT_OF(sign); i++)
		if (str_find(agent, str_of(sign[i])) != SIZE_MAX) return true;
	return agent.n == 0;
}

static void read_fields(const struct guard_config *g, const struct head *h, struct request *req)
{
	struct str cookies = head_value(h, "Cookie");
	req->if_none_match = head_value(h, "If-None-Match");
	req->if_modified_since = head_value(h, "If-Modified-Since");
	req->accept_encoding = head_value(h, "Accept-Encoding");
	req->referer_path = read_referer(req, head_value(h, "Referer"));
	req->cookie_display = cookie_read(cookies, "display");
	req->cookie_session = cookie_read(cookies, cookie_host_name(req, "session"));
	req->cookie_seen = cookie_read(cookies, cookie_host_name(req, "seen"));
	req->cookie_device = cookie_read(cookies, cookie_host_name(req, "device"));
	req->display = display_read(req->cookie_display);
	req->bot = is_bot(head_value(h, "User-Agent"));
	req->csrf = csrf_token(req->arena, g->csrf_key, req->cookie_session, req->now);
}

int guard_request(const struct guard_config *g, const struct head *h, struct str peer, struct request *req)
{
	req->method = METHOD_GET;
	req->full_path = S("/");
	int bad = read_method(h->method, &req->method);
	int host = read_host(g, h, req);
	int target = read_target(h->target, req);
	read_proxy(g, h, peer, req);
	read_fields(g, h, req);
	struct str expect = head_value(h, "Expect");
	if (bad) return bad;
	if (host) return host;
	if (target) return target;
	return expect.n && !str_eq_nocase(expect, S("100-continue")) ? 417 : 0;
}

/* ---- query ---- */

static const struct declared *declared_find(const struct declared *d, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(d[i].name, name)) return &d[i];
	return NULL;
}

static bool given(const struct param *v, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].name, name)) return true;
	return false;
}

int guard_query(struct request *req, const struct declared *d, size_t n)
{
	struct form_reader r;
	struct params all;
	form_begin(&r, req->arena, req->raw_query.n);
	form_feed(&r, req->raw_query);
	int bad = form_end(&r, &all);
	if (bad) return bad == 413 ? 414 : bad;
	struct param *v = ARENA_ARRAY(req->arena, struct param, all.n);
	size_t kept = 0;
	for (size_t i = 0; i < all.n; i++) {
		const struct declared *one = declared_find(d, n, all.v[i].name);
		if (!one) continue;
		if (!one->repeatable && given(v, kept, one->name)) return 400;
		v[kept++] = all.v[i];
	}
	req->query = (struct params){ v, kept };
	return 0;
}

/* ---- origin ---- */

bool guard_origin(const struct head *h, const struct request *req)
{
	struct str site = head_value(h, "Sec-Fetch-Site"), origin = head_value(h, "Origin"), referer = head_value(h, "Referer");
	if (site.n && !str_is(site, "same-origin")) return false;
	if (origin.n) {
		if (req->https && !str_starts(origin, S("https://"))) return false;
		return str_is(own_path(req, origin), "/"); /* an origin has no path */
	}
	return site.n || str_starts(own_path(req, referer), S("/"));
}
