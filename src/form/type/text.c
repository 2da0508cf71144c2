/* TEXT, LONG and KANA (form/type.h). */
#include "core/utf8.h"
#include "form/normal.h"
#include "form/type.h"

bool type_take_text(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	size_t max = (size_t)c->field->max;
	if (max && utf8_length(text) > max) {
		*message = str_fmt(c->arena, "%zu文字以内でお書きください（いまは%zu文字です）", max, utf8_length(text));
		return false;
	}
	v->s = text;
	return true;
}

static struct str as_is(const struct type_context *c, struct value v)
{
	(void)c;
	return v.s;
}

static struct str one_of(const char *const *list, size_t n, uint64_t random)
{
	return str_of(list[random % n]);
}

/* ---- TEXT: one line ---- */

static bool text_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	return type_take_text(c, normal_text(c->arena, text, NORMAL_LINE | NORMAL_KANA), v, message);
}

static struct str text_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "山口県", "髙﨑①㈱", "ボランティア", "a & b <c>", "𠮷野 \"家\"", "１２３" };
	(void)c;
	return one_of(list, COUNT_OF(list), random);
}

const struct field_type_ops type_text = { "文字（1行）", "お書きください", text_parse, as_is, NULL, text_sample };

/* ---- LONG: paragraphs ---- */

static bool long_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	return type_take_text(c, normal_text(c->arena, text, 0), v, message);
}

static void long_html(const struct type_context *c, struct out *o, struct value v)
{
	html_text_html(o, html_paragraphs(c->arena, v.s));
}

static struct str long_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "一行", "一行目\n二行目", "段落\n\n次の段落 https://example.jp/?a=1&b=2\n", "<b>&amp;</b>" };
	(void)c;
	return one_of(list, COUNT_OF(list), random);
}

const struct field_type_ops type_long = { "文章", "お書きください", long_parse, as_is, long_html, long_sample };

/* ---- KANA: hiragana ---- */

static bool kana_char(uint32_t ch)
{
	return (ch >= 0x3041 && ch <= 0x309E) || ch == 0x30FC || ch == 0x30FB || (ch >= ' ' && ch < 0x7F);
}

static bool kana_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	struct str s = normal_text(c->arena, text, NORMAL_LINE | NORMAL_ASCII | NORMAL_KANA | NORMAL_HIRAGANA);
	for (struct str rest = s; rest.n;)
		if (!kana_char(utf8_next(&rest))) {
			*message = S("ひらがなでお書きください");
			return false;
		}
	return type_take_text(c, s, v, message);
}

static struct str kana_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "やまぐち たろう", "ヤマグチ", "ﾎﾞﾗﾝﾃｨｱ ﾊﾟｿｺﾝ", "えーびーしー１", "ヴァイオリン・くらぶ" };
	(void)c;
	return one_of(list, COUNT_OF(list), random);
}

const struct field_type_ops type_kana = { "ふりがな", "お書きください", kana_parse, as_is, NULL, kana_sample };
