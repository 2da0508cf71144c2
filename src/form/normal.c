/* Normal forms (form/normal.h). */
#include "form/normal.h"

#include "core/out.h"
#include "core/utf8.h"

/* U+FF61..U+FF9D in order. */
static const uint16_t half_kana[] = {
	0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC,
	0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF,
	0x30C1, 0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB, 0x30DE, 0x30DF,
	0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3,
};

/* The katakana with the sound mark that follows it, or c itself. */
static uint32_t voiced(uint32_t c, bool half_voiced)
{
	bool h_row = c >= 0x30CF && c <= 0x30DB && (c - 0x30CF) % 3 == 0;
	if (half_voiced) return h_row ? c + 2 : c;
	if (c == 0x30A6) return 0x30F4;
	if (h_row) return c + 1;
	if (c >= 0x30AB && c <= 0x30C1 && c % 2 == 1) return c + 1; /* ka .. chi */
	if (c == 0x30C4 || c == 0x30C6 || c == 0x30C8) return c + 1;
	return c;
}

static uint32_t widen_kana(uint32_t c, struct str *rest)
{
	if (c < 0xFF61 || c > 0xFF9D) return c;
	c = half_kana[c - 0xFF61];
	struct str t = *rest;
	uint32_t mark = utf8_next(&t);
	if (mark != 0xFF9E && mark != 0xFF9F) return c;
	uint32_t v = voiced(c, mark == 0xFF9F);
	if (v != c) *rest = t;
	return v;
}

static bool is_hyphen(uint32_t c)
{
	static const uint32_t list[] = { 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x30FC, 0xFF0D, 0xFF70, 0x2500, 0xFE63 };
	for (size_t i = 0; i < COUNT_OF(list); i++)
		if (list[i] == c) return true;
	return false;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == 0x3000 || c == 0xA0 || c == '\t' || c == '\n' || (c >= 0x2000 && c <= 0x200A);
}

static bool is_dropped(uint32_t c)
{
	return (c < ' ' && c != '\n' && c != '\t') || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xFEFF || c == 0x200B;
}

static uint32_t changed(uint32_t c, struct str *rest, unsigned forms)
{
	if ((forms & NORMAL_HYPHEN) && is_hyphen(c)) return '-';
	if (forms & NORMAL_KANA) c = widen_kana(c, rest);
	if ((forms & NORMAL_HIRAGANA) && c >= 0x30A1 && c <= 0x30F6) c -= 0x60;
	if (forms & NORMAL_ASCII) {
		if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
		if (c == 0x3000 || c == 0xA0) c = ' ';
	}
	return c;
}

static struct str trimmed(struct str s)
{
	for (struct str t = s; s.n && is_blank(utf8_next(&t)); s = t) { }
	while (s.n) {
		size_t n = s.n - 1;
		while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
		struct str last = str_skip(s, n);
		if (!is_blank(utf8_next(&last))) break;
		s = str_left(s, n);
	}
	return s;
}

struct str normal_text(struct arena *a, struct str s, unsigned forms)
{
	struct out o = out_new(a, s.n * 3 + 16);
	bool blank = false;
	while (s.n) {
		uint32_t c = utf8_next(&s);
		if (c == '\r') {
			if (s.n && s.p[0] == '\n') continue;
			c = '\n';
		}
		if (is_dropped(c)) continue;
		c = changed(c, &s, forms);
		if ((forms & NORMAL_LINE) && (c == '\n' || c == '\t')) c = ' ';
		bool again = blank;
		blank = c == ' ';
		if (blank && again && (forms & NORMAL_LINE)) continue;
		char buf[4];
		out_bytes(&o, buf, utf8_put(c, buf));
	}
	return trimmed(out_view(&o));
}
