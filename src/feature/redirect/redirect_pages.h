/* Old addresses: where the pages of the old sites stand now. The rows are data (import fills them). */
#ifndef FEATURE_REDIRECT_REDIRECT_PAGES_H
#define FEATURE_REDIRECT_REDIRECT_PAGES_H

#include "http/route.h"

/* struct mount.missing: a 301 (or what the row says) when a row knows the address, with or without the
 * slash at its end; status 0 when none does. Rows lead to addresses of this program only. */
struct reply redirect_missing(struct request *, struct db_read *);

#endif
