/* Writing and applying what a 修正依頼 holds (feature/correction/correction_change.h). */
#include "feature/correction/correction_change.h"

#include "core/vec.h"
#include "feature/correction/correction_flow.h"
#include "security/seal.h"

bool correction_field_differs(const struct field *f, const void *a, const void *b)
{
	return field_is_str(f) ? !str_eq(*field_str(f, a), *field_str(f, b)) : *field_int(f, a) != *field_int(f, b);
}

struct str correction_changes(struct arena *a, const struct masters *m, const struct form *form, const void *before, const void *after)
{
	VEC(struct param) changes = { 0 };
	struct params values = form_values(a, m, form, after);
	for (ENTITY_FIELDS(form->entity, f))
		if (form_asks(form, f) && f->show[form->kind] == OPEN && correction_field_differs(f, before, after))
			*vec_add(a, &changes) = (struct param){ str_of(f->column), form_typed(a, values, f) };
	return correction_encode(a, (struct params){ changes.v, changes.n });
}

static enum err parse(struct arena *a, struct str changes, struct params *params)
{
	*params = (struct params){ NULL, 0 };
	return !changes.n || correction_decode(a, changes, params) ? OK : ERR_INPUT;
}

static bool has(const struct params *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_is(p->v[i].name, name)) return true;
	return false;
}

enum err correction_apply(struct arena *a, const struct masters *m, const struct form *form, struct str changes, void *record)
{
	struct params params;
	enum err err = parse(a, changes, &params);
	for (ENTITY_FIELDS(form->entity, f)) {
		struct faults faults = { .arena = a };
		if (err || !form_asks(form, f) || !has(&params, f->column)) continue;
		struct str text = form_typed(a, params, f);
		if (!text.n && field_is_str(f)) *field_str(f, record) = STR_NONE;
		else if (!text.n) *field_int(f, record) = 0;
		else (void)field_read(a, m, f, record, text, &faults); /* what no longer fits stays as it is */
	}
	return err;
}

size_t correction_count(struct arena *a, struct str changes)
{
	struct params params;
	return parse(a, changes, &params) == OK ? params.n : 0;
}

enum err correction_pending(struct db_read *db, struct arena *a, const struct keys *keys, const struct entity *e, int64_t id, struct correction *c)
{
	struct entity_list list;
	enum err err = entity_select(db, a, &correction_entity, "target = $1 AND target_id = $2 AND state = 2 AND trashed_at = 0", "id DESC",
		BIND(b_str(str_of(e->name)), b_int(id)), 1, 0, &list);
	if (err) return err;
	if (!list.n) return ERR_NOT_FOUND;
	return entity_load(db, a, keys, &correction_entity, ENTITY_AT(const struct correction, list, 0)->record.id, c);
}
