/* Which version of the terms is in force. */
#ifndef FEATURE_TERMS_TERMS_STORE_H
#define FEATURE_TERMS_TERMS_STORE_H

#include "feature/terms/terms.h"

/* Numbers of the master list terms_subject. */
enum terms_subject { TERMS_SUPER = 1, TERMS_AIKA = 2, TERMS_PRIVACY = 3 };

/* The newest published version whose day has come; ERR_NOT_FOUND: there is none. */
MUST_USE enum err terms_in_force(struct db_read *, struct arena *, enum terms_subject, int64_t now, struct terms *);

#endif
