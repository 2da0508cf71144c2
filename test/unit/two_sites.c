/* Both sites for tests (two_sites.h). */
#include "two_sites.h"

#include <string.h>

#include "core/vec.h"
#include "feature/master/master.h"
#include "feature/terms/terms_store.h"
#include "role/web.h"
#include "security/seal.h"
#include "store/person_key.h"
#include "store/test_db.h"
#include "test.h"
#include "ui/page.h"

#define BASE "https://kenmin.example.jp"

STATEMENT(test_mail_find, "SELECT id, person_key, payload FROM outbox WHERE unique_key LIKE $1 ORDER BY id DESC LIMIT 1");
STATEMENT(test_mail_count, "SELECT count(*) FROM outbox");

static int64_t now;

static int64_t test_now(void)
{
	return now;
}

void two_sites_set_clock(int64_t at)
{
	now = at;
}

static enum err read_begin(const struct app *app, struct db_read **db)
{
	return db_read_begin(app->db, db);
}

static enum err write_begin(const struct app *app, struct db_write **db)
{
	return db_write_begin(app->db, db);
}

static void put_terms(struct db_write *w, enum terms_subject subject, enum site_id site)
{
	struct terms t = { .record = { .site = site, .state = STATE_PUBLISHED, .published_at = now - 1 }, .subject = subject, .title = S("規約"), .number = 1,
		.effective = 20260401, .body = S("<p>規約の本文</p>") };
	CHECK_INT(entity_save(w, test_arena(), NULL, &terms_entity, &t, now), OK);
}

struct two_sites *two_sites_new(struct db *db)
{
	struct arena *a = test_arena();
	struct two_sites *s = ARENA_NEW(a, struct two_sites);
	struct db_write *w;
	struct masters *masters = NULL;
	now = TWO_SITES_NOW;
	enum err made = keys_create(test_folder(), now);
	CHECK(made == OK || made == ERR_CONFLICT);
	CHECK_INT(keys_open(a, test_folder(), &s->keys), OK);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, a, now), OK);
	CHECK_INT(masters_load(db_reading(w), a, &masters), OK);
	put_terms(w, TERMS_SUPER, SITE_SUPER);
	put_terms(w, TERMS_AIKA, SITE_AIKA);
	CHECK_INT(db_write_commit(w), OK);
	s->db = db;
	s->app = (struct app){ .db = db, .keys = s->keys, .masters = masters, .base_url = S(BASE), .super = web_sites.super, .aika = web_sites.aika };
	s->mount[0] = (struct mount){ s->app.super, s->app.super->prefix, s->app.super->routes, NULL };
	s->mount[1] = (struct mount){ s->app.aika, s->app.aika->prefix, s->app.aika->routes, NULL };
	struct server_config c = { .mount = s->mount, .app = &s->app, .hosts = "", .clock = test_now, .hooks = { .read_begin = read_begin, .read_done = db_read_done,
		.write_begin = write_begin, .write_commit = db_write_commit, .write_roll_back = db_write_roll_back, .error = page_for_status } };
	s->server = server_new(a, &c);
	return s;
}

/* ---- requests ---- */

struct str two_sites_get(struct two_sites *s, struct str path)
{
	return loopback_get(s->server, test_arena(), str_cz(test_arena(), path));
}

static struct str hidden(struct str page, const char *name)
{
	struct str mark = str_fmt(test_arena(), "name=\"%s\" value=\"", name);
	size_t at = str_find(page, mark);
	if (at == SIZE_MAX) return STR_NONE;
	struct str rest = str_skip(page, at + mark.n);
	return str_left(rest, str_find_char(rest, '"'));
}

static void pair(struct out *o, struct str name, struct str value)
{
	if (o->n) out_char(o, '&');
	url_encode(o, name);
	out_char(o, '=');
	url_encode(o, value);
}

static struct str post(struct two_sites *s, struct str path, const char *headers, struct str body)
{
	return loopback(s->server, test_arena(), STR_NONE, str_fmt(test_arena(), "POST %.*s HTTP/1.1\r\nHost: kenmin.example.jp\r\n%s"
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%.*s", STR_ARG(path), headers, body.n, STR_ARG(body)));
}

struct str two_sites_send(struct two_sites *s, const char *path, struct str from, const char *const *pairs)
{
	struct out o = out_new(test_arena(), 1 << 20);
	pair(&o, S("csrf"), hidden(from, "csrf"));
	pair(&o, S("state"), hidden(from, "state"));
	for (; *pairs; pairs += 2) pair(&o, str_of(pairs[0]), str_of(pairs[1]));
	return post(s, str_of(path), "Origin: http://kenmin.example.jp\r\n", out_view(&o));
}

struct str two_sites_bare_post(struct two_sites *s, struct str path)
{
	return post(s, path, "", S("List-Unsubscribe=One-Click"));
}

bool two_sites_has(struct str reply, const char *text)
{
	return str_find(reply, str_of(text)) != SIZE_MAX;
}

/* ---- mails ---- */

static struct str base64(struct arena *a, struct str text)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct out o = out_new(a, text.n + 4);
	unsigned bits = 0, have = 0;
	for (size_t i = 0; i < text.n; i++) {
		const char *at = text.p[i] ? strchr(digit, text.p[i]) : NULL;
		if (!at) continue;
		bits = bits << 6 | (unsigned)(at - digit);
		have += 6;
		if (have < 8) continue;
		have -= 8;
		out_char(&o, (char)(bits >> have & 0xff));
	}
	return out_view(&o);
}

struct str two_sites_mail(struct two_sites *s, const char *unique_prefix)
{
	struct db_read *r;
	struct person_key key;
	struct str sealed = STR_NONE, plain = STR_NONE;
	int64_t id = 0, person = 0;
	CHECK_INT(db_read_begin(s->db, &r), OK);
	struct rows rows = db_rows(r, test_arena(), &test_mail_find, BIND(b_str(str_fmt(test_arena(), "%s%%", unique_prefix))));
	if (rows_next(&rows)) {
		id = rows_int(&rows, 0);
		person = rows_int(&rows, 1);
		sealed = rows_blob(&rows, 2);
	}
	CHECK_INT(rows_end(&rows), OK);
	if (id && person_key_get(r, s->keys, person, &key) == OK) CHECK_INT(seal_open(test_arena(), &key, "outbox", "payload", id, sealed, &plain), OK);
	db_read_done(r);
	size_t at = str_find(plain, S("Content-Type: text/plain"));
	if (at == SIZE_MAX) return STR_NONE;
	plain = str_skip(plain, at);
	plain = str_skip(plain, str_find(plain, S("\r\n\r\n")));
	return base64(test_arena(), str_left(plain, str_find(plain, S("\r\n--"))));
}

int64_t two_sites_mails(struct two_sites *s)
{
	struct db_read *r;
	int64_t n = 0;
	CHECK_INT(db_read_begin(s->db, &r), OK);
	CHECK_INT(db_int(r, &test_mail_count, BIND_NONE, &n), OK);
	db_read_done(r);
	return n;
}

struct str two_sites_link(struct str text)
{
	size_t at = str_find(text, S(BASE "/"));
	if (at == SIZE_MAX) return STR_NONE;
	struct str rest = str_skip(text, at + strlen(BASE));
	size_t end = 0;
	while (end < rest.n && (unsigned char)rest.p[end] > 0x20 && (unsigned char)rest.p[end] < 0x7f) end++;
	return str_left(rest, end);
}
