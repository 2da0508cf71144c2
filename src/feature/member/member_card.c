/* Cards of members (member_card.h). */
#include "feature/member/member_card.h"

#include "feature/member/member_name.h"
#include "feature/part/short.h"

enum { FIELDS_SHOWN = 2, NOTE_CHARS = 40 };

static const struct {
	const char *icon, *label;
} kinds[KINDS_MAX] = {
	[MEMBER_INDIVIDUAL] = { "person", "個人会員" },
	[MEMBER_GROUP] = { "people", "団体会員" },
	[MEMBER_COMPANY] = { "briefcase", "企業会員" },
};

const char *member_icon(int64_t kind)
{
	return kind >= 0 && kind < KINDS_MAX ? kinds[kind].icon : "person";
}

struct str member_kind_label(const struct member *m)
{
	int64_t kind = m->record.kind;
	return kind >= 0 && kind < KINDS_MAX ? str_of(kinds[kind].label) : STR_NONE;
}

static struct str group_note(const struct member *m)
{
	if (m->record.kind == MEMBER_COMPANY) return S("企業");
	if (m->recruits && m->joins) return S("団体・募集と参加");
	if (m->recruits) return S("団体・ボランティアを募集");
	return m->joins ? S("団体・ボランティアに参加") : S("団体");
}

static struct str note(struct request *req, const struct member *m)
{
	if (m->record.kind != MEMBER_INDIVIDUAL) return group_note(m);
	struct str skill = short_labels(req->arena, req->app->masters, "skill10", m->skill, FIELDS_SHOWN);
	if (skill.n) return str_cat(req->arena, S("一芸："), skill);
	return short_text(req->arena, m->sales_point, NOTE_CHARS);
}

struct member_card member_card(struct request *req, const struct member *m)
{
	struct arena *a = req->arena;
	struct member_card c = { .url = url_id(req, "/members/%", m->record.id), .name = member_name(a, m),
		.icon = member_icon(m->record.kind), .group = m->record.kind != MEMBER_INDIVIDUAL, .note = note(req, m) };
	struct str city = short_label(req->app->masters, "city", m->city);
	struct str field = short_labels(a, req->app->masters, "field20", m->act_field, FIELDS_SHOWN);
	c.line = city.n && field.n ? str_fmt(a, "%.*s・%.*s", STR_ARG(city), STR_ARG(field)) : city.n ? city : field;
	return c;
}

struct member_cards member_cards_of(struct request *req, const struct member *m, size_t n)
{
	struct member_cards cards = { 0 };
	for (size_t i = 0; i < n; i++) *vec_add(req->arena, &cards) = member_card(req, &m[i]);
	return cards;
}
