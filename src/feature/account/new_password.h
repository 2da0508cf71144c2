/* Whether a new password may be taken: length (security/password.h), not among the most common ones, not the person's own
 * name, ID or address (ASVS 5.0 V6.2.4, V6.2.11). No rule of composition (spec README decision 12). */
#ifndef FEATURE_ACCOUNT_NEW_PASSWORD_H
#define FEATURE_ACCOUNT_NEW_PASSWORD_H

#include "core/arena.h"
#include "http/request.h"
#include "security/secret.h"

/* "" = it may; else what to do instead. own: texts it must not be (login ID, name, mail; the part before the @ is looked at too). */
struct str new_password_fault(struct arena *, struct secret typed, const struct str *own, size_t n);
/* A password as it was typed: not trimmed, blanks count. */
struct secret request_password(const struct request *, const char *name);

#endif
