/* Looking at passwords (feature/account/login.h). */
#include "feature/account/login.h"

#include <string.h>

#include "core/log.h"
#include "core/token.h"
#include "feature/account/session.h"
#include "security/hash.h"
#include "security/hash_gate.h"
#include "security/password.h"
#include "security/seal.h"
#include "store/audit.h"
#include "store/person_key.h"
#include "ui/app.h"

STATEMENT(login_lock_get, "SELECT failures, last_at FROM login_lock WHERE id_key = $1");
STATEMENT(login_lock_count, "INSERT INTO login_lock (id_key, failures, last_at) VALUES ($1, 1, $2) ON CONFLICT (id_key) DO UPDATE SET"
	" failures = CASE WHEN login_lock.last_at < $3 THEN 1 ELSE login_lock.failures + 1 END, last_at = excluded.last_at");
STATEMENT(login_lock_delete, "DELETE FROM login_lock WHERE id_key = $1");
STATEMENT(login_lock_sweep, "DELETE FROM login_lock WHERE last_at < $1");
STATEMENT(member_set_password, "UPDATE member SET password = $3, password_form = $4, version = version + 1 WHERE id = $1 AND version = $2");

static struct str key_of(struct request *req, struct str id)
{
	struct str index = seal_index(req->arena, req->app->keys, "login_lock", "id", fold(req->arena, str_trim(id)));
	return hex_of(req->arena, index.p, index.n);
}

enum err login_unlock(struct request *req, struct db_write *w, struct str id)
{
	return db_do(w, &login_lock_delete, BIND(b_str(key_of(req, id))));
}

enum err login_sweep(struct db_write *w, int64_t now)
{
	return db_do(w, &login_lock_sweep, BIND(b_int(now - 24 * 3600)));
}

/* Counts the attempt as failed, in advance. *locked: it may not be looked at. *failures with this one. */
static enum err count(struct request *req, struct db_write *w, struct str key, bool *locked, int64_t *failures)
{
	int64_t since = req->now - LOGIN_LOCK_SECONDS, last = 0;
	*failures = 0;
	struct rows r = db_rows(db_reading(w), req->arena, &login_lock_get, BIND(b_str(key)));
	if (rows_next(&r)) {
		*failures = rows_int(&r, 0);
		last = rows_int(&r, 1);
	}
	enum err err = rows_end(&r);
	if (last < since) *failures = 0;
	*locked = *failures >= LOGIN_FAILURES;
	if (err || *locked) return err;
	*failures += 1;
	return db_do(w, &login_lock_count, BIND(b_str(key), b_int(req->now), b_int(since)));
}

static enum err begin(struct request *req, struct str key, bool *locked, int64_t *failures)
{
	struct db_write *w;
	enum err err = db_write_begin(req->app->db, &w);
	if (err) return err;
	err = count(req, w, key, locked, failures);
	if (!err) return db_write_commit(w);
	db_write_roll_back(w);
	return err;
}

/* The member of this ID, or nobody (id 0), which is no error. */
static enum err find(struct request *req, struct str id, int64_t number, struct member *m)
{
	struct db_read *db;
	enum err err = db_read_begin(req->app->db, &db);
	*m = (struct member){ .record = { .id = 0 } };
	if (err) return err;
	if (!number) err = entity_find(db, req->arena, req->app->keys, &member_entity, "login_id", id, &number);
	if (!err) err = entity_load(db, req->arena, req->app->keys, &member_entity, number, m);
	db_read_done(db);
	bool gone = err == ERR_NOT_FOUND || m->record.trashed_at || m->record.state == STATE_WITHDRAWN || m->record.state == STATE_DISSOLVED;
	if (gone) *m = (struct member){ .record = { .id = 0 } };
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err login_store_password(struct request *req, struct db_write *w, const struct member *m, struct str hash)
{
	struct person_key key;
	enum err err = person_key_get(db_reading(w), req->app->keys, m->record.person_key, &key);
	if (err) return err;
	struct str sealed = seal(req->arena, &key, member_entity.table, "password", m->record.id, hash);
	explicit_bzero(&key, sizeof key);
	err = db_do(w, &member_set_password, BIND(b_int(m->record.id), b_int(m->record.version), b_blob(sealed), b_int(password_form(hash))));
	return err ? err : db_changes(w) == 1 ? OK : ERR_CONFLICT;
}

static enum err note(struct request *req, struct db_write *w, const struct member *m, const char *action, struct str detail)
{
	const char *actor = req->member ? str_cz(req->arena, str_fmt(req->arena, "member:%lld", (long long)req->member)) : "visitor";
	return audit_add(w, req->arena, req->app->keys, &(struct audit_entry){ .now = req->now, .actor = actor, .action = action, .entity = member_entity.name,
		.record = m->record.id, .detail = detail });
}

/* After the look: what the counting in advance took for granted is corrected, or it is written down. */
static enum err settle(struct request *req, struct str key, struct member *m, bool good, struct str fresh, int64_t failures)
{
	struct db_write *w;
	enum err err = db_write_begin(req->app->db, &w);
	if (err) return err;
	if (good) err = db_do(w, &login_lock_delete, BIND(b_str(key)));
	else err = note(req, w, m, failures >= LOGIN_FAILURES ? "login.locked" : "login.failed", str_fmt(req->arena, "attempt %lld", (long long)failures));
	if (!err && fresh.n) {
		err = login_store_password(req, w, m, fresh);
		if (err == ERR_CONFLICT) err = OK; /* somebody was faster; the hash as it is stays good */
		else m->record.version++;
	}
	if (!err) return db_write_commit(w);
	db_write_roll_back(w);
	return err;
}

/* Holds the gate. */
static enum login_outcome look(struct request *req, struct str id, int64_t number, struct secret password, struct member *m)
{
	bool locked = false, rehash = false;
	int64_t failures = 0;
	struct str key = key_of(req, id), fresh = STR_NONE;
	enum err err = begin(req, key, &locked, &failures);
	if (!err && locked) return LOGIN_LOCKED;
	if (!err) err = find(req, id, number, m);
	if (err) return log_warn(3611, "login: %s", err_text(err)), LOGIN_FAILED;
	bool good = password_verify(req->arena, m->password, password, &rehash) && m->record.id;
	if (good && rehash) fresh = password_hash(req->arena, password);
	err = settle(req, key, m, good, fresh, failures);
	if (err) return log_warn(3612, "login: %s", err_text(err)), LOGIN_FAILED;
	return good ? LOGIN_GOOD : failures >= LOGIN_FAILURES ? LOGIN_LOCKED : LOGIN_WRONG;
}

enum login_outcome login_check(struct request *req, struct str id, struct secret password, struct member *m)
{
	if (!hash_gate_enter(req->app->hash_gate)) return LOGIN_BUSY;
	enum login_outcome outcome = look(req, id, 0, password, m);
	hash_gate_leave(req->app->hash_gate);
	return outcome;
}

enum login_outcome login_check_own(struct request *req, struct secret password, struct member *m)
{
	struct member own;
	if (find(req, STR_NONE, req->member, &own) != OK || !own.record.id) return LOGIN_FAILED;
	if (!hash_gate_enter(req->app->hash_gate)) return LOGIN_BUSY;
	enum login_outcome outcome = look(req, own.login_id, own.record.id, password, m);
	hash_gate_leave(req->app->hash_gate);
	return outcome;
}
