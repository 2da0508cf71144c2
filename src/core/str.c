/* String views (core/str.h). */
#include "core/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/arena.h"

struct str str_of(const char *cz)
{
	return cz ? (struct str){ cz, strlen(cz) } : STR_NONE;
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *cz)
{
	return str_eq(a, str_of(cz));
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n) return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i])) return false;
	return true;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_left(s, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_skip(s, s.n - suffix.n), suffix);
}

struct str str_skip(struct str s, size_t n)
{
	if (n > s.n) n = s.n;
	return (struct str){ s.p + n, s.n - n };
}

struct str str_left(struct str s, size_t n)
{
	return (struct str){ s.p, n < s.n ? n : s.n };
}

static bool blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.n && blank(s.p[0])) s = str_skip(s, 1);
	while (s.n && blank(s.p[s.n - 1])) s.n--;
	return s;
}

size_t str_find(struct str s, struct str what)
{
	if (what.n == 0) return 0;
	const char *hit = s.n ? memmem(s.p, s.n, what.p, what.n) : NULL;
	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t str_find_char(struct str s, char c)
{
	const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

bool str_split(struct str *rest, char sep, struct str *part)
{
	if (!rest->p) return false;
	size_t at = str_find_char(*rest, sep);
	if (at == SIZE_MAX) {
		*part = *rest;
		*rest = (struct str){ NULL, 0 };
	} else {
		*part = str_left(*rest, at);
		*rest = str_skip(*rest, at + 1);
	}
	return true;
}

struct str str_dup(struct arena *a, struct str s)
{
	return (struct str){ str_cz(a, s), s.n };
}

const char *str_cz(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	if (s.n) memcpy(p, s.p, s.n);
	return p;
}

struct str str_cat(struct arena *arena, struct str a, struct str b)
{
	char *p = arena_alloc(arena, a.n + b.n + 1);
	if (a.n) memcpy(p, a.p, a.n);
	if (b.n) memcpy(p + a.n, b.p, b.n);
	return (struct str){ p, a.n + b.n };
}

struct str str_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	ASSERT(n >= 0);
	char *p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (struct str){ p, (size_t)n };
}

struct str str_clip(struct str s, size_t max)
{
	if (s.n <= max) return s;
	while (max && ((unsigned char)s.p[max] & 0xC0) == 0x80) max--;
	return str_left(s, max);
}

bool str_int(struct str s, int64_t min, int64_t max, int64_t *v)
{
	bool negative = s.n && s.p[0] == '-';
	if (negative) s = str_skip(s, 1);
	if (s.n == 0 || s.n > 18) return false;
	int64_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9') return false;
		n = n * 10 + (s.p[i] - '0');
	}
	if (negative) n = -n;
	if (n < min || n > max) return false;
	*v = n;
	return true;
}
