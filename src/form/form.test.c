/* Forms: any valid answers become a record that says the same again; what is wrong is named once and kept as typed;
 * the state travels whole and can not be changed. */
#include "form/form.h"

#include <string.h>

#include "core/vec.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/master/master.h"
#include "feature/report/report.h"
#include "form/form_state.h"
#include "form/type.h"
#include "security/seal.h"
#include "store/test_db.h"
#include "test.h"

enum { NOW = 1795600000 };

struct param_list VEC_OF(struct param);

static struct masters *seeded(void)
{
	struct db *db = test_db();
	struct db_write *w;
	struct db_read *r;
	struct masters *m = NULL;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, test_arena(), NOW), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(masters_load(r, test_arena(), &m), OK);
	db_read_done(r);
	db_close(db);
	return m;
}

static const struct form forms[] = {
	{ .entity = &group_entity, .kind = 0, .stage = FORM_WHOLE }, { .entity = &group_entity, .kind = 1, .stage = FORM_WHOLE },
	{ .entity = &group_entity, .kind = 2, .stage = FORM_WHOLE }, { .entity = &event_entity, .kind = 1, .stage = FORM_WHOLE },
	{ .entity = &report_entity, .kind = 0, .stage = FORM_WHOLE }, { .entity = &grant_entity, .kind = 0, .stage = FORM_WHOLE },
};

static struct record *empty(const struct form *form)
{
	struct record *r = arena_alloc(test_arena(), form->entity->size);
	memset(r, 0, form->entity->size);
	r->kind = form->kind;
	return r;
}

static void tick_all(struct param_list *list, const struct masters *m, const struct field *f)
{
	const struct master *row;
	for (size_t i = 0; (row = master_at(m, f->list, i)); i++)
		if (row->active) *vec_add(test_arena(), list) = (struct param){ str_of(f->column), row->code };
}

/* An answer to every asked field, files and ends of periods aside. */
static struct params answers(const struct form *form, const struct masters *m)
{
	struct param_list list = { 0 };
	for (ENTITY_FIELDS(form->entity, f)) {
		const struct type_context c = { test_arena(), m, f };
		if (!form_asks(form, f) || f->type == TYPE_FILE_ID || str_ends(str_of(f->column), S("_to"))) continue;
		if (f->type == TYPE_MULTI) tick_all(&list, m, f);
		else if (f->type == TYPE_BOOL) *vec_add(test_arena(), &list) = (struct param){ str_of(f->column), S("1") };
		else *vec_add(test_arena(), &list) = (struct param){ str_of(f->column), field_ops(f)->sample(&c, test_random(1 << 20)) };
	}
	return (struct params){ list.v, list.n };
}

TEST(form_any_valid_answers_become_a_record_that_says_the_same)
{
	const struct masters *m = seeded();
	for (int round = 0; round < 60; round++) {
		const struct form *form = &forms[test_random(COUNT_OF(forms))];
		struct faults faults = { .arena = test_arena() }, again = { .arena = test_arena() };
		void *first = empty(form), *second = empty(form);
		form_read(test_arena(), m, form, answers(form, m), first, &faults);
		for (size_t i = 0; i < faults.n; i++) CHECK_EQ(faults.v[i].message, STR_NONE);
		form_read(test_arena(), m, form, form_values(test_arena(), m, form, first), second, &again);
		CHECK_INT(again.n, 0);
		for (ENTITY_FIELDS(form->entity, f))
			CHECK_EQ(field_text(test_arena(), m, f, first), field_text(test_arena(), m, f, second));
	}
}

TEST(form_asks_only_what_is_the_askers)
{
	static const char *const never[] = { "registered", "registered_source", "corporate_number", "member_id", "terms_id", "body", "old_data" };
	for (size_t i = 0; i < COUNT_OF(never); i++) CHECK(!form_asks(&forms[0], entity_field(&group_entity, never[i])));
	CHECK(form_asks(&forms[0], entity_field(&group_entity, "requirement")));
	CHECK(!form_asks(&forms[2], entity_field(&group_entity, "requirement")));
	/* what is typed under such a name changes nothing */
	const struct param bad[] = { { S("registered"), S("1") }, { S("name"), S("一") } };
	struct faults faults = { .arena = test_arena() };
	struct group *g = (struct group *)empty(&forms[0]);
	form_read(test_arena(), seeded(), &forms[0], (struct params){ bad, 2 }, g, &faults);
	CHECK_INT(g->registered, 0);
	CHECK_STR(g->name, "一");
}

TEST(form_names_every_missing_field_once)
{
	const struct masters *m = seeded();
	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		struct faults faults = { .arena = test_arena() };
		void *record = empty(&forms[i]);
		form_read(test_arena(), m, &forms[i], (struct params){ NULL, 0 }, record, &faults);
		CHECK(faults.n > 2);
		for (size_t k = 0; k < faults.n; k++) {
			CHECK(faults.v[k].field && field_needed(forms[i].entity, faults.v[k].field, record));
			for (size_t j = 0; j < k; j++) CHECK(faults.v[j].field != faults.v[k].field);
		}
	}
	const struct param part = { S("requirement"), S("1") };
	struct faults faults = { .arena = test_arena() };
	form_read(test_arena(), m, &forms[0], (struct params){ &part, 1 }, empty(&forms[0]), &faults);
	CHECK_STR(faults.v[0].message, "登録要件は、すべてに✓を入れてください。");
}

TEST(form_company_words_are_the_companys)
{
	struct faults faults = { .arena = test_arena() };
	form_read(test_arena(), seeded(), &forms[2], (struct params){ NULL, 0 }, empty(&forms[2]), &faults);
	bool found = false;
	for (size_t i = 0; i < faults.n; i++) found |= str_is(faults.v[i].message, "企業名をお書きください。");
	CHECK(found);
}

TEST(form_bodies_are_plain_text)
{
	const struct param typed[] = { { S("content"), S("一段目 <b>太字</b>\n\n<script>alert(1)</script>") } };
	struct faults faults = { .arena = test_arena() };
	struct event *e = (struct event *)empty(&forms[3]);
	form_read(test_arena(), seeded(), &forms[3], (struct params){ typed, 1 }, e, &faults);
	CHECK(str_find(e->content, S("&lt;b&gt;")) != SIZE_MAX);
	CHECK(str_find(e->content, S("<script")) == SIZE_MAX && str_find(e->content, S("alert(1)")) != SIZE_MAX);
}

/* ---- the state ---- */

static struct keys *test_keys(void)
{
	struct keys *k = NULL;
	CHECK_INT(keys_create(test_folder(), 1), OK);
	CHECK_INT(keys_open(test_arena(), test_folder(), &k), OK);
	return k;
}

TEST(form_state_comes_back_and_is_bound)
{
	struct keys *keys = test_keys();
	const struct param v[] = { { S("name"), S("会の\n名前") }, { S("field"), S("1") }, { S("field"), S("2") }, { S("kana"), STR_NONE } };
	struct form_state s = form_state_new(test_arena(), NOW), back;
	s.value = (struct params){ v, COUNT_OF(v) };
	s.terms_id = 3;
	s.agreed_at = NOW;
	struct str sealed = form_state_seal(test_arena(), keys, S("npo"), &s);
	CHECK_INT(form_state_open(test_arena(), keys, S("npo"), sealed, NOW + 10, &back), OK);
	CHECK_EQ(back.nonce, s.nonce);
	CHECK_INT(back.terms_id, 3);
	CHECK_INT(back.value.n, COUNT_OF(v));
	for (size_t i = 0; i < COUNT_OF(v); i++) {
		CHECK_EQ(back.value.v[i].name, v[i].name);
		CHECK_EQ(back.value.v[i].value, v[i].value);
	}
	CHECK(str_find(sealed, S("name")) == SIZE_MAX);
	CHECK_INT(form_state_open(test_arena(), keys, S("group"), sealed, NOW, &back), ERR_INPUT);
	CHECK_INT(form_state_open(test_arena(), keys, S("npo"), STR_NONE, NOW, &back), ERR_INPUT);
	CHECK_INT(form_state_open(test_arena(), keys, S("npo"), sealed, NOW + 2 * 24 * 3600, &back), ERR_CONFLICT);
	CHECK_INT(back.value.n, COUNT_OF(v)); /* nothing typed is lost by time */
	for (size_t i = 0; i < sealed.n; i += 7) {
		struct str bad = str_dup(test_arena(), sealed);
		((char *)(uintptr_t)bad.p)[i] = bad.p[i] == 'A' ? 'B' : 'A';
		if (str_eq(bad, sealed)) continue;
		CHECK_INT(form_state_open(test_arena(), keys, S("npo"), bad, NOW, &back), ERR_INPUT);
	}
}

TEST(form_state_refuses_more_than_a_page_carries)
{
	struct keys *keys = test_keys();
	char *much = arena_alloc(test_arena(), FORM_STATE_MAX);
	memset(much, 'x', FORM_STATE_MAX);
	const struct param v = { S("content"), { much, FORM_STATE_MAX } };
	struct form_state s = form_state_new(test_arena(), NOW);
	s.value = (struct params){ &v, 1 };
	CHECK_INT(form_state_seal(test_arena(), keys, S("event"), &s).n, 0);
}

/* Old data breaks today's rules; who changes one field need not mend the others, but what is new must be right. */
TEST(form_takes_unchanged_old_values_as_they_are)
{
	const struct masters *m = seeded();
	struct group *was = (struct group *)empty(&forms[1]), *is = (struct group *)empty(&forms[1]);
	was->phone = S("非公開");
	was->name = S("会");
	struct form form = forms[1];
	form.before = was;
	struct faults faults = { .arena = test_arena() };
	const struct param same[] = { { S("phone"), S("非公開") }, { S("name"), S("会") }, { S("fax"), S("非公開") } };
	form_read(test_arena(), m, &form, (struct params){ same, COUNT_OF(same) }, is, &faults);
	CHECK_STR(is->phone, "非公開");
	bool phone = false, fax = false;
	for (size_t i = 0; i < faults.n; i++) {
		phone |= faults.v[i].field == entity_field(&group_entity, "phone");
		fax |= faults.v[i].field == entity_field(&group_entity, "fax");
	}
	CHECK(!phone && fax);
}

TEST(form_wants_whole_telephone_numbers)
{
	static const struct { const char *typed; bool good; } row[] = {
		{ "083-934-4666", true }, { "０８３９３４４６６６", true }, { "090-1234-5678", true }, { "083-934-4666 内線12", true }, { "083-934-4666（代表）", true },
		{ "０８３−９９９−１２３", false }, { "090-0000-123x", false }, { "083-934-46667-8", false }, { "083-934-4666x", false },
	};
	const struct masters *m = seeded();
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		const struct param typed = { S("phone"), str_of(row[i].typed) };
		struct faults faults = { .arena = test_arena() };
		bool bad = false;
		form_read(test_arena(), m, &forms[1], (struct params){ &typed, 1 }, empty(&forms[1]), &faults);
		for (size_t k = 0; k < faults.n; k++) bad |= faults.v[k].field == entity_field(&group_entity, "phone");
		CHECK(bad != row[i].good);
		if (bad == row[i].good) CHECK_STR(str_of(row[i].typed), "wrong");
	}
}
