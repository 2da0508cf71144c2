/* Carry-over between the sites (feature/carry/carry.h). */
#include "feature/carry/carry.h"

#include <string.h>

#include "feature/address/address.h"
#include "feature/carry/carry.html.h"
#include "feature/carry/carry_view.h"
#include "feature/group/group.h"
#include "feature/member/member.h"

STATEMENT(carry_group, "UPDATE grp SET member_id = $2 WHERE id = $1 AND member_id = 0");
STATEMENT(carry_member, "UPDATE member SET group_id = $2 WHERE id = $1 AND group_id = 0");

/* Columns of the same meaning under another name, in both directions. The first one with a value is taken. */
static const struct {
	const struct entity *from;
	const char *column, *to;
} names[] = {
	{ &group_entity, "name", "org_name" },          { &group_entity, "kana", "org_kana" },
	{ &group_entity, "registrant_mail", "mail" },   { &group_entity, "registrant_phone", "phone" },
	{ &group_entity, "field", "act_field" },        { &group_entity, "appeal", "sales_point" },
	{ &group_entity, "contact_post", "contact_post" },
	{ &member_entity, "org_name", "name" },         { &member_entity, "org_kana", "kana" },
	{ &member_entity, "mail", "registrant_mail" },  { &member_entity, "phone", "registrant_phone" },
	{ &member_entity, "contact_name", "registrant_name" }, { &member_entity, "contact_post", "registrant_post" },
	{ &member_entity, "act_field", "field" },       { &member_entity, "sales_point", "appeal" },
};

static bool takes(const struct form *to, const char *column, const struct field *from)
{
	const struct field *f = entity_field(to->entity, column);
	return f && f->type != TYPE_FILE_ID && f->type == from->type && f->need[to->kind] != NOT && !(f->flags & (HIDDEN | STAFF_ONLY));
}

static bool has(const struct upload_params *list, const char *column)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_is(list->v[i].name, column)) return true;
	return false;
}

static void add_all(struct arena *a, struct params values, const char *column, const char *to, struct upload_params *list)
{
	if (has(list, to)) return;
	for (size_t i = 0; i < values.n; i++)
		if (str_is(values.v[i].name, column) && values.v[i].value.n) *vec_add(a, list) = (struct param){ str_of(to), values.v[i].value };
}

struct params carry_values(struct arena *a, const struct masters *m, const struct form *from, const void *record, const struct form *to)
{
	struct upload_params list = { 0 };
	struct form whole = *from; /* a member may have its second stage already */
	whole.stage = FORM_WHOLE;
	struct params values = form_values(a, m, &whole, record);
	for (ENTITY_FIELDS(from->entity, f))
		if (f->flags & PREFILL && takes(to, f->column, f)) add_all(a, values, f->column, f->column, &list);
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (names[i].from == from->entity && takes(to, names[i].to, entity_field(from->entity, names[i].column)))
			add_all(a, values, names[i].column, names[i].to, &list);
	return (struct params){ list.v, list.n };
}

void carry_offer(struct flow *f, struct out *o, const struct carry *c)
{
	struct arena *a = f->req->arena;
	const struct record *r = f->record;
	struct form_state state = form_state_new(a, f->req->now);
	struct upload_params list = { 0 };
	struct params values = carry_values(a, f->req->app->masters, &f->kind->form, f->record, &c->to->form);
	for (size_t i = 0; i < values.n; i++) *vec_add(a, &list) = values.v[i];
	*vec_add(a, &list) = (struct param){ S(FLOW_CARRIED), str_fmt(a, "%lld", (long long)r->id) };
	state.value = (struct params){ list.v, list.n };
	const struct carry_view v = { .req = f->req, .heading = str_of(c->heading), .text = str_of(c->text), .button = str_of(c->button),
		.state = form_state_seal(a, f->req->app->keys, str_of(c->to->name), &state), .action = address_path(f->req, c->to->site, c->to_path) };
	if (v.state.n) carry_part(o, &v);
}

enum err carry_link(struct flow *f)
{
	const struct record *r = f->record;
	const bool member = f->kind->form.entity == &member_entity;
	int64_t from = 0, id = r->id;
	if (!str_int(flow_value(f, FLOW_CARRIED), 1, INT64_MAX, &from)) return OK;
	enum err err = db_do(f->w, &carry_group, BIND(b_int(member ? from : id), b_int(member ? id : from)));
	return err ? err : db_do(f->w, &carry_member, BIND(b_int(member ? id : from), b_int(member ? from : id)));
}
