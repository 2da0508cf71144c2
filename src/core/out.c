/* The growing buffer (core/out.h). */
#include "core/out.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/arena_raw.h"

struct out out_new(struct arena *a, size_t max)
{
	return (struct out){ .arena = a, .max = max };
}

static void grow(struct out *o, size_t n)
{
	size_t cap = o->cap ? o->cap * 2 : 1024;
	while (cap < o->n + n) cap *= 2;
	if (cap > o->max) cap = o->max;
	o->p = arena_grow_raw(o->arena, o->p, o->cap, cap);
	o->cap = cap;
}

void out_room(struct out *o, size_t n)
{
	if (!o->failed && n > o->cap - o->n && n <= o->max - o->n) grow(o, n);
}

void out_bytes(struct out *o, const char *p, size_t n)
{
	if (n > o->cap - o->n) {
		if (o->failed || n > o->max - o->n) {
			o->failed = true;
			return;
		}
		grow(o, n);
	}
	if (n) memcpy(o->p + o->n, p, n);
	o->n += n;
}

void out_str(struct out *o, struct str s)
{
	out_bytes(o, s.p, s.n);
}

void out_char(struct out *o, char c)
{
	out_bytes(o, &c, 1);
}

void out_int(struct out *o, int64_t v)
{
	char b[24];
	char *p = b + sizeof b;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	do *--p = (char)('0' + u % 10);
	while (u /= 10);
	if (v < 0) *--p = '-';
	out_bytes(o, p, (size_t)(b + sizeof b - p));
}

void out_fmt(struct out *o, const char *fmt, ...)
{
	char b[512];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(b, sizeof b, fmt, ap);
	va_end(ap);
	ASSERT(n >= 0);
	if ((size_t)n < sizeof b) {
		out_bytes(o, b, (size_t)n);
		return;
	}
	char *big = arena_alloc(o->arena, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(big, (size_t)n + 1, fmt, ap);
	va_end(ap);
	out_bytes(o, big, (size_t)n);
}
