/* 会員登録 as a visitor does it, and what is stored, mailed and removed for it. */
#include "feature/join/join.h"

#include <string.h>

#include "feature/carry/carry.h"
#include "feature/group/group.h"
#include "feature/registration/registration.h"
#include "security/password.h"
#include "store/test_db.h"
#include "test.h"
#include "two_sites.h"

#define FORM "/aikasanet/register/individual"
#define PERSON(id, mail_) "login_id", id, "password", " mikan no mi 35", "name", "周防 はるか", "kana", "スオウ", "pref", "35", "city", "35203", \
	"phone", "０８３－９３４－４６６６", "mail", mail_, "gender", "female", "birth", "平成15年4月1日", "minor_consent", "1"

static struct str agreed(struct two_sites *s, const char *path)
{
	return two_sites_send(s, path, two_sites_get(s, str_of(path)), (const char *const[]){ "agree", "1", "do", "agree", NULL });
}

static struct str confirm(struct two_sites *s, const char *id, const char *mail)
{
	return two_sites_send(s, FORM, agreed(s, FORM), (const char *const[]){ PERSON(id, mail), "do", "check", NULL });
}

static struct str registered(struct two_sites *s, const char *id, const char *mail)
{
	return two_sites_send(s, FORM, confirm(s, id, mail), (const char *const[]){ "do", "submit", NULL });
}

static bool load(struct two_sites *s, int64_t id, struct member *m)
{
	struct db_read *r;
	CHECK_INT(db_read_begin(s->db, &r), OK);
	enum err err = entity_load(r, test_arena(), s->keys, &member_entity, id, m);
	db_read_done(r);
	return err == OK;
}

static void journey_on(struct db *db)
{
	struct two_sites *s = two_sites_new(db);
	struct member m;
	bool rehash = false;
	struct str page = confirm(s, "Ｈaruka.1", "haruka@example.jp");
	CHECK(two_sites_has(page, "2003年4月1日") && two_sites_has(page, "平成15年4月1日"));
	CHECK(!two_sites_has(page, "mikan no mi"));
	struct str done = two_sites_send(s, FORM, page, (const char *const[]){ "do", "submit", NULL });
	CHECK(two_sites_has(done, "登録はまだ終わっていません"));
	CHECK(two_sites_has(two_sites_send(s, FORM, page, (const char *const[]){ "do", "submit", NULL }), "登録はまだ終わっていません"));
	CHECK_INT(two_sites_mails(s), 1);
	CHECK(load(s, 1, &m) && !load(s, 2, &m) && load(s, 1, &m));
	CHECK_INT(m.record.state, STATE_UNPROVEN);
	CHECK_INT(m.record.site, SITE_AIKA);
	CHECK_INT(m.record.incomplete, 1);
	CHECK_STR(m.login_id, "Haruka.1");
	CHECK_STR(m.kana, "すおう");
	CHECK_STR(m.phone, "083-934-4666");
	CHECK_INT(m.birth, 20030401);
	CHECK(m.terms_id > 0 && m.terms_agreed_at == TWO_SITES_NOW && m.minor_consent == 1);
	CHECK_INT(m.password_form, PASSWORD_NATIVE);
	CHECK(password_verify(test_arena(), m.password, secret_of(S(" mikan no mi 35")), &rehash) && !rehash);

	struct str link = two_sites_link(two_sites_mail(s, "member.prove:"));
	CHECK(str_starts(link, S("/aikasanet/register/proof/")));
	struct str asked = two_sites_get(s, link);
	CHECK_INT(loopback_status(asked), 200);
	CHECK_STR(loopback_header(asked, "Cache-Control"), "no-store");
	CHECK(!two_sites_has(asked, "周防") && !two_sites_has(asked, "haruka") && two_sites_has(asked, "会員登録を進める"));
	CHECK(load(s, 1, &m) && m.record.state == STATE_UNPROVEN); /* looking changes nothing */
	CHECK_INT(loopback_status(two_sites_bare_post(s, str_fmt(test_arena(), "%.*s%c", STR_ARG(str_left(link, link.n - 1)), link.p[link.n - 1] == 'x' ? 'y' : 'x'))), 404);
	CHECK_INT(loopback_status(two_sites_bare_post(s, link)), 200);
	CHECK(load(s, 1, &m) && m.record.state == STATE_REVIEW && m.mail_proven_at == TWO_SITES_NOW);
	CHECK_INT(two_sites_mails(s), 3);
	CHECK(two_sites_has(two_sites_mail(s, "member.proven:1"), "会員番号"));
	struct str notice = two_sites_mail(s, "member.proven:1:centre");
	CHECK(two_sites_has(notice, "個人会員 No.1") && !two_sites_has(notice, "周防"));
	CHECK_INT(loopback_status(two_sites_bare_post(s, link)), 410);
	CHECK_INT(loopback_status(two_sites_get(s, link)), 410);
	CHECK_INT(two_sites_mails(s), 3);
}

TEST(join_register_prove_and_only_once)
{
	on_both_engines(journey_on);
}

TEST(join_link_ends)
{
	struct db *db = test_db();
	struct two_sites *s = two_sites_new(db);
	struct member m;
	(void)registered(s, "haruka", "haruka@example.jp");
	struct str link = two_sites_link(two_sites_mail(s, "member.prove:"));
	two_sites_set_clock(TWO_SITES_NOW + UNPROVEN_DAYS * 24 * 3600);
	CHECK(two_sites_has(two_sites_get(s, link), "期限が切れています"));
	CHECK_INT(loopback_status(two_sites_bare_post(s, link)), 410);
	CHECK(load(s, 1, &m) && m.record.state == STATE_UNPROVEN);
	db_close(db);
}

TEST(join_login_id_is_taken_once_and_rules_are_said_at_the_field)
{
	struct db *db = test_db();
	struct two_sites *s = two_sites_new(db);
	struct member m;
	static const char *const bad[] = { "abc", "a b c d", "<script>", "ｶﾅ1234", "dddd/" };
	for (size_t i = 0; i < COUNT_OF(bad); i++) CHECK(two_sites_has(confirm(s, bad[i], "a@example.jp"), "id=\"login_id-error\""));
	(void)registered(s, "haruka", "haruka@example.jp");
	CHECK(two_sites_has(confirm(s, "HARUKA", "other@example.jp"), "すでに使われています"));
	CHECK(two_sites_has(registered(s, "haruka", "haruka@example.jp"), "登録はまだ終わっていません")); /* the same person begins again */
	CHECK(!load(s, 1, &m) && load(s, 2, &m));
	CHECK_INT(loopback_status(two_sites_bare_post(s, two_sites_link(two_sites_mail(s, "member.prove:2")))), 200);
	CHECK(two_sites_has(confirm(s, "haruka", "haruka@example.jp"), "すでに使われています"));
	struct str page = agreed(s, FORM);
	page = two_sites_send(s, FORM, page, (const char *const[]){ "login_id", "mikan2026", "password", "Mikan2026", "birth", "2099年1月1日", "do", "check", NULL });
	CHECK(two_sites_has(page, "id=\"password-error\"") && two_sites_has(page, "id=\"birth-error\""));
	page = two_sites_send(s, FORM, page, (const char *const[]){ "login_id", "mikan2026", "password", "1234567", "do", "check", NULL });
	CHECK(two_sites_has(page, "8文字以上") && !two_sites_has(page, "入力済みです"));
	page = two_sites_send(s, FORM, page, (const char *const[]){ "password", "kitsune to ame", "do", "check", NULL });
	CHECK(two_sites_has(page, "入力済みです") && !two_sites_has(page, "kitsune to ame"));
	page = two_sites_send(s, FORM, page, (const char *const[]){ PERSON("mikan2026", "m@example.jp"), "password", "", "do", "check", NULL });
	CHECK(two_sites_has(page, "安全のため、表示しません"));
	db_close(db);
}

static void sweep_on(struct db *db)
{
	struct two_sites *s = two_sites_new(db);
	struct db_write *w;
	struct member m;
	int64_t n = 0;
	(void)registered(s, "first", "first@example.jp");
	(void)registered(s, "second", "second@example.jp");
	(void)two_sites_bare_post(s, two_sites_link(two_sites_mail(s, "member.prove:2")));
	for (int day = 6; day <= 8; day++) {
		n = 0;
		CHECK_INT(db_write_begin(db, &w), OK);
		CHECK_INT(join_sweep(w, test_arena(), TWO_SITES_NOW + day * 24 * 3600, 7, &n), OK);
		CHECK_INT(db_write_commit(w), OK);
		CHECK_INT(n, day == 8);
	}
	CHECK(!load(s, 1, &m) && load(s, 2, &m));
	CHECK_STR(m.mail, "second@example.jp");
	CHECK_STR(two_sites_mail(s, "member.prove:1"), ""); /* its key is gone, in the outbox too */
}

TEST(join_unproven_members_are_removed_with_their_key)
{
	on_both_engines(sweep_on);
}

/* Every PREFILL value of a group reaches the member's form: the same column, or the one that carry.c names. */
TEST(join_carries_from_super_what_both_tables_have)
{
	struct db *db = test_db();
	struct two_sites *s = two_sites_new(db);
	const struct form *from = &registrations[1].flow.form, *to = &join_kinds[MEMBER_GROUP].form;
	const struct group g = { .record = { .kind = GROUP_GROUP }, .group_class = 2, .name = S("会"), .kana = S("かい"), .rep_name = S("山口"), .rep_post = S("代表"),
		.postal = S("753-0064"), .pref = 35, .city = 3, .address = S("神田町"), .registrant_mail = S("r@example.jp"), .phone = S("083-934-4666"), .founded = 20190601,
		.purpose = S("目的"), .activity = S("内容"), .field = 5, .people = S("25人"), .file_rules = 7, .minor_consent = 1, .requirement = 63 };
	static const struct { const char *column, *value; } want[] = {
		{ "group_class", "voluntary" }, { "org_name", "会" }, { "org_kana", "かい" }, { "rep_name", "山口" }, { "rep_post", "代表" }, { "postal", "753-0064" },
		{ "pref", "35" }, { "city", "35203" }, { "address", "神田町" }, { "mail", "r@example.jp" }, { "phone", "083-934-4666" }, { "founded", "2019年6月1日（土）" },
		{ "purpose", "目的" }, { "activity", "内容" }, { "act_field", "1" }, { "people", "25人" },
	};
	struct params values = carry_values(test_arena(), s->app.masters, from, &g, to);
	CHECK_INT(values.n, COUNT_OF(want) + 1); /* two fields of activity */
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		struct str found = STR_NONE;
		for (size_t k = values.n; k-- > 0;)
			if (str_is(values.v[k].name, want[i].column)) found = values.v[k].value;
		CHECK_STR(found, want[i].value);
	}
	db_close(db);
}

/* Values of the second stage are not asked by the form and are there all the same when the member logs in. */
TEST(join_keeps_carried_values_of_the_second_stage)
{
	static const char from[] = "/register/form/company", to[] = "/aikasanet/register/company";
	struct db *db = test_db();
	struct two_sites *s = two_sites_new(db);
	struct member m;
	struct group g;
	struct db_read *r;
	struct str page = two_sites_send(s, from, agreed(s, from), (const char *const[]){ "company_class", "kk", "name", "株式会社 夏みかん", "kana", "なつみかん",
		"rep_name", "萩", "minor_consent", "1", "contact_name", "長門", "activity", "印刷", "csr", "寄付", "pref", "35", "city", "35203", "address", "例示町7", "postal",
		"753-0064", "registrant_name", "長門", "registrant_phone", "083-934-4666", "registrant_mail", "c@example.jp", "do", "check", NULL });
	page = two_sites_send(s, from, page, (const char *const[]){ "do", "submit", NULL });
	CHECK(two_sites_has(page, "あいかさねっとにも登録"));
	two_sites_set_clock(TWO_SITES_NOW + FLOW_CARRY_SECONDS + 1);
	struct str late = two_sites_send(s, to, page, (const char *const[]){ "do", "carry", NULL });
	CHECK(two_sites_has(late, "引き継ぎは終わりました"));
	late = two_sites_send(s, to, late, (const char *const[]){ "agree", "1", "do", "agree", NULL });
	CHECK(!two_sites_has(late, "夏みかん") && !two_sites_has(late, "引き継いで"));
	two_sites_set_clock(TWO_SITES_NOW + FLOW_CARRY_SECONDS);
	page = two_sites_send(s, to, page, (const char *const[]){ "do", "carry", NULL });
	page = two_sites_send(s, to, page, (const char *const[]){ "agree", "1", "do", "agree", NULL });
	CHECK(two_sites_has(page, "value=\"株式会社 夏みかん\"") && !two_sites_has(page, "例示町7"));
	page = two_sites_send(s, to, page, (const char *const[]){ "rep_name", "萩", "org_name", "株式会社 夏みかん", "org_kana", "なつみかん", "login_id", "natsu", "password", "kitsune to ame", "company_class",
		"kk", "rep_post", "社長", "minor_consent", "1", "pref", "35", "city", "35203", "phone", "083-934-4666", "mail", "c@example.jp", "do", "check", NULL });
	CHECK(!two_sites_has(page, "id=\"errors\""));
	page = two_sites_send(s, to, page, (const char *const[]){ "do", "submit", NULL });
	CHECK(two_sites_has(page, "登録はまだ終わっていません") && !two_sites_has(page, "value=\"carry\""));
	CHECK(load(s, 1, &m));
	CHECK_STR(m.address, "例示町7");
	CHECK_STR(m.postal, "753-0064");
	CHECK_STR(m.activity, "印刷");
	CHECK_INT(m.group_id, 1);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(entity_load(r, test_arena(), NULL, &group_entity, 1, &g), OK);
	db_read_done(r);
	CHECK_INT(g.member_id, 1);
	db_close(db);
}

TEST(join_group_is_carried_to_super_and_both_know_each_other)
{
	static const char path[] = "/aikasanet/register/group", to[] = "/register/form/group";
	struct db *db = test_db();
	struct two_sites *s = two_sites_new(db);
	struct group g;
	struct member m;
	struct db_read *r;
	struct str page = two_sites_send(s, path, agreed(s, path), (const char *const[]){ "login_id", "michikusa", "password", "mikan no mi", "group_class", "voluntary",
		"org_name", "みちくさ会", "org_kana", "みちくさかい", "rep_name", "山口 みかん", "rep_post", "代表", "minor_consent", "1", "pref", "35", "city", "35203", "phone",
		"083-934-4666", "mail", "m@example.jp", "joins", "1", "requirement", "1", "requirement", "2", "requirement", "3", "requirement", "4", "requirement", "5",
		"requirement", "6", "do", "check", NULL });
	CHECK(!two_sites_has(page, "id=\"errors\""));
	page = two_sites_send(s, path, page, (const char *const[]){ "do", "submit", NULL });
	CHECK(two_sites_has(page, "スーパーネットに登録") && two_sites_has(page, "action=\"/register/form/group\""));
	page = two_sites_send(s, to, page, (const char *const[]){ "do", "carry", NULL });
	CHECK(two_sites_has(page, "入力した内容を引き継いでいます") && !two_sites_has(page, "みちくさ会"));
	page = two_sites_send(s, to, page, (const char *const[]){ "agree", "1", "do", "agree", NULL });
	CHECK(two_sites_has(page, "入力した内容を引き継いでいます") && two_sites_has(page, "value=\"みちくさ会\"") && two_sites_has(page, "value=\"m@example.jp\""));
	page = two_sites_send(s, to, page, (const char *const[]){ "group_class", "voluntary", "name", "みちくさ会", "kana", "みちくさかい", "rep_name", "山口 みかん",
		"minor_consent", "1", "contact_name", "周防", "field", "1", "area", "city", "target_city", "35203", "purpose", "目的", "activity", "内容", "pref", "35", "city", "35203",
		"address", "神田町", "registrant_name", "周防", "registrant_phone", "083-934-4666", "registrant_mail", "m@example.jp", "requirement", "1", "requirement", "2",
		"requirement", "3", "requirement", "4", "requirement", "5", "requirement", "6", "do", "check", NULL });
	CHECK(!two_sites_has(page, "id=\"errors\""));
	page = two_sites_send(s, to, page, (const char *const[]){ "do", "submit", NULL });
	CHECK(two_sites_has(page, "登録を受け付けました") && !two_sites_has(page, "あいかさねっとにも登録できます"));
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(entity_load(r, test_arena(), NULL, &group_entity, 1, &g), OK);
	CHECK_INT(entity_load(r, test_arena(), NULL, &member_entity, 1, &m), OK);
	db_read_done(r);
	CHECK_INT(g.member_id, 1);
	CHECK_INT(m.group_id, 1);
	db_close(db);
}
