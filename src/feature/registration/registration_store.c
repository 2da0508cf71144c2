/* SQL of sent forms (feature/registration/registration_store.h). */
#include "feature/registration/registration_store.h"

STATEMENT(sent_find, "SELECT record FROM form_sent WHERE nonce = $1");
STATEMENT(sent_note, "INSERT INTO form_sent (nonce, entity, record, sent_at) VALUES ($1, $2, $3, $4)");
STATEMENT(sent_sweep, "DELETE FROM form_sent WHERE sent_at < $1");

enum err form_sent_find(struct db_read *db, struct arena *a, struct str nonce, int64_t *record)
{
	(void)a;
	enum err err = db_int(db, &sent_find, BIND(b_str(nonce)), record);
	if (err != ERR_NOT_FOUND) return err;
	*record = 0;
	return OK;
}

enum err form_sent_note(struct db_write *w, struct str nonce, const char *entity, int64_t record, int64_t now)
{
	return db_do(w, &sent_note, BIND(b_str(nonce), b_str(str_of(entity)), b_int(record), b_int(now)));
}

enum err form_sent_sweep(struct db_write *w, int64_t before)
{
	return db_do(w, &sent_sweep, BIND(b_int(before)));
}
