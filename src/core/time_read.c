/* Reading dates and times as people write them (core/time.h). */
#include "core/time.h"
#include "core/utf8.h"

/* Full-width digits, signs and letters as their ASCII selves, the many hyphens as '-', blanks as ' '. */
static uint32_t plain(uint32_t c)
{
	static const uint32_t same[][2] = {
		{ 0x3000, ' ' }, { 0xA0, ' ' }, { '\t', ' ' }, { 0x2212, '-' }, { 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' },
		{ 0x2013, '-' }, { 0x2014, '-' }, { 0x2015, '-' }, { 0x30FC, '-' }, { 0xFF70, '-' }, { 0x3002, '.' }, { 0x30FB, '.' },
	};
	if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
	for (size_t i = 0; i < COUNT_OF(same); i++)
		if (same[i][0] == c) return same[i][1];
	return c;
}

static uint32_t peek(struct str s)
{
	return plain(utf8_next(&s));
}

static void skip_blanks(struct str *s)
{
	while (s->n && peek(*s) == ' ') utf8_next(s);
}

static bool take(struct str *s, uint32_t c)
{
	struct str t = *s;
	skip_blanks(&t);
	if (!t.n || peek(t) != c) return false;
	utf8_next(&t);
	*s = t;
	return true;
}

static bool take_word(struct str *s, struct str word)
{
	if (!str_starts(*s, word)) return false;
	*s = str_skip(*s, word.n);
	return true;
}

/* A run of 1..max digits that no further digit follows; returns how many, 0 = none. */
static int take_digits(struct str *s, int max, int *value)
{
	struct str t = *s;
	skip_blanks(&t);
	int n = 0, v = 0;
	for (; t.n; n++) {
		uint32_t c = peek(t);
		if (c < '0' || c > '9') break;
		if (n == max) return 0;
		v = v * 10 + (int)(c - '0');
		utf8_next(&t);
	}
	if (!n) return 0;
	*value = v;
	*s = t;
	return n;
}

static const struct {
	const char *text;
	int before; /* year 1 is before + 1 */
} eras[] = {
	{ "令和", 2018 }, { "平成", 1988 }, { "昭和", 1925 }, { "大正", 1911 }, { "明治", 1867 },
	{ "㋿", 2018 },   { "㍻", 1988 },   { "㍼", 1925 },   { "㍽", 1911 },   { "㍾", 1867 },
	{ "R", 2018 },    { "H", 1988 },    { "S", 1925 },    { "T", 1911 },    { "M", 1867 },
};

static bool take_era(struct str *s, int *before)
{
	uint32_t c = s->n ? peek(*s) : 0;
	if (c >= 'a' && c <= 'z') c -= 32;
	for (size_t i = 0; i < COUNT_OF(eras); i++) {
		struct str t = str_of(eras[i].text);
		if (t.n == 1 ? c != (uint32_t)(unsigned char)t.p[0] : !str_starts(*s, t)) continue;
		if (t.n == 1) utf8_next(s);
		else *s = str_skip(*s, t.n);
		*before = eras[i].before;
		if (t.n == 1) take(s, '.'); /* H.15.4.1 */
		return true;
	}
	return false;
}

/* 年 / - . between the parts, and the word itself at the end of one. */
static bool take_separator(struct str *s, uint32_t word)
{
	return take(s, word) || take(s, '/') || take(s, '-') || take(s, '.');
}

/* （土）, (土・祝), 土曜日 behind a date. */
static void take_weekday(struct str *s)
{
	static const char *const days[] = { "日", "月", "火", "水", "木", "金", "土" };
	struct str t = *s;
	skip_blanks(&t);
	uint32_t c = t.n ? peek(t) : 0;
	bool bracket = c == '(' || c == 0x3014 || c == '[';
	if (bracket) utf8_next(&t);
	size_t i = 0;
	while (i < COUNT_OF(days) && !str_starts(t, str_of(days[i]))) i++;
	if (i == COUNT_OF(days)) return;
	t = str_skip(t, 3);
	if (!bracket) {
		if (!take_word(&t, S("曜日")) && !take_word(&t, S("曜"))) return;
		*s = t;
		return;
	}
	for (int n = 0; t.n && n < 12; n++) {
		c = plain(utf8_next(&t));
		if (c == ')' || c == 0x3015 || c == ']') {
			*s = t;
			return;
		}
	}
}

/* Eight digits in a row. */
static bool compact(struct str text, date_t *d, struct str *rest)
{
	int v = 0;
	if (take_digits(&text, 8, &v) != 8) return false;
	*d = date_make(v / 10000, v / 100 % 100, v % 100);
	*rest = text;
	return *d >= 10000000;
}

static bool year_of(struct str *s, int *year)
{
	int before = 0, n = 0;
	if (!take_era(s, &before)) return take_digits(s, 4, year) == 4 && *year >= 1000;
	if (take_word(s, S("元"))) n = 1;
	else if (!take_digits(s, 2, &n) || n < 1) return false;
	*year = before + n;
	return true;
}

/* "2003年", or a year with nothing behind it. */
static bool year_only(int year, bool word, struct str behind, date_t *d, struct str *rest)
{
	struct str t = behind;
	skip_blanks(&t);
	if (!word && t.n) return false;
	*d = year * 10000;
	*rest = behind;
	return true;
}

/* Behind year, separator and month: the day, or none ("2003年4月", "2003-04-00"). */
static bool day_of(int year, int month, struct str s, date_t *d, struct str *rest)
{
	int day = 0;
	struct str t = s;
	bool word = take(&t, 0x6708 /* 月 */), sep = word || take_separator(&t, 0x6708);
	struct str after_word = t;
	bool digits = sep && take_digits(&t, 2, &day);
	if (digits && (peek(t) == ':' || peek(t) == 0x6642 /* 時 */)) digits = false; /* 2003年4月 10時 */
	if (digits && day) {
		*d = date_make(year, month, day);
		take(&t, 0x65E5 /* 日 */);
	} else {
		*d = month <= 12 ? year * 10000 + month * 100 : 0;
		if (!digits) t = word ? after_word : s;
	}
	*rest = t;
	return *d != 0;
}

bool date_read(struct str text, date_t *out, struct str *rest)
{
	date_t d = 0;
	int year = 0, month = 0;
	struct str r = STR_NONE;
	skip_blanks(&text);
	bool ok = compact(text, &d, &r);
	if (!ok) {
		if (!year_of(&text, &year) || year < 1) return false;
		struct str t = text;
		bool word = take(&t, 0x5E74 /* 年 */), sep = word;
		struct str after_word = t;
		if (word) take_separator(&t, 0x5E74); /* 2003年.4月 */
		else sep = take_separator(&t, 0x5E74);
		if (!sep || !take_digits(&t, 2, &month)) ok = year_only(year, word, word ? after_word : text, &d, &r);
		else if (month == 0) { /* 2003-00-00 */
			int zero = 0;
			bool zeros = take_separator(&t, 0x6708) && take_digits(&t, 2, &zero) && zero == 0;
			ok = zeros && year_only(year, true, t, &d, &r);
		} else ok = day_of(year, month, t, &d, &r);
	}
	if (!ok) return false;
	take_weekday(&r);
	*out = d;
	*rest = r;
	return true;
}

/* 午前 and 午後, AM and PM before or behind the number are written; only the words are read. */
static int take_half(struct str *s, bool *given)
{
	*given = true;
	if (take_word(s, S("午前")) || take_word(s, S("朝"))) return 0;
	if (take_word(s, S("午後")) || take_word(s, S("夜"))) return 12;
	if (take_word(s, S("正午"))) return 24;
	*given = false;
	return 0;
}

bool minute_read(struct str text, int *minute, struct str *rest)
{
	int hour = 0, m = 0;
	bool half_given;
	skip_blanks(&text);
	bool next = take_word(&text, S("翌日")) || take_word(&text, S("翌"));
	int half = take_half(&text, &half_given);
	if (half == 24) {
		*minute = 720;
		*rest = text;
		return true;
	}
	if (!take_digits(&text, 2, &hour)) return false;
	if (take(&text, 0x6642 /* 時 */)) {
		struct str t = text;
		if (take_word(&t, S("半"))) {
			m = 30;
			text = t;
		} else if (take_digits(&t, 2, &m) && take(&t, 0x5206 /* 分 */)) {
			text = t;
		} else m = 0;
	} else if (!take(&text, ':') || take_digits(&text, 2, &m) != 2) return false;
	if (half_given && hour > 12) return false;
	if (half_given && hour == 12) hour = 0;
	int v = (hour + half) * 60 + m + (next ? 1440 : 0);
	if (m > 59 || v >= 2880) return false;
	*minute = v;
	*rest = text;
	return true;
}
