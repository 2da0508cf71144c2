/* The mailer process: the only one that speaks SMTP and knows that password (role/role.h).
 *
 * A message is a row of the outbox, written in the transaction of what caused it; its payload is the complete
 * message (RFC 5322, with its Message-ID), sealed. A row is claimed, sent, and its answer recorded. When the process
 * dies between the server's acceptance and the record, the row is claimed again and goes out twice with the same
 * Message-ID: never lost (spec README decision 21). It writes no message and knows no feature.
 */
#include "role/mailer.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/fault.h"
#include "core/log.h"
#include "role/role.h"
#include "security/random.h"
#include "store/person_key.h"

enum { TICK_MS = 2000, TRIES_MAX = 12, FIRST_WAIT = 60, LONGEST_WAIT = 6 * 3600 };
enum outbox_state { OUTBOX_WAITING = 1, OUTBOX_CLAIMED, OUTBOX_SENT, OUTBOX_PARKED };

STATEMENT(outbox_claim, "UPDATE outbox SET state = 2, claimed_by = $1, claimed_until = $2, tries = tries + 1 WHERE id IN"
	" (SELECT id FROM outbox WHERE channel = 'mail' AND ((state = 1 AND due_at <= $3) OR (state = 2 AND claimed_until < $3)) ORDER BY due_at, id LIMIT $4)");
STATEMENT(outbox_claimed, "SELECT id, person_key, address, payload, tries FROM outbox WHERE state = 2 AND claimed_by = $1 ORDER BY id");
STATEMENT(outbox_answer, "UPDATE outbox SET state = $2, answer = $3, due_at = $4, sent_at = $5, claimed_by = '' WHERE id = $1 AND claimed_by = $6");

/* ---- transports ---- */

static enum err send_file(struct mailer *m, const struct message *msg, struct str *answer)
{
	const char *path = str_cz(m->arena, str_fmt(m->arena, "%s/mail/%lld.eml", m->dir, (long long)msg->id));
	const char *folder = str_cz(m->arena, str_fmt(m->arena, "%s/mail", m->dir));
	if (mkdir(folder, 0700) && errno != EEXIST) return ERR_IO;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) return ERR_IO;
	bool ok = write(fd, msg->text.p, msg->text.n) == (ssize_t)msg->text.n && fsync(fd) == 0;
	ok = close(fd) == 0 && ok;
	*answer = S("file");
	return ok ? OK : ERR_IO;
}

struct upload {
	struct str rest;
};

static size_t read_message(char *to, size_t size, size_t n, void *arg)
{
	struct upload *u = arg;
	size_t take = size * n < u->rest.n ? size * n : u->rest.n;
	memcpy(to, u->rest.p, take);
	u->rest = str_skip(u->rest, take);
	return take;
}

static struct str password_of(struct mailer *m)
{
	char b[512];
	if (!m->config->smtp_password_file.n) return STR_NONE;
	int fd = open(str_cz(m->arena, m->config->smtp_password_file), O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, b, sizeof b);
	if (fd >= 0) close(fd);
	if (n < 0) log_error(3331, "the mail server's password can not be read (setting smtp_password_file)");
	return n > 0 ? str_trim(str_dup(m->arena, (struct str){ b, (size_t)n })) : STR_NONE;
}

static void smtp_options(struct mailer *m, CURL *c)
{
	const struct config *s = m->config;
	curl_easy_setopt(c, CURLOPT_URL, str_cz(m->arena, s->smtp_url));
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(c, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)MAILER_SEND_SECONDS);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 15L);
	curl_easy_setopt(c, CURLOPT_MAIL_FROM, str_cz(m->arena, s->mail_from));
	if (s->smtp_ca_file.n) curl_easy_setopt(c, CURLOPT_CAINFO, str_cz(m->arena, s->smtp_ca_file));
	if (s->smtp_user.n) {
		curl_easy_setopt(c, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL); /* a password never goes in clear */
		curl_easy_setopt(c, CURLOPT_USERNAME, str_cz(m->arena, s->smtp_user));
		curl_easy_setopt(c, CURLOPT_PASSWORD, str_cz(m->arena, password_of(m)));
	}
}

/* 4xx and no connection: later. 5xx: never. The server's words are not logged: they may name the recipient. */
static enum err send_smtp(struct mailer *m, const struct message *msg, struct str *answer)
{
	CURL *c = curl_easy_init();
	if (!c) return ERR_IO;
	struct upload body = { msg->text };
	struct curl_slist *to = curl_slist_append(NULL, str_cz(m->arena, msg->address));
	long code = 0;
	smtp_options(m, c);
	curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, read_message);
	curl_easy_setopt(c, CURLOPT_READDATA, &body);
	curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
	CURLcode result = curl_easy_perform(c);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &code);
	curl_slist_free_all(to);
	curl_easy_cleanup(c);
	*answer = str_fmt(m->arena, "%ld", code);
	if (result == CURLE_OK) return OK;
	return code >= 500 && code < 600 ? ERR_DENIED : ERR_BUSY;
}

static const struct transport {
	const char *name;
	enum err (*send)(struct mailer *, const struct message *, struct str *answer);
} transports[] = { { "file", send_file }, { "smtp", send_smtp } };

static const struct transport *transport_of(const struct config *c)
{
	for (size_t i = 0; i < COUNT_OF(transports); i++)
		if (str_is(c->mail, transports[i].name)) return &transports[i];
	return NULL;
}

/* ---- the outbox ---- */

static enum err claim(struct mailer *m)
{
	struct db_write *w;
	enum err e = db_write_begin(m->db, &w);
	if (e) return e;
	e = db_do(w, &outbox_claim, BIND(b_str(m->owner), b_int(m->now + MAILER_CLAIM_SECONDS), b_int(m->now), b_int(MAILER_CLAIMS)));
	if (!e) return db_write_commit(w);
	db_write_roll_back(w);
	return e;
}

/* The claimed rows, unsealed. A recipient whose key is gone was erased: nothing is left to send. */
static enum err read_claimed(struct mailer *m, struct messages *list)
{
	struct db_read *r;
	enum err e = db_read_begin(m->db, &r);
	if (e) return e;
	struct rows rows = db_rows(r, m->arena, &outbox_claimed, BIND(b_str(m->owner)));
	while (rows_next(&rows)) {
		struct message *msg = vec_add(m->arena, list);
		*msg = (struct message){ .id = rows_int(&rows, 0), .person_key = rows_int(&rows, 1), .address = rows_blob(&rows, 2),
			.text = rows_blob(&rows, 3), .tries = rows_int(&rows, 4) };
	}
	e = rows_end(&rows);
	for (size_t i = 0; i < list->n && e == OK; i++) {
		struct message *msg = &list->v[i];
		struct person_key key;
		msg->erased = person_key_get(r, m->keys, msg->person_key, &key) != OK
			|| seal_open(m->arena, &key, "outbox", "address", msg->id, msg->address, &msg->address) != OK
			|| seal_open(m->arena, &key, "outbox", "payload", msg->id, msg->text, &msg->text) != OK;
	}
	db_read_done(r);
	return e;
}

static int64_t wait_of(int64_t tries)
{
	int64_t wait = FIRST_WAIT;
	for (int64_t i = 1; i < tries && wait < LONGEST_WAIT; i++) wait *= 2;
	return (wait < LONGEST_WAIT ? wait : LONGEST_WAIT) + (int64_t)random_below(FIRST_WAIT);
}

static enum err record_answer(struct mailer *m, const struct message *msg, enum err sent, struct str answer)
{
	enum outbox_state state = sent == OK ? OUTBOX_SENT : sent == ERR_DENIED || msg->tries >= TRIES_MAX ? OUTBOX_PARKED : OUTBOX_WAITING;
	int64_t due = state == OUTBOX_WAITING ? m->now + wait_of(msg->tries) : m->now;
	struct db_write *w;
	enum err e = db_write_begin(m->db, &w);
	if (e) return e;
	e = db_do(w, &outbox_answer, BIND(b_int(msg->id), b_int(state), b_str(answer), b_int(due), b_int(sent == OK ? m->now : 0), b_str(m->owner)));
	if (e) {
		db_write_roll_back(w);
		return e;
	}
	if (state == OUTBOX_PARKED) log_warn(3332, "message %lld is parked: %.*s", (long long)msg->id, STR_ARG(answer));
	return db_write_commit(w);
}

enum err mailer_round(struct mailer *m, int64_t *sent)
{
	const struct transport *t = transport_of(m->config);
	struct messages list = { 0 };
	*sent = 0;
	if (!t) return OK;
	enum err e = claim(m);
	if (!e) e = read_claimed(m, &list);
	for (size_t i = 0; i < list.n && e == OK; i++) {
		struct str answer = S("erased");
		enum err result = list.v[i].erased ? ERR_DENIED : t->send(m, &list.v[i], &answer);
		if (fault_hit("mailer.sent")) return ERR_IO; /* dies between the server's word and ours */
		*sent += result == OK;
		e = record_answer(m, &list.v[i], result, answer);
	}
	return e;
}

enum err mailer_open(struct arena *a, const struct config *c, struct mailer *m)
{
	struct keys *keys = NULL;
	*m = (struct mailer){ .config = c, .dir = str_cz(a, c->dir), .arena = arena_new(), .owner = random_word(a, 16) };
	struct db_config db = { .dir = m->dir, .pg = c->database.n ? str_cz(a, c->database) : NULL };
	enum err e = db_open(a, &db, &m->db);
	if (!e) e = keys_open(a, m->dir, &keys);
	m->keys = keys;
	return e;
}

void mailer_close(struct mailer *m)
{
	if (m->db) db_close(m->db);
	arena_free(m->arena);
}

int mailer_run(struct role_run *run)
{
	struct mailer m;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || mailer_open(run->arena, run->config, &m) != OK) {
		log_error(3333, "can not open the data folder");
		return 1;
	}
	role_ready(run);
	int64_t pause = TICK_MS;
	while (!role_wait(run, (int)pause)) {
		int64_t sent = 0;
		m.now = (int64_t)time(NULL);
		enum err e = mailer_round(&m, &sent);
		if (e != OK) log_warn(3334, "the outbox: %s", err_text(e));
		pause = sent ? sent * 60000 / run->config->mail_per_minute : TICK_MS;
		arena_clear(m.arena);
	}
	mailer_close(&m);
	curl_global_cleanup();
	return 0;
}
