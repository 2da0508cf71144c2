/* CHOICE and MULTI: values of a master list (form/type.h). */
#include "core/token.h"
#include "form/normal.h"
#include "form/type.h"

static struct str shown(const struct master *m)
{
	return m->short_label.n ? m->short_label : m->label;
}

static bool choice_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	const struct master *m = master_by_code(c->masters, c->field->list, text);
	if (!m) m = master_by_text(c->masters, c->field->list, text);
	if (!m) {
		*message = S("一覧から選んでください");
		return false;
	}
	v->i = m->num;
	return true;
}

static struct str choice_text(const struct type_context *c, struct value v)
{
	const struct master *m = master_get(c->masters, c->field->list, v.i);
	return m ? shown(m) : STR_NONE;
}

static struct str choice_sample(const struct type_context *c, uint64_t random)
{
	size_t n = 0;
	while (master_at(c->masters, c->field->list, n)) n++;
	if (!n) return STR_NONE;
	const struct master *m = master_at(c->masters, c->field->list, (size_t)(random % n));
	return random % 2 ? m->code : m->label;
}

const struct field_type_ops type_choice = { "一覧から一つ", "選んでください", choice_parse, choice_text, NULL, choice_sample };

/* The longest name of a row that the text begins with; a label may itself hold a separator. */
static const struct master *longest(const struct type_context *c, struct str text, size_t *len)
{
	const struct master *best = NULL, *m;
	*len = 0;
	for (size_t i = 0; (m = master_at(c->masters, c->field->list, i)); i++) {
		const struct str name[] = { m->label, m->short_label, m->code, m->plain };
		for (size_t k = 0; k < COUNT_OF(name); k++)
			if (name[k].n > *len && str_starts(text, name[k])) {
				*len = name[k].n;
				best = m;
			}
	}
	return best;
}

/* Up to the next separator. */
static struct str part_of(struct str text)
{
	static const char *const separators[] = { "、", ",", "\n", "，", "／", ";" };
	size_t end = text.n;
	for (size_t i = 0; i < COUNT_OF(separators); i++) {
		size_t at = str_find(text, str_of(separators[i]));
		if (at < end) end = at;
	}
	return str_left(text, end);
}

static struct str skip_separators(struct str text)
{
	for (;;) {
		struct str before = text;
		static const char *const skipped[] = { "、", ",", "\n", "，", "／", ";", " ", "　", "\r" };
		for (size_t i = 0; i < COUNT_OF(skipped); i++)
			if (str_starts(text, str_of(skipped[i]))) text = str_skip(text, str_of(skipped[i]).n);
		if (text.n == before.n) return text;
	}
}

static bool multi_parse(const struct type_context *c, struct str text, struct value *v, struct str *message)
{
	int64_t bits = 0;
	for (struct str rest = skip_separators(text); rest.n; rest = skip_separators(rest)) {
		size_t n;
		struct str part = part_of(rest);
		const struct master *m = longest(c, rest, &n);
		if (!m || n < part.n) { /* the whole part is some other writing, or the name goes on */
			m = master_by_text(c->masters, c->field->list, part);
			n = part.n;
		}
		if (!m) {
			*message = str_fmt(c->arena, "一覧から選んでください（「%.*s」は一覧にありません）", STR_ARG(str_clip(part, 60)));
			return false;
		}
		bits |= master_bit(m->num);
		rest = str_skip(rest, n);
	}
	v->i = bits;
	return true;
}

static struct str multi_text(const struct type_context *c, struct value v)
{
	struct out o = out_new(c->arena, 64 << 10);
	const struct master *m;
	for (size_t i = 0; (m = master_at(c->masters, c->field->list, i)); i++) {
		if (!(v.i & master_bit(m->num))) continue;
		if (o.n) out_lit(&o, "、");
		out_str(&o, shown(m));
	}
	return out_view(&o);
}

static struct str multi_sample(const struct type_context *c, uint64_t random)
{
	struct out o = out_new(c->arena, 64 << 10);
	const struct master *m;
	for (size_t i = 0; (m = master_at(c->masters, c->field->list, i)); i++) {
		if (i && !(random >> (i % 48) & 1)) continue;
		if (o.n) out_lit(&o, ",");
		out_str(&o, random % 2 ? m->code : m->label);
	}
	return out_view(&o);
}

const struct field_type_ops type_multi = { "一覧からいくつでも", "選んでください", multi_parse, multi_text, NULL, multi_sample };
