/* Hostile strings everywhere (naughty.h). */
#include "../test/http/naughty.h"

#include <stdio.h>
#include <string.h>

#include "../test/http/bytes.h"
#include "../test/http/form_scan.h"
#include "html/write.h"
#include "role/web.h"

struct naughty {
	struct server *server;
	struct arena *arena;       /* of the run */
	struct str host;
	const struct site *const *site;
	struct str *string;
	size_t strings, each, turn;
	struct VEC_OF(struct str) seen, names; /* forms tried (address and fields); names of fields of all forms */
	struct tally *tally;
};

enum { DEPTH_MAX = 4, LINKS_PER_ROUTE = 4 };

/* ---- asking and judging ---- */

static struct str next_string(struct naughty *n)
{
	return n->string[n->turn++ % n->strings];
}

/* Markup of the string that came back as it was sent. Nothing of ours writes '<' or '"' of a visitor as they are. */
static bool reflected(struct str body, struct str string)
{
	bool markup = string.n > 8 && (str_find_char(string, '<') != SIZE_MAX || str_find_char(string, '"') != SIZE_MAX);
	return markup && str_find(body, string) != SIZE_MAX;
}

static void judge(struct naughty *n, struct str reply, struct str what, struct str string)
{
	int status = loopback_status(reply);
	bool raw = reflected(reply, string);
	if (status >= 200 && status < 500 && status != 429 && !raw) n->tally->passed++;
	else if (n->tally->failed++ < 40)
		printf("FAIL %d%s: %.*s [%.*s]\n", status, raw ? " reflected" : "", STR_ARG(str_left(what, 300)), STR_ARG(str_left(string, 60)));
}

static struct str get(struct naughty *n, struct arena *a, struct str target)
{
	return loopback(n->server, a, STR_NONE, str_fmt(a, "GET %.*s HTTP/1.1\r\nHost: %.*s\r\n\r\n", STR_ARG(target), STR_ARG(n->host)));
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

/* ---- addresses ---- */

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
	struct str target = str_left(out_view(&o), HEAD_TARGET_MAX);
	judge(n, get(n, a, target), target, string);
	arena_clear(a);
}

static void try_strings(struct naughty *n, struct arena *a, const char *prefix, const struct route *route, struct str name)
{
	for (size_t i = 0; i < n->each; i++) try_route(n, a, prefix, route, name, next_string(n));
}

static void try_addresses(struct naughty *n, const char *prefix, const struct route *route)
{
	struct arena *a = arena_new();
	struct str names = str_of(route->query), name;
	if (str_find_char(str_of(route->path), ':') != SIZE_MAX) try_strings(n, a, prefix, route, STR_NONE);
	while (names.n && str_split(&names, ' ', &name))
		if (name.n) try_strings(n, a, prefix, route, name);
	arena_free(a);
}

/* ---- forms ---- */

#define BOUNDARY "kenmin-naughty-7d1f"

static void out_part(struct out *o, bool multipart, struct str name, struct str value)
{
	if (multipart) {
		out_fmt(o, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n", STR_ARG(name));
		out_str(o, value);
		out_lit(o, "\r\n");
		return;
	}
	if (o->n) out_char(o, '&');
	out_encoded(o, name);
	out_char(o, '=');
	out_encoded(o, value);
}

static void out_file(struct out *o, struct str name, struct str string)
{
	out_fmt(o, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%.*s\"; filename=\"", STR_ARG(name));
	out_str(o, string);
	out_lit(o, "\"\r\nContent-Type: text/html\r\n\r\n");
	out_str(o, string);
	out_lit(o, "\r\n");
}

static struct str post(struct naughty *n, struct arena *a, struct str action, bool multipart, struct out *body)
{
	struct out o = out_new(a, 4 << 20);
	if (multipart) out_lit(body, "--" BOUNDARY "--\r\n");
	out_fmt(&o, "POST %.*s HTTP/1.1\r\nHost: %.*s\r\nOrigin: http://%.*s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", STR_ARG(action),
		STR_ARG(n->host), STR_ARG(n->host), multipart ? "multipart/form-data; boundary=" BOUNDARY : "application/x-www-form-urlencoded", body->n);
	out_str(&o, out_view(body));
	return loopback(n->server, a, STR_NONE, out_view(&o));
}

/* The form as a visitor would send it, with `string` in the field `at` (SIZE_MAX: in none). */
static struct str send_form(struct naughty *n, struct arena *a, const struct scan_form *form, size_t at, struct str string)
{
	struct out body = out_new(a, 2 << 20);
	out_part(&body, form->multipart, S("csrf"), form->csrf);
	for (size_t i = 0; i < form->fields.n; i++) {
		const struct scan_field *f = &form->fields.v[i];
		if (f->file && form->multipart && i == at) out_file(&body, f->name, string);
		else if (i == at) out_part(&body, form->multipart, f->name, string);
		else if (f->sent) out_part(&body, form->multipart, f->name, f->value);
	}
	return post(n, a, form->action, form->multipart, &body);
}

static bool first_time(struct naughty *n, struct arena *a, const struct scan_form *form)
{
	struct out o = out_new(a, 1 << 20);
	out_str(&o, form->action);
	for (size_t i = 0; i < form->fields.n; i++) out_fmt(&o, " %.*s", STR_ARG(form->fields.v[i].name));
	for (size_t i = 0; i < n->seen.n; i++)
		if (str_eq(n->seen.v[i], out_view(&o))) return false;
	*vec_add(n->arena, &n->seen) = str_dup(n->arena, out_view(&o));
	return true;
}

static void remember_names(struct naughty *n, const struct scan_form *form)
{
	for (size_t i = 0; i < form->fields.n; i++) {
		size_t j = 0;
		while (j < n->names.n && !str_eq(n->names.v[j], form->fields.v[i].name)) j++;
		if (j == n->names.n) *vec_add(n->arena, &n->names) = str_dup(n->arena, form->fields.v[i].name);
	}
}

static void try_page(struct naughty *n, struct str reply, int depth);

static void try_form(struct naughty *n, const struct scan_form *form, int depth)
{
	struct arena *a = arena_new();
	remember_names(n, form);
	for (size_t f = 0; f < form->fields.n; f++) {
		struct str what = str_fmt(n->arena, "POST %.*s %.*s", STR_ARG(form->action), STR_ARG(form->fields.v[f].name));
		for (size_t i = 0; i < n->each; i++) {
			struct str string = next_string(n);
			judge(n, send_form(n, a, form, f, string), what, string);
			arena_clear(a);
		}
	}
	for (size_t i = 0; i < n->each; i++) { /* a token of somebody else's making */
		struct scan_form foreign = *form;
		foreign.csrf = next_string(n);
		struct str reply = send_form(n, a, &foreign, SIZE_MAX, STR_NONE);
		judge(n, reply, str_cat(a, S("csrf "), form->action), foreign.csrf);
		arena_clear(a);
	}
	if (depth < DEPTH_MAX) try_page(n, send_form(n, a, form, SIZE_MAX, STR_NONE), depth + 1);
	arena_free(a);
}

/* Every form of the page that was not tried yet, and those of the pages they lead to. */
static void try_page(struct naughty *n, struct str reply, int depth)
{
	struct arena *a = arena_new();
	struct scan_forms forms = { 0 };
	struct str to = loopback_header(reply, "Location");
	if (str_starts(to, S("/"))) reply = get(n, a, to);
	scan_page(a, loopback_body(reply), &forms);
	for (size_t i = 0; i < forms.n; i++)
		if (first_time(n, a, &forms.v[i])) try_form(n, &forms.v[i], depth);
	arena_free(a);
}

/* ---- pages: where the forms are ---- */

/* Whether the address is one of the row: equal, or a value for each :name. */
static bool matches(const char *prefix, const struct route *route, struct str address)
{
	struct str pattern = str_skip(str_of(route->path), 1), part, given;
	size_t mark = str_find_char(address, '?');
	if (mark != SIZE_MAX) address = str_left(address, mark);
	if (!str_starts(address, str_of(prefix))) return false;
	address = str_skip(address, strlen(prefix) + 1);
	while (pattern.n && address.n) {
		if (!str_split(&pattern, '/', &part) || !str_split(&address, '/', &given)) return false;
		if (!str_eq(part, given) && !str_starts(part, S(":"))) return false;
	}
	return !pattern.n && !address.n;
}

typedef void each_route(struct naughty *n, const char *prefix, const struct route *route, void *more);

static void for_routes(struct naughty *n, each_route *fn, void *more)
{
	for (const struct site *const *site = n->site; *site; site++)
		for (const struct route *const *table = (*site)->routes; *table; table++)
			for (const struct route *route = *table; route->path; route++) fn(n, (*site)->prefix, route, more);
}

struct links VEC_OF(struct str);

static void collect_links(struct naughty *n, const char *prefix, const struct route *route, void *more)
{
	struct links *links = more;
	if (!route->get || str_find_char(str_of(route->path), ':') != SIZE_MAX) return;
	struct arena *a = arena_new();
	struct str page = loopback_body(get(n, a, str_fmt(a, "%s%s", prefix, route->path))), href;
	while (scan_link(a, &page, &href)) {
		size_t i = 0;
		while (i < links->n && !str_eq(links->v[i], href)) i++;
		if (i == links->n) *vec_add(n->arena, links) = str_dup(n->arena, href);
	}
	arena_free(a);
}

/* The page itself, or pages of it that others link to. */
static void try_forms(struct naughty *n, const char *prefix, const struct route *route, void *more)
{
	const struct links *links = more;
	if (!route->get) return;
	struct arena *a = arena_new();
	if (str_find_char(str_of(route->path), ':') == SIZE_MAX) {
		try_page(n, get(n, a, str_fmt(a, "%s%s", prefix, route->path)), 0);
	} else {
		for (size_t i = 0, tried = 0; i < links->n && tried < LINKS_PER_ROUTE; i++) {
			if (!matches(prefix, route, links->v[i])) continue;
			try_page(n, get(n, a, links->v[i]), 0);
			tried++;
		}
	}
	arena_free(a);
}

/* Every POST route, whether a form leads to it or not: all names of all forms at once, each with a string. */
static void try_blind(struct naughty *n, const char *prefix, const struct route *route, void *more)
{
	const struct str *csrf = more;
	if (!route->post) return;
	struct arena *a = arena_new();
	for (size_t i = 0; i < n->each; i++) {
		struct out body = out_new(a, 500 * 1024), path = out_new(a, 1 << 20);
		struct str string = next_string(n);
		out_str(&path, str_of(prefix));
		out_path(&path, str_of(route->path), string.n ? string : S("1"));
		out_part(&body, false, S("csrf"), *csrf);
		for (size_t k = 0; k < n->names.n; k++) out_part(&body, false, n->names.v[k], str_left(next_string(n), 2000));
		out_part(&body, false, string, string);
		judge(n, post(n, a, str_left(out_view(&path), HEAD_TARGET_MAX), false, &body), out_view(&path), string);
		arena_clear(a);
	}
	arena_free(a);
}

/* ---- headers ---- */

/* test/suite/32-sites compares the names with those src/http asks for. */
static const char *const header_read[] = { "Host", "Cookie", "If-None-Match", "If-Modified-Since", "Accept-Encoding", "Referer", "User-Agent",
	"Expect", "X-Forwarded-For", "X-Forwarded-Proto", "Sec-Fetch-Site", "Origin", "Content-Type", "Content-Length", "Transfer-Encoding" };
static const char *const cookie_read_by_us[] = { "display", "session" };

static bool ends_line(struct str s)
{
	return str_find_char(s, '\r') != SIZE_MAX || str_find_char(s, '\n') != SIZE_MAX;
}

static void try_header(struct naughty *n, struct arena *a, const char *first, const char *name, const char *begin, struct str csrf)
{
	bool post = str_starts(str_of(first), S("POST"));
	struct str body = post ? str_fmt(a, "size=l&csrf=%.*s", STR_ARG(csrf)) : STR_NONE;
	body = str_dup(n->arena, body);
	for (size_t i = 0; i < n->each; i++) {
		struct str string = next_string(n);
		if (ends_line(string)) continue; /* another request: test/http/vectors */
		struct out o = out_new(a, 1 << 20);
		out_fmt(&o, "%s HTTP/1.1\r\n%s: %s", first, name, begin);
		out_str(&o, string);
		out_lit(&o, "\r\n");
		if (!str_is(str_of(name), "Host")) out_fmt(&o, "Host: %.*s\r\n", STR_ARG(n->host));
		if (post && !str_is(str_of(name), "Origin")) out_fmt(&o, "Origin: http://%.*s\r\n", STR_ARG(n->host));
		if (post && !str_is(str_of(name), "Content-Type")) out_lit(&o, "Content-Type: application/x-www-form-urlencoded\r\n");
		if (post && !str_is(str_of(name), "Content-Length") && !str_is(str_of(name), "Transfer-Encoding")) out_fmt(&o, "Content-Length: %zu\r\n", body.n);
		out_fmt(&o, "\r\n%.*s", STR_ARG(body));
		struct str reply = loopback(n->server, a, STR_NONE, out_view(&o));
		int64_t length;
		bool waits = !reply.n && str_is(str_of(name), "Content-Length") && str_int(string, 0, INT64_MAX, &length); /* for more */
		if (!waits && !(loopback_status(reply) == 501 && str_is(str_of(name), "Transfer-Encoding"))) judge(n, reply, str_fmt(a, "%s %s", first, name), string);
		arena_clear(a);
	}
}

static void try_headers(struct naughty *n, struct str csrf)
{
	static const char *const first[] = { "GET /", "GET /groups?q=a", "GET /no-such-page", "GET /aikasanet/offers", "GET /asset/no-such-file.css", "POST /settings/display" };
	struct arena *a = arena_new();
	for (size_t i = 0; i < COUNT_OF(first); i++) {
		for (size_t h = 0; h < COUNT_OF(header_read); h++) try_header(n, a, first[i], header_read[h], "", csrf);
		for (size_t c = 0; c < COUNT_OF(cookie_read_by_us); c++)
			try_header(n, a, first[i], "Cookie", str_cz(n->arena, str_fmt(n->arena, "%s=", cookie_read_by_us[c])), csrf);
	}
	arena_free(a);
}

/* ---- all of it ---- */

static void read_strings(struct naughty *n, const char *path)
{
	struct str text = bytes_file(n->arena, path), line;
	n->string = ARENA_ARRAY(n->arena, struct str, 4096);
	while (str_split(&text, '\n', &line) && n->strings < 4096) {
		if (!line.n || str_starts(line, S("# "))) continue;
		struct out o = out_new(n->arena, 1 << 16);
		bytes_unescape(&o, line);
		n->string[n->strings++] = out_view(&o);
	}
}

static void try_get(struct naughty *n, const char *prefix, const struct route *route, void *more)
{
	(void)more;
	if (route->get) try_addresses(n, prefix, route);
}

void naughty_run(struct server *server, struct str host, const struct app *app, const char *file, bool all, struct tally *tally)
{
	const struct site *const site[] = { app->super, app->aika, NULL };
	struct naughty n = { .server = server, .arena = arena_new(), .host = host, .site = site, .tally = tally };
	struct links links = { 0 };
	struct scan_forms forms = { 0 };
	read_strings(&n, file);
	n.each = all || n.strings < 40 ? n.strings : 40;
	scan_page(n.arena, loopback_body(get(&n, n.arena, S("/"))), &forms);
	struct str csrf = forms.n ? forms.v[0].csrf : STR_NONE;
	for_routes(&n, collect_links, &links);
	for_routes(&n, try_forms, &links);
	for_routes(&n, try_blind, &csrf);
	try_headers(&n, csrf);
	for_routes(&n, try_get, NULL);
	if (!csrf.n || n.seen.n < 2 || n.names.n < 2) { /* both sites have the form of the display settings */
		n.tally->failed++;
		printf("FAIL %zu forms with %zu fields found\n", n.seen.n, n.names.n);
	}
	arena_free(n.arena);
}
