/* The hidden secret of every POST form (IPA 6-(i)-a), without a session and without state.
 *
 * Token = HMAC-SHA-256(key, binding, period), 32 hex digits. The binding is the session cookie when
 * there is one; a visitor without a session has no authority that a foreign page could borrow, so
 * all of them share the token of the period, and public pages stay equal byte for byte (ETag).
 * A period is 12 hours; the token of the one before is still good. Origin is checked besides
 * (http/guard.h): that is what stops foreign pages from posting for visitors.
 */
#ifndef HTTP_CSRF_H
#define HTTP_CSRF_H

#include "core/out.h"
#include "http/request.h"

/* Template function: <input type="hidden" name="csrf" value="...">. Every method=post form calls it. */
void csrf(struct out *, const struct request *);

/* What csrf() prints; the guard stores it in request->csrf. */
struct str csrf_token(struct arena *, const unsigned char key[32], struct str session, int64_t now);
/* In constant time. */
bool csrf_check(struct arena *, const unsigned char key[32], struct str session, int64_t now, struct str token);

#endif
