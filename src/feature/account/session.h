/* Sessions of members (specification 別記2 3.1.7-3.1.9, spec README decision 20): begun by a login only, ended by logout,
 * after SESSION_IDLE_SECONDS without a page, and SESSION_SECONDS after the login in any case.
 *
 * Cookie "session": a random word, of which the database has the hash. Cookie "seen": when a page was last shown, signed
 * for this session; a GET can not write, so the time travels with the browser and is renewed once a minute. Both are
 * HttpOnly, SameSite=Lax, host-only, and over https Secure with the prefix __Host-. No visitor has either.
 */
#ifndef FEATURE_ACCOUNT_SESSION_H
#define FEATURE_ACCOUNT_SESSION_H

#include "feature/member/member.h"
#include "http/reply.h"
#include "http/route.h"
#include "security/secret.h"
#include "store/db.h"

enum { SESSION_SECONDS = 12 * 3600, SESSION_IDLE_SECONDS = 2 * 3600, SESSION_RENEW_SECONDS = 60 };

/* server_hooks.identify, .leave, .may. */
void session_identify(struct request *);
void session_leave(struct request *, struct reply *);
bool session_may(struct request *, const struct route *, struct reply *instead);

/* A new session, always with a new word; the one the request came with ends. `before`: when the member logged in last. */
MUST_USE enum err session_start(struct request *, struct db_write *, int64_t member, int64_t before, struct secret *token);
/* Puts the cookies of session_start into the reply. */
void session_give(struct request *, struct reply *, struct secret token);
/* Cookie "device", for a year: this browser has logged in as this member before. It lets nobody in; without it the member
 * is told of a login from a new place. */
bool session_device_known(const struct request *, int64_t member);
void session_device_give(struct request *, struct reply *, int64_t member);
/* Ends the request's session; session_forget takes the cookies from the browser. */
MUST_USE enum err session_end(struct request *, struct db_write *);
void session_forget(struct request *, struct reply *);
/* Ends all sessions of a member, but for the request's own when `but_own`. */
MUST_USE enum err session_end_all(struct request *, struct db_write *, int64_t member, bool but_own);
/* jobs: sessions that are over. */
MUST_USE enum err session_sweep(struct db_write *, int64_t now);

struct session_row {
	int64_t made_at, before_at;
	bool own; /* the request's */
};
struct session_rows {
	struct session_row *v;
	size_t n, cap;
};
/* A member's sessions that are not over, the newest first. */
MUST_USE enum err session_list(struct request *, struct db_read *, int64_t member, struct session_rows *);

/* May a member in this state be logged in? (Who left, was refused or has not proven the address may not.) */
bool session_state_ok(enum state);
/* How the member's own pages call them: the own name, not the public one. */
struct str session_name(const struct member *);

#endif
