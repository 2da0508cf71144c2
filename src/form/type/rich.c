/* RICH: a body as clean markup (form/type.h, html/rich.h). */
#include "form/type.h"
#include "html/rich.h"

static bool rich_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	struct rich_report report = { 0 };
	const struct rich_options options = { .classic = true };
	return type_take_text(c, rich_clean(c->arena, text, &options, &report).s, v, message);
}

static struct str rich_as_text(const struct type_context *c, struct value v)
{
	return rich_text(c->arena, v.s);
}

static void rich_html(const struct type_context *c, struct out *o, struct value v)
{
	html_text_html(o, rich_load(c->arena, v.s));
}

static struct str rich_sample(const struct type_context *c, uint64_t random)
{
	static const char *const list[] = { "一つの段落", "段落\n\n次の段落", "<h2>見出し</h2><p>本文</p>", "<ul><li>一</li><li>二</li></ul>" };
	(void)c;
	return str_of(list[random % COUNT_OF(list)]);
}

const struct field_type_ops type_rich = { "本文（見出し・リンク・画像）", "お書きください", rich_parse, rich_as_text, rich_html, rich_sample };
