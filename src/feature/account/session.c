/* Sessions of members (feature/account/session.h). */
#include "feature/account/session.h"

#include "core/log.h"
#include "core/vec.h"
#include "http/cookie.h"
#include "security/hash.h"
#include "security/seal.h"
#include "security/token.h"
#include "store/store.h"
#include "ui/page.h"

STATEMENT(session_insert, "INSERT INTO session (hash, member, before_at, made_at, ends_at) VALUES ($1, $2, $3, $4, $5)");
STATEMENT(session_member_of, "SELECT member FROM session WHERE hash = $1 AND ends_at > $2");
STATEMENT(session_delete, "DELETE FROM session WHERE hash = $1");
STATEMENT(session_delete_all, "DELETE FROM session WHERE member = $1 AND hash <> $2");
STATEMENT(session_delete_old, "DELETE FROM session WHERE ends_at <= $1");
STATEMENT(session_select, "SELECT hash, made_at, before_at FROM session WHERE member = $1 AND ends_at > $2 ORDER BY made_at DESC, id DESC");

enum { MAC_BYTES = 16, DEVICE_SECONDS = 365 * 24 * 3600 };

static const bool may_log_in[] = {
	[STATE_DRAFT] = true, [STATE_REVIEW] = true, [STATE_PUBLISHED] = true, [STATE_SUSPENDED] = true, [STATE_RETURNED] = true,
	[STATE_PRIVATE] = true, [STATE_SCHEDULED] = true, [STATE_UNPROVEN] = false,
};

bool session_state_ok(enum state s)
{
	return s > 0 && (size_t)s < COUNT_OF(may_log_in) && may_log_in[s];
}

struct str session_name(const struct member *m)
{
	struct str name = m->record.kind == MEMBER_INDIVIDUAL ? m->name : m->org_name;
	return name.n ? name : m->login_id;
}

/* ---- the cookie "seen": TIME.MAC ---- */

static struct str seen_mac(const struct request *req, struct str session, struct str time)
{
	unsigned char key[32], mac[SHA256_BYTES];
	keys_derive(req->app->keys, "session seen", key);
	hmac_pieces((struct str){ (const char *)key, sizeof key }, (const struct str[]){ S("seen"), session, time }, 3, mac);
	return hex_of(req->arena, mac, MAC_BYTES);
}

static struct str seen_make(struct request *req, struct str session)
{
	struct str time = str_fmt(req->arena, "%lld", (long long)req->now), mac = seen_mac(req, session, time);
	return str_fmt(req->arena, "%.*s.%.*s", STR_ARG(time), STR_ARG(mac));
}

/* False: not ours, of another session, or too long ago. *at = when a page was last shown. */
static bool seen_ok(const struct request *req, int64_t *at)
{
	struct str rest = req->cookie_seen, time;
	if (!str_split(&rest, '.', &time) || !str_int(time, 0, INT64_MAX / 2, at)) return false;
	if (!secret_eq(secret_of(rest), secret_of(seen_mac(req, req->cookie_session, time)))) return false;
	return *at <= req->now + SESSION_RENEW_SECONDS && req->now - *at <= SESSION_IDLE_SECONDS;
}

/* ---- hooks ---- */

static enum err find(struct request *req, struct db_read *db, struct str hash, struct member *m)
{
	int64_t id = 0;
	enum err err = db_int(db, &session_member_of, BIND(b_str(hash), b_int(req->now)), &id);
	return err ? err : entity_load(db, req->arena, req->app->keys, &member_entity, id, m);
}

void session_identify(struct request *req)
{
	struct str hash = token_hash(req->arena, secret_of(req->cookie_session));
	struct db_read *db;
	struct member m;
	int64_t at = 0;
	if (!hash.n || !req->app->db || !seen_ok(req, &at) || db_read_begin(req->app->db, &db) != OK) return;
	enum err err = find(req, db, hash, &m);
	db_read_done(db);
	if (err && err != ERR_NOT_FOUND) log_warn(3601, "session: %s", err_text(err));
	if (err || m.record.trashed_at || !session_state_ok((enum state)m.record.state)) return;
	req->member = m.record.id;
	req->member_name = session_name(&m);
	req->seen_due = req->now - at >= SESSION_RENEW_SECONDS;
}

void session_leave(struct request *req, struct reply *r)
{
	if (req->seen_due) (void)cookie_set(req, r, cookie_host_name(req, "seen"), seen_make(req, req->cookie_session), 0);
	req->seen_due = false;
}

/* The address that was asked, for the way back after the login. */
static struct str asked(const struct request *req)
{
	struct url own = url_own(req);
	return req->raw_query.n ? str_fmt(req->arena, "%.*s?%.*s", STR_ARG(own.s), STR_ARG(req->raw_query)) : own.s;
}

bool session_may(struct request *req, const struct route *route, struct reply *instead)
{
	if (route->guard != MEMBER) return false;
	if (req->member) return true;
	struct url login = url_other(req, SITE_AIKA, "/login");
	*instead = reply_redirect(req, 303, url_with(req->arena, login, "next", route->get ? asked(req) : url_other(req, SITE_AIKA, "/mypage").s));
	instead->cache = CACHE_NO_STORE;
	return false;
}

/* ---- the cookie "device" ---- */

static struct str device_word(const struct request *req, int64_t member)
{
	unsigned char key[32], mac[SHA256_BYTES];
	struct str number = str_fmt(req->arena, "%lld", (long long)member);
	keys_derive(req->app->keys, "session device", key);
	hmac_pieces((struct str){ (const char *)key, sizeof key }, (const struct str[]){ S("device"), number }, 2, mac);
	return hex_of(req->arena, mac, MAC_BYTES);
}

bool session_device_known(const struct request *req, int64_t member)
{
	return secret_eq(secret_of(req->cookie_device), secret_of(device_word(req, member)));
}

void session_device_give(struct request *req, struct reply *r, int64_t member)
{
	(void)cookie_set(req, r, cookie_host_name(req, "device"), device_word(req, member), DEVICE_SECONDS);
}

/* ---- beginning and ending ---- */

enum err session_start(struct request *req, struct db_write *w, int64_t member, int64_t before, struct secret *token)
{
	enum err err = session_end(req, w);
	*token = token_new(req->arena);
	if (err) return err;
	return db_do(w, &session_insert, BIND(b_str(token_hash(req->arena, *token)), b_int(member), b_int(before), b_int(req->now),
		b_int(req->now + SESSION_SECONDS)));
}

void session_give(struct request *req, struct reply *r, struct secret token)
{
	struct str word = secret_reveal(token);
	(void)cookie_set(req, r, cookie_host_name(req, "session"), word, 0);
	(void)cookie_set(req, r, cookie_host_name(req, "seen"), seen_make(req, word), 0);
	req->seen_due = false;
}

enum err session_end(struct request *req, struct db_write *w)
{
	struct str hash = token_hash(req->arena, secret_of(req->cookie_session));
	return hash.n ? db_do(w, &session_delete, BIND(b_str(hash))) : OK;
}

void session_forget(struct request *req, struct reply *r)
{
	(void)cookie_set(req, r, cookie_host_name(req, "session"), S("-"), -1);
	(void)cookie_set(req, r, cookie_host_name(req, "seen"), S("-"), -1);
	req->member = 0;
	req->seen_due = false;
}

enum err session_end_all(struct request *req, struct db_write *w, int64_t member, bool but_own)
{
	struct str own = but_own ? token_hash(req->arena, secret_of(req->cookie_session)) : STR_NONE;
	return db_do(w, &session_delete_all, BIND(b_int(member), b_str(own)));
}

enum err session_sweep(struct db_write *w, int64_t now)
{
	return db_do(w, &session_delete_old, BIND(b_int(now)));
}

enum err session_list(struct request *req, struct db_read *db, int64_t member, struct session_rows *list)
{
	struct str own = token_hash(req->arena, secret_of(req->cookie_session));
	*list = (struct session_rows){ 0 };
	struct rows r = db_rows(db, req->arena, &session_select, BIND(b_int(member), b_int(req->now)));
	while (rows_next(&r)) {
		struct str hash = rows_str(&r, 0);
		*vec_add(req->arena, list) = (struct session_row){ rows_int(&r, 1), rows_int(&r, 2), str_eq(hash, own) };
	}
	return rows_end(&r);
}
