/* Writing and applying what a 修正依頼 holds (feature/correction/correction_change.h). */
#include "feature/correction/correction_change.h"

#include "http/form_body.h"
#include "html/url.h"
#include "security/seal.h"

enum { CHANGES_MAX = 200000 };

bool correction_field_differs(const struct field *f, const void *a, const void *b)
{
	return field_is_str(f) ? !str_eq(*field_str(f, a), *field_str(f, b)) : *field_int(f, a) != *field_int(f, b);
}

static void put(struct out *o, const char *column, struct str value)
{
	if (o->n) out_char(o, '&');
	out_fmt(o, "%s=", column);
	url_encode(o, value);
}

struct str correction_changes(struct arena *a, const struct masters *m, const struct form *form, const void *before, const void *after)
{
	struct out o = out_new(a, CHANGES_MAX);
	struct params values = form_values(a, m, form, after);
	for (ENTITY_FIELDS(form->entity, f)) {
		if (!form_asks(form, f) || f->show[form->kind] != OPEN || !correction_field_differs(f, before, after)) continue;
		bool any = false;
		for (size_t i = 0; i < values.n; i++) {
			if (!str_is(values.v[i].name, f->column)) continue;
			put(&o, f->column, values.v[i].value);
			any = true;
		}
		if (!any) put(&o, f->column, STR_NONE);
	}
	return out_view(&o);
}

static enum err parse(struct arena *a, struct str changes, struct params *params)
{
	struct form_reader r;
	*params = (struct params){ NULL, 0 };
	if (!changes.n) return OK;
	form_begin(&r, a, changes.n);
	(void)form_feed(&r, changes);
	return form_end(&r, params) ? ERR_INPUT : OK;
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
	size_t n = 0;
	if (parse(a, changes, &params) != OK) return 0;
	for (size_t i = 0; i < params.n; i++) n += i == 0 || !str_eq(params.v[i].name, params.v[i - 1].name);
	return n;
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
