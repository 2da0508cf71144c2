/* Cookies: reading the Cookie header and writing Set-Cookie (RFC 6265bis). */
#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H

#include "http/reply.h"
#include "http/request.h"

/* Value of the first cookie of that name, STR_NONE without it or when it holds other bytes than
 * [A-Za-z0-9._~-] (ours never do) or more than 256. */
struct str cookie_read(struct str header, const char *name);
/* Adds Set-Cookie: host-only, Path=/, HttpOnly, SameSite=Lax, Secure when the request came by https.
 * `value` is limited as above; max_age 0 = until the browser closes, < 0 = forget it now. */
bool cookie_set(struct request *, struct reply *, const char *name, struct str value, int64_t max_age);

/* The name under which a cookie that says who somebody is travels: "session", over https "__Host-session" (the browser
 * then keeps it host-only, Secure and Path=/). `name` is a literal of ours: "session", "seen" or "device". */
const char *cookie_host_name(const struct request *, const char *name);

/* Cookie "display": "SIZE.BACK" with the words of the form in ui/page.html. */
struct display display_read(struct str cookie);
struct str display_write(struct arena *, struct display);
/* One form value each ("l", "black"); false and unchanged when unknown. */
bool display_set_size(struct display *, struct str word);
bool display_set_back(struct display *, struct str word);

#endif
