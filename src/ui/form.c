/* Rows of a form and of its confirm page from the entity's table (ui/form.h). */
#include "ui/form.h"

#include <string.h>

#include "store/blob.h"
#include "ui/list.h"
#include "ui/record.h"

enum { RADIOS_MAX = 6 };

/* ---- what a column is to a browser: autocomplete tokens (WCAG 1.3.5) and widths ---- */

static const struct {
	const char *column, *token;
} tokens[] = {
	{ "name", "name" }, { "registrant_name", "name" }, { "requester_name", "name" }, { "contact_person", "name" },
	{ "mail", "email" }, { "registrant_mail", "email" }, { "requester_mail", "email" }, { "contact_mail", "email" },
	{ "phone", "tel" }, { "registrant_phone", "tel" }, { "requester_phone", "tel" }, { "contact_phone", "tel" },
	{ "postal", "postal-code" }, { "contact_postal", "postal-code" }, { "pref", "address-level1" }, { "city", "address-level2" },
	{ "address", "address-line1" }, { "contact_address", "address-line1" }, { "org_name", "organization" },
	{ "registrant_post", "organization-title" }, { "login_id", "username" }, { "password", "new-password" }, { "url1", "url" },
};

static struct str token_of(const struct entity *e, const struct field *f)
{
	/* the name of a group is not the name of who types it */
	if (strcmp(f->column, "name") == 0 && strcmp(e->name, "group") == 0) return S("organization");
	for (size_t i = 0; i < COUNT_OF(tokens); i++)
		if (strcmp(tokens[i].column, f->column) == 0) return str_of(tokens[i].token);
	return STR_NONE;
}

static struct str input_mode(const struct field *f)
{
	switch (f->type) {
	case TYPE_EMAIL: return S("email");
	case TYPE_PHONE: return S("tel");
	case TYPE_POSTAL:
	case TYPE_INT: return S("numeric");
	case TYPE_URL: return S("url");
	default: return STR_NONE;
	}
}

static struct str width_of(const struct field *f)
{
	switch (f->type) {
	case TYPE_POSTAL:
	case TYPE_TIME:
	case TYPE_INT: return S("in w-s");
	case TYPE_PHONE:
	case TYPE_CHOICE:
	case TYPE_DATE: return S("in w-m");
	default: return f->max && f->max <= 60 ? S("in w-m") : S("in");
	}
}

/* ---- options ---- */

static bool offered(const struct request *req, const struct master *m)
{
	return m->active && (req->site->id == SITE_AIKA ? m->on_aika : m->on_super);
}

static bool typed_has(struct params typed, const struct field *f, struct str code)
{
	for (size_t i = 0; i < typed.n; i++)
		if (str_is(typed.v[i].name, f->column) && str_eq(typed.v[i].value, code)) return true;
	return false;
}

static void add_options(struct request *req, const struct field *f, struct params typed, struct form_row *r)
{
	const struct master *m;
	bool full = f->flags & ALL;
	for (size_t i = 0; (m = master_at(req->app->masters, f->list, i)); i++) {
		bool on = typed_has(typed, f, m->code);
		if (!offered(req, m) && !on) continue;
		size_t number = r->options.n + 1;
		*vec_add(req->arena, &r->options) = (struct form_option){ .id = str_fmt(req->arena, "%s-%zu", f->column, number),
			.value = m->code, .label = m->short_label.n && !full ? m->short_label : m->label, .on = on };
	}
	r->radios = f->type == TYPE_CHOICE && r->options.n <= RADIOS_MAX;
	r->select = f->type == TYPE_CHOICE && !r->radios;
	r->checks = f->type == TYPE_MULTI;
	r->options_css = !r->checks || full ? S("checks checks-1") : r->options.n > 12 ? S("checks checks-2") : S("checks");
}

/* ---- files ---- */

struct str form_file_input(struct arena *a, const struct field *f, const char *suffix)
{
	return str_fmt(a, "%s.%s", f->column, suffix);
}

static struct str typed_named(struct params typed, struct str name)
{
	for (size_t i = 0; i < typed.n; i++)
		if (str_eq(typed.v[i].name, name)) return typed.v[i].value;
	return STR_NONE;
}

static void file_row(struct request *req, struct db_read *db, const struct field *f, struct params typed, struct form_row *r)
{
	struct arena *a = req->arena;
	struct blob blob;
	int64_t id = 0;
	r->file = true;
	r->alt_name = form_file_input(a, f, "alt");
	r->alt_id = str_fmt(a, "%s-alt", f->column);
	r->file_alt = typed_named(typed, r->alt_name);
	r->decorative_name = form_file_input(a, f, "decorative");
	r->decorative_id = str_fmt(a, "%s-decorative", f->column);
	r->decorative = typed_named(typed, r->decorative_name).n > 0;
	r->remove = str_fmt(a, "remove:%s", f->column);
	if (!str_int(form_typed(a, typed, f), 1, INT64_MAX, &id) || blob_info(db, a, id, &blob) != OK) return;
	r->has_file = true;
	r->is_image = str_starts(blob.type, S("image/"));
	r->file_name = blob.name;
	r->file_kind = file_kind(a, &blob);
}

/* ---- rows ---- */

static struct str fault_of(const struct faults *faults, const struct field *f)
{
	for (size_t i = 0; i < faults->n; i++)
		if (faults->v[i].field == f) return faults->v[i].message;
	return STR_NONE;
}

/* "対象エリアで「山口県内市町」を選んだとき" for a field that is 必須 only then. */
static struct str when_of(struct request *req, const struct form *form, const struct field *f)
{
	if (f->when.type == COND_ALWAYS || f->need[form->kind] != MUST) return STR_NONE;
	const struct field *on = entity_field(form->entity, f->when.column);
	if (on->need[form->kind] == NOT) return STR_NONE;
	if (on->type == TYPE_BOOL) return str_fmt(req->arena, "「%s」ときは必須", on->label);
	const struct master *m = master_get(req->app->masters, on->list, f->when.value);
	return m ? str_fmt(req->arena, "%sが「%.*s」のときは必須", on->label, STR_ARG(m->label)) : STR_NONE;
}

static void notes_of(struct request *req, const struct field *f, const struct faults *faults, struct form_row *r)
{
	const char *files = f->flags & IMAGE ? "画像（JPEG・PNG・WebP）、5MBまで" : "PDF・Word・Excel・PowerPoint・画像（JPEG・PNG・WebP）、5MBまで";
	r->hint = f->type == TYPE_FILE_ID ? str_fmt(req->arena, "%s%s%s", f->help, *f->help ? "。" : "", files) : str_of(f->help);
	r->error = fault_of(faults, f);
	r->bad = r->error.n > 0;
	r->hint_id = str_fmt(req->arena, "%s-hint", f->column);
	r->error_id = str_fmt(req->arena, "%s-error", f->column);
	if (r->bad) r->described = r->error_id;
	if (r->password && r->has_value) r->hint = S("入力済みです。変えるときだけ入力してください");
	if (r->hint.n) r->described = r->bad ? str_fmt(req->arena, "%.*s %.*s", STR_ARG(r->error_id), STR_ARG(r->hint_id)) : r->hint_id;
}

static void make_row(struct request *req, struct db_read *db, const struct form *form, const struct field *f, struct params typed,
	const struct faults *faults, const void *record, struct form_row *r)
{
	r->name = r->id = str_of(f->column);
	r->row_id = str_fmt(req->arena, "row-%s", f->column);
	r->label = field_label(form->entity, f, form->kind);
	r->value = form_typed(req->arena, typed, f);
	r->when = when_of(req, form, f);
	r->must = !r->when.n && form_needs(form, f, record);
	r->autocomplete = token_of(form->entity, f);
	r->input_mode = input_mode(f);
	r->css = width_of(f);
	r->postal = f->type == TYPE_POSTAL;
	if (r->postal) r->postal_do = str_fmt(req->arena, "postal:%s", f->column);
	if (r->postal) r->here = url_fragment(req->arena, url_own(req), str_cz(req->arena, r->row_id));
	r->password = f->flags & PASSWORD;
	r->has_value = r->value.n > 0;
	if (r->password) r->value = STR_NONE;
	notes_of(req, f, faults, r);
	if (f->type == TYPE_CHOICE || f->type == TYPE_MULTI) add_options(req, f, typed, r);
	else if (f->type == TYPE_BOOL) r->consent = true;
	else if (f->type == TYPE_FILE_ID) file_row(req, db, f, typed, r);
	else r->area = f->type == TYPE_LONG || f->type == TYPE_RICH;
	r->line = !(r->select || r->radios || r->checks || r->consent || r->file || r->area || r->password);
}

void form_view_places(struct request *req, struct form_view *v, const char *column, const struct postal_place *place, size_t n)
{
	for (size_t s = 0; s < v->sections.n; s++)
		for (size_t i = 0; i < v->sections.v[s].rows.n; i++) {
			struct form_row *r = &v->sections.v[s].rows.v[i];
			for (size_t k = 0; k < n && str_is(r->name, column); k++)
				*vec_add(req->arena, &r->places) = (struct form_option){ .value = str_fmt(req->arena, "postal:%s:%zu", column, k), .label = place[k].whole };
		}
}

static struct form_section *section_new(struct arena *a, struct form_view *v, struct str heading)
{
	if (v->sections.n && v->sections.v[v->sections.n - 1].rows.n == 0) v->sections.n--;
	struct form_section *s = vec_add(a, &v->sections);
	*s = (struct form_section){ .heading = heading };
	s->id = str_fmt(a, "section-%zu", v->sections.n);
	return s;
}

/* The first input of a row: where a link of the error summary leads. */
static struct url row_url(struct arena *a, const struct form_row *r)
{
	bool group = r->radios || r->checks;
	struct str id = group && r->options.n ? r->options.v[0].id : r->id;
	return url_fragment(a, URL_NONE, str_cz(a, id));
}

static void add_errors(struct arena *a, const struct faults *faults, struct form_view *v)
{
	for (size_t s = 0; s < v->sections.n; s++)
		for (size_t i = 0; i < v->sections.v[s].rows.n; i++) {
			const struct form_row *r = &v->sections.v[s].rows.v[i];
			if (r->bad) *vec_add(a, &v->errors) = (struct form_error){ r->error, row_url(a, r) };
		}
	for (size_t i = 0; i < faults->n; i++)
		if (!faults->v[i].field) *vec_add(a, &v->errors) = (struct form_error){ faults->v[i].message, URL_NONE };
}

void form_view(struct request *req, struct db_read *db, const struct form *form, struct str what, struct params typed, const void *record,
	const struct faults *faults, struct form_view *v)
{
	const struct entity *e = form->entity;
	*v = (struct form_view){ .files = false };
	struct form_section *s = section_new(req->arena, v, what);
	for (size_t i = 0; i < e->fields; i++) {
		const struct field *f = form_line(form, i);
		if (f->type == TYPE_SECTION) s = section_new(req->arena, v, str_of(f->label));
		if (!form_asks(form, f)) continue;
		struct form_row *r = vec_add(req->arena, &s->rows);
		*r = (struct form_row){ .must = false };
		make_row(req, db, form, f, typed, faults, record, r);
		v->files |= r->file;
	}
	if (s->rows.n == 0) v->sections.n--;
	add_errors(req->arena, faults, v);
}

/* ---- the confirm page ---- */

static struct html entry_value(struct request *req, struct db_read *db, const struct field *f, const void *record)
{
	struct blob blob;
	if (!field_given(f, record)) return HTML_NONE;
	if (f->flags & PASSWORD) return text_html(req->arena, S("入力済み（安全のため、表示しません）"));
	switch (f->type) {
	case TYPE_DATE: /* a day of one's own, in both calendars */
		if (!(f->flags & SECRET)) return field_html(req->arena, req->app->masters, f, record);
		return text_html(req->arena, str_fmt(req->arena, "%.*s（%.*s）", STR_ARG(date_ja(req->arena, (date_t)*field_int(f, record))),
			STR_ARG(date_wareki(req->arena, (date_t)*field_int(f, record)))));
	case TYPE_FILE_ID:
		if (blob_info(db, req->arena, *field_int(f, record), &blob) != OK) return HTML_NONE;
		return text_html(req->arena, str_fmt(req->arena, "%.*s（%.*s）%s%.*s", STR_ARG(blob.name), STR_ARG(file_kind(req->arena, &blob)),
			blob.alt.n ? "　画像の内容：" : "", STR_ARG(blob.alt)));
	case TYPE_BOOL:
		return text_html(req->arena, f->flags & CONSENT ? S("同意する") : S("はい"));
	case TYPE_MULTI:
		if (f->flags & ALL) return text_html(req->arena, str_fmt(req->arena, "%d項目すべてに✓", __builtin_popcountll((unsigned long long)*field_int(f, record))));
		return field_html(req->arena, req->app->masters, f, record);
	case TYPE_EMAIL:
	case TYPE_PHONE:
	case TYPE_URL: /* no links on a page one is about to send */
		return text_html(req->arena, *field_str(f, record));
	default:
		return field_html(req->arena, req->app->masters, f, record);
	}
}

static struct url change_url(struct request *req, const struct field *f, struct url form_url)
{
	return form_url.s.n ? url_fragment(req->arena, form_url, str_cz(req->arena, str_fmt(req->arena, "row-%s", f->column))) : URL_NONE;
}

static bool differs(struct request *req, const struct field *f, const void *before, const void *after)
{
	if (!field_is_str(f)) return *field_int(f, before) != *field_int(f, after);
	return !str_eq(field_text(req->arena, req->app->masters, f, before), field_text(req->arena, req->app->masters, f, after));
}

static struct form_group *group_new(struct arena *a, struct form_list *l, struct str heading)
{
	if (l->n && l->v[l->n - 1].entries.n == 0) l->n--;
	struct form_group *g = vec_add(a, l);
	*g = (struct form_group){ .heading = heading };
	g->id = str_fmt(a, "group-%zu", l->n);
	return g;
}

void form_list(struct request *req, struct db_read *db, const struct form *form, struct str what, const void *record,
	struct url form_url, struct form_list *l)
{
	const struct entity *e = form->entity;
	*l = (struct form_list){ .v = NULL, .changed = { .id = S("changed"), .heading = S("変わる項目") } };
	struct form_group *g = group_new(req->arena, l, what);
	for (size_t i = 0; i < e->fields; i++) {
		const struct field *f = form_line(form, i);
		if (f->type == TYPE_SECTION) g = group_new(req->arena, l, str_of(f->label));
		if (!form_asks(form, f)) continue;
		bool changed = form->before && differs(req, f, form->before, record);
		struct form_entry *entry = vec_add(req->arena, changed ? &l->changed.entries : &g->entries);
		*entry = (struct form_entry){ .name = str_of(f->column), .label = field_label(e, f, form->kind), .value = entry_value(req, db, f, record),
			.secret = f->show[form->kind] == OWN && !(f->flags & CONSENT), .change = change_url(req, f, form_url),
			.old = changed ? entry_value(req, db, f, form->before) : HTML_NONE };
	}
	if (g->entries.n == 0) l->n--;
}

struct form_steps form_steps(struct arena *a, const char *what, const char *const *labels, int step)
{
	struct form_steps v = { .label = STR_NONE };
	for (int i = 0; labels[i]; i++)
		*vec_add(a, &v.steps) = (struct form_step){ str_of(labels[i]), i + 1, i + 1 < step, i + 1 == step };
	v.label = str_fmt(a, "%sの手順（全%zu段階の%d段階目）", what, v.steps.n, step);
	return v;
}
