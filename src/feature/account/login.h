/* Login and logout of members (specification 別記2 3.1). The rules: the same answer, in the same time, for an ID that does not
 * exist and for a wrong password; LOGIN_FAILURES wrong passwords lock what was typed as ID for LOGIN_LOCK_SECONDS,
 * whether it exists or not; an attempt counts before it is looked at, so that attempts side by side do not get around it.
 */
#ifndef FEATURE_ACCOUNT_LOGIN_H
#define FEATURE_ACCOUNT_LOGIN_H

#include "feature/member/member.h"
#include "http/request.h"
#include "http/route.h"
#include "security/secret.h"
#include "store/db.h"

enum { LOGIN_FAILURES = 5, LOGIN_LOCK_SECONDS = 30 * 60 };

/* What a password that was typed comes to. */
enum login_outcome {
	LOGIN_GOOD,
	LOGIN_WRONG,   /* or there is no such ID, or its member left */
	LOGIN_LOCKED,
	LOGIN_BUSY,    /* too many at once; nothing was looked at */
	LOGIN_FAILED   /* the database */
};
/* Looks at the password of the ID, counts and locks; an outdated hash is replaced. On LOGIN_GOOD *m is the member, with
 * its SECRET fields, in whatever state. Opens its own transactions: of a route with ROUTE_NO_DB only. */
enum login_outcome login_check(struct request *, struct str id, struct secret password, struct member *m);
/* The same for the member who is logged in (before something important). */
enum login_outcome login_check_own(struct request *, struct secret password, struct member *m);
/* Forgets failures (a new password was set by mail). */
MUST_USE enum err login_unlock(struct request *, struct db_write *, struct str id);
/* jobs: old failures. */
MUST_USE enum err login_sweep(struct db_write *, int64_t now);

/* Stores a hash made by password_hash(); the record's version goes up, so that nobody writes an old one over it.
 * ERR_CONFLICT: the record changed since *m was read. */
MUST_USE enum err login_store_password(struct request *, struct db_write *, const struct member *m, struct str hash);

#endif
