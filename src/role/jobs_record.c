/* Tasks about records: scheduled publication and end, legacy passwords, statistics, upkeep (role/jobs.h). */
#include "core/log.h"
#include "feature/account/login.h"
#include "feature/account/session.h"
#include "feature/account/wish.h"
#include "feature/file/upload.h"
#include "feature/join/join.h"
#include "feature/mail/mail.h"
#include "feature/member/member.h"
#include "feature/proof/proof.h"
#include "feature/publish/publish.h"
#include "feature/registration/registration.h"
#include "feature/flow/flow_store.h"
#include "feature/subscriber/subscribe.h"
#include "form/form_state.h"
#include "role/jobs.h"
#include "security/password.h"
#include "store/sink.h"

enum { BATCH = 200, HASHES_PER_RUN = 400, HASHES_PER_TRANSACTION = 20 };

/* One record in a transaction of its own: one that can not be published does not stop the others. */
static enum err publish_one(struct jobs *j, const struct entity *e, int64_t id, bool open, int64_t *done)
{
	struct str base = j->config->base_url.n ? j->config->base_url : str_cat(j->arena, S("http://"), j->config->listen);
	struct mail_sender sender = { j->keys, j->config->mail_from, base, str_of(centre.mail) };
	struct publish p = { .keys = j->keys, .masters = j->masters, .now = j->now, .actor = "jobs", .reason = S("scheduled"),
		.announce = registration_tell_published, .ctx = &sender };
	struct publish_result result = { .outcome = PUBLISH_ALREADY };
	struct db_write *w;
	enum err err = db_write_begin(j->db, &w);
	if (err) return err;
	err = open ? publish_record(w, j->arena, &p, e, id, &result) : publish_withdraw(w, j->arena, &p, e, id, STATE_PRIVATE, &result);
	if (err) {
		db_write_roll_back(w);
		log_warn(3310, "%s %lld: %s", e->name, (long long)id, err_text(err));
		return OK;
	}
	*done += result.outcome == PUBLISH_DONE;
	return db_write_commit(w);
}

static enum err each_due(struct jobs *j, bool open, int64_t *done)
{
	static const char *const where[2] = { "state = $1 AND close_at > 0 AND close_at <= $2 AND trashed_at = 0",
		"state = $1 AND open_at > 0 AND open_at <= $2 AND trashed_at = 0" };
	enum err e = OK;
	for (size_t i = 0; i < entities_count && e == OK; i++) {
		struct entity_list list = { 0 };
		struct db_read *r;
		e = db_read_begin(j->db, &r);
		if (e) return e;
		e = entity_select(r, j->arena, entities[i], where[open], "id", BIND(b_int(open ? STATE_SCHEDULED : STATE_PUBLISHED), b_int(j->now)), BATCH, 0, &list);
		db_read_done(r);
		for (size_t k = 0; k < list.n && e == OK; k++) {
			const struct record *record = (const void *)((const char *)list.v + k * entities[i]->size);
			e = publish_one(j, entities[i], record->id, open, done);
		}
	}
	return e;
}

enum err jobs_publish(struct jobs *j, int64_t *done)
{
	return each_due(j, true, done);
}

enum err jobs_close(struct jobs *j, int64_t *done)
{
	return each_due(j, false, done);
}

enum err jobs_erase(struct jobs *j, int64_t *done)
{
	int64_t one = 1;
	enum err e = OK;
	*done = 0;
	while (one && !e && *done < BATCH) {
		struct db_write *w;
		e = db_write_begin(j->db, &w);
		if (e) return e;
		e = wish_erase_one(w, j->arena, j->keys, j->masters, j->now, &one);
		if (e) db_write_roll_back(w);
		else e = db_write_commit(w);
		*done += !e && one;
	}
	return e;
}

enum err jobs_sweep_forms(struct jobs *j, int64_t *done)
{
	struct db_write *w;
	enum err e = db_write_begin(j->db, &w);
	if (e) return e;
	e = upload_sweep(w, j->now, done);
	if (!e) e = form_sent_sweep(w, j->now - 2 * FORM_STATE_SECONDS);
	if (!e) e = proof_sweep(w, j->now);
	if (!e) e = session_sweep(w, j->now);
	if (!e) e = login_sweep(w, j->now);
	if (!e) return db_write_commit(w);
	db_write_roll_back(w);
	return e;
}

enum err jobs_sweep_unproven(struct jobs *j, int64_t *done)
{
	struct db_write *w;
	enum err e = db_write_begin(j->db, &w);
	if (e) return e;
	e = join_sweep(w, j->arena, j->now, j->config->unproven_days, done);
	if (!e) e = subscriber_sweep(w, j->arena, j->now, j->config->unproven_days, done);
	if (!e) return db_write_commit(w);
	db_write_roll_back(w);
	*done = 0;
	return e;
}

/* Argon2 takes 50 ms a hash: outside of the transaction, which only stores a few results. */
static enum err wrap_batch(struct jobs *j, int64_t *done, size_t *n)
{
	struct entity_list list = { 0 };
	struct db_read *r;
	struct db_write *w;
	enum err e = db_read_begin(j->db, &r);
	if (e) return e;
	e = entity_select(r, j->arena, &member_entity, "password_form = $1", "id", BIND(b_int(PASSWORD_LEGACY)), HASHES_PER_TRANSACTION, 0, &list);
	struct member *m = list.v;
	for (size_t i = 0; e == OK && i < list.n; i++) e = entity_load(r, j->arena, j->keys, &member_entity, m[i].record.id, &m[i]);
	db_read_done(r);
	*n = list.n;
	if (e || !list.n) return e;
	for (size_t i = 0; i < list.n; i++) {
		m[i].password = password_wrap(j->arena, m[i].password);
		m[i].password_form = password_form(m[i].password);
	}
	e = db_write_begin(j->db, &w);
	if (e) return e;
	for (size_t i = 0; i < list.n && e == OK; i++) e = entity_save(w, j->arena, j->keys, &member_entity, &m[i], j->now);
	if (e) {
		db_write_roll_back(w);
		return e == ERR_CONFLICT ? OK : e; /* somebody logged in meanwhile: the next run sees */
	}
	*done += (int64_t)list.n;
	return db_write_commit(w);
}

enum err jobs_wrap_passwords(struct jobs *j, int64_t *done)
{
	size_t n = 1;
	enum err e = OK;
	while (e == OK && n && *done < HASHES_PER_RUN) e = wrap_batch(j, done, &n);
	return e;
}

enum err jobs_fold_events(struct jobs *j, int64_t *done)
{
	return sink_fold(j->db, j->dir, done);
}

enum err jobs_checkpoint(struct jobs *j, int64_t *done)
{
	(void)done;
	return db_maintain(j->db, UPKEEP_CHECKPOINT);
}

enum err jobs_optimize(struct jobs *j, int64_t *done)
{
	(void)done;
	return db_maintain(j->db, UPKEEP_OPTIMIZE);
}
