/* Mailed links: whoever opens one reads the mail of that address. For proving an address, a new password, newsletters.
 *
 * A link is made in the transaction of what causes it. GET shows a page without personal data and one button (mail
 * scanners open links); POST acts. It works once and until its end; afterwards its page says what to do. Only the
 * SHA-256 of the token is stored (security/token.h); what the link carries besides is sealed.
 *
 *   static const struct proof_kind kind = { .purpose = "member.mail", .path = "/register/proof/%", ..., .act = proven };
 *   proof_new(req, w, &kind, id, STR_NONE, 0, &url);          url is for the mail
 *   { "/register/proof/:token", VISITOR_FORM, show, post }    show: proof_get(req, db, &kind); post: proof_post(req, w, &kind)
 * Who asks more than a button (a new password) makes a page of its own with proof_find, proof_use, proof_refused.
 */
#ifndef FEATURE_PROOF_PROOF_H
#define FEATURE_PROOF_PROOF_H

#include "security/token.h"
#include "ui/page.h"

struct proof {
	int64_t id, record;          /* the record it is about; 0 = none */
	int64_t made_at, ends_at, used_at;
	struct str data;             /* unsealed; "" without */
};
struct proof_kind {
	const char *purpose;         /* stored; unique among all kinds */
	const char *entity;          /* name of the record's entity; "" = none */
	int64_t seconds;             /* how long it works */
	const char *path;            /* of the page, on the site where it is made: "/register/proof/%" */
	const char *title;           /* h1: "メールアドレスの確認" */
	const char *lead;            /* what the button does */
	const char *button;          /* "このメールアドレスで登録を進める" */
	const char *parent, *parent_path; /* crumb; NULL = none */
	const char *again, *again_path; /* what to do instead when it no longer works: the link's words and its page */
	/* What it is for; the proof is marked as used already, in the same transaction. */
	struct reply (*act)(struct request *, struct db_write *, const struct proof *);
};

/* *url is the whole address, for a mail. `data` is sealed under the person key `person` (needed when data is not ""). */
MUST_USE enum err proof_new(struct request *, struct db_write *, const struct proof_kind *, int64_t record, struct str data, int64_t person,
	struct str *url);
/* The link named by the request's first :name. ERR_NOT_FOUND: there is none; ERR_CONFLICT: used or over (*p is filled).
 * An erased person's link is not found. */
MUST_USE enum err proof_find(struct request *, struct db_read *, const struct proof_kind *, struct proof *p);
/* Marks it, and every other link of its purpose and record, as used. ERR_CONFLICT: it was used meanwhile. */
MUST_USE enum err proof_use(struct db_write *, const struct proof_kind *, const struct proof *, int64_t now);
/* The page for what proof_find and proof_use said: why it does not work and what to do (404, 410), or an error page. */
struct reply proof_refused(struct request *, const struct proof_kind *, enum err, const struct proof *);

/* The page with the button, for links of another making (feature/subscriber). */
struct reply proof_page(struct request *, const struct proof_kind *);
struct reply proof_get(struct request *, struct db_read *, const struct proof_kind *);
struct reply proof_post(struct request *, struct db_write *, const struct proof_kind *);

/* A page that says that something is done: paragraphs and where to go on. Never kept by caches. */
struct proof_said {
	const char *title;
	const char *parent, *parent_path;
	struct str line[4];          /* "" ends them */
	const char *next, *next_path; /* a button; NULL = none */
};
struct reply proof_say(struct request *, const struct proof_said *);

/* jobs: removes links PROOF_KEEP_SECONDS after their end. */
enum { PROOF_KEEP_SECONDS = 7 * 24 * 3600 };
MUST_USE enum err proof_sweep(struct db_write *, int64_t now);

#endif
