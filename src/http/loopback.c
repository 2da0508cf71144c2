/* Requests without sockets (http/loopback.h). */
#include "http/loopback.h"

#include <string.h>

static struct str write_answer(struct arena *a, const struct head *h, const struct answer *ans)
{
	struct out o = out_new(a, ans->body.n + 65536);
	out_fmt(&o, "HTTP/1.1 %d\r\n", ans->status);
	for (size_t i = 0; i < ans->headers; i++) out_fmt(&o, "%s: %s\r\n", ans->header[i].name, ans->header[i].value);
	if (ans->status != 304) out_fmt(&o, "Content-Length: %zu\r\n", ans->body.n);
	if (ans->close) out_lit(&o, "Connection: close\r\n");
	out_lit(&o, "\r\n");
	if (!str_is(h->method, "HEAD")) out_str(&o, ans->body);
	return out_view(&o);
}

struct str loopback(struct server *s, struct arena *a, struct str peer, struct str request)
{
	struct wire w;
	wire_begin(&w, a);
	int bad = wire_feed(&w, request.p, request.n);
	if (bad) return server_refusal(s, a, bad);
	if (w.at == WIRE_HEAD) return STR_NONE;
	struct exchange *x = exchange_begin(s, a, &w.head, peer);
	struct str body = str_skip(request, w.n);
	if (w.head.length >= 0) body = str_left(body, (size_t)w.head.length);
	if (!exchange_answered(x)) {
		if (w.at == WIRE_BODY) return STR_NONE;
		exchange_body(x, body);
	}
	return write_answer(a, &w.head, exchange_finish(x));
}

struct str loopback_get(struct server *s, struct arena *a, const char *path)
{
	return loopback(s, a, STR_NONE, str_fmt(a, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path));
}

int loopback_status(struct str reply)
{
	int64_t status;
	struct str digits = str_left(str_skip(reply, sizeof("HTTP/1.1 ") - 1), 3);
	return str_int(digits, 100, 599, &status) ? (int)status : 0;
}

static struct str head_of(struct str reply)
{
	size_t end = str_find(reply, S("\r\n\r\n"));
	return end == SIZE_MAX ? STR_NONE : str_left(reply, end + 2);
}

struct str loopback_header(struct str reply, const char *name)
{
	struct str rest = head_of(reply);
	size_t end;
	while ((end = str_find(rest, S("\r\n"))) != SIZE_MAX) {
		struct str line = str_left(rest, end);
		rest = str_skip(rest, end + 2);
		size_t colon = str_find_char(line, ':');
		if (colon != SIZE_MAX && str_eq_nocase(str_left(line, colon), str_of(name))) return str_trim(str_skip(line, colon + 1));
	}
	return STR_NONE;
}

struct str loopback_body(struct str reply)
{
	size_t end = str_find(reply, S("\r\n\r\n"));
	return end == SIZE_MAX ? STR_NONE : str_skip(reply, end + 4);
}
