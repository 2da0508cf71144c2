/* Looking up postal codes (form/postal.h). */
#include "form/postal.h"

#include <string.h>
#include <zlib.h>

#include "form/normal.h"
#include "form/postal_data.h"

#define HOME_PREF "35" /* 山口県: its cities and towns are masters, everything else is "outside" */

static bool read_code(struct arena *a, struct str typed, char digit[7])
{
	struct str s = normal_text(a, typed, NORMAL_LINE | NORMAL_ASCII | NORMAL_HYPHEN);
	size_t n = 0;
	if (str_starts(s, S("〒"))) s = str_skip(s, strlen("〒"));
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '-' || s.p[i] == ' ') continue;
		if (s.p[i] < '0' || s.p[i] > '9' || n == 7) return false;
		digit[n++] = s.p[i];
	}
	return n == 7;
}

static struct str unpack(struct arena *a, const struct postal_piece *p)
{
	uLongf n = p->plain;
	if (!p->plain) return STR_NONE;
	char *text = arena_alloc(a, p->plain);
	if (uncompress((unsigned char *)text, &n, (const unsigned char *)p->bytes, p->n) != Z_OK) return STR_NONE;
	return (struct str){ text, n };
}

/* The master of a list whose name the text begins with. */
static const struct master *begins(const struct masters *m, const char *list, struct str text)
{
	const struct master *row;
	for (size_t i = 0; (row = master_at(m, list, i)); i++)
		if (row->label.n && str_starts(text, row->label)) return row;
	return NULL;
}

static struct postal_place place_of(const struct masters *m, struct str whole)
{
	struct postal_place p = { .pref = STR_NONE, .city = STR_NONE, .rest = whole, .whole = whole };
	const struct master *pref = begins(m, "pref", whole), *city;
	if (!pref) return p;
	p.pref = pref->code;
	p.rest = str_skip(whole, pref->label.n);
	if (!str_is(pref->code, HOME_PREF)) {
		p.city = S("outside");
		return p;
	}
	size_t county = str_find(p.rest, S("郡")); /* 玖珂郡和木町: towns are known without their county */
	city = begins(m, "city", p.rest);
	if (!city && county != SIZE_MAX) {
		p.rest = str_skip(p.rest, county + strlen("郡"));
		city = begins(m, "city", p.rest);
	}
	if (!city) return p;
	p.city = city->code;
	p.rest = str_skip(p.rest, city->label.n);
	return p;
}

size_t postal_find(struct arena *a, const struct masters *m, struct str typed, struct postal_place *place, size_t max)
{
	char digit[7];
	size_t n = 0;
	struct str line, whole;
	if (!read_code(a, typed, digit)) return 0;
	struct str rest = unpack(a, &postal_pieces[(digit[0] - '0') * 100 + (digit[1] - '0') * 10 + digit[2] - '0']);
	while (str_split(&rest, '\n', &line)) {
		if (line.n < 6 || memcmp(line.p, digit + 3, 4) != 0) continue;
		line = str_skip(line, 5);
		while (str_split(&line, '/', &whole))
			if (whole.n && n < max) place[n++] = place_of(m, whole);
	}
	return n;
}
