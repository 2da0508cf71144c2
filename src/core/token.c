/* Folding and the tokenizer (core/token.h). Knows characters, no words: no dictionary, no grammar. */
#include "core/token.h"

#include <string.h>

#include "core/fold_table.h"
#include "core/utf8.h"

enum { FOLD_DROP = 1, FOLD_BLANK, FOLD_DASH, FOLD_VOICED, FOLD_HALF_VOICED, FOLD_LONG = 0xe000, TOKEN_MAX = 60 };

/* ---- folding ---- */

struct folder {
	char *p;
	size_t n;
	uint32_t *origin; /* NULL: not wanted */
	uint32_t from, last; /* offset of the character at hand; the last character written */
};

/* The longest folding of one character, in bytes, as a multiple of its own length (U+FDFA, 3 -> 33). */
enum { FOLD_GROWTH = 12 };

static void put(struct folder *f, uint32_t c)
{
	size_t at = f->n;
	f->n += utf8_put(c, f->p + f->n);
	f->last = c;
	if (f->origin)
		for (; at < f->n; at++) f->origin[at] = f->from;
}

static void put_blank(struct folder *f)
{
	if (f->n && f->last != ' ') put(f, ' ');
}

static bool is_hiragana(uint32_t c)
{
	return (c >= 0x3041 && c <= 0x3096) || c == 0x309d || c == 0x309e || c == 0x30fc;
}

/* か + the mark for voiced is が; は + the half-voiced one is ぱ. A mark that does not fit is dropped. */
static void voice(struct folder *f, uint32_t step)
{
	static const char voiced[] = "\x4b\x4d\x4f\x51\x53\x55\x57\x59\x5b\x5d\x5f\x61\x64\x66\x68\x6f\x72\x75\x78\x7b";
	static const char half[] = "\x6f\x72\x75\x78\x7b";
	if (f->last < 0x3041 || f->last > 0x309d) return;
	uint32_t c = 0;
	if (strchr(step == 1 ? voiced : half, (int)(f->last & 0xff)) && f->last < 0x3080) c = f->last + step;
	if (step == 1 && f->last == 0x3046) c = 0x3094; /* う */
	if (step == 1 && f->last == 0x309d) c = 0x309e; /* ゝ */
	if (!c) return;
	f->n -= 3;
	if (f->origin) f->from = f->origin[f->n]; /* where its base stands */
	put(f, c);
}

static void put_text(struct folder *f, const char *s)
{
	for (struct str rest = str_of(s); rest.n;) {
		uint32_t c = utf8_next(&rest);
		if (c == ' ') put_blank(f);
		else put(f, c);
	}
}

static void fold_far(struct folder *f, uint32_t c)
{
	if ((c >= 0xe0100 && c <= 0xe01ef) || (c >= 0xe0000 && c <= 0xe007f)) return; /* variation selectors, tags */
	size_t low = 0, high = COUNT_OF(fold_astral);
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (fold_astral[mid].c < c) low = mid + 1;
		else high = mid;
	}
	if (low < COUNT_OF(fold_astral) && fold_astral[low].c == c) put_text(f, fold_astral[low].to);
	else put(f, c);
}

static void fold_one(struct folder *f, uint32_t c)
{
	if (c > 0xffff) {
		fold_far(f, c);
		return;
	}
	uint16_t v = fold_block[fold_page[c >> 8]][c & 0xff];
	switch (v) {
	case 0: put(f, c); break;
	case FOLD_DROP: break;
	case FOLD_BLANK: put_blank(f); break;
	case FOLD_DASH: put(f, is_hiragana(f->last) ? 0x30fc : '-'); break;
	case FOLD_VOICED: voice(f, 1); break;
	case FOLD_HALF_VOICED: voice(f, 2); break;
	default:
		if (v >= FOLD_LONG) put_text(f, fold_long[v - FOLD_LONG]);
		else put(f, v);
	}
}

static struct str fold_into(struct folder *f, struct str text)
{
	size_t whole = text.n;
	for (struct str rest = text; rest.n;) {
		f->from = (uint32_t)(whole - rest.n);
		fold_one(f, utf8_next(&rest));
	}
	if (f->n && f->last == ' ') f->n--;
	if (f->origin) f->origin[f->n] = (uint32_t)whole;
	return f->n ? (struct str){ f->p, f->n } : STR_NONE;
}

/* Room for the folded text: most characters keep their length, so we look which do not. */
static size_t room(struct str text)
{
	size_t n = text.n + 16;
	for (struct str rest = text; rest.n;) {
		size_t before = rest.n;
		uint32_t c = utf8_next(&rest);
		if (c == '-') n += 2; /* may become ー */
		if (c < 0x80) continue;
		if (c > 0xffff || fold_block[fold_page[c >> 8]][c & 0xff] >= FOLD_LONG) n += (before - rest.n) * FOLD_GROWTH;
		else n += 3 - (before - rest.n < 3 ? before - rest.n : 3);
	}
	return n;
}

struct str fold(struct arena *a, struct str text)
{
	if (!text.n) return STR_NONE;
	struct folder f = { .p = arena_alloc(a, room(text)) };
	return fold_into(&f, text);
}

struct str fold_with_origin(struct arena *a, struct str text, uint32_t **origin)
{
	ASSERT(text.n < UINT32_MAX);
	size_t n = room(text);
	struct folder f = { .p = arena_alloc(a, n), .origin = ARENA_ARRAY(a, uint32_t, n + 1) };
	*origin = f.origin;
	return fold_into(&f, text);
}

/* ---- tokens ---- */

/* As utf8_next(), for what fold() has made: well-formed, so only the length is looked at. */
static inline uint32_t next_char(struct str *s)
{
	const unsigned char *p = (const unsigned char *)s->p;
	size_t n = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (n > s->n) n = 1;
	uint32_t c = n == 1 ? p[0] : n == 2 ? (p[0] & 0x1fu) << 6 : n == 3 ? (p[0] & 0xfu) << 12 : (p[0] & 7u) << 18;
	for (size_t i = 1; i < n; i++) c |= (p[i] & 0x3fu) << 6 * (n - 1 - i);
	s->p += n;
	s->n -= n;
	return c;
}

enum class { CLASS_NONE, CLASS_PAIR /* kana, kanji, hangul */, CLASS_WORD /* letters, digits */ };

static enum class class_of(uint32_t c)
{
	static const struct { uint32_t from, to; enum class class; } ranges[] = {
		{ '0', '9', CLASS_WORD },          { 'a', 'z', CLASS_WORD },          { 0xaa, 0xaa, CLASS_WORD },
		{ 0xba, 0xba, CLASS_WORD },        { 0xc0, 0xd6, CLASS_WORD },        { 0xd8, 0xf6, CLASS_WORD },
		{ 0xf8, 0x2af, CLASS_WORD },       { 0x370, 0x1fff, CLASS_WORD },     { 0x2c00, 0x2dff, CLASS_WORD },
		{ 0x3005, 0x3007, CLASS_PAIR },    { 0x3041, 0x3096, CLASS_PAIR },    { 0x309d, 0x309f, CLASS_PAIR },
		{ 0x30a1, 0x30fa, CLASS_PAIR },    { 0x30fc, 0x30ff, CLASS_PAIR },    { 0x3105, 0x318e, CLASS_PAIR },
		{ 0x31f0, 0x31ff, CLASS_PAIR },    { 0x3400, 0x4dbf, CLASS_PAIR },    { 0x4e00, 0x9fff, CLASS_PAIR },
		{ 0xa000, 0xabff, CLASS_WORD },    { 0xac00, 0xd7a3, CLASS_PAIR },    { 0xf900, 0xfaff, CLASS_PAIR },
		{ 0x10000, 0x1cfff, CLASS_WORD },  { 0x20000, 0x3ffff, CLASS_PAIR },
	};
	if ((c >= 0x3041 && c <= 0x3096) || (c >= 0x4e00 && c <= 0x9fff)) return CLASS_PAIR; /* nearly all */
	for (size_t i = 0; i < COUNT_OF(ranges) && c >= ranges[i].from; i++)
		if (c <= ranges[i].to) return ranges[i].class;
	return CLASS_NONE;
}

/* Takes the next run of one class off *rest; false at the end. */
static bool next_run(struct str *rest, struct str *run, enum class *class)
{
	*run = (struct str){ rest->p, 0 };
	*class = CLASS_NONE;
	while (rest->n) {
		struct str after = *rest;
		enum class c = class_of(next_char(&after));
		if (*class == CLASS_NONE && c == CLASS_NONE) {
			*rest = after;
			continue;
		}
		if (*class == CLASS_NONE) {
			*class = c;
			run->p = rest->p;
		}
		if (c != *class) break;
		run->n = (size_t)(after.p - run->p);
		*rest = after;
	}
	return run->n > 0;
}

static size_t first_length(struct str s)
{
	struct str after = s;
	next_char(&after);
	return s.n - after.n;
}

static void out_token(struct out *o, struct str token)
{
	if (o->n) out_char(o, ' ');
	out_str(o, token);
}

void out_folded_tokens(struct out *o, struct str rest)
{
	struct str run;
	enum class class;
	while (next_run(&rest, &run, &class)) {
		if (class == CLASS_WORD) {
			out_token(o, str_clip(run, TOKEN_MAX));
			continue;
		}
		while (run.n) {
			size_t first = first_length(run), second = run.n > first ? first_length(str_skip(run, first)) : 0;
			out_token(o, str_left(run, first + second));
			run = str_skip(run, first);
		}
	}
}

void out_tokens(struct out *o, struct str text)
{
	struct arena *a = arena_new();
	out_folded_tokens(o, fold(a, text));
	arena_free(a);
}

/* ---- queries ---- */

static bool has_letter(struct str s)
{
	while (s.n)
		if (class_of(next_char(&s)) != CLASS_NONE) return true;
	return false;
}

/* The piece of the query that the folded bytes from..to came from; a quote in front and behind with it. */
static struct str written_as(struct str query, const uint32_t *origin, size_t from, size_t to)
{
	return str_trim((struct str){ query.p + origin[from], origin[to] - origin[from] });
}

size_t query_words(struct arena *a, struct str query, struct query_word *word, size_t max)
{
	uint32_t *origin;
	struct str all = fold_with_origin(a, query, &origin), rest = all;
	size_t n = 0;
	while (rest.n && n < max) {
		size_t from = (size_t)(rest.p - all.p);
		bool quoted = rest.p[0] == '"';
		if (quoted) rest = str_skip(rest, 1);
		size_t end = str_find_char(rest, quoted ? '"' : ' ');
		if (!quoted) { /* a"b c" is a, then the phrase */
			size_t quote = str_find_char(rest, '"');
			if (quote < end) end = quote;
		}
		if (end > rest.n) end = rest.n;
		struct str w = str_trim(str_left(rest, end));
		bool delimiter = end < rest.n && (quoted || rest.p[end] == ' ');
		rest = str_skip(rest, end + (delimiter ? 1 : 0));
		if (!has_letter(w)) continue;
		word[n++] = (struct query_word){ w, written_as(query, origin, from, rest.n ? (size_t)(rest.p - all.p) : all.n), quoted };
	}
	return n;
}

static bool only_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9') return false;
	return true;
}

size_t word_tokens(struct str folded_word, struct str *token, size_t max, bool *prefix)
{
	struct str rest = folded_word, run;
	enum class class;
	size_t n = 0;
	*prefix = false;
	while (n < max && next_run(&rest, &run, &class)) {
		if (class == CLASS_WORD) {
			token[n++] = str_clip(run, TOKEN_MAX);
			*prefix = !only_digits(run);
			continue;
		}
		/* The last character alone is a token only where the run ends; of the last run we do not know. */
		bool last = !has_letter(rest), single = first_length(run) == run.n;
		*prefix = last && single;
		while (run.n && n < max) {
			size_t first = first_length(run), second = run.n > first ? first_length(str_skip(run, first)) : 0;
			if (second || !last || single) token[n++] = str_left(run, first + second);
			run = str_skip(run, first);
		}
	}
	if (has_letter(rest)) *prefix = false;
	return n;
}

void out_runs(struct out *o, struct str folded)
{
	struct str run;
	enum class class;
	for (bool first = true; next_run(&folded, &run, &class); first = false) {
		if (!first) out_char(o, ' ');
		out_str(o, class == CLASS_WORD ? str_clip(run, TOKEN_MAX) : run);
	}
}

void out_word_pattern(struct out *o, struct str folded_word)
{
	struct str run;
	enum class class = CLASS_NONE;
	bool first = true;
	struct str last = STR_NONE;
	while (next_run(&folded_word, &run, &class)) {
		if (!first || class == CLASS_WORD) out_char(o, ' ');
		out_str(o, class == CLASS_WORD ? str_clip(run, TOKEN_MAX) : run);
		first = false;
		last = run;
	}
	if (last.n && only_digits(last)) out_char(o, ' ');
}
