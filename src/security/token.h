/* Tokens in links (address proofs, resets, one-click application): 192 random bits; only their hash is stored.
 * What a token is for, who it is bound to, its single use and its end are columns of whoever stores it. */
#ifndef SECURITY_TOKEN_H
#define SECURITY_TOKEN_H

#include "security/secret.h"

enum { TOKEN_CHARS = 32 };

struct secret token_new(struct arena *);               /* 32 URL-safe characters */
/* SHA-256 in hex of a well-formed token, for storing and finding; STR_NONE for anything else. */
struct str token_hash(struct arena *, struct secret token);

#endif
