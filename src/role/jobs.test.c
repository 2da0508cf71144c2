/* The tasks of jobs, with a clock of the test's own: what is due happens, once, also after downtime. */
#include "role/jobs.h"

#include "feature/event/event.h"
#include "feature/master/master.h"
#include "feature/member/member.h"
#include "role/fetch.h"
#include "security/password.h"
#include "security/random.h"
#include "store/blob.h"
#include "store/test_db.h"
#include "test.h"

enum { NOW = 1790000000, HOUR = 3600 };

static struct jobs open_jobs(struct config *c)
{
	struct jobs j = { .db = test_db(), .dir = test_folder(), .config = c, .now = NOW, .peer_fd = -1, .arena = arena_new(), .rules = jobs_rules };
	struct keys *keys = NULL;
	*c = config_default();
	c->scanner = S("off");
	enum err e = keys_create(j.dir, NOW);
	CHECK(e == OK || e == ERR_CONFLICT);
	CHECK_INT(keys_open(test_arena(), j.dir, &keys), OK);
	j.keys = keys;
	j.masters = masters_of_seed(test_arena());
	j.owner = random_word(test_arena(), 16);
	return j;
}

static void close_jobs(struct jobs *j)
{
	db_close(j->db);
	arena_free(j->arena);
}

static int64_t add_event(struct jobs *j, enum state state, int64_t open_at, int64_t close_at)
{
	struct db_write *w;
	struct event e = { .record = { .site = SITE_SUPER, .state = state, .open_at = open_at, .close_at = close_at },
		.organizer = S("例の会"), .title = S("清掃"), .date_from = 20261201, .content = S("<p>海岸の清掃</p>"), .field = 1 };
	CHECK_INT(db_write_begin(j->db, &w), OK);
	CHECK_INT(entity_save(w, test_arena(), j->keys, &event_entity, &e, NOW - HOUR), OK);
	CHECK_INT(db_write_commit(w), OK);
	return e.record.id;
}

static int64_t state_of(struct jobs *j, int64_t id)
{
	struct db_read *r;
	struct event e;
	CHECK_INT(db_read_begin(j->db, &r), OK);
	CHECK_INT(entity_load(r, test_arena(), NULL, &event_entity, id, &e), OK);
	db_read_done(r);
	return e.record.state;
}

TEST(jobs_publish_and_close_at_their_time)
{
	struct config c;
	struct jobs j = open_jobs(&c);
	int64_t due = add_event(&j, STATE_SCHEDULED, NOW - 5 * HOUR, 0), later = add_event(&j, STATE_SCHEDULED, NOW + HOUR, 0);
	int64_t over = add_event(&j, STATE_PUBLISHED, 0, NOW - 1), open = add_event(&j, STATE_PUBLISHED, 0, NOW + HOUR);
	jobs_run_due(&j);
	CHECK_INT(state_of(&j, due), STATE_PUBLISHED);
	CHECK_INT(state_of(&j, later), STATE_SCHEDULED);
	CHECK_INT(state_of(&j, over), STATE_PRIVATE);
	CHECK_INT(state_of(&j, open), STATE_PUBLISHED);
	j.now = NOW + 3 * HOUR; /* down for three hours: what was due meanwhile happens now */
	jobs_run_due(&j);
	CHECK_INT(state_of(&j, later), STATE_PUBLISHED);
	CHECK_INT(state_of(&j, open), STATE_PRIVATE);
	close_jobs(&j);
}

TEST(jobs_do_not_run_before_their_interval)
{
	struct config c;
	struct jobs j = open_jobs(&c);
	jobs_run_due(&j);
	int64_t due = add_event(&j, STATE_SCHEDULED, NOW - HOUR, 0);
	j.now = NOW + 10;
	jobs_run_due(&j);
	CHECK_INT(state_of(&j, due), STATE_SCHEDULED);
	j.now = NOW + 40;
	jobs_run_due(&j);
	CHECK_INT(state_of(&j, due), STATE_PUBLISHED);
	close_jobs(&j);
}

TEST(jobs_one_host_works_and_a_dead_one_is_replaced)
{
	struct config c;
	struct jobs a = open_jobs(&c), b = a;
	b.owner = S("the-other-host");
	CHECK(jobs_lease(&a));
	CHECK(!jobs_lease(&b));
	a.now = b.now = NOW + 60;
	CHECK(jobs_lease(&a));
	CHECK(!jobs_lease(&b));
	b.now = NOW + 60 + 121; /* a fell silent */
	CHECK(jobs_lease(&b));
	a.now = b.now;
	CHECK(!jobs_lease(&a));
	jobs_lease_end(&b);
	CHECK(jobs_lease(&a));
	close_jobs(&a);
}

TEST(jobs_wrap_what_members_brought)
{
	struct config c;
	struct jobs j = open_jobs(&c);
	struct db_write *w;
	struct db_read *r;
	struct member m = { .record = { .site = SITE_AIKA, .kind = 0, .state = STATE_PUBLISHED }, .login_id = S("aika1"), .name = S("例田 太郎"),
		.password = S("$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"), .password_form = PASSWORD_LEGACY };
	CHECK_INT(db_write_begin(j.db, &w), OK);
	CHECK_INT(entity_save(w, test_arena(), j.keys, &member_entity, &m, NOW), OK);
	CHECK_INT(db_write_commit(w), OK);
	jobs_run_due(&j);
	struct member now;
	bool rehash = false;
	CHECK_INT(db_read_begin(j.db, &r), OK);
	CHECK_INT(entity_load(r, test_arena(), j.keys, &member_entity, m.record.id, &now), OK);
	db_read_done(r);
	CHECK_INT(now.password_form, PASSWORD_WRAPPED);
	CHECK(str_find(now.password, S("9IQRaTwmfeRo7ud9Fh4E2PdI0S3r")) == SIZE_MAX);
	CHECK(password_verify(test_arena(), now.password, secret_of(S("test12345")), &rehash) && rehash);
	CHECK(!password_verify(test_arena(), now.password, secret_of(S("test12346")), &rehash));
	CHECK_STR(now.name, "例田 太郎");
	close_jobs(&j);
}

TEST(jobs_files_wait_for_the_scanner)
{
	struct config c;
	struct jobs j = open_jobs(&c);
	struct db_write *w;
	struct db_read *r;
	struct blob b = { .name = S("a.pdf"), .created_at = NOW, .source = S("test:1") };
	CHECK_INT(db_write_begin(j.db, &w), OK);
	CHECK_INT(blob_put(w, test_arena(), j.keys, &b, S("%PDF-1.4 x")), OK);
	CHECK_INT(db_write_commit(w), OK);
	c.scanner = S("unix:/nonexistent/clamd"); /* away: nothing is given out */
	jobs_run_due(&j);
	struct blob now;
	CHECK_INT(db_read_begin(j.db, &r), OK);
	CHECK_INT(blob_info(r, test_arena(), b.id, &now), OK);
	db_read_done(r);
	CHECK_INT(now.scan, BLOB_UNSCANNED);
	c.scanner = S("off");
	j.now += HOUR;
	jobs_run_due(&j);
	CHECK_INT(db_read_begin(j.db, &r), OK);
	CHECK_INT(blob_info(r, test_arena(), b.id, &now), OK);
	db_read_done(r);
	CHECK_INT(now.scan, BLOB_CLEAN);
	close_jobs(&j);
}

/* The rule of the reminders' test leaves a trace in the database, in the same transaction. */
STATEMENT(t_trace, "INSERT INTO setting (site, name, value) VALUES ($1, $2, 'x')");
STATEMENT(t_traces, "SELECT count(*) FROM setting WHERE value = 'x'");
STATEMENT(t_waiting, "SELECT count(*) FROM reminder WHERE done_at = 0");

static enum err leave_trace(struct db_write *w, struct arena *a, const struct reminder *r, const struct reminder_context *ctx)
{
	CHECK(r->due_at <= ctx->now);
	CHECK_STR(r->entity, "event");
	enum err e = db_do(w, &t_trace, BIND(b_int(r->record), b_str(str_fmt(a, "%.*s %lld", STR_ARG(r->key), (long long)ctx->now))));
	return r->record == 13 && ctx->now < NOW + HOUR ? ERR_IO : e; /* fails after it has written */
}

static const struct reminder_rule test_rules[] = { { "trace", leave_trace }, { NULL, NULL } };

static int64_t count(struct jobs *j, const struct sql *s)
{
	struct db_read *r;
	int64_t n = -1;
	CHECK_INT(db_read_begin(j->db, &r), OK);
	CHECK_INT(db_int(r, s, BIND_NONE, &n), OK);
	db_read_done(r);
	return n;
}

static void remind(struct jobs *j, const char *key, const char *kind, int64_t record, int64_t due_at)
{
	struct db_write *w;
	CHECK_INT(db_write_begin(j->db, &w), OK);
	CHECK_INT(reminder_set(w, str_of(key), kind, "event", record, due_at), OK);
	CHECK_INT(db_write_commit(w), OK);
}

static void run_at(struct jobs *j, int64_t now, int64_t want_traces, int64_t want_waiting)
{
	j->now = now;
	jobs_run_due(j);
	CHECK_INT(count(j, &t_traces), want_traces);
	CHECK_INT(count(j, &t_waiting), want_waiting);
}

static void test_reminders(struct db *db)
{
	struct jobs j = { .db = db, .dir = test_folder(), .now = NOW, .peer_fd = -1, .arena = arena_new(), .rules = test_rules };
	struct config c = config_default();
	j.config = &c;
	j.masters = masters_of_seed(test_arena());
	remind(&j, "event:1:soon", "trace", 1, NOW - 5 * HOUR); /* due while we were down */
	remind(&j, "event:2:soon", "trace", 2, NOW + 2 * HOUR);
	remind(&j, "event:3:soon", "trace", 13, NOW - 1);       /* fails for an hour */
	remind(&j, "event:4:soon", "unknown", 4, NOW - 1);      /* without a rule it waits */
	remind(&j, "event:5:soon", "trace", 5, NOW);
	remind(&j, "event:6:soon", "trace", 6, NOW);
	remind(&j, "event:6:soon", "trace", 6, NOW + 3 * HOUR); /* moved */
	remind(&j, "event:7:soon", "trace", 7, NOW);
	struct db_write *w;
	CHECK_INT(db_write_begin(j.db, &w), OK);
	CHECK_INT(reminder_drop(w, S("event:7:soon")), OK);
	CHECK_INT(reminder_drop(w, S("event:99:soon")), OK);
	CHECK_INT(db_write_commit(w), OK);
	run_at(&j, NOW, 2, 4);
	run_at(&j, NOW + 60, 2, 4); /* once only */
	remind(&j, "event:1:soon", "trace", 1, NOW); /* set again after it was done: stays done */
	run_at(&j, NOW + 120, 2, 4);
	run_at(&j, NOW + HOUR, 3, 3); /* the one that failed */
	run_at(&j, NOW + 9 * HOUR, 5, 1);
	arena_free(j.arena);
}

TEST(jobs_remind_once_also_after_downtime)
{
	on_both_engines(test_reminders);
}

/* More than one batch, with one that always fails at its head: nobody is left behind. */
TEST(jobs_remind_many)
{
	struct config c;
	struct jobs j = open_jobs(&c);
	j.rules = test_rules;
	for (int i = 0; i < 2 * REMINDER_BATCH + 10; i++) remind(&j, str_cz(test_arena(), str_fmt(test_arena(), "event:%d", i)), "trace", i == 0 ? 13 : 100 + i, NOW);
	run_at(&j, NOW, 2 * REMINDER_BATCH + 9, 1);
	close_jobs(&j);
}

TEST(fetch_goes_to_public_addresses_only)
{
	static const struct { unsigned char a, b, c, d; bool open; } v4[] = {
		{ 8, 8, 8, 8, true }, { 203, 0, 114, 1, true }, { 127, 0, 0, 1, false }, { 10, 1, 2, 3, false }, { 172, 16, 0, 1, false }, { 172, 32, 0, 1, true },
		{ 192, 168, 0, 1, false }, { 169, 254, 169, 254, false }, { 100, 64, 0, 1, false }, { 0, 0, 0, 0, false }, { 224, 0, 0, 1, false }, { 255, 255, 255, 255, false },
	};
	for (size_t i = 0; i < COUNT_OF(v4); i++)
		CHECK_INT(fetch_public_v4((uint32_t)v4[i].a << 24 | (uint32_t)v4[i].b << 16 | (uint32_t)v4[i].c << 8 | v4[i].d), v4[i].open);
	static const unsigned char loopback[16] = { [15] = 1 }, local[16] = { 0xFE, 0x80 }, unique[16] = { 0xFD }, mapped[16] = { [10] = 0xFF, 0xFF, 127, 0, 0, 1 };
	static const unsigned char open[16] = { 0x24, 0x04, 0x68 }, six_to_four[16] = { 0x20, 0x02, 127, 0, 0, 1 };
	CHECK(!fetch_public_v6(loopback) && !fetch_public_v6(local) && !fetch_public_v6(unique) && !fetch_public_v6(mapped) && !fetch_public_v6(six_to_four));
	CHECK(fetch_public_v6(open));
	CHECK_INT(fetch_look("http://127.0.0.1:1/"), LINK_REFUSED);
	CHECK_INT(fetch_look("file:///etc/passwd"), LINK_REFUSED);
}
