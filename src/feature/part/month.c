/* A month of records for ui/calendar.h (month.h). Knows no feature. */
#include "feature/part/month.h"

#include "feature/search/search_view.h"

static struct search month_search(struct request *req, const struct month_kind *kind, const struct calendar *c, const char *where)
{
	struct search s = { .entity = kind->entity, .site = kind->site, .where = where, .binds = 2, .order = kind->order, .page = 1, .now = req->now };
	s.bind[0] = b_int(date_make(c->year, c->month, 1));
	s.bind[1] = b_int(date_make(c->year, c->month, date_month_length(c->year, c->month)));
	return s;
}

/* The conditions of the request, and nothing else of it: no words, no page. */
static void month_conditions(struct request *req, const struct month_kind *kind, bool narrow, struct search *s)
{
	for (size_t i = 0; narrow && i < COUNT_OF(kind->filter) && kind->filter[i]; i++) {
		const struct field *f = entity_field(kind->entity, kind->filter[i]);
		const struct master *m = master_by_code(req->app->masters, f->list, request_query(req, f->column));
		if (m)
			s->filter[s->filters++] = (struct search_filter){ .field = f, .bits = master_bit(m->num), .text = STR_NONE };
	}
}

static struct url month_url(struct request *req, const struct month_kind *kind, const struct search *s, struct str month)
{
	struct str conditions = search_query(req->arena, req->app->masters, s, NULL, 0, 1, NULL);
	struct url url = url_query(req->arena, url_to(req, kind->path), conditions);
	return month.n ? url_with(req->arena, url, "month", month) : url;
}

/* The nearest month on one side that has something. */
static enum err month_beside(struct request *req, struct db_read *db, const struct month_kind *kind, const struct search *conditions,
	const struct calendar *c, bool after, struct str *param, struct str *label)
{
	struct search s = month_search(req, kind, c, after ? kind->after : kind->before);
	struct search_result r = { 0 };
	s.order = after ? kind->order : kind->order_newest;
	s.per_page = 1;
	s.filters = conditions->filters;
	for (size_t i = 0; i < s.filters; i++)
		s.filter[i] = conditions->filter[i];
	enum err err = search_run(db, req->arena, req->app->masters, &s, &r);
	if (err != OK || r.list.n == 0)
		return err;
	date_t date = (date_t)*field_int(entity_field(kind->entity, kind->column), r.list.v);
	*param = calendar_month_param(req->arena, date_year(date), date_month(date), 0);
	*label = calendar_month_label(req->arena, date_year(date), date_month(date), 0);
	return OK;
}

static void month_choice(struct request *req, const struct month_kind *kind, size_t i, const struct search *s, struct calendar *c)
{
	const struct field *f = entity_field(kind->entity, kind->filter[i]);
	struct calendar_choice *choice = vec_add(req->arena, &c->filter);
	const struct master *m;
	int64_t bits = 0;
	for (size_t k = 0; k < s->filters; k++)
		bits |= s->filter[k].field == f ? s->filter[k].bits : 0;
	*choice = (struct calendar_choice){ .name = str_of(f->column), .id = str_fmt(req->arena, "cal-%s", f->column), .label = str_of(kind->label[i]) };
	*vec_add(req->arena, &choice->options) = (struct calendar_option){ STR_NONE, S("すべて"), bits == 0 };
	for (size_t k = 0; (m = master_at(req->app->masters, f->list, k)) != NULL; k++) {
		if (m->active)
			*vec_add(req->arena, &choice->options) = (struct calendar_option){ m->code, search_choice_label(m), (bits & master_bit(m->num)) != 0 };
	}
}

static void month_links(struct request *req, const struct month_kind *kind, bool narrow, const struct search *s, struct str before, struct str after, struct calendar *c)
{
	struct search none = { .entity = kind->entity };
	struct url now = month_url(req, kind, s, STR_NONE);
	c->has_back = before.n > 0;
	c->has_next = after.n > 0;
	c->back = month_url(req, kind, s, before);
	c->next = month_url(req, kind, s, after);
	c->now = url_fragment(req->arena, now, "today");
	c->now_list = url_fragment(req->arena, now, "from-today");
	c->action = url_to(req, kind->path);
	c->clear = month_url(req, kind, &none, c->month_param);
	c->filtered = s->filters > 0;
	for (size_t i = 0; narrow && i < COUNT_OF(kind->filter) && kind->filter[i]; i++)
		month_choice(req, kind, i, s, c);
}

enum err month_fill(struct request *req, struct db_read *db, const struct month_kind *kind, struct str param, bool narrow, struct calendar *c)
{
	struct str before = STR_NONE, after = STR_NONE;
	int year, month;
	date_t today = date_in_japan(req->now);
	calendar_month_of(param, today, &year, &month);
	calendar_init(req->arena, c, year, month, today);
	struct search s = month_search(req, kind, c, kind->within);
	struct search_result r = { 0 };
	s.per_page = MONTH_MOST;
	month_conditions(req, kind, narrow, &s);
	enum err err = search_run(db, req->arena, req->app->masters, &s, &r);
	if (err == OK)
		err = month_beside(req, db, kind, &s, c, false, &before, &c->back_label);
	if (err == OK)
		err = month_beside(req, db, kind, &s, c, true, &after, &c->next_label);
	for (size_t i = 0; err == OK && i < r.list.n; i++)
		kind->add(req, c, (const char *)r.list.v + i * kind->entity->size);
	calendar_finish(req->arena, c);
	month_links(req, kind, narrow, &s, before, after, c);
	return err;
}
