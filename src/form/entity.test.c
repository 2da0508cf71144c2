/* Entities: tables agree with the schema, records go round, secrets stay secret. */
#include "form/entity.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "feature/event/event.h"
#include "feature/group/group.h"
#include "feature/master/master.h"
#include "feature/member/member.h"
#include "form/entity_sql.h"
#include "form/type.h"
#include "security/seal.h"
#include "store/person_key.h"
#include "store/test_db.h"
#include "test.h"

static struct keys *test_keys(void)
{
	struct keys *keys = NULL;
	const char *dir = test_folder();
	enum err e = keys_create(dir, 1000);
	CHECK(e == OK || e == ERR_CONFLICT); /* the second engine's turn */
	CHECK_INT(keys_open(test_arena(), dir, &keys), OK);
	return keys;
}

TEST(entity_tables_are_well_formed)
{
	for (size_t i = 0; i < entities_count; i++) {
		const struct entity *e = entities[i];
		CHECK(entity_named(e->name) == e);
		int titles = 0;
		for (ENTITY_FIELDS(e, f)) {
			titles += (f->flags & TITLE) != 0;
			CHECK(entity_field(e, f->column) == f);
			CHECK(f->label[0] != 0);
			CHECK(f->offset + sizeof(int64_t) <= e->size);
			if (f->when.type != COND_ALWAYS) CHECK(entity_field(e, f->when.column) && !field_is_str(entity_field(e, f->when.column)));
			if (f->type == TYPE_CHOICE || f->type == TYPE_MULTI) CHECK(master_at(masters_of_seed(test_arena()), f->list, 0) != NULL);
			if (f->type == TYPE_REF) CHECK(entity_named(f->list) != NULL);
			for (int k = 0; k < KINDS_MAX; k++) CHECK(!((f->flags & SECRET) && f->show[k] == OPEN));
			if ((f->flags & (SEARCH | FILTER | WORDS)) != 0) CHECK(!(f->flags & SECRET));
		}
		CHECK(titles <= 1);
	}
}

/* Every statement prepares, so every column of a .def is in the schema. */
static void statements_prepare(struct db *db)
{
	struct db_write *w = NULL;
	const struct sql *s;
	size_t n = 0;
	CHECK_INT(db_write_begin(db, &w), OK);
	for (; (s = entity_sql_at(n)); n++) {
		enum err e = db_check_statement(w, s);
		if (e) CHECK_STR(str_of(s->name), "prepares");
	}
	CHECK(n > entities_count * 4);
	db_write_roll_back(w);
}

TEST(entity_statements_prepare_on_both_engines)
{
	on_both_engines(statements_prepare);
}

static void fill(struct arena *a, const struct masters *m, const struct entity *e, void *record)
{
	struct faults faults = { .arena = a };
	for (ENTITY_FIELDS(e, f)) {
		const struct type_context c = { a, m, f };
		CHECK(field_read(a, m, f, record, field_ops(f)->sample(&c, test_random(1u << 30)), NULL) || (f->flags & ALL));
	}
	CHECK_INT(faults.n, 0);
}

static void check_same(struct arena *a, const struct entity *e, const void *x, const void *y)
{
	(void)a;
	for (ENTITY_FIELDS(e, f)) {
		if (field_is_str(f)) CHECK_EQ(*field_str(f, y), *field_str(f, x));
		else CHECK_INT(*field_int(f, y), *field_int(f, x));
	}
}

static void go_round(struct db *db)
{
	struct arena *a = test_arena();
	struct keys *keys = test_keys();
	struct masters *m = masters_of_seed(a);
	struct db_write *w = NULL;
	CHECK_INT(db_write_begin(db, &w), OK);
	for (size_t i = 0; i < entities_count; i++) {
		const struct entity *e = entities[i];
		struct record *r = arena_alloc(a, e->size), *back = arena_alloc(a, e->size);
		*r = (struct record){ .site = SITE_SUPER, .state = STATE_PUBLISHED, .published_at = 5, .source = str_fmt(a, "super:%s:1", e->name) };
		fill(a, m, e, r);
		CHECK_INT(entity_save(w, a, keys, e, r, 1000), OK);
		CHECK(r->id > 0 && r->version == 1 && r->created_at == 1000);
		CHECK_INT(entity_load(db_reading(w), a, keys, e, r->id, back), OK);
		CHECK_INT(back->published_at, 5);
		CHECK_INT(back->site, SITE_SUPER);
		CHECK_EQ(back->source, r->source);
		check_same(a, e, r, back);
		CHECK_INT(entity_load_source(db_reading(w), a, keys, e, r->source, back), OK);
		fill(a, m, e, back);
		CHECK_INT(entity_save(w, a, keys, e, back, 2000), OK);
		CHECK_INT(back->version, 2);
		struct record *again = arena_alloc(a, e->size);
		CHECK_INT(entity_load(db_reading(w), a, keys, e, r->id, again), OK);
		CHECK_INT(again->updated_at, 2000);
		check_same(a, e, back, again);
		CHECK_INT(entity_save(w, a, keys, e, r, 3000), ERR_CONFLICT); /* an old version */
		int64_t n = 0;
		CHECK_INT(entity_count(db_reading(w), e, "state = $1 AND trashed_at = 0", BIND(b_int(STATE_PUBLISHED)), &n), OK);
		CHECK_INT(n, 1);
		struct entity_list list;
		CHECK_INT(entity_select(db_reading(w), a, e, "site = $1", "id DESC", BIND(b_int(SITE_SUPER)), 10, 0, &list), OK);
		CHECK_INT(list.n, 1);
		for (ENTITY_FIELDS(e, f))
			if (f->flags & SECRET) CHECK(!field_given(f, list.v));
		CHECK_INT(entity_delete(w, e, r->id), OK);
		CHECK_INT(entity_load(db_reading(w), a, keys, e, r->id, again), ERR_NOT_FOUND);
	}
	db_write_roll_back(w);
}

TEST(entity_records_of_every_kind_go_round)
{
	on_both_engines(go_round);
}

static void secrets(struct db *db)
{
	struct arena *a = test_arena();
	struct keys *keys = test_keys();
	struct db_write *w = NULL;
	int64_t id = 0;
	CHECK_INT(db_write_begin(db, &w), OK);
	struct member m = { .record = { .site = SITE_AIKA, .state = STATE_PUBLISHED }, .login_id = S("hanako"), .name = S("例田花子"),
		.mail = S("Hanako@Example.jp"), .birth = 19900102 };
	CHECK_INT(entity_save(w, a, keys, &member_entity, &m, 1000), OK);
	CHECK_INT(entity_find(db_reading(w), a, keys, &member_entity, "mail", S("ｈanako@example.JP"), &id), OK);
	CHECK_INT(id, m.record.id);
	CHECK_INT(entity_find(db_reading(w), a, keys, &member_entity, "mail", S("hanako2@example.jp"), &id), ERR_NOT_FOUND);
	struct member b;
	CHECK_INT(entity_load(db_reading(w), a, NULL, &member_entity, m.record.id, &b), OK);
	CHECK_INT(b.name.n, 0);
	b.sales_point = S("縫い物が得意です");
	CHECK_INT(entity_save(w, a, NULL, &member_entity, &b, 1001), OK); /* without keys the secrets stay */
	CHECK_INT(entity_load(db_reading(w), a, keys, &member_entity, m.record.id, &b), OK);
	CHECK_STR(b.name, "例田花子");
	CHECK_INT(b.birth, 19900102);
	CHECK_STR(b.sales_point, "縫い物が得意です");
	CHECK_INT(person_key_destroy(w, b.record.person_key, 1002), OK);
	CHECK_INT(entity_load(db_reading(w), a, keys, &member_entity, m.record.id, &b), OK);
	CHECK_INT(b.name.n, 0);
	CHECK_STR(b.sales_point, "縫い物が得意です");
	db_write_roll_back(w);
}

TEST(entity_secrets_are_found_by_index_and_gone_with_the_key)
{
	on_both_engines(secrets);
}

/* The bytes of every file of the folder, one after another. */
static struct str folder_bytes(struct arena *a, const char *dir)
{
	struct out o = out_new(a, 64 << 20);
	static const char *const files[] = { "kenmin.db", "kenmin.db-wal", "kenmin.db-shm", "keys" };
	char buf[4096];
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		FILE *f = fopen(str_cz(a, str_fmt(a, "%s/%s", dir, files[i])), "rb");
		size_t n;
		while (f && (n = fread(buf, 1, sizeof buf, f)) > 0) out_bytes(&o, buf, n);
		if (f) fclose(f);
	}
	return out_view(&o);
}

TEST(entity_secrets_stand_nowhere_readable)
{
	struct arena *a = test_arena();
	const char *dir = test_folder();
	struct keys *keys = NULL;
	struct db *db = NULL;
	struct db_write *w = NULL;
	int applied = 0;
	struct db_config c = { .dir = dir };
	CHECK_INT(keys_create(dir, 1000), OK);
	CHECK_INT(keys_open(a, dir, &keys), OK);
	CHECK_INT(db_open(a, &c, &db), OK);
	CHECK_INT(db_migrate(db, &applied), OK);
	CHECK_INT(db_write_begin(db, &w), OK);
	struct member m = { .record = { .site = SITE_AIKA, .state = STATE_PUBLISHED }, .login_id = S("loginmarker"), .name = S("氏名の目印"), .kana = S("しめいのめじるし"),
		.mail = S("mailmarker@example.jp"), .phone = S("083-777-1234"), .address = S("住所の目印"), .postal = S("753-9876"), .birth = 19871203,
		.job = S("職業の目印"), .line_id = S("Ulinemarker"), .sales_point = S("公開の目印"), .old_data = S("旧データの目印") };
	struct group g = { .record = { .site = SITE_SUPER, .state = STATE_PUBLISHED }, .name = S("公開の団体"), .registrant_name = S("登録担当の目印"),
		.registrant_mail = S("tourokumarker@example.jp"), .registrant_phone = S("083-777-5678") };
	CHECK_INT(entity_save(w, a, keys, &member_entity, &m, 1000), OK);
	CHECK_INT(entity_save(w, a, keys, &group_entity, &g, 1000), OK);
	CHECK_INT(db_write_commit(w), OK);
	struct str bytes = folder_bytes(a, dir);
	db_close(db);
	CHECK(str_find(bytes, S("公開の目印")) != SIZE_MAX && str_find(bytes, S("公開の団体")) != SIZE_MAX); /* the test can see */
	static const char *const markers[] = { "loginmarker", "氏名の目印", "しめいのめじるし", "mailmarker", "777-1234", "住所の目印", "753-9876", "19871203", "職業の目印", "linemarker",
		"旧データの目印", "登録担当の目印", "tourokumarker", "777-5678" };
	for (size_t i = 0; i < COUNT_OF(markers); i++)
		if (str_find(bytes, str_of(markers[i])) != SIZE_MAX) CHECK_STR(str_of(markers[i]), "is sealed");
	const unsigned char birth[] = { 0x01, 0x2F, 0x35, 0xE3 }; /* 19871203 as SQLite would store it */
	CHECK(str_find(bytes, (struct str){ (const char *)birth, sizeof birth }) == SIZE_MAX);
}

TEST(entity_missing_follows_kind_condition_and_stage)
{
	struct arena *a = test_arena();
	struct faults faults = { .arena = a };
	struct group g = { .record = { .kind = GROUP_COMPANY }, .company_class = 1, .name = S("㈱見本"), .kana = S("みほん"), .rep_name = S("例田"),
		.contact_name = S("例田"), .minor_consent = 1, .activity = S("製造"), .csr = S("清掃"), .pref = 35, .city = 3, .address = S("1-1"),
		.registrant_name = S("例田"), .registrant_phone = S("083-000-0000"), .registrant_mail = S("a@example.jp") };
	CHECK_INT(entity_missing(&group_entity, &g, true, NULL), 0);
	g.record.kind = GROUP_GROUP;
	entity_missing(&group_entity, &g, true, &faults);
	CHECK_INT(faults.n, 5); /* 団体の分類, 活動分野, 対象エリア, 活動目的, 登録要件 */
	CHECK_STR(faults.v[0].message, "団体の分類を選んでください。");
	g.area = 1;
	CHECK_INT(entity_missing(&group_entity, &g, true, NULL), 5); /* now 対象市町 instead of 対象エリア */
	g.name = STR_NONE;
	faults.n = 0;
	entity_missing(&group_entity, &g, true, &faults);
	CHECK_STR(faults.v[1].message, "団体名をお書きください。");
	g.minor_consent = 0;
	CHECK_INT(entity_missing(&group_entity, &g, true, NULL), 7);
	g.record.source = S("super:wp_posts:1"); /* consent is not missing on what was taken over */
	CHECK_INT(entity_missing(&group_entity, &g, true, NULL), 6);

	struct member m = { .record = { .kind = MEMBER_GROUP, .source = S("x") } };
	size_t without = entity_missing(&member_entity, &m, true, NULL);
	m.joins = 1; /* 34-37 */
	CHECK_INT(entity_missing(&member_entity, &m, true, NULL), without + 4);
	m.record.kind = MEMBER_INDIVIDUAL; /* has no 参加する: 34-37 always */
	CHECK_INT(entity_missing(&member_entity, &m, true, NULL) - entity_missing(&member_entity, &m, false, NULL), 7); /* 19, 20, 23, 34-37 */
}

TEST(entity_check_finds_ends_before_beginnings)
{
	struct faults faults = { .arena = test_arena() };
	struct event v = { .date_from = 20261205, .time_from = 600, .time_to = 540, .apply_from = 20261101, .apply_to = 20261130 };
	CHECK_INT(entity_check(&event_entity, &v, &faults), 1);
	CHECK_STR(faults.v[0].message, "終了時刻は、開始時刻より前にはできません。");
	v.date_to = 20261206; /* two days: from the one evening to the other morning */
	CHECK_INT(entity_check(&event_entity, &v, NULL), 0);
	v.date_to = 20261204;
	v.apply_to = 20261031;
	CHECK_INT(entity_check(&event_entity, &v, NULL), 2);
	struct member m = { .record = { .kind = MEMBER_GROUP } };
	CHECK(!member_has_purpose(&m, &faults));
	m.joins = 1;
	CHECK(member_has_purpose(&m, NULL));
}

TEST(entity_labels_per_kind)
{
	CHECK_STR(field_label(&group_entity, entity_field(&group_entity, "name"), GROUP_NPO), "団体名");
	CHECK_STR(field_label(&group_entity, entity_field(&group_entity, "name"), GROUP_COMPANY), "企業名");
	CHECK_STR(field_label(&member_entity, entity_field(&member_entity, "people"), MEMBER_COMPANY), "社員数");
	CHECK_STR(str_of(state_label(STATE_SUSPENDED)), "休止");
}

TEST(entity_save_is_fast_without_secrets)
{
	struct arena *a = arena_new();
	struct db *db = test_db();
	struct db_write *w = NULL;
	struct timespec t0, t1;
	enum { ROWS = 4000 };
	CHECK_INT(db_write_begin(db, &w), OK);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t0);
	for (int i = 0; i < ROWS; i++) {
		struct group g = { .record = { .site = SITE_SUPER, .state = STATE_PUBLISHED, .source = str_fmt(a, "super:%d", i) },
			.name = S("見本の会"), .activity = S("川の清掃と花壇の手入れを続けています。") };
		CHECK_INT(entity_save(w, a, NULL, &group_entity, &g, 1000), OK);
		arena_clear(a);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t1);
	db_write_roll_back(w);
	db_close(db);
	arena_free(a);
	double s = (double)(t1.tv_sec - t0.tv_sec) + (double)(t1.tv_nsec - t0.tv_nsec) / 1e9;
	CHECK(s < 4000.0 / 2000); /* with sanitizers ten times slower than the program */
}
