/* Registration: any valid registrant can register; what is stored is what the confirm page showed; once; with its mails. */
#include "feature/registration/registration.h"

#include <string.h>

#include "core/vec.h"
#include "feature/group/group.h"
#include "feature/mail/mail.h"
#include "feature/publish/publish.h"
#include "form/type.h"
#include "http/loopback.h"
#include "product.h"
#include "test.h"

struct param_list VEC_OF(struct param);

STATEMENT(test_registered_mails, "SELECT count(*) FROM outbox");
STATEMENT(test_group_rows, "SELECT count(*) FROM grp");

static void add(struct param_list *list, const char *name, struct str value)
{
	*vec_add(test_arena(), list) = (struct param){ str_of(name), value };
}

static void tick(struct param_list *list, const struct masters *m, const struct field *f)
{
	const struct master *row;
	for (size_t i = 0; (row = master_at(m, f->list, i)); i++)
		if (row->active && ((f->flags & ALL) || i == 0 || test_random(3) == 0)) add(list, f->column, row->code);
}

/* Any answers the types call valid; half of what is not required stays empty. */
static struct param_list answers(const struct form *form, const struct masters *m)
{
	struct param_list list = { 0 };
	for (ENTITY_FIELDS(form->entity, f)) {
		const struct type_context c = { test_arena(), m, f };
		if (!form_asks(form, f) || f->type == TYPE_FILE_ID || str_ends(str_of(f->column), S("_to"))) continue;
		bool asked = f->need[form->kind] == MUST || strncmp(f->column, "requester", 9) == 0;
		if (!asked && test_random(2)) continue;
		if (f->type == TYPE_MULTI) tick(&list, m, f);
		else if (f->type == TYPE_BOOL) add(&list, f->column, S("1"));
		else if (f->type == TYPE_CHOICE) add(&list, f->column, master_at(m, f->list, 0)->code);
		else add(&list, f->column, field_ops(f)->sample(&c, test_random(1 << 20)));
	}
	return list;
}

static struct str escaped(struct str text)
{
	struct out o = out_new(test_arena(), 1 << 20);
	html_text_str(&o, text);
	return out_view(&o);
}

/* Every line of every stored value stands on the page that was confirmed. */
static void shown(struct product *p, const struct form *form, const void *record, struct str confirm)
{
	for (ENTITY_FIELDS(form->entity, f)) {
		if (!form_asks(form, f) || !field_given(f, record) || f->type == TYPE_BOOL || (f->flags & ALL)) continue;
		struct str text = field_text(test_arena(), p->app->masters, f, record), line;
		while (text.n && str_split(&text, '\n', &line)) {
			size_t link = str_find(line, S("http")); /* an address in a text becomes a link */
			if (f->type == TYPE_LONG && link != SIZE_MAX) line = str_left(line, link);
			if (str_find(confirm, escaped(line)) == SIZE_MAX) CHECK_EQ(line, str_of(f->column));
		}
	}
}

static int64_t count(struct product *p, const struct sql *sql)
{
	struct db_read *r;
	int64_t n = -1;
	CHECK_INT(db_read_begin(p->app->db, &r), OK);
	CHECK_INT(db_int(r, sql, BIND_NONE, &n), OK);
	db_read_done(r);
	return n;
}

static int64_t number_of(struct str page)
{
	static const struct str mark = STR_INIT("受付番号：");
	size_t at = str_find(page, mark);
	int64_t n = 0;
	struct str rest = at == SIZE_MAX ? STR_NONE : str_skip(page, at + mark.n);
	size_t end = str_find_char(rest, '<');
	return end != SIZE_MAX && str_int(str_left(rest, end), 1, INT64_MAX, &n) ? n : 0;
}

/* From the terms to the complete page; returns the record's number. */
static int64_t register_once(struct product *p, const struct registration *form)
{
	const char *path = str_cz(test_arena(), str_fmt(test_arena(), "/register/form/%s", form->word));
	const struct param agree[] = { { S("do"), S("agree") }, { S("agree"), S("1") } };
	struct str page = product_post(p, path, agree, 2);
	CHECK(str_find(product_title(page), S("2/4")) != SIZE_MAX);
	struct param_list typed = answers(&form->flow.form, p->app->masters);
	add(&typed, "do", S("check"));
	add(&typed, "state", product_input(page, "state"));
	struct str confirm = product_post(p, path, typed.v, typed.n);
	CHECK(str_find(product_title(confirm), S("3/4")) != SIZE_MAX);
	const struct param send[] = { { S("do"), S("submit") }, { S("state"), product_input(confirm, "state") } };
	int64_t id = number_of(product_post(p, path, send, 2)), again = number_of(product_post(p, path, send, 2));
	CHECK(id > 0);
	CHECK_INT(again, id);
	struct db_read *r;
	void *record = arena_alloc(test_arena(), form->flow.form.entity->size);
	CHECK_INT(db_read_begin(p->app->db, &r), OK);
	CHECK_INT(entity_load(r, test_arena(), p->app->keys, form->flow.form.entity, id, record), OK);
	db_read_done(r);
	CHECK_INT(((struct record *)record)->state, STATE_REVIEW);
	shown(p, &form->flow.form, record, confirm);
	return id;
}

TEST(registration_any_valid_registrant_is_stored_as_confirmed)
{
	struct product p = product_new();
	for (int round = 0; round < 24; round++) {
		(void)register_once(&p, &registrations[round < (int)registrations_count ? (size_t)round : test_random(registrations_count)]);
		CHECK_INT(count(&p, &test_registered_mails), 2 * (round + 1));
	}
	product_close(&p);
}

TEST(registration_needs_agreement_and_keeps_what_was_typed)
{
	struct product p = product_new();
	const struct param name[] = { { S("do"), S("check") }, { S("name"), S("みちくさ <b>会</b>") } };
	struct str page = product_post(&p, "/register/form/npo", name, 2);
	CHECK(str_find(product_title(page), S("1/4")) != SIZE_MAX);
	const struct param agree[] = { { S("do"), S("agree") }, { S("agree"), S("1") }, { S("state"), product_input(page, "state") } };
	page = product_post(&p, "/register/form/npo", agree, 3);
	CHECK(str_find(page, S("value=\"みちくさ &lt;b&gt;会&lt;/b&gt;\"")) != SIZE_MAX);
	const struct param forged[] = { { S("do"), S("submit") }, { S("state"), S("AAAA") } };
	CHECK(str_find(product_title(product_post(&p, "/register/form/npo", forged, 2)), S("1/4")) != SIZE_MAX);
	CHECK_INT(count(&p, &test_group_rows), 0);
	CHECK_INT(loopback_status(product_get(&p, "/register/form/nothing")), 404);
	product_close(&p);
}

TEST(registration_published_is_told_once)
{
	struct product p = product_new();
	struct db_write *w;
	struct publish_result result;
	int64_t id = register_once(&p, &registrations[1]);
	struct mail_sender sender = { p.app->keys, STR_NONE, p.app->base_url, S("centre@example.jp") };
	struct publish rule = { .keys = p.app->keys, .masters = p.app->masters, .now = 1795600000, .actor = "test", .announce = registration_tell_published, .ctx = &sender };
	for (int i = 0; i < 2; i++) {
		CHECK_INT(db_write_begin(p.app->db, &w), OK);
		CHECK_INT(publish_record(w, test_arena(), &rule, &group_entity, id, &result), OK);
		CHECK_INT(result.outcome, i ? PUBLISH_ALREADY : PUBLISH_DONE);
		CHECK_INT(db_write_commit(w), OK);
	}
	CHECK_INT(count(&p, &test_registered_mails), 3);
	product_close(&p);
}
