/* One field of a record: reading, text, markup, and what is said about faults (form/entity.h). The work
 * is in form/type/. */
#include "form/field.html.h"
#include "form/normal.h"
#include "form/type.h"

static const struct field_type_ops *const ops[TYPE_COUNT] = {
	[TYPE_TEXT] = &type_text,     [TYPE_LONG] = &type_long,   [TYPE_KANA] = &type_kana,       [TYPE_EMAIL] = &type_email,
	[TYPE_PHONE] = &type_phone,   [TYPE_POSTAL] = &type_postal, [TYPE_URL] = &type_url,       [TYPE_RICH] = &type_rich,
	[TYPE_INT] = &type_int,       [TYPE_BOOL] = &type_bool,   [TYPE_DATE] = &type_date,       [TYPE_TIME] = &type_time,
	[TYPE_STAMP] = &type_stamp,   [TYPE_CHOICE] = &type_choice, [TYPE_MULTI] = &type_multi,   [TYPE_REF] = &type_ref,
	[TYPE_FILE_ID] = &type_file,
};

const struct field_type_ops *field_ops(const struct field *f)
{
	ASSERT(ops[f->type]);
	return ops[f->type];
}

void fault_add(struct faults *faults, const struct field *f, struct str message)
{
	if (faults && faults->n < COUNT_OF(faults->v)) faults->v[faults->n++] = (struct fault_entry){ f, message };
}

void fault_missing(struct faults *faults, const struct entity *e, const struct field *f, int64_t kind)
{
	struct str label = field_label(e, f, kind);
	fault_add(faults, f, f->type == TYPE_BOOL ? str_fmt(faults->arena, "「%.*s」に✓をつけてください。", STR_ARG(label))
		: str_fmt(faults->arena, "%.*sを%s。", STR_ARG(label), field_ops(f)->ask));
}

/* All registration requirements are ticked. */
static bool all_ticked(const struct masters *m, const struct field *f, int64_t bits)
{
	const struct master *row;
	for (size_t i = 0; (row = master_at(m, f->list, i)); i++)
		if (row->active && !(bits & master_bit(row->num))) return false;
	return true;
}

static struct value value_of(const struct field *f, const void *record)
{
	return field_is_str(f) ? (struct value){ .s = *field_str(f, record) } : (struct value){ .i = *field_int(f, record) };
}

bool field_read_as(struct arena *a, const struct masters *m, const struct field *f, struct str label, void *record, struct str text,
	struct faults *faults)
{
	const struct type_context c = { a, m, f };
	struct value v = { STR_NONE, 0 };
	struct str message = STR_NONE;
	bool ok = normal_text(a, text, NORMAL_LINE).n == 0 || field_ops(f)->parse(&c, text, &v, &message);
	if (ok && (f->flags & ALL) && v.i && !all_ticked(m, f, v.i)) {
		ok = false;
		message = S("すべてに✓を入れてください");
	}
	if (!ok) {
		fault_add(faults, f, str_fmt(a, "%.*sは、%.*s。", STR_ARG(label), STR_ARG(message)));
		return false;
	}
	if (field_is_str(f)) *field_str(f, record) = v.s;
	else *field_int(f, record) = v.i;
	return true;
}

bool field_read(struct arena *a, const struct masters *m, const struct field *f, void *record, struct str text, struct faults *faults)
{
	return field_read_as(a, m, f, str_of(f->label), record, text, faults);
}

struct str field_text(struct arena *a, const struct masters *m, const struct field *f, const void *record)
{
	const struct type_context c = { a, m, f };
	return field_ops(f)->text(&c, value_of(f, record));
}

struct html field_html(struct arena *a, const struct masters *m, const struct field *f, const void *record)
{
	const struct type_context c = { a, m, f };
	struct out o = out_new(a, 16 << 20);
	if (!field_given(f, record)) return HTML_NONE;
	if (field_ops(f)->html) field_ops(f)->html(&c, &o, value_of(f, record));
	else field_plain(&o, field_ops(f)->text(&c, value_of(f, record)));
	return html_from_out(&o);
}
