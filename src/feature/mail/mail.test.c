/* Mail: texts with their values, messages as RFC 5322 and 2047 want them, the queue. */
#include "feature/mail/mail.h"

#include <string.h>

#include "store/test_db.h"
#include "test.h"

enum { NOW = 1795600000 };

TEST(mail_values_stand_where_they_are_named)
{
	const struct mail_value v[] = { { "宛名", S("山田") }, { "空", STR_NONE }, { "名称", S("{宛名}") } };
	CHECK_STR(mail_expand(test_arena(), S("{宛名} 様\n{空}\n名称：{名称}\n{空}{宛名}\n{知らない}\n{"), v, 3), "山田 様\n名称：{宛名}\n山田\n{知らない}\n{");
	CHECK_STR(mail_expand(test_arena(), STR_NONE, v, 3), "");
}

TEST(mail_texts_use_only_values_they_name)
{
	for (size_t i = 0; i < mail_texts_count; i++) {
		const struct mail_text *t = &mail_texts[i];
		CHECK(mail_text_named(t->event) == t);
		struct str all = str_fmt(test_arena(), "%s\n%s", t->subject, t->body);
		for (size_t at; (at = str_find_char(all, '{')) != SIZE_MAX;) {
			all = str_skip(all, at + 1);
			struct str name = str_left(all, str_find_char(all, '}'));
			struct str known = str_fmt(test_arena(), " %s サイト名 サイトのアドレス ", t->names);
			CHECK(str_find(known, str_fmt(test_arena(), " %.*s ", STR_ARG(name))) != SIZE_MAX);
		}
	}
}

static struct mail_message sample(struct str subject)
{
	return (struct mail_message){ .from_name = S("やまぐち県民活動支援センター"), .from = S("centre@example.jp"), .to = S("abc.@docomo.example.ne.jp"),
		.subject = subject, .text = S("一行目\n二行目 https://example.jp/a?b=1&c=2\n"), .id = S("abc123"), .host = S("example.jp"), .now = NOW };
}

TEST(mail_has_the_shape_of_rfc_5322)
{
	struct mail_message m = sample(S("長い件名をつけたときに、行が折り返されて、文字の途中で切れないことを確かめるための件名です（受付番号 123）"));
	struct str text = mail_compose(test_arena(), &m), rest = text, line;
	CHECK(str_find(text, S("To: <\"abc.\"@docomo.example.ne.jp>\r\n")) != SIZE_MAX);
	CHECK(str_find(text, S("Message-ID: <abc123@example.jp>\r\n")) != SIZE_MAX);
	CHECK(str_starts(text, S("Date: Wed, 25 Nov 2026 ")));
	while (rest.n) {
		size_t end = str_find(rest, S("\r\n"));
		CHECK(end != SIZE_MAX);
		line = str_left(rest, end);
		CHECK(line.n <= 78);
		CHECK(str_find_char(line, '\n') == SIZE_MAX && str_find_char(line, '\r') == SIZE_MAX);
		for (size_t i = 0; i < line.n; i++) CHECK((unsigned char)line.p[i] < 0x80);
		rest = str_skip(rest, end + 2);
	}
}

TEST(mail_headers_can_not_be_added)
{
	struct mail_message m = sample(S("件名\r\nBcc: evil@example.com\r\n\r\nbody"));
	m.from_name = S("name\nBcc: evil@example.com");
	struct str text = mail_compose(test_arena(), &m);
	struct str head = str_left(text, str_find(text, S("\r\n\r\n")));
	CHECK(str_find(head, S("\nBcc")) == SIZE_MAX);
	m = sample(S("plain subject\r\nBcc: evil@example.com"));
	head = mail_compose(test_arena(), &m);
	head = str_left(head, str_find(head, S("\r\n\r\n")));
	CHECK(str_find(head, S("\nBcc")) == SIZE_MAX);
}

STATEMENT(test_outbox_count, "SELECT count(*) FROM outbox");

static void queue_on(struct db *db)
{
	struct keys *keys = NULL;
	struct db_write *w;
	struct db_read *r;
	int64_t n = 0;
	enum err made = keys_create(test_folder(), NOW);
	CHECK(made == OK || made == ERR_CONFLICT);
	CHECK_INT(keys_open(test_arena(), test_folder(), &keys), OK);
	const struct mail_sender sender = { keys, STR_NONE, S("https://example.jp:8080/x"), S("centre@example.jp") };
	const struct mail_value v[] = { { "名称", S("会") } };
	struct mail m = { .event = "registration.submitted", .site = 1, .to = S("a@example.jp"), .unique = S("one"), .value = v, .values = 1, .now = NOW };
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(mail_queue(w, test_arena(), &sender, &m), OK);
	CHECK_INT(mail_queue(w, test_arena(), &sender, &m), OK); /* the same cause again */
	m.unique = S("two");
	m.to = S("a@example.jp\r\nBcc: b@example.jp");
	CHECK_INT(mail_queue(w, test_arena(), &sender, &m), ERR_INPUT);
	m.to = S("a@example.jp> SIZE=1");
	CHECK_INT(mail_queue(w, test_arena(), &sender, &m), ERR_INPUT);
	m.to = STR_NONE;
	CHECK_INT(mail_queue(w, test_arena(), &sender, &m), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(db_int(r, &test_outbox_count, BIND_NONE, &n), OK);
	CHECK_INT(n, 1);
	db_read_done(r);
}

TEST(mail_is_queued_once_per_cause)
{
	on_both_engines(queue_on);
}
