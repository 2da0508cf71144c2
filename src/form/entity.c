/* What can be said of a record from its table alone: names, fields, what is given, open, missing.
 * Storage is form/entity_store.c, texts of values form/field.c. */
#include "form/entity.h"

#include <string.h>

const struct entity *entity_named(const char *name)
{
	for (size_t i = 0; i < entities_count; i++)
		if (strcmp(entities[i]->name, name) == 0) return entities[i];
	return NULL;
}

const struct field *entity_next(const struct entity *e, const struct field *f)
{
	f = f ? f + 1 : e->field;
	while (f < e->field + e->fields && f->type == TYPE_SECTION) f++;
	return f < e->field + e->fields ? f : NULL;
}

const struct field *entity_field(const struct entity *e, const char *column)
{
	for (ENTITY_FIELDS(e, f))
		if (strcmp(f->column, column) == 0) return f;
	return NULL;
}

const struct field *entity_title(const struct entity *e)
{
	for (ENTITY_FIELDS(e, f))
		if (f->flags & TITLE) return f;
	return NULL;
}

struct str field_label(const struct entity *e, const struct field *f, int64_t kind)
{
	struct str label = str_of(f->label);
	size_t slash = e->kinds == KINDS_MAX ? str_find(label, S("／")) : SIZE_MAX;
	if (slash == SIZE_MAX) return label;
	bool company = e->kind[kind] && strcmp(e->kind[kind], "company") == 0;
	return company ? str_skip(label, slash + strlen("／")) : str_left(label, slash);
}

const char *state_label(enum state s)
{
	static const char *const label[] = {
		[STATE_DRAFT] = "下書き",      [STATE_REVIEW] = "仮登録（レビュー）", [STATE_PUBLISHED] = "公開",
		[STATE_SUSPENDED] = "休止",    [STATE_WITHDRAWN] = "退会",            [STATE_DISSOLVED] = "解散",
		[STATE_RETURNED] = "差し戻し", [STATE_REJECTED] = "却下",             [STATE_PRIVATE] = "非公開",
		[STATE_SCHEDULED] = "公開予約", [STATE_UNPROVEN] = "メール未確認",
	};
	return (size_t)s < COUNT_OF(label) && label[s] ? label[s] : "";
}

bool field_given(const struct field *f, const void *record)
{
	return field_is_str(f) ? field_str(f, record)->n > 0 : *field_int(f, record) != 0;
}

static int64_t kind_of(const struct entity *e, const void *record)
{
	int64_t kind = ((const struct record *)record)->kind;
	return kind >= 0 && (size_t)kind < e->kinds ? kind : 0;
}

_Static_assert(STATE_PUBLISHED == 3, "PUBLIC_SQL");

bool record_public(const struct entity *e, const struct record *r, int64_t now)
{
	return r->state == (int64_t)e->visible && r->trashed_at == 0 && r->open_at <= now && (r->close_at == 0 || r->close_at > now);
}

bool field_open(const struct entity *e, const struct field *f, const void *record)
{
	int64_t kind = kind_of(e, record);
	return f->need[kind] != NOT && f->show[kind] == OPEN && !(f->flags & (HIDDEN | SECRET)) && field_given(f, record);
}

bool field_needed(const struct entity *e, const struct field *f, const void *record)
{
	int64_t kind = kind_of(e, record);
	if (f->need[kind] != MUST) return false;
	if (f->when.type == COND_ALWAYS) return true;
	const struct field *on = entity_field(e, f->when.column);
	if (on->need[kind] == NOT) return true;
	int64_t v = *field_int(on, record);
	return f->when.type == COND_IS ? v == f->when.value : (v & master_bit(f->when.value)) != 0;
}

/* Bookkeeping is never asked for; a consent is given in a form, so records taken over lack it rightly. */
static bool counts(const struct field *f, const struct record *r, bool with_stage2)
{
	if (f->flags & HIDDEN) return false;
	if ((f->flags & CONSENT) && r->source.n) return false;
	return with_stage2 || !(f->flags & STAGE2);
}

size_t entity_missing(const struct entity *e, const void *record, bool with_stage2, struct faults *faults)
{
	size_t n = 0;
	for (ENTITY_FIELDS(e, f)) {
		if (!counts(f, record, with_stage2) || !field_needed(e, f, record) || field_given(f, record)) continue;
		n++;
		if (faults) fault_missing(faults, e, f, kind_of(e, record));
	}
	return n;
}

/* The field x_from of a field x_to, of the same type; NULL for every other field. */
static const struct field *from_of(const struct entity *e, const struct field *to)
{
	struct str name = str_of(to->column);
	if (!str_ends(name, S("_to")) || (to->type != TYPE_DATE && to->type != TYPE_TIME)) return NULL;
	for (ENTITY_FIELDS(e, f)) {
		struct str from = str_of(f->column);
		if (f->type == to->type && str_ends(from, S("_from")) && str_eq(str_left(from, from.n - 5), str_left(name, name.n - 3))) return f;
	}
	return NULL;
}

size_t entity_check(const struct entity *e, const void *record, struct faults *faults)
{
	const struct field *last_day = entity_field(e, "date_to");
	bool days = last_day && field_given(last_day, record);
	size_t n = 0;
	for (ENTITY_FIELDS(e, to)) {
		const struct field *from = from_of(e, to);
		if (!from || !field_given(from, record) || !field_given(to, record) || (to->type == TYPE_TIME && days)) continue;
		if (*field_int(to, record) >= *field_int(from, record)) continue;
		n++;
		if (faults) fault_add(faults, to, str_fmt(faults->arena, "%sは、%sより前にはできません。", to->label, from->label));
	}
	return n;
}
