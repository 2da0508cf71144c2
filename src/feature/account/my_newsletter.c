/* The subscription of a member (feature/account/my_newsletter.h). */
#include "feature/account/my_newsletter.h"

#include "feature/account/session.h"
#include "feature/subscriber/subscribe.h"

static enum err save(struct request *req, struct db_write *w, struct subscriber *s)
{
	return entity_save(w, req->arena, req->app->keys, &subscriber_entity, s, req->now);
}

static enum err begin(struct request *req, struct db_write *w, const struct member *m, struct subscriber *s)
{
	bool fresh = !s->record.id;
	s->record.site = SITE_AIKA;
	s->record.state = STATE_PUBLISHED;
	if (fresh) s->record.person_key = m->record.person_key;
	s->mail = m->mail;
	if (!s->name.n) s->name = session_name(m);
	if (!s->joined_at || s->stopped) s->joined_at = req->now;
	s->member_id = m->record.id;
	s->stopped = s->stopped_at = 0;
	return save(req, w, s);
}

enum err my_newsletter_follow(struct request *req, struct db_write *w, const struct member *m, bool gone)
{
	struct subscriber s = { .record = { .id = 0 } };
	int64_t id = 0;
	bool wants = m->wants_newsletter && !gone;
	if (!m->mail.n) return OK;
	enum err err = subscriber_find(db_reading(w), req->arena, req->app->keys, SITE_AIKA, m->mail, &id);
	if (err && err != ERR_NOT_FOUND) return err;
	if (!err) err = entity_load(db_reading(w), req->arena, req->app->keys, &subscriber_entity, id, &s);
	else err = OK;
	bool on = s.record.id && s.record.state == STATE_PUBLISHED && !s.stopped && !s.record.trashed_at;
	if (err || on == wants || (!wants && !s.record.id)) return err;
	if (wants) {
		s.record.trashed_at = 0;
		return begin(req, w, m, &s);
	}
	s.stopped = 1;
	s.stopped_at = req->now;
	return save(req, w, &s);
}
