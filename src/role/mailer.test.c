/* The mailer: nothing is lost, nothing is sent twice but across a death, nothing is sent to the erased. */
#include "role/mailer.h"

#include <dirent.h>
#include <string.h>

#include "core/fault.h"
#include "store/person_key.h"
#include "store/test_db.h"
#include "test.h"

enum { NOW = 1790000000 };

STATEMENT(test_outbox_add, "INSERT INTO outbox (id, channel, unique_key, site, person_key, address, payload, due_at, created_at)"
	" VALUES ($1, 'mail', $2, 1, $3, $4, $5, $6, $6)");
STATEMENT(test_outbox_state, "SELECT state FROM outbox WHERE id = $1");

static struct mailer open_mailer(struct config *c)
{
	struct keys *keys = NULL;
	struct mailer m = { .db = test_db(), .config = c, .dir = test_folder(), .owner = S("mailer-a"), .now = NOW, .arena = arena_new() };
	*c = config_default();
	c->mail = S("file");
	CHECK_INT(keys_create(m.dir, NOW), OK);
	CHECK_INT(keys_open(test_arena(), m.dir, &keys), OK);
	m.keys = keys;
	return m;
}

static int64_t queue(struct mailer *m, int64_t id, int64_t due)
{
	struct db_write *w;
	struct person_key key;
	CHECK_INT(db_write_begin(m->db, &w), OK);
	CHECK_INT(person_key_new(w, m->keys, NOW, &key), OK);
	struct str to = seal(test_arena(), &key, "outbox", "address", id, S("taro@example.jp"));
	struct str text = seal(test_arena(), &key, "outbox", "payload", id, S("To: taro@example.jp\r\nMessage-ID: <1@example.jp>\r\n\r\nx\r\n"));
	CHECK_INT(db_do(w, &test_outbox_add, BIND(b_int(id), b_str(str_fmt(test_arena(), "k%d", (int)id)), b_int(key.id), b_blob(to), b_blob(text), b_int(due))), OK);
	CHECK_INT(db_write_commit(w), OK);
	return key.id;
}

static int64_t state_of(struct mailer *m, int64_t id)
{
	struct db_read *r;
	int64_t state = 0;
	CHECK_INT(db_read_begin(m->db, &r), OK);
	CHECK_INT(db_int(r, &test_outbox_state, BIND(b_int(id)), &state), OK);
	db_read_done(r);
	return state;
}

static int files(struct mailer *m)
{
	DIR *d = opendir(str_cz(test_arena(), str_fmt(test_arena(), "%s/mail", m->dir)));
	int n = 0;
	if (!d) return 0;
	for (struct dirent *e; (e = readdir(d));) n += str_ends(str_of(e->d_name), S(".eml"));
	closedir(d);
	return n;
}

static void close_mailer(struct mailer *m)
{
	db_close(m->db);
	arena_free(m->arena);
}

TEST(mailer_sends_what_is_due_once)
{
	struct config c;
	struct mailer m = open_mailer(&c);
	int64_t sent = 0;
	queue(&m, 1, NOW);
	queue(&m, 2, NOW + 100);
	CHECK_INT(mailer_round(&m, &sent), OK);
	CHECK_INT(sent, 1);
	CHECK_INT(state_of(&m, 1), 3);
	CHECK_INT(state_of(&m, 2), 1);
	CHECK_INT(mailer_round(&m, &sent), OK);
	CHECK_INT(sent, 0);
	m.now = NOW + 100;
	CHECK_INT(mailer_round(&m, &sent), OK);
	CHECK_INT(sent, 1);
	CHECK_INT(files(&m), 2);
	close_mailer(&m);
}

#ifdef KENMIN_FAULTS
TEST(mailer_dead_between_sending_and_noting_sends_again)
{
	struct config c;
	struct mailer m = open_mailer(&c);
	int64_t sent = 0;
	queue(&m, 1, NOW);
	fault_arm("mailer.sent", 1, false);
	CHECK_INT(mailer_round(&m, &sent), ERR_IO);
	CHECK_INT(fault_disarm(), 1);
	CHECK_INT(state_of(&m, 1), 2);
	struct mailer next = m; /* another process */
	next.owner = S("mailer-b");
	CHECK_INT(mailer_round(&next, &sent), OK);
	CHECK_INT(sent, 0); /* the claim still holds */
	next.now = NOW + (int64_t)MAILER_CLAIMS * MAILER_SEND_SECONDS; /* the slowest server: every message took its whole time */
	CHECK_INT(mailer_round(&next, &sent), OK);
	CHECK_INT(sent, 0);
	next.now = NOW + MAILER_CLAIM_SECONDS + 1;
	CHECK_INT(mailer_round(&next, &sent), OK);
	CHECK_INT(sent, 1);
	CHECK_INT(state_of(&m, 1), 3);
	CHECK_INT(files(&m), 1); /* the same message under the same name */
	close_mailer(&m);
}
#endif

TEST(mailer_keeps_what_it_can_not_send)
{
	struct config c;
	struct mailer m = open_mailer(&c);
	int64_t sent = 0;
	queue(&m, 1, NOW);
	c.mail = S("smtp");
	c.smtp_url = S("smtp://127.0.0.1:1");
	c.mail_from = S("center@example.jp");
	CHECK_INT(mailer_round(&m, &sent), OK);
	CHECK_INT(sent, 0);
	CHECK_INT(state_of(&m, 1), 1);
	for (int i = 0; i < 12; i++) {
		m.now += 8 * 3600;
		CHECK_INT(mailer_round(&m, &sent), OK);
	}
	CHECK_INT(state_of(&m, 1), 4); /* parked, not lost */
	close_mailer(&m);
}

TEST(mailer_sends_nothing_to_the_erased_and_nothing_unless_told)
{
	struct config c;
	struct mailer m = open_mailer(&c);
	struct db_write *w;
	int64_t sent = 0, key = queue(&m, 1, NOW);
	queue(&m, 2, NOW);
	c.mail = S("none");
	CHECK_INT(mailer_round(&m, &sent), OK);
	CHECK_INT(state_of(&m, 2), 1);
	c.mail = S("file");
	CHECK_INT(db_write_begin(m.db, &w), OK);
	CHECK_INT(person_key_destroy(w, key, NOW), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(mailer_round(&m, &sent), OK);
	CHECK_INT(sent, 1);
	CHECK_INT(state_of(&m, 1), 4);
	CHECK_INT(files(&m), 1);
	close_mailer(&m);
}
