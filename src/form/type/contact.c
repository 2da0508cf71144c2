/* EMAIL, PHONE, POSTAL and URL (form/type.h). */
#include <string.h>

#include "core/utf8.h"
#include "form/field.html.h"
#include "form/normal.h"
#include "form/type.h"

static struct str as_is(const struct type_context *c, struct value v)
{
	(void)c;
	return v.s;
}

static struct str narrow(const struct type_context *c, struct str text)
{
	return normal_text(c->arena, text, NORMAL_LINE | NORMAL_ASCII);
}

static bool is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}
static bool is_letter(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

/* ---- EMAIL ---- */

/* RFC 5322 dot-atom, but dots anywhere: old addresses of Japanese carriers (abc.@docomo.ne.jp) are in use. */
static bool local_ok(struct str s)
{
	if (!s.n || s.n > 64) return false;
	for (size_t i = 0; i < s.n; i++)
		if (!is_letter(s.p[i]) && !is_digit(s.p[i]) && !strchr("!#$%&'*+-/=?^_`{|}~.", s.p[i])) return false;
	return true;
}

static bool domain_ok(struct str s)
{
	struct str label;
	int labels = 0;
	if (s.n > 253) return false;
	while (str_split(&s, '.', &label)) {
		if (!label.n || label.n > 63 || label.p[0] == '-' || label.p[label.n - 1] == '-') return false;
		for (size_t i = 0; i < label.n; i++)
			if (!is_letter(label.p[i]) && !is_digit(label.p[i]) && label.p[i] != '-') return false;
		labels++;
	}
	return labels >= 2;
}

static bool email_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	struct str s = narrow(c, text);
	size_t at = str_find_char(s, '@');
	if (at == SIZE_MAX || !local_ok(str_left(s, at)) || !domain_ok(str_skip(s, at + 1)) || str_ends(s, S("."))) {
		*message = S("「yamada@example.jp」の形でお書きください");
		return false;
	}
	return type_take_text(c, s, v, message);
}

static void email_html(const struct type_context *c, struct out *o, struct value v)
{
	field_link(o, url_mailto(c->arena, v.s), v.s);
}

static struct str email_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "yamada@example.jp", "abc.@docomo.example.ne.jp", "a..b+c@example.org", "ＡＢＣ＠example.com" };
	(void)c;
	return str_of(list[random % COUNT_OF(list)]);
}

const struct field_type_ops type_email = { "メールアドレス", "お書きください", email_parse, as_is, email_html, email_sample };

/* ---- PHONE: digits with hyphens; words behind the number (内線, 代表) stay ---- */

/* The dashes people type between digits; the long-vowel sign among them, but not in words behind. */
static bool phone_char(uint32_t c)
{
	return (c < 0x80 && c && (is_digit((char)c) || strchr("-() +", (int)c))) || c == 0x30FC || c == 0xFF70 || c == 0x2212
		|| (c >= 0x2010 && c <= 0x2015);
}

/* How many bytes of the text are the number: up to another character or a bracket with words in it. */
static size_t phone_end(struct str s)
{
	struct str rest = s;
	while (rest.n) {
		struct str before = rest;
		uint32_t c = utf8_next(&rest);
		if (!phone_char(c) || (c == '(' && rest.n && !is_digit(rest.p[0]))) return s.n - before.n;
	}
	return s.n;
}

/* (0837)00-6914, 083(934)4666, 083 934 4666 as digits and single hyphens. */
static struct str phone_number(struct arena *a, struct str s)
{
	struct out o = out_new(a, s.n + 1);
	bool gap = false;
	s = normal_text(a, s, NORMAL_HYPHEN);
	for (size_t i = 0; i < s.n; i++) {
		bool digit = is_digit(s.p[i]) || (s.p[i] == '+' && !o.n);
		if (digit && gap && o.n) out_char(&o, '-');
		if (digit) out_char(&o, s.p[i]);
		gap = !digit && (gap || s.p[i] != ' ' || o.n);
	}
	return out_view(&o);
}

static bool phone_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	struct str s = narrow(c, text);
	size_t end = phone_end(s);
	struct str number = phone_number(c->arena, str_left(s, end)), words = str_trim(str_skip(s, end));
	int digits = 0;
	for (size_t i = 0; i < number.n; i++) digits += is_digit(number.p[i]);
	if (digits < 9 || digits > 15) {
		*message = S("「083-934-4666」のように市外局番からお書きください");
		return false;
	}
	return type_take_text(c, words.n ? str_fmt(c->arena, "%.*s %.*s", STR_ARG(number), STR_ARG(words)) : number, v, message);
}

static void phone_html(const struct type_context *c, struct out *o, struct value v)
{
	size_t end = str_find_char(v.s, ' ');
	if (c->field && strstr(c->field->column, "fax")) field_plain(o, v.s);
	else field_link(o, url_tel(c->arena, end == SIZE_MAX ? v.s : str_left(v.s, end)), v.s);
}

static struct str phone_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "083-934-4666", "(0837)00-6914", "083ー000ー1163", "０８３－０００－8605", "083-934-4666 内線12", "+81-83-934-4666", "0839344666",
		"083(934)4666（代表）" };
	(void)c;
	return str_of(list[random % COUNT_OF(list)]);
}

const struct field_type_ops type_phone = { "電話番号", "お書きください", phone_parse, as_is, phone_html, phone_sample };

/* ---- POSTAL: 753-0064 ---- */

static bool postal_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	struct str s = normal_text(c->arena, text, NORMAL_LINE | NORMAL_ASCII | NORMAL_HYPHEN);
	if (str_starts(s, S("〒"))) s = str_skip(s, strlen("〒"));
	char digit[8];
	size_t n = 0;
	bool ok = true;
	for (size_t i = 0; i < s.n && ok; i++) {
		if (s.p[i] == '-' || s.p[i] == ' ') continue;
		ok = is_digit(s.p[i]) && n < 7;
		if (ok) digit[n++] = s.p[i];
	}
	if (!ok || n != 7) {
		*message = S("「753-0064」のように7けたの数字でお書きください");
		return false;
	}
	v->s = str_fmt(c->arena, "%.3s-%.4s", digit, digit + 3);
	return true;
}

static struct str postal_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "753-0064", "7530064", "〒753-0064", "７４７－００63", "753 0064" };
	(void)c;
	return str_of(list[random % COUNT_OF(list)]);
}

const struct field_type_ops type_postal = { "郵便番号", "お書きください", postal_parse, as_is, NULL, postal_sample };

/* ---- URL ---- */

static bool url_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	struct str s = narrow(c, text);
	struct url u;
	if (str_find(s, S("://")) == SIZE_MAX && str_find_char(s, '.') != SIZE_MAX && s.p[0] != '/') s = str_cat(c->arena, S("https://"), s);
	if (!url_checked(c->arena, s, &u)) {
		*message = S("「https://www.example.jp/」の形でお書きください");
		return false;
	}
	return type_take_text(c, u.s, v, message);
}

static void url_html(const struct type_context *c, struct out *o, struct value v)
{
	struct url u;
	if (url_checked(c->arena, v.s, &u)) field_link(o, u, v.s);
	else field_plain(o, v.s);
}

static struct str url_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "https://www.example.jp/", "www.example.or.jp", "http://example.jp/a?b=1&c=2", "https://example.jp/日本" };
	(void)c;
	return str_of(list[random % COUNT_OF(list)]);
}

const struct field_type_ops type_url = { "URL", "お書きください", url_parse, as_is, url_html, url_sample };
