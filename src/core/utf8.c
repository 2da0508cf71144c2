/* UTF-8 (core/utf8.h). */
#include "core/utf8.h"

#include "core/out.h"

/* Length of the well-formed character at s, or 0. Source: RFC 3629 section 4. */
static size_t sequence(struct str s, uint32_t *c)
{
	const unsigned char *p = (const unsigned char *)s.p;
	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	size_t n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (p[0] < 0xC2 || p[0] > 0xF4 || s.n < n) return 0;
	uint32_t v = p[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80) return 0;
		v = v << 6 | (p[i] & 0x3Fu);
	}
	if (v < least[n] || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF)) return 0;
	*c = v;
	return n;
}

bool utf8_valid(struct str s)
{
	uint32_t c;
	while (s.n) {
		size_t n = sequence(s, &c);
		if (n == 0 || c == 0) return false;
		s = str_skip(s, n);
	}
	return true;
}

uint32_t utf8_next(struct str *s)
{
	if (s->n == 0) return 0;
	uint32_t c = 0xFFFD;
	size_t n = sequence(*s, &c);
	*s = str_skip(*s, n ? n : 1);
	return n ? c : 0xFFFD;
}

size_t utf8_put(uint32_t c, char b[4])
{
	if (c < 0x80) {
		b[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; c >>= 6) b[i] = (char)(0x80 | (c & 0x3F));
	static const unsigned char lead[5] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	b[0] = (char)(lead[n] | c);
	return n;
}

size_t utf8_length(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

struct str utf8_repair(struct arena *a, struct str s, size_t *replaced)
{
	*replaced = 0;
	if (utf8_valid(s)) return s;
	struct out o = out_new(a, s.n * 3 + 3);
	while (s.n) {
		uint32_t c;
		size_t n = sequence(s, &c);
		if (n && c) out_bytes(&o, s.p, n);
		else {
			if (!n) out_lit(&o, "\xEF\xBF\xBD");
			++*replaced;
		}
		s = str_skip(s, n ? n : 1);
	}
	return out_view(&o);
}
