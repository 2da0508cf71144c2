/* From what was typed to a record and back (form/form.h). */
#include "form/form.h"

#include <string.h>

#include "core/utf8.h"
#include "core/vec.h"
#include "html/rich.h"
#include "security/password.h"

struct param_list VEC_OF(struct param);

static bool named(const char *const *names, const char *name)
{
	for (; names && *names; names++)
		if (strcmp(*names, name) == 0) return true;
	return false;
}

bool form_asks(const struct form *form, const struct field *f)
{
	if (f->type == TYPE_SECTION || f->type == TYPE_REF || f->type == TYPE_STAMP || f->need[form->kind] == NOT) return false;
	bool hidden = (f->flags & HIDDEN) && !(f->flags & PASSWORD);
	if (hidden || f->flags & STAFF_ONLY || named(form->skip, f->column)) return false;
	bool second = f->flags & STAGE2;
	return form->stage == FORM_WHOLE || second == (form->stage == FORM_SECOND);
}

static size_t line_of(const struct entity *e, const char *column)
{
	size_t i = 0;
	while (i < e->fields && (e->field[i].type == TYPE_SECTION || strcmp(e->field[i].column, column) != 0)) i++;
	ASSERT(i < e->fields);
	return i;
}

const struct field *form_line(const struct form *form, size_t i)
{
	const struct entity *e = form->entity;
	if (!form->moved) return &e->field[i];
	size_t from = line_of(e, form->moved), after = line_of(e, form->moved_after);
	ASSERT(after < from);
	if (i == after + 1) return &e->field[from];
	return &e->field[i > after && i <= from ? i - 1 : i];
}

bool form_needs(const struct form *form, const struct field *f, const void *record)
{
	return named(form->must, f->column) || field_needed(form->entity, f, record);
}

struct str form_typed(struct arena *a, struct params typed, const struct field *f)
{
	struct out o = out_new(a, 1 << 20);
	struct str first = STR_NONE;
	size_t n = 0;
	for (size_t i = 0; i < typed.n; i++) {
		if (!str_is(typed.v[i].name, f->column)) continue;
		if (n++ == 0) first = typed.v[i].value;
		if (f->type != TYPE_MULTI) break;
		if (n > 1) out_char(&o, ',');
		out_str(&o, typed.v[i].value);
	}
	return n > 1 ? out_view(&o) : first;
}

static bool has_fault(const struct faults *faults, const struct field *f)
{
	for (size_t i = 0; i < faults->n; i++)
		if (faults->v[i].field == f) return true;
	return false;
}

/* As it was typed, blanks and all. */
static void read_password(struct arena *a, const struct field *f, struct str text, struct str label, void *record, struct faults *faults)
{
	static const char *const message[] = { [PASSWORD_SHORT] = "8文字以上で決めてください", [PASSWORD_LONG] = "もう少し短く決めてください",
		[PASSWORD_NOT_TEXT] = "英字・数字・記号などの文字で決めてください" };
	if (!text.n) return;
	enum password_fault fault = password_rule(secret_of(text));
	if (fault) fault_add(faults, f, str_fmt(a, "%.*sは、%s。", STR_ARG(label), message[fault]));
	else *field_str(f, record) = text;
}

static void copy_field(const struct field *f, void *to, const void *from)
{
	if (field_is_str(f)) *field_str(f, to) = *field_str(f, from);
	else *field_int(f, to) = *field_int(f, from);
}

/* More than the type asks: what people type today has a whole number (ten or eleven digits) and no letters in it. */
static bool phone_complete(const struct field *f, const void *record)
{
	struct str s = *field_str(f, record);
	size_t digits = 0, i = 0;
	if (f->type != TYPE_PHONE || !s.n || s.p[0] != '0') return true;
	for (; i < s.n && (s.p[i] == '-' || (s.p[i] >= '0' && s.p[i] <= '9')); i++) digits += s.p[i] != '-';
	bool letter = i + 1 < s.n && ((s.p[i + 1] | 0x20) >= 'a' && (s.p[i + 1] | 0x20) <= 'z');
	return digits >= 10 && digits <= 11 && !letter;
}

static void read_field(struct arena *a, const struct masters *m, const struct form *form, const struct field *f, struct params typed,
	struct params was, void *record, struct faults *faults)
{
	struct str text = form_typed(a, typed, f), label = field_label(form->entity, f, form->kind);
	if (form->before && text.n && str_eq(text, form_typed(a, was, f))) {
		copy_field(f, record, form->before);
		return;
	}
	if (f->flags & PASSWORD) {
		read_password(a, f, text, label, record, faults);
		return;
	}
	if (f->max > FORM_TEXT_MAX && utf8_length(text) > FORM_TEXT_MAX) {
		fault_add(faults, f, str_fmt(a, "%.*sは、%d文字以内でお書きください。", STR_ARG(label), FORM_TEXT_MAX));
		return;
	}
	if (f->type == TYPE_RICH) text = html_paragraphs(a, text).s;
	if (field_read_as(a, m, f, label, record, text, faults) && !phone_complete(f, record))
		fault_add(faults, f, str_fmt(a, "%.*sは、「083-934-4666」のように市外局番から10けたか11けたの数字でお書きください。", STR_ARG(label)));
}

void form_read(struct arena *a, const struct masters *m, const struct form *form, struct params typed, void *record, struct faults *faults)
{
	ASSERT(((struct record *)record)->kind == form->kind);
	struct params was = form->before ? form_values(a, m, form, form->before) : (struct params){ NULL, 0 };
	for (ENTITY_FIELDS(form->entity, f))
		if (form_asks(form, f)) read_field(a, m, form, f, typed, was, record, faults);
	for (ENTITY_FIELDS(form->entity, f))
		if (form_asks(form, f) && !has_fault(faults, f) && form_needs(form, f, record) && !field_given(f, record))
			fault_missing(faults, form->entity, f, form->kind);
	(void)entity_check(form->entity, record, faults);
	if (form->check) form->check(record, faults);
}

/* MULTI as one parameter per code, so that each stands for one box. */
static void values_of_multi(struct arena *a, const struct masters *m, const struct field *f, int64_t bits, struct param_list *list)
{
	const struct master *row;
	for (size_t i = 0; (row = master_at(m, f->list, i)); i++)
		if (bits & master_bit(row->num)) *vec_add(a, list) = (struct param){ str_of(f->column), row->code };
}

static struct str value_text(struct arena *a, const struct masters *m, const struct field *f, const void *record)
{
	const struct master *row;
	switch (f->type) {
	case TYPE_CHOICE:
		row = master_get(m, f->list, *field_int(f, record));
		return row ? row->code : STR_NONE;
	case TYPE_BOOL:
		return *field_int(f, record) ? S("1") : STR_NONE;
	case TYPE_RICH:
		return rich_text(a, *field_str(f, record));
	default:
		return field_text(a, m, f, record);
	}
}

struct params form_values(struct arena *a, const struct masters *m, const struct form *form, const void *record)
{
	struct param_list list = { 0 };
	for (ENTITY_FIELDS(form->entity, f)) {
		if (!form_asks(form, f) || f->flags & PASSWORD || !field_given(f, record)) continue;
		if (f->type == TYPE_MULTI) values_of_multi(a, m, f, *field_int(f, record), &list);
		else *vec_add(a, &list) = (struct param){ str_of(f->column), value_text(a, m, f, record) };
	}
	return (struct params){ list.v, list.n };
}
