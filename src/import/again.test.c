/* Tests of a later import and of what is kept aside, through the whole importer on small dumps. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "feature/event/event.h"
#include "feature/master/master.h"
#include "feature/member/member.h"
#include "import/import.h"
#include "security/password.h"
#include "store/test_db.h"
#include "test.h"

static const char hash_one[] = "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0", hash_two[] = "$P$984478476IagS59wHZvyQMArzfx58u.";

static const char profile[] =
	"front /\n"
	"from post member into member\nuser meta:user_id\nkind const:individual\nlogin_id user:user_login\npassword user:user_pass\n"
	"name title\nphone usermeta:tel\nmail user:user_email\n"
	"from post event into event\ntitle title\ncontent content\norganizer meta:by\n";

struct small {
	struct db *db;
	struct keys *keys;
	struct masters *masters;
	int64_t now;
	struct import_report report;
};

/* A dump of one member and one event; `extra` is put before its last line. */
static const char *dump(const char *phone, const char *hash, const char *title, const char *extra)
{
	struct arena *a = test_arena();
	struct str text = str_fmt(a,
		"-- MariaDB dump\nCREATE TABLE `x_posts` (`ID` bigint, `post_date` datetime, `post_modified` datetime, `post_content` longtext, `post_title` text,"
		" `post_status` varchar(20), `post_name` varchar(200), `post_type` varchar(20));\n"
		"CREATE TABLE `x_postmeta` (`meta_id` bigint, `post_id` bigint, `meta_key` varchar(255), `meta_value` longtext);\n"
		"CREATE TABLE `x_users` (`ID` bigint, `user_login` varchar(60), `user_pass` varchar(255), `user_email` varchar(100));\n"
		"CREATE TABLE `x_usermeta` (`umeta_id` bigint, `user_id` bigint, `meta_key` varchar(255), `meta_value` longtext);\n"
		"INSERT INTO `x_posts` VALUES (1,'2020-01-01 10:00:00','2020-01-01 10:00:00','','見本 葵','publish','m','member'),\n"
		"(2,'2020-01-01 10:00:00','2020-01-01 10:00:00','<p>本文</p>','%s','publish','e','event');\n"
		"INSERT INTO `x_postmeta` VALUES (1,1,'user_id','7'),(2,2,'by','主催の会');\n"
		"INSERT INTO `x_users` VALUES (7,'aoi','%s','aoi@example.jp');\nINSERT INTO `x_usermeta` VALUES (1,7,'tel','%s');\n%s\n-- Dump completed\n",
		title, hash, phone, extra);
	const char *path = str_cz(a, str_fmt(a, "%s/dump.sql", test_folder()));
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK(fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n);
	close(fd);
	return path;
}

static struct small begin(void)
{
	struct small s = { .db = test_db(), .now = 1800000000 };
	const char *dir = str_cz(test_arena(), str_cat(test_arena(), str_of(test_folder()), S("/k")));
	(void)mkdir(dir, 0700);
	CHECK_INT(keys_create(dir, 1000), OK);
	CHECK_INT(keys_open(test_arena(), dir, &s.keys), OK);
	s.masters = masters_of_seed(test_arena());
	return s;
}

static enum err import(struct small *s, const char *path, bool dry)
{
	struct import_options o = { .db = s->db, .keys = s->keys, .masters = s->masters, .now = s->now += 3600, .site = SITE_AIKA, .dump = path,
		.profile = str_of(profile), .dry_run = dry };
	enum err e = import_wordpress(test_arena(), &o, &s->report);
	if (e) printf("  %.*s\n", STR_ARG(s->report.message));
	return e;
}

/* Reads, lets `change` have a go, saves. */
static struct member member_now(struct small *s, void (*change)(struct member *))
{
	struct db_write *w;
	struct member m = { 0 };
	CHECK_INT(db_write_begin(s->db, &w), OK);
	CHECK_INT(entity_load_source(db_reading(w), test_arena(), s->keys, &member_entity, S("aika:posts:1"), &m), OK);
	if (change) {
		change(&m);
		CHECK_INT(entity_save(w, test_arena(), s->keys, &member_entity, &m, s->now), OK);
	}
	CHECK_INT(db_write_commit(w), OK);
	return m;
}

static void wrap(struct member *m)
{
	m->password = password_wrap(test_arena(), m->password);
	m->password_form = password_form(m->password);
}

static void renew(struct member *m)
{
	m->password = S("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	m->password_form = password_form(m->password);
}

static void edit(struct member *m)
{
	m->phone = S("0839-00-9999");
}

static void log_in(struct member *m)
{
	m->last_login_at = 1800000001;
}

TEST(import_again_updates_a_member_whose_password_was_wrapped)
{
	struct small s = begin();
	CHECK_INT(import(&s, dump("083-000-0001", hash_one, "催し", ""), false), OK);
	CHECK_INT(s.report.count.v[0].added, 1);
	struct member m = member_now(&s, wrap);
	CHECK_INT(m.password_form, PASSWORD_WRAPPED);
	member_now(&s, log_in);
	CHECK_INT(import(&s, dump("083-000-0001", hash_one, "催し", ""), false), OK);
	CHECK_INT(s.report.count.v[0].unchanged, 1);
	for (int i = 2; i < 4; i++) { /* each later change is taken, not only the first */
		CHECK_INT(import(&s, dump(i == 2 ? "083-000-0002" : "083-000-0003", hash_one, "催し", ""), false), OK);
		CHECK_INT(s.report.count.v[0].changed, 1);
		m = member_now(&s, NULL);
		CHECK_STR(m.phone, i == 2 ? "083-000-0002" : "083-000-0003");
		CHECK_INT(m.password_form, PASSWORD_WRAPPED);
		CHECK_INT(m.last_login_at, 1800000001);
	}
	db_close(s.db);
}

TEST(import_again_takes_a_password_changed_on_the_old_site_but_not_over_a_renewed_one)
{
	struct small s = begin();
	CHECK_INT(import(&s, dump("083-000-0001", hash_one, "催し", ""), false), OK);
	member_now(&s, wrap);
	CHECK_INT(import(&s, dump("083-000-0001", hash_two, "催し", ""), false), OK);
	struct member m = member_now(&s, NULL);
	CHECK_INT(m.password_form, PASSWORD_LEGACY);
	CHECK_STR(m.password, hash_two);
	member_now(&s, renew);
	CHECK_INT(import(&s, dump("083-000-0009", hash_one, "催し", ""), false), OK);
	m = member_now(&s, NULL);
	CHECK_INT(m.password_form, PASSWORD_NATIVE);
	CHECK_STR(m.phone, "083-000-0009");
	db_close(s.db);
}

TEST(import_again_leaves_what_was_edited_here)
{
	struct small s = begin();
	CHECK_INT(import(&s, dump("083-000-0001", hash_one, "催し", ""), false), OK);
	member_now(&s, edit);
	CHECK_INT(import(&s, dump("083-000-0002", hash_one, "新しい題", ""), false), OK);
	CHECK_INT(s.report.count.v[0].edited, 1);
	CHECK_INT(s.report.count.v[1].changed, 1);
	struct member m = member_now(&s, NULL);
	CHECK_STR(m.phone, "0839-00-9999");
	db_close(s.db);
}

TEST(import_dry_run_leaves_nothing)
{
	struct small s = begin();
	CHECK_INT(import(&s, dump("083-000-0001", hash_one, "催し", ""), true), OK);
	CHECK_INT(s.report.count.v[0].added, 1);
	struct db_read *r;
	int64_t n = -1;
	CHECK_INT(db_read_begin(s.db, &r), OK);
	CHECK_INT(entity_count(r, &member_entity, "id > 0", BIND_NONE, &n), OK);
	CHECK_INT(n, 0);
	CHECK_INT(entity_count(r, &event_entity, "id > 0", BIND_NONE, &n), OK);
	CHECK_INT(n, 0);
	db_read_done(r);
	db_close(s.db);
}

STATEMENT(test_quarantine_count, "SELECT count(*) FROM import_quarantine");
STATEMENT(test_quarantine, "SELECT source, reason, raw, line FROM import_quarantine ORDER BY line, source");

TEST(import_keeps_unreadable_rows_sealed)
{
	struct small s = begin();
	const char *extra = "INSERT INTO `x_postmeta` VALUES (8,2,NULL,'鍵なし'),(9,99,'orphan','孤児'),(10,2,'sjis','\x82\xA0\x82\xA2'),\n(11,2,'two');";
	CHECK_INT(import(&s, dump("083-000-0001", hash_one, "催し", extra), false), OK);
	struct db_read *r;
	CHECK_INT(db_read_begin(s.db, &r), OK);
	struct rows rows = db_rows(r, test_arena(), &test_quarantine, BIND_NONE);
	int n = 0;
	for (; rows_next(&rows); n++) {
		struct str raw = rows_blob(&rows, 2), reason = rows_str(&rows, 1);
		CHECK(raw.n > 29);
		CHECK(str_find(raw, S("孤児")) == SIZE_MAX && str_find(raw, S("鍵なし")) == SIZE_MAX);
		if (str_find(reason, S("UTF-8")) != SIZE_MAX) CHECK(str_find(reason, S("CP932 のよう")) != SIZE_MAX);
	}
	CHECK_INT(rows_end(&rows), OK);
	CHECK_INT(n, 4); /* no key, no owner, not UTF-8, too few values */
	db_read_done(r);
	CHECK_INT(import(&s, dump("083-000-0001", hash_one, "催し", extra), false), OK);
	CHECK_INT(db_read_begin(s.db, &r), OK);
	int64_t again = 0;
	CHECK_INT(db_int(r, &test_quarantine_count, BIND_NONE, &again), OK);
	CHECK_INT(again, 4); /* known ones are not kept twice */
	db_read_done(r);
	db_close(s.db);
}

TEST(import_of_a_cut_dump_leaves_the_database_as_it_was)
{
	struct small s = begin();
	const char *path = dump("083-000-0001", hash_one, "催し", "INSERT INTO `x_postmeta` VALUES (8,2,'k','cut");
	struct import_options o = { .db = s.db, .keys = s.keys, .masters = s.masters, .now = s.now, .site = SITE_AIKA, .dump = path, .profile = str_of(profile) };
	CHECK_INT(import_wordpress(test_arena(), &o, &s.report), ERR_INPUT);
	CHECK(str_find(s.report.message, S("行目: 文字列の途中でファイルが終わっています")) != SIZE_MAX);
	struct db_read *r;
	int64_t n = -1;
	CHECK_INT(db_read_begin(s.db, &r), OK);
	CHECK_INT(entity_count(r, &member_entity, "id > 0", BIND_NONE, &n), OK);
	CHECK_INT(n, 0);
	db_read_done(r);
	db_close(s.db);
}
