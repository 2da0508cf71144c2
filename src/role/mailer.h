/* The mailer's work apart from its loop, so that tests run it with a clock and faults of their own. */
#ifndef ROLE_MAILER_H
#define ROLE_MAILER_H

#include "core/vec.h"
#include "role/config.h"
#include "security/seal.h"
#include "store/store.h"

/* One claim covers MAILER_CLAIMS messages that all reach the time limit, and as long again for noting the answers:
 * a slower claim would run out while its owner still sends, and another process would send the rest twice. */
enum { MAILER_CLAIMS = 20, MAILER_SEND_SECONDS = 60, MAILER_CLAIM_SECONDS = 2 * MAILER_CLAIMS * MAILER_SEND_SECONDS };

struct mailer {
	struct db *db;
	const struct keys *keys;
	const struct config *config;
	const char *dir;
	struct str owner;    /* of claims: random, of this process */
	int64_t now;
	struct arena *arena; /* for one round */
};
struct message {
	int64_t id, person_key, tries;
	struct str address, text; /* the recipient; the whole message */
	bool erased;
};
struct messages VEC_OF(struct message);

MUST_USE enum err mailer_open(struct arena *, const struct config *, struct mailer *);
void mailer_close(struct mailer *);
/* Claims what is due (at most MAILER_CLAIMS), sends it, records the answers. */
MUST_USE enum err mailer_round(struct mailer *, int64_t *sent);

#endif
