/* SQL of sent forms (feature/flow/flow_store.h). */
#include "feature/flow/flow_store.h"

STATEMENT(sent_find, "SELECT record FROM form_sent WHERE nonce = $1");
STATEMENT(sent_note, "INSERT INTO form_sent (nonce, entity, record, sent_at) VALUES ($1, $2, $3, $4)");
STATEMENT(sent_sweep, "DELETE FROM form_sent WHERE sent_at < $1");

enum err form_sent_find(struct db_read *db, struct str nonce, bool *sent, int64_t *number)
{
	*number = 0;
	enum err err = db_int(db, &sent_find, BIND(b_str(nonce)), number);
	*sent = err == OK;
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err form_sent_note(struct db_write *w, struct str nonce, const char *form_name, int64_t number, int64_t now)
{
	return db_do(w, &sent_note, BIND(b_str(nonce), b_str(str_of(form_name)), b_int(number), b_int(now)));
}

enum err form_sent_sweep(struct db_write *w, int64_t before)
{
	return db_do(w, &sent_sweep, BIND(b_int(before)));
}
