/* INT, BOOL, REF and FILE_ID (form/type.h). */
#include "core/token.h"
#include "form/normal.h"
#include "form/type.h"

static bool int_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	struct str s = normal_text(c->arena, text, NORMAL_LINE | NORMAL_ASCII);
	struct out o = out_new(c->arena, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != ',') out_char(&o, s.p[i]);
	int64_t max = c->field->max ? c->field->max : INT64_MAX;
	if (str_int(out_view(&o), 0, max, &v->i)) return true;
	*message = c->field->max ? str_fmt(c->arena, "0から%dまでの数字でお書きください", c->field->max) : S("数字でお書きください");
	return false;
}

static struct str int_text(const struct type_context *c, struct value v)
{
	return v.i ? str_fmt(c->arena, "%lld", (long long)v.i) : STR_NONE;
}

static struct str int_sample(const struct type_context *c, uint64_t random)
{
	int64_t max = c->field->max ? c->field->max : 1000000;
	return str_fmt(c->arena, "%lld", (long long)(1 + (int64_t)(random % (uint64_t)max)));
}

const struct field_type_ops type_int = { "数字", "お書きください", int_parse, int_text, NULL, int_sample };
const struct field_type_ops type_ref = { "他の情報の番号", "選んでください", int_parse, int_text, NULL, int_sample };
const struct field_type_ops type_file = { "ファイル", "選んでください", int_parse, int_text, NULL, int_sample };

static bool bool_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	static const char *const yes[] = { "1", "はい", "yes", "true", "on", "有", "あり", "する", "希望する", "希望", "○", "◯", "✓", "☑", "✔" };
	static const char *const no[] = { "0", "いいえ", "no", "false", "off", "無", "なし", "しない", "希望しない", "×", "-", "—" };
	struct str s = fold(c->arena, text);
	for (size_t i = 0; i < COUNT_OF(yes); i++)
		if (str_eq(s, fold(c->arena, str_of(yes[i])))) {
			v->i = 1;
			return true;
		}
	v->i = 0;
	for (size_t i = 0; i < COUNT_OF(no); i++)
		if (str_eq(s, fold(c->arena, str_of(no[i])))) return true;
	*message = S("「はい」か「いいえ」でお答えください");
	return false;
}

static struct str bool_text(const struct type_context *c, struct value v)
{
	(void)c;
	return v.i ? S("はい") : S("いいえ");
}

static struct str bool_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "1", "0", "はい", "いいえ", "○", "ＯＮ" };
	(void)c;
	return str_of(list[random % COUNT_OF(list)]);
}

const struct field_type_ops type_bool = { "✓", "✓をつけてください", bool_parse, bool_text, NULL, bool_sample };
