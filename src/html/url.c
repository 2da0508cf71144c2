/* Addresses as a type (html/url.h). Not a resolver: relative addresses are made by url_path() only. */
#include "html/url.h"

#include <string.h>

enum { URL_MAX = 2000 };

static bool is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c));
}

static void percent(struct out *o, unsigned char c)
{
	static const char hex[] = "0123456789ABCDEF";
	out_char(o, '%');
	out_char(o, hex[c >> 4]);
	out_char(o, hex[c & 15]);
}

void url_encode(struct out *o, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (is_unreserved(c)) out_char(o, (char)c);
		else percent(o, c);
	}
}

struct url url_path(struct arena *a, struct str prefix, const char *literal_path, const struct str *values, size_t n)
{
	struct out o = out_new(a, SIZE_MAX / 4);
	size_t used = 0;
	out_str(&o, prefix);
	for (const char *p = literal_path; *p; p++) {
		if (*p != '%') {
			out_char(&o, *p);
			continue;
		}
		ASSERT(used < n);
		url_encode(&o, values[used++]);
	}
	ASSERT(used == n);
	return (struct url){ out_view(&o) };
}

struct url url_with(struct arena *a, struct url u, const char *name, struct str value)
{
	struct out o = out_new(a, SIZE_MAX / 4);
	size_t hash = str_find_char(u.s, '#');
	struct str front = hash == SIZE_MAX ? u.s : str_left(u.s, hash);
	out_str(&o, front);
	out_char(&o, str_find_char(front, '?') == SIZE_MAX ? '?' : '&');
	url_encode(&o, str_of(name));
	out_char(&o, '=');
	url_encode(&o, value);
	if (hash != SIZE_MAX) out_str(&o, str_skip(u.s, hash));
	return (struct url){ out_view(&o) };
}

struct url url_fragment(struct arena *a, struct url u, const char *literal)
{
	size_t hash = str_find_char(u.s, '#');
	struct str front = hash == SIZE_MAX ? u.s : str_left(u.s, hash);
	return (struct url){ str_fmt(a, "%.*s#%s", STR_ARG(front), literal) };
}

/* Host and port: letters of a name, digits, dots, hyphens; bytes of an international name; [v6]. */
static bool host_ok(struct str h)
{
	struct str port = STR_NONE;
	if (str_starts(h, S("["))) {
		size_t end = str_find_char(h, ']');
		if (end == SIZE_MAX || end < 3) return false;
		for (size_t i = 1; i < end; i++)
			if (!strchr("0123456789abcdefABCDEF:.", h.p[i])) return false;
		port = str_skip(h, end + 1);
		if (port.n && port.p[0] != ':') return false;
		port = str_skip(port, 1);
	} else {
		size_t colon = str_find_char(h, ':');
		if (colon != SIZE_MAX) port = str_skip(h, colon + 1);
		h = colon == SIZE_MAX ? h : str_left(h, colon);
		if (!h.n || h.p[0] == '.' || h.p[0] == '-') return false;
		for (size_t i = 0; i < h.n; i++) {
			unsigned char c = (unsigned char)h.p[i];
			if (c < 0x80 && !(is_unreserved(c) && c != '~')) return false;
		}
	}
	int64_t number;
	return !port.n || str_int(port, 1, 65535, &number);
}

static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/* What may stand behind the host; the rest is percent-encoded. */
static void encode_rest(struct out *o, struct str s)
{
	bool fragment = false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool triple = c == '%' && i + 2 < s.n && is_hex(s.p[i + 1]) && is_hex(s.p[i + 2]);
		bool plain = is_unreserved(c) || strchr("!$&'()*+,;=:@/?", c) || (c == '#' && !fragment);
		if (c == '#') fragment = true;
		if (triple || plain) out_char(o, (char)c);
		else percent(o, c);
	}
}

bool url_checked(struct arena *a, struct str typed, struct url *u)
{
	static const char *const scheme[] = { "https://", "http://" };
	*u = URL_NONE;
	typed = str_trim(typed);
	for (size_t i = 0; i < typed.n; i++)
		if ((unsigned char)typed.p[i] < 32 || typed.p[i] == 127) return false;
	for (size_t i = 0; i < COUNT_OF(scheme) && typed.n <= URL_MAX; i++) {
		struct str s = str_of(scheme[i]);
		if (!str_eq_nocase(str_left(typed, s.n), s)) continue;
		struct str rest = str_skip(typed, s.n);
		size_t n = 0;
		while (n < rest.n && !strchr("/?#\\", rest.p[n])) n++;
		struct str host = str_left(rest, n);
		if (!host_ok(host) || (n < rest.n && rest.p[n] == '\\')) return false;
		struct out o = out_new(a, URL_MAX * 4);
		out_str(&o, s);
		out_str(&o, host);
		encode_rest(&o, str_skip(rest, n));
		*u = (struct url){ out_view(&o) };
		return true;
	}
	return false;
}

struct url url_mailto(struct arena *a, struct str address)
{
	struct out o = out_new(a, URL_MAX * 4);
	out_lit(&o, "mailto:");
	for (size_t i = 0; i < address.n; i++) {
		unsigned char c = (unsigned char)address.p[i];
		if (is_unreserved(c) || c == '@' || c == '+') out_char(&o, (char)c);
		else percent(&o, c);
	}
	return (struct url){ out_view(&o) };
}

struct url url_tel(struct arena *a, struct str number)
{
	struct out o = out_new(a, URL_MAX);
	out_lit(&o, "tel:");
	for (size_t i = 0; i < number.n; i++) {
		char c = number.p[i];
		if ((c >= '0' && c <= '9') || c == '+' || c == '-') out_char(&o, c);
	}
	return (struct url){ out_view(&o) };
}

struct url url_local(struct arena *a, struct str path)
{
	struct out o = out_new(a, 3 * path.n + 1);
	if (!str_starts(path, S("/")) || str_starts(path, S("//"))) return URL_NONE;
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];
		bool plain = c > 0x20 && c < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' && c != '`';
		if (plain) out_char(&o, (char)c);
		else out_fmt(&o, "%%%02X", c);
	}
	return (struct url){ out_view(&o) };
}
