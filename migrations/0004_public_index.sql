-- Lists of events and offers ask about the last day: into the narrow index (form/entity_sql.c, ddl_public).

DROP INDEX event_public;
CREATE INDEX event_public ON event (state, published_at, id, kind, site, trashed_at, open_at, close_at, date_from, date_to, city, field,
	apply_to, group_id);
DROP INDEX offer_public;
CREATE INDEX offer_public ON offer (state, published_at, id, kind, site, trashed_at, open_at, close_at, field, date_from, date_to, weekday,
	time_band, city, apply_from, apply_to, anytime, part_ok, beginner_ok, health_point, member_id, group_id);
