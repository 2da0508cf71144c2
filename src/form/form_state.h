/* What a visitor's form carries from step to step: one hidden, sealed text instead of a session.
 *
 * Visitors have no session (spec README decision 20) and what they have not sent is not stored: the values travel
 * with the pages, sealed (AES-256-GCM, a key of its own) so that nobody can change what was checked or name a file that
 * is not theirs. Bound to the form's name; good for a day. Files are in the database already and only numbered here.
 */
#ifndef FORM_FORM_STATE_H
#define FORM_FORM_STATE_H

#include "core/err.h"
#include "http/request.h"

struct keys; /* security/seal.h */

enum { FORM_STATE_SECONDS = 24 * 3600, FORM_STATE_MAX = 180 * 1024 /* bytes of all values */ };

struct form_state {
	struct str nonce;     /* random: a form sent twice is known by it */
	int64_t began_at;
	int64_t terms_id, agreed_at; /* 0 = not agreed yet */
	struct params value;  /* names are columns */
};

/* A new one with a nonce. */
struct form_state form_state_new(struct arena *, int64_t now);
/* URL-safe text; STR_NONE when the values are more than FORM_STATE_MAX. */
struct str form_state_seal(struct arena *, const struct keys *, struct str form_name, const struct form_state *);
/* ERR_INPUT: changed, of another form, or made under another key. ERR_CONFLICT: it is whole but too old; *state is
 * filled, so that what was typed can be shown again. */
MUST_USE enum err form_state_open(struct arena *, const struct keys *, struct str form_name, struct str sealed, int64_t now, struct form_state *);

#endif
