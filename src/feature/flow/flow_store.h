/* Forms that were sent: the same page sent twice makes one record (feature/flow/flow.h). */
#ifndef FEATURE_FLOW_FLOW_STORE_H
#define FEATURE_FLOW_FLOW_STORE_H

#include "store/db.h"

/* Was the form of this nonce sent, and what number did it get? */
MUST_USE enum err form_sent_find(struct db_read *, struct str nonce, bool *sent, int64_t *number);
MUST_USE enum err form_sent_note(struct db_write *, struct str nonce, const char *form_name, int64_t number, int64_t now);
/* Forgets what is older than the state of a form can be. */
MUST_USE enum err form_sent_sweep(struct db_write *, int64_t before);

#endif
