/* CP932 writer (cp932.h). */
#include "core/cp932.h"

#include "core/utf8.h"

struct pair {
	uint16_t point, code;
};
static const struct pair table[] = {
#include "core/cp932_table.h"
};

enum { GETA = 0x81AC };

/* 0 = there is none. */
static unsigned code_of(uint32_t c)
{
	size_t low = 0, high = COUNT_OF(table);
	if (c < 0x80) return c;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (table[middle].point < c) low = middle + 1;
		else high = middle;
	}
	return low < COUNT_OF(table) && table[low].point == c ? table[low].code : 0;
}

struct str cp932_from_utf8(struct arena *a, struct str text, size_t *lost)
{
	char *p = arena_alloc(a, text.n + 1); /* no character takes more bytes than in UTF-8, GETA included */
	size_t n = 0, missed = 0;
	while (text.n) {
		uint32_t c = utf8_next(&text);
		unsigned code = code_of(c);
		if (!code) {
			code = GETA;
			missed++;
		}
		if (code > 0xFF) p[n++] = (char)(code >> 8);
		p[n++] = (char)code;
	}
	if (lost) *lost = missed;
	return (struct str){ p, n };
}
