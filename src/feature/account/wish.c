/* What members asked about their membership (feature/account/wish.h). */
#include "feature/account/wish.h"

#include "core/time.h"
#include "feature/member/member.h"
#include "feature/search/search.h"
#include "security/seal.h"
#include "store/audit.h"
#include "store/person_key.h"

STATEMENT(wish_get, "SELECT asked_at FROM member_wish WHERE member = $1 AND action = $2 AND done_at = 0");
STATEMENT(wish_put, "INSERT INTO member_wish (member, action, asked_at, due_at) VALUES ($1, $2, $3, $4) ON CONFLICT (member, action) DO UPDATE SET"
	" asked_at = excluded.asked_at, due_at = excluded.due_at, done_at = 0");
STATEMENT(wish_end, "UPDATE member_wish SET done_at = $3 WHERE member = $1 AND action = $2 AND done_at = 0");
STATEMENT(wish_due, "SELECT member FROM member_wish WHERE action = 'withdraw' AND done_at = 0 AND due_at <= $1 ORDER BY due_at LIMIT 1");
STATEMENT(wish_end_sessions, "DELETE FROM session WHERE member = $1");

enum err wish_asked(struct db_read *db, int64_t member, const char *action, int64_t *asked_at)
{
	*asked_at = 0;
	enum err err = db_int(db, &wish_get, BIND(b_int(member), b_str(str_of(action))), asked_at);
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err wish_add(struct db_write *w, int64_t member, const char *action, int64_t now, int64_t due)
{
	return db_do(w, &wish_put, BIND(b_int(member), b_str(str_of(action)), b_int(now), b_int(due)));
}

enum err wish_done(struct db_write *w, int64_t member, const char *action, int64_t now)
{
	return db_do(w, &wish_end, BIND(b_int(member), b_str(str_of(action)), b_int(now)));
}

static enum err erase(struct db_write *w, struct arena *a, const struct keys *keys, const struct masters *masters, int64_t id, int64_t now)
{
	struct member m;
	enum err err = entity_load(db_reading(w), a, keys, &member_entity, id, &m);
	if (err) return err;
	int64_t key = m.record.person_key;
	for (ENTITY_FIELDS(&member_entity, f)) {
		if (field_is_str(f)) *field_str(f, &m) = STR_NONE;
		else *field_int(f, &m) = 0;
	}
	err = entity_save(w, a, keys, &member_entity, &m, now);
	if (!err) err = search_put(w, a, masters, &member_entity, &m);
	if (!err) err = db_do(w, &wish_end_sessions, BIND(b_int(id)));
	if (!err && key) err = person_key_destroy(w, key, now);
	if (err == ERR_NOT_FOUND) err = OK; /* destroyed already */
	return err ? err : audit_add(w, a, keys, &(struct audit_entry){ .now = now, .actor = "jobs", .action = "erase", .entity = member_entity.name, .record = id });
}

enum err wish_erase_one(struct db_write *w, struct arena *a, const struct keys *keys, const struct masters *masters, int64_t now, int64_t *done)
{
	int64_t id = 0;
	*done = 0;
	enum err err = db_int(db_reading(w), &wish_due, BIND(b_int(now)), &id);
	if (err) return err == ERR_NOT_FOUND ? OK : err;
	err = erase(w, a, keys, masters, id, now);
	if (!err) err = wish_done(w, id, WISH_WITHDRAW, now);
	*done = !err;
	return err;
}
