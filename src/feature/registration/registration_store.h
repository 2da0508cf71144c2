/* Forms that were sent: the same page sent twice makes one record (feature/registration/registration.h). */
#ifndef FEATURE_REGISTRATION_REGISTRATION_STORE_H
#define FEATURE_REGISTRATION_REGISTRATION_STORE_H

#include "store/db.h"

/* The record made from the form of this nonce; 0 when it was not sent yet. */
MUST_USE enum err form_sent_find(struct db_read *, struct arena *, struct str nonce, int64_t *record);
MUST_USE enum err form_sent_note(struct db_write *, struct str nonce, const char *entity, int64_t record, int64_t now);
/* Forgets what is older than the state of a form can be. */
MUST_USE enum err form_sent_sweep(struct db_write *, int64_t before);

#endif
