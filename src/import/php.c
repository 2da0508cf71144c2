/* Reader of PHP's serialize() format (import/php.h). */
#include "import/php.h"

#include <string.h>

#include "core/vec.h"

struct reader {
	struct arena *arena;
	struct str s;
	size_t at;
	int values;
	struct php_report *report;
};

bool php_looks_serialized(struct str s)
{
	if (s.n == 2 && s.p[0] == 'N' && s.p[1] == ';') return true;
	if (s.n < 4 || s.p[1] != ':' || !memchr("abdisOCERr", s.p[0], 10)) return false;
	bool digit = (s.p[2] >= '0' && s.p[2] <= '9') || s.p[2] == '-';
	char last = s.p[s.n - 1];
	return (digit || s.p[0] == 'd') && (last == ';' || last == '}');
}

static bool fault(struct reader *r, const char *text)
{
	if (!r->report->fault) r->report->fault = text;
	return false;
}

static bool take(struct reader *r, char c)
{
	if (r->at < r->s.n && r->s.p[r->at] == c) {
		r->at++;
		return true;
	}
	return false;
}

/* Digits up to `end`, which is taken too. */
static bool take_size(struct reader *r, char end, size_t *n)
{
	int64_t v;
	struct str rest = str_skip(r->s, r->at);
	size_t digits = 0;
	while (digits < rest.n && digits < 18 && rest.p[digits] >= '0' && rest.p[digits] <= '9') digits++;
	if (!str_int(str_left(rest, digits), 0, INT64_MAX, &v)) return false;
	r->at += digits;
	*n = (size_t)v;
	return take(r, end);
}

/* Whether what follows a string's closing `";` could go on: the end, a bracket, or another value. */
static bool plausible(struct reader *r, size_t at)
{
	if (at >= r->s.n || r->s.p[at] == '}') return true;
	struct str rest = str_skip(r->s, at);
	if (rest.n >= 2 && rest.p[0] == 'N' && rest.p[1] == ';') return true;
	return rest.n >= 4 && rest.p[1] == ':' && memchr("abdisOCERr", rest.p[0], 10) &&
	       ((rest.p[2] >= '0' && rest.p[2] <= '9') || rest.p[2] == '-');
}

/* A string's bytes behind its opening quote; when the length is wrong, up to the next plausible end. */
static bool take_bytes(struct reader *r, size_t n, char end, struct str *s)
{
	struct str rest = str_skip(r->s, r->at);
	if (n < rest.n && rest.n - n >= 2 && rest.p[n] == '"' && rest.p[n + 1] == end) {
		*s = str_left(rest, n);
		r->at += n + 2;
		return true;
	}
	for (size_t i = 0; i + 1 < rest.n; i++) {
		if (rest.p[i] != '"' || rest.p[i + 1] != end || !plausible(r, r->at + i + 2)) continue;
		*s = str_left(rest, i);
		r->at += i + 2;
		r->report->repaired++;
		return true;
	}
	return fault(r, "直列化された文字列の長さが合わず、終わりも見つかりません");
}

static bool read_value(struct reader *r, struct php *v, int depth);

static bool take_string(struct reader *r, struct php *v, int depth)
{
	size_t n;
	if (!take_size(r, ':', &n) || !take(r, '"')) return fault(r, "直列化された文字列の書き方が壊れています");
	v->type = PHP_STRING;
	size_t left = r->s.n - r->at;
	if (depth == 0 && left >= 2 && n != left - 2 && str_ends(str_skip(r->s, r->at), S("\";"))) { /* nothing else: all of it */
		r->report->repaired++;
		n = left - 2;
	}
	return take_bytes(r, n, ';', &v->s);
}

static bool take_items(struct reader *r, struct php *v, size_t n, int depth)
{
	VEC(struct php) keys = { 0 }, values = { 0 };
	for (size_t i = 0; i < n; i++) {
		if (r->at < r->s.n && r->s.p[r->at] == '}') { /* fewer items than said */
			r->report->repaired++;
			break;
		}
		struct php key = { 0 }, value = { 0 };
		if (!read_value(r, &key, depth + 1)) return false;
		if (key.type != PHP_INT && key.type != PHP_STRING) return fault(r, "直列化された配列の鍵が数でも文字列でもありません");
		if (!read_value(r, &value, depth + 1)) return false;
		*vec_add(r->arena, &keys) = key;
		*vec_add(r->arena, &values) = value;
	}
	if (!take(r, '}')) return fault(r, "直列化された配列が閉じていません");
	v->type = PHP_LIST;
	v->key = keys.v;
	v->value = values.v;
	v->n = keys.n;
	return true;
}

/* O:5:"Class":1:{...}, C:5:"Class":3:{...}, E:9:"Enum:Case"; and a:1:{...} */
static bool take_compound(struct reader *r, char letter, struct php *v, int depth)
{
	size_t n;
	if (letter != 'a') {
		if (!take_size(r, ':', &n) || !take(r, '"')) return fault(r, "直列化された値の型の名前を読めません");
		if (letter == 'E') {
			v->type = PHP_OTHER;
			return take_bytes(r, n, ';', &v->s);
		}
		if (!take_bytes(r, n, ':', &v->s)) return false;
	}
	if (!take_size(r, ':', &n) || !take(r, '{')) return fault(r, "直列化された配列の書き方が壊れています");
	if (letter != 'C') return take_items(r, v, n, depth);
	struct str rest = str_skip(r->s, r->at);
	if (n >= rest.n || rest.p[n] != '}') return fault(r, "直列化された値の長さが合いません");
	v->type = PHP_OTHER;
	v->s = str_left(rest, n);
	r->at += n + 1;
	return true;
}

static bool take_scalar(struct reader *r, char letter, struct php *v)
{
	struct str rest = str_skip(r->s, r->at);
	size_t n = str_find_char(rest, ';');
	if (n == SIZE_MAX || n > 64) return fault(r, "直列化された数が閉じていません");
	v->s = str_left(rest, n);
	r->at += n + 1;
	v->type = letter == 'd' ? PHP_REAL : letter == 'b' ? PHP_BOOL : letter == 'i' ? PHP_INT : PHP_OTHER;
	if (letter == 'd' || letter == 'R' || letter == 'r') return true;
	int64_t least = letter == 'b' ? 0 : INT64_MIN, most = letter == 'b' ? 1 : INT64_MAX;
	if (str_int(v->s, least, most, &v->i)) return true;
	if (letter == 'i' && n > 18 && str_int(str_skip(v->s, n - 18), 0, INT64_MAX, &v->i)) { /* 19 digits: kept as text */
		v->type = PHP_STRING;
		return true;
	}
	return fault(r, "直列化された数を読めません");
}

static bool read_value(struct reader *r, struct php *v, int depth)
{
	if (depth > PHP_DEPTH_MAX) return fault(r, "直列化された値の入れ子が深すぎます");
	if (++r->values > PHP_VALUES_MAX) return fault(r, "直列化された値が多すぎます");
	if (r->at >= r->s.n) return fault(r, "直列化された値が途中で終わっています");
	char letter = r->s.p[r->at++];
	*v = (struct php){ .type = PHP_NULL, .s = STR_NONE };
	if (letter == 'N') return take(r, ';') || fault(r, "直列化された値の書き方が壊れています");
	if (!take(r, ':')) return fault(r, "直列化された値の書き方が壊れています");
	switch (letter) {
	case 's': return take_string(r, v, depth);
	case 'a': case 'O': case 'C': case 'E': return take_compound(r, letter, v, depth);
	case 'b': case 'i': case 'd': case 'R': case 'r': return take_scalar(r, letter, v);
	default: return fault(r, "直列化された値の型が分かりません");
	}
}

enum err php_read(struct arena *a, struct str text, struct php *v, struct php_report *report)
{
	*report = (struct php_report){ 0 };
	for (int level = 0;; level++) {
		struct reader r = { .arena = a, .s = str_trim(text), .report = report };
		if (!read_value(&r, v, 0)) return ERR_INPUT;
		if (r.at < r.s.n) {
			report->fault = "直列化された値の後ろに余分な文字があります";
			return ERR_INPUT;
		}
		if (v->type != PHP_STRING || level == 4 || !php_looks_serialized(v->s)) return OK;
		struct php_report inner = { 0 };
		struct reader probe = { .arena = a, .s = v->s, .report = &inner };
		struct php opened;
		if (!read_value(&probe, &opened, 0) || probe.at < probe.s.n) return OK; /* only looks like it: text */
		text = v->s;
		report->twice++;
	}
}

const struct php *php_get(const struct php *list, const char *key)
{
	struct str wanted = str_of(key);
	for (size_t i = 0; list->type == PHP_LIST && i < list->n; i++)
		if (str_eq(php_text(&list->key[i]), wanted)) return &list->value[i];
	return NULL;
}

struct str php_text(const struct php *v)
{
	switch (v->type) {
	case PHP_STRING: case PHP_INT: case PHP_REAL: return v->s;
	case PHP_BOOL: return v->i ? S("1") : STR_NONE;
	default: return STR_NONE;
	}
}
