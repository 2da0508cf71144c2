/* Newsletters and the contact form: what is stored and mailed, the same answer for any address, one click. */
#include "feature/subscriber/subscribe.h"

#include <string.h>

#include "feature/inquiry/inquiry.h"
#include "store/test_db.h"
#include "test.h"
#include "two_sites.h"

static struct str send(struct two_sites *s, const char *path, const char *mail)
{
	return two_sites_send(s, path, two_sites_get(s, str_of(path)), (const char *const[]){ "mail", mail, "do", "check", NULL });
}

static struct str main_of(struct str reply)
{
	struct str page = str_skip(reply, str_find(reply, S("<main")));
	size_t state = str_find(page, S("name=\"state\""));
	return str_left(page, state == SIZE_MAX ? str_find(page, S("</main>")) : state);
}

static struct subscriber load(struct two_sites *s, int64_t id)
{
	struct db_read *r;
	struct subscriber found = { .record = { .id = 0 } };
	CHECK_INT(db_read_begin(s->db, &r), OK);
	(void)(entity_load(r, test_arena(), s->keys, &subscriber_entity, id, &found) == OK);
	db_read_done(r);
	return found;
}

static void join_and_leave_on(struct db *db)
{
	struct two_sites *s = two_sites_new(db);
	struct db_write *w;
	int64_t n = 0;
	struct str said = main_of(send(s, "/newsletter/join", "reader@example.jp"));
	CHECK(two_sites_has(said, "まだ終わっていません"));
	CHECK_INT(load(s, 1).record.state, STATE_UNPROVEN);
	CHECK_INT(two_sites_mails(s), 1);
	struct str link = two_sites_link(two_sites_mail(s, "newsletter.prove:1"));
	CHECK_INT(loopback_status(two_sites_get(s, link)), 200);
	CHECK_INT(load(s, 1).record.state, STATE_UNPROVEN);
	CHECK_INT(loopback_status(two_sites_bare_post(s, link)), 200);
	CHECK_INT(load(s, 1).record.state, STATE_PUBLISHED);
	CHECK_INT(load(s, 1).joined_at, TWO_SITES_NOW);
	CHECK_EQ(main_of(send(s, "/newsletter/join", "READER@example.jp")), said);
	CHECK_INT(load(s, 2).record.id, 0);
	CHECK_INT(two_sites_mails(s), 3);
	(void)send(s, "/newsletter/join", "reader@example.jp"); /* at once again: no second mail */
	CHECK_INT(two_sites_mails(s), 3);
	CHECK(two_sites_has(send(s, "/aikasanet/newsletter/join", "reader@example.jp"), "まだ終わっていません")); /* another newsletter */
	CHECK_INT(load(s, 2).record.site, SITE_AIKA);
	n = two_sites_mails(s);
	struct str stranger = main_of(send(s, "/newsletter/leave", "nobody@example.jp"));
	CHECK_INT(two_sites_mails(s), n);
	CHECK_EQ(main_of(send(s, "/newsletter/leave", "reader@example.jp")), stranger);
	CHECK_INT(two_sites_mails(s), n + 1);
	CHECK_INT(load(s, 1).stopped, 0);
	CHECK_INT(loopback_status(two_sites_bare_post(s, two_sites_link(two_sites_mail(s, "newsletter.leave:1")))), 200);
	CHECK(load(s, 1).stopped == 1 && load(s, 1).stopped_at == TWO_SITES_NOW);
	n = 0;
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(subscriber_sweep(w, test_arena(), TWO_SITES_NOW + 8 * 24 * 3600, 7, &n), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(n, 1);
	CHECK(load(s, 1).record.id && !load(s, 2).record.id);
}

TEST(newsletters_are_joined_and_left_by_a_mailed_link)
{
	on_both_engines(join_and_leave_on);
}

TEST(newsletters_are_left_by_one_click)
{
	struct db *db = test_db();
	struct two_sites *s = two_sites_new(db);
	(void)send(s, "/newsletter/join", "reader@example.jp");
	(void)two_sites_bare_post(s, two_sites_link(two_sites_mail(s, "newsletter.prove:1")));
	struct str word = subscriber_stop_word(test_arena(), s->keys, 1);
	CHECK_INT(subscriber_stop_id(test_arena(), s->keys, word), 1);
	struct str other = str_fmt(test_arena(), "2%.*s", STR_ARG(str_skip(word, 1)));
	CHECK_INT(subscriber_stop_id(test_arena(), s->keys, other), 0);
	CHECK_INT(subscriber_stop_id(test_arena(), s->keys, STR_NONE), 0);
	CHECK_INT(loopback_status(two_sites_bare_post(s, str_cat(test_arena(), S("/newsletter/stop/"), other))), 404);
	struct str path = str_cat(test_arena(), S("/newsletter/stop/"), word);
	CHECK_INT(loopback_status(two_sites_get(s, path)), 200);
	CHECK_INT(load(s, 1).stopped, 0);
	CHECK_INT(loopback_status(two_sites_bare_post(s, path)), 200);
	CHECK_INT(load(s, 1).stopped, 1);
	CHECK_INT(loopback_status(two_sites_bare_post(s, path)), 200); /* and again does no harm */
	db_close(db);
}

TEST(contact_form_is_stored_sealed_and_its_receipt_says_nothing_typed)
{
	static const char path[] = "/aikasanet/contact/form";
	struct db *db = test_db();
	struct two_sites *s = two_sites_new(db);
	struct inquiry q;
	struct db_read *r;
	struct str page = two_sites_send(s, path, two_sites_get(s, str_of(path)), (const char *const[]){ "name", "安い薬", "mail", "victim@example.jp",
		"subject", "件名", "body", "https://spam.example/\r\nBcc: x@example.jp", "do", "check", NULL });
	page = two_sites_send(s, path, page, (const char *const[]){ "do", "submit", NULL });
	CHECK(two_sites_has(page, "受付番号：1"));
	CHECK_INT(two_sites_mails(s), 2);
	struct str receipt = two_sites_mail(s, "contact:1:sender"), notice = two_sites_mail(s, "contact:1:centre");
	CHECK(two_sites_has(receipt, "受け付けました") && !two_sites_has(receipt, "薬") && !two_sites_has(receipt, "spam") && !two_sites_has(receipt, "件名"));
	CHECK(two_sites_has(notice, "安い薬") && two_sites_has(notice, "spam.example") && two_sites_has(notice, "victim@example.jp"));
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(entity_load(r, test_arena(), s->keys, &inquiry_entity, 1, &q), OK);
	CHECK_INT(q.via, 4);
	CHECK_INT(q.sent_at, TWO_SITES_NOW);
	CHECK_INT(q.record.site, SITE_AIKA);
	CHECK_STR(q.ip, "");
	CHECK_INT(entity_load(r, test_arena(), NULL, &inquiry_entity, 1, &q), OK);
	CHECK_STR(q.body, "");
	db_read_done(r);
	db_close(db);
}
