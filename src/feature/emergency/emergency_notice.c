/* Notices in force now: 公開, in their period, of this site or of both. */
#include "feature/emergency/emergency_notice.h"

#include "core/log.h"
#include "feature/emergency/emergency.h"
#include "ui/app.h"

static enum err notices_read(struct request *req, struct db_read *db, struct notice *v, size_t max, size_t *n)
{
	struct entity_list list = { 0 };
	enum err err = entity_select(db, req->arena, &emergency_entity,
		PUBLIC_SQL("$1") " AND (site = 0 OR site = $2)", "updated_at DESC, id DESC",
		BIND(b_int(req->now), b_int(req->site->id)), (int64_t)max, 0, &list);
	for (size_t i = 0; err == OK && i < list.n; i++) {
		const struct emergency *e = ENTITY_AT(struct emergency, list, i);
		struct str text = e->body.n ? str_fmt(req->arena, "%.*s　%.*s", STR_ARG(e->title), STR_ARG(e->body)) : e->title;
		v[(*n)++] = (struct notice){ text, e->url, e->record.updated_at };
	}
	return err;
}

size_t emergency_notices(struct request *req, struct notice *v, size_t max)
{
	struct db_read *db;
	size_t n = 0;
	if (db_read_begin(req->app->db, &db) != OK) {
		log_warn(3101, "emergency notices not readable");
		return 0;
	}
	if (notices_read(req, db, v, max, &n) != OK)
		log_warn(3102, "emergency notices not readable");
	db_read_done(db);
	return n;
}
