/* The lexer under the sanitiser (rich_token.h). Source: WHATWG HTML 13.2.5, simplified where the
 * difference can not be seen in rebuilt output. */
#include "html/rich_token.h"

#include <string.h>

#include "core/out.h"
#include "core/utf8.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
static bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static char at(const struct rich_lexer *l, size_t i)
{
	return l->pos + i < l->src.n ? l->src.p[l->pos + i] : 0;
}

/* From `from` to before the next `c`, moving behind it; to the end when there is none. */
static struct str until(struct rich_lexer *l, char c)
{
	struct str rest = str_skip(l->src, l->pos);
	size_t n = str_find_char(rest, c);
	l->pos = n == SIZE_MAX ? l->src.n : l->pos + n + 1;
	return n == SIZE_MAX ? rest : str_left(rest, n);
}

static void read_comment(struct rich_lexer *l, struct rich_token *t)
{
	t->kind = RICH_COMMENT;
	if (at(l, 2) != '-' || at(l, 3) != '-') {
		l->pos += 1;
		t->raw = until(l, '>');
		return;
	}
	l->pos += 4;
	if (at(l, 0) == '>' || (at(l, 0) == '-' && at(l, 1) == '>')) {
		until(l, '>');
		t->raw = STR_NONE;
		return;
	}
	size_t start = l->pos;
	for (; l->pos < l->src.n; l->pos++) {
		if (at(l, 0) != '-' || at(l, 1) != '-' || (at(l, 2) != '>' && !(at(l, 2) == '!' && at(l, 3) == '>'))) continue;
		t->raw = (struct str){ l->src.p + start, l->pos - start };
		until(l, '>');
		return;
	}
	t->raw = (struct str){ l->src.p + start, l->src.n - start };
}

static struct str read_value(struct rich_lexer *l)
{
	while (is_space(at(l, 0))) l->pos++;
	char quote = at(l, 0);
	if (quote == '"' || quote == '\'') {
		l->pos++;
		return until(l, quote);
	}
	size_t start = l->pos;
	while (l->pos < l->src.n && !is_space(at(l, 0)) && at(l, 0) != '>') l->pos++;
	return (struct str){ l->src.p + start, l->pos - start };
}

static void read_attribute(struct rich_lexer *l, struct rich_token *t)
{
	size_t start = l->pos++; /* a name may begin with = */
	while (l->pos < l->src.n && !is_space(at(l, 0)) && !strchr("/>=", at(l, 0))) l->pos++;
	struct str name = { l->src.p + start, l->pos - start }, value = STR_NONE;
	size_t behind = l->pos;
	while (is_space(at(l, 0))) l->pos++;
	if (at(l, 0) == '=') {
		l->pos++;
		value = read_value(l);
	} else {
		l->pos = behind;
	}
	if (t->attrs == RICH_ATTRS) return;
	t->attr[t->attrs].name = name;
	t->attr[t->attrs++].value = value;
}

/* A tag from behind its < or </. One that does not end before the text does is dropped. */
static void read_tag(struct rich_lexer *l, struct rich_token *t)
{
	size_t n = 0;
	for (; l->pos < l->src.n && !is_space(at(l, 0)) && at(l, 0) != '/' && at(l, 0) != '>'; l->pos++, n++)
		if (n < sizeof t->name - 1) t->name[n] = lower(at(l, 0));
	t->name[n < sizeof t->name ? n : 0] = 0;
	while (l->pos < l->src.n && at(l, 0) != '>') {
		if (is_space(at(l, 0)) || at(l, 0) == '/') l->pos++;
		else read_attribute(l, t);
	}
	if (l->pos >= l->src.n) t->kind = RICH_END;
	else l->pos++;
}

void rich_next(struct rich_lexer *l, struct rich_token *t)
{
	t->kind = RICH_END;
	t->raw = STR_NONE;
	t->attrs = 0;
	t->name[0] = 0;
	if (l->pos >= l->src.n) return;
	if (at(l, 0) == '<') {
		bool stop = at(l, 1) == '/';
		if (is_alpha(at(l, stop ? 2 : 1))) {
			size_t tag = l->pos;
			t->kind = stop ? RICH_STOP : RICH_START;
			l->pos += stop ? 2 : 1;
			read_tag(l, t);
			t->raw = (struct str){ l->src.p + tag, l->pos - tag };
			return;
		}
		if (at(l, 1) == '!' || at(l, 1) == '?' || stop) {
			read_comment(l, t);
			return;
		}
	}
	size_t start = l->pos++;
	for (; l->pos < l->src.n; l->pos++) {
		char next = at(l, 1);
		if (at(l, 0) == '<' && (is_alpha(next) || next == '/' || next == '!' || next == '?')) break;
	}
	t->kind = RICH_TEXT;
	t->raw = (struct str){ l->src.p + start, l->pos - start };
}

struct str rich_skip_raw(struct rich_lexer *l, const char *name)
{
	size_t start = l->pos, n = strlen(name);
	for (; l->pos < l->src.n; l->pos++) {
		if (at(l, 0) != '<' || at(l, 1) != '/') continue;
		struct str word = str_left(str_skip(l->src, l->pos + 2), n);
		char next = at(l, 2 + n);
		if (!str_eq_nocase(word, str_of(name)) || !(is_space(next) || next == '/' || next == '>')) continue;
		struct str skipped = { l->src.p + start, l->pos - start };
		until(l, '>');
		return skipped;
	}
	return (struct str){ l->src.p + start, l->src.n - start };
}

bool rich_attr(const struct rich_token *t, const char *name, struct str *raw)
{
	*raw = STR_NONE;
	for (size_t i = 0; i < t->attrs; i++) {
		if (!str_eq_nocase(t->attr[i].name, str_of(name))) continue;
		*raw = t->attr[i].value;
		return true;
	}
	return false;
}

/* ---- character references ---- */

/* The entities of HTML 4.01, sections 24.2-24.4, in byte order of their names. */
static const struct { const char *name; uint16_t code; } entity[] = {
#include "html/rich_entity.h"
};

static uint32_t entity_code(struct str name)
{
	size_t low = 0, high = COUNT_OF(entity);
	while (low < high) {
		size_t middle = (low + high) / 2;
		int c = str_cmp(name, str_of(entity[middle].name));
		if (c == 0) return entity[middle].code;
		if (c < 0) high = middle;
		else low = middle + 1;
	}
	return 0;
}

/* Bytes of Windows-1252 that people wrote as &#128; to &#159; (WHATWG HTML 13.2.5.80). */
static const uint16_t windows[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
};

/* Characters that never reach a page: controls, directions, the byte order mark, non-characters. */
static uint32_t allowed(uint32_t c)
{
	if (c == '\t' || c == '\n' || c == '\f') return c;
	bool control = c < 32 || (c >= 0x7F && c < 0xA0);
	bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
	bool none = c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
	bool surrogate = c >= 0xD800 && c <= 0xDFFF;
	return control || direction || none || surrogate || c > 0x10FFFF ? UINT32_MAX : c;
}

/* Behind "&#": true when digits stand there. */
static bool numeric(struct str *s, uint32_t *code)
{
	size_t i = 2;
	bool hex = i < s->n && (s->p[i] == 'x' || s->p[i] == 'X');
	if (hex) i++;
	size_t first = i;
	uint32_t v = 0;
	for (; i < s->n; i++) {
		char c = lower(s->p[i]);
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10) : 99;
		if (digit == 99) break;
		if (v < 0x200000) v = v * (hex ? 16 : 10) + digit;
	}
	if (i == first) return false;
	if (i < s->n && s->p[i] == ';') i++;
	*s = str_skip(*s, i);
	if (v >= 128 && v < 160 && windows[v - 128]) v = windows[v - 128];
	*code = v ? allowed(v) : UINT32_MAX;
	return true;
}

uint32_t rich_char(struct str *s)
{
	if (!s->n) return 0;
	uint32_t code;
	if (s->p[0] == '&' && s->n > 2) {
		if (s->p[1] == '#' && numeric(s, &code)) return code;
		size_t n = 1;
		while (n < s->n && n < 12 && (is_alpha(s->p[n]) || (s->p[n] >= '0' && s->p[n] <= '9'))) n++;
		if (n < s->n && s->p[n] == ';' && (code = entity_code((struct str){ s->p + 1, n - 1 }))) {
			*s = str_skip(*s, n + 1);
			return allowed(code);
		}
	}
	if ((unsigned char)s->p[0] < 0x80) {
		code = (unsigned char)s->p[0];
		*s = str_skip(*s, 1);
		if (code == '\r') code = s->n && s->p[0] == '\n' ? UINT32_MAX : '\n';
		return allowed(code);
	}
	return allowed(utf8_next(s));
}

struct str rich_decode(struct arena *a, struct str raw)
{
	if (str_find_char(raw, '&') == SIZE_MAX && str_find_char(raw, '\r') == SIZE_MAX) {
		bool plain = true;
		for (size_t i = 0; i < raw.n && plain; i++) plain = (unsigned char)raw.p[i] >= 32 && (unsigned char)raw.p[i] < 127;
		if (plain) return raw;
	}
	struct out o = out_new(a, raw.n * 4 + 16);
	uint32_t c;
	while ((c = rich_char(&raw))) {
		char b[4];
		if (c != UINT32_MAX) out_bytes(&o, b, utf8_put(c, b));
	}
	return out_view(&o);
}
