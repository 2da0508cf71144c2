/* The rows of table reminder (feature/reminder/reminder.h). */
#include "feature/reminder/reminder.h"

STATEMENT(reminder_put, "INSERT INTO reminder (unique_key, kind, entity, record, due_at) VALUES ($1, $2, $3, $4, $5)"
	" ON CONFLICT (unique_key) DO UPDATE SET due_at = excluded.due_at WHERE reminder.done_at = 0");
STATEMENT(reminder_delete, "DELETE FROM reminder WHERE unique_key = $1 AND done_at = 0");
STATEMENT(reminder_list, "SELECT id, unique_key, kind, entity, record, due_at FROM reminder WHERE done_at = 0 AND due_at <= $1 AND id > $2"
	" ORDER BY id LIMIT $3");
STATEMENT(reminder_end, "UPDATE reminder SET done_at = $2 WHERE id = $1 AND done_at = 0 AND due_at <= $2");

enum err reminder_set(struct db_write *w, struct str key, const char *kind, const char *entity, int64_t record, int64_t due_at)
{
	return db_do(w, &reminder_put, BIND(b_str(key), b_str(str_of(kind)), b_str(str_of(entity)), b_int(record), b_int(due_at)));
}

enum err reminder_drop(struct db_write *w, struct str key)
{
	return db_do(w, &reminder_delete, BIND(b_str(key)));
}

enum err reminder_due(struct db_read *db, struct arena *a, int64_t now, int64_t after, struct reminders *list)
{
	*list = (struct reminders){ 0 };
	struct rows r = db_rows(db, a, &reminder_list, BIND(b_int(now), b_int(after), b_int(REMINDER_BATCH)));
	while (rows_next(&r))
		*vec_add(a, list) = (struct reminder){ .id = rows_int(&r, 0), .key = rows_str(&r, 1), .kind = rows_str(&r, 2),
			.entity = rows_str(&r, 3), .record = rows_int(&r, 4), .due_at = rows_int(&r, 5) };
	return rows_end(&r);
}

enum err reminder_done(struct db_write *w, int64_t id, int64_t now)
{
	enum err e = db_do(w, &reminder_end, BIND(b_int(id), b_int(now)));
	return e ? e : db_changes(w) == 1 ? OK : ERR_NOT_FOUND;
}
