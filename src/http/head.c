/* The strict reading of request heads (http/head.h). Source: RFC 9110 5.5, 5.6.2; RFC 9112 2-6. */
#include "http/head.h"

#include <string.h>

#include "core/arena_raw.h"
#include "core/utf8.h"

static bool is_token_byte(unsigned char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
	return c && strchr("!#$%&'*+-.^_`|~", c);
}

static bool is_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_token_byte((unsigned char)s.p[i])) return false;
	return s.n > 0;
}

/* Takes one line off the front; it must end in CRLF and hold no other control byte than tabs. */
static bool take_line(struct str *rest, struct str *line)
{
	for (size_t i = 0; i + 1 < rest->n; i++) {
		unsigned char c = (unsigned char)rest->p[i];
		if (c == '\r') {
			if (rest->p[i + 1] != '\n') return false;
			*line = str_left(*rest, i);
			*rest = str_skip(*rest, i + 2);
			return true;
		}
		if ((c < 0x20 && c != '\t') || c == 0x7F) return false;
	}
	return false;
}

static int parse_version(struct str v, int *minor)
{
	if (v.n != 8 || !str_starts(v, S("HTTP/")) || v.p[6] != '.') return 400;
	if (v.p[5] < '0' || v.p[5] > '9' || v.p[7] < '0' || v.p[7] > '9') return 400;
	if (v.p[5] != '1' || v.p[7] > '1') return 505;
	*minor = v.p[7] - '0';
	return 0;
}

static int parse_request_line(struct str line, struct head *h)
{
	size_t first = str_find_char(line, ' ');
	if (first == SIZE_MAX) return 400;
	h->method = str_left(line, first);
	struct str rest = str_skip(line, first + 1);
	size_t second = str_find_char(rest, ' ');
	if (second == SIZE_MAX || second == 0) return 400;
	h->target = str_left(rest, second);
	if (h->target.n > HEAD_TARGET_MAX) return 414;
	if (!is_token(h->method) || str_find_char(h->target, '\t') != SIZE_MAX) return 400;
	return parse_version(str_skip(rest, second + 1), &h->minor);
}

static struct str trim_blank(struct str s)
{
	while (s.n && (s.p[0] == ' ' || s.p[0] == '\t')) s = str_skip(s, 1);
	while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')) s.n--;
	return s;
}

static int parse_field(struct str line, struct head *h)
{
	size_t colon = str_find_char(line, ':');
	if (colon == SIZE_MAX || !is_token(str_left(line, colon))) return 400; /* folding ends here too */
	if (h->fields == HEAD_FIELDS_MAX) return 431;
	h->field[h->fields++] = (struct head_field){ str_left(line, colon), trim_blank(str_skip(line, colon + 1)) };
	return 0;
}

/* The only framing there is: one Content-Length, on POST. */
static int parse_length(struct head *h)
{
	static const char *const single[] = { "Content-Length", "Host", "Content-Type", "Cookie", "Origin", "Expect",
		"X-Forwarded-Proto", "X-Forwarded-For", "X-Forwarded-Host" };
	for (size_t i = 0; i < COUNT_OF(single); i++)
		if (head_count(h, single[i]) > 1) return 400;
	bool has_length = head_count(h, "Content-Length") == 1;
	if (head_count(h, "Transfer-Encoding")) {
		if (has_length || h->minor == 0) return 400;
		return str_eq_nocase(head_value(h, "Transfer-Encoding"), S("chunked")) ? 411 : 501;
	}
	h->length = -1;
	if (!has_length) return str_is(h->method, "POST") ? 411 : 0;
	struct str digits = head_value(h, "Content-Length");
	if (digits.n == 0) return 400;
	for (size_t i = 0; i < digits.n; i++)
		if (digits.p[i] < '0' || digits.p[i] > '9') return 400;
	if (!str_int(str_left(digits, 18), 0, INT64_MAX, &h->length)) return 400;
	if (digits.n > 18 || h->length > HEAD_BODY_MAX) return 413;
	if (h->length > 0 && (str_is(h->method, "GET") || str_is(h->method, "HEAD"))) return 400;
	return 0;
}

int head_parse(struct str bytes, struct head *h)
{
	struct str line;
	h->fields = 0;
	if (!utf8_valid(bytes) || !take_line(&bytes, &line)) return 400;
	int bad = parse_request_line(line, h);
	while (!bad && take_line(&bytes, &line)) {
		if (line.n == 0) return bytes.n ? 400 : parse_length(h);
		bad = parse_field(line, h);
	}
	return bad ? bad : 400;
}

struct str head_value(const struct head *h, const char *name)
{
	struct str want = str_of(name);
	for (size_t i = 0; i < h->fields; i++)
		if (str_eq_nocase(h->field[i].name, want)) return h->field[i].value;
	return STR_NONE;
}

size_t head_count(const struct head *h, const char *name)
{
	size_t n = 0;
	struct str want = str_of(name);
	for (size_t i = 0; i < h->fields; i++) n += str_eq_nocase(h->field[i].name, want);
	return n;
}

void wire_begin(struct wire *w, struct arena *arena)
{
	w->at = WIRE_HEAD;
	w->arena = arena;
	w->bytes = arena_alloc_raw(arena, HEAD_MAX);
	w->n = 0;
	w->body_left = 0;
	w->more = false;
	w->refusal = 0;
}

/* Copies head bytes up to the empty line; what MHD would misread is refused before the head is
 * complete, so that it never waits for an end that only MHD sees. Returns how many bytes it took. */
static size_t feed_head(struct wire *w, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		char before = w->n ? w->bytes[w->n - 1] : 0;
		bool bare = (c == '\n') != (before == '\r');
		if (bare || (c < 0x20 && c != '\r' && c != '\n' && c != '\t') || c == 0x7F) w->refusal = 400;
		if (w->n == 0 && !is_token_byte(c)) w->refusal = 400;
		if (w->n == HEAD_MAX) w->refusal = 431;
		if (w->refusal) return i;
		w->bytes[w->n++] = (char)c;
		if (c == '\n' && w->n >= 4 && memcmp(w->bytes + w->n - 4, "\r\n\r\n", 4) == 0) {
			w->at = WIRE_FULL;
			return i + 1;
		}
	}
	return n;
}

int wire_feed(struct wire *w, const char *p, size_t n)
{
	if (w->refusal) return w->refusal;
	if (w->at == WIRE_HEAD) {
		n -= feed_head(w, p, n);
		if (w->refusal || w->at == WIRE_HEAD) return w->refusal;
		w->refusal = head_parse((struct str){ w->bytes, w->n }, &w->head);
		if (w->refusal) return w->refusal;
		w->body_left = w->head.length > 0 ? w->head.length : 0;
		w->at = w->body_left ? WIRE_BODY : WIRE_FULL;
	}
	if (w->at == WIRE_BODY) {
		size_t took = (int64_t)n < w->body_left ? n : (size_t)w->body_left;
		w->body_left -= (int64_t)took;
		n -= took;
		if (w->body_left == 0) w->at = WIRE_FULL;
	}
	if (n) w->more = true;
	return 0;
}
