/* What the pages of an account share: how a small form is shown, texts of refusals, who sends mail. */
#ifndef FEATURE_ACCOUNT_ACCOUNT_PAGE_H
#define FEATURE_ACCOUNT_ACCOUNT_PAGE_H

#include "feature/account/account_view.h"
#include "feature/account/login.h"
#include "feature/mail/mail.h"
#include "store/store.h"

/* The form as a page, never kept; status 200 with what was typed wrong, too. crumb: of the page above, or NULL. */
struct reply account_form_page(struct request *, struct account_form *, int status, const char *above, const char *above_path);
/* The input with its fault counted. */
void account_input_add(struct request *, struct account_form *, struct account_input);
/* What is said when login_check() did not let somebody through: on the form, with a status. `what`: "ログインID" ... */
int account_refuse(struct account_form *, enum login_outcome);

struct str account_when(struct arena *, int64_t at); /* "2026年11月25日（水） 9時30分" */
struct mail_sender account_sender(const struct request *);
/* Queues a mail about an account to the member; `to` "" = the record's address. value may be NULL. */
MUST_USE enum err account_mail(struct request *, struct db_write *, const struct member *, const char *event, struct str to, struct str unique,
	const struct mail_value *value, size_t values);
MUST_USE enum err account_mail_centre(struct request *, struct db_write *, const struct member *, const char *event, struct str unique);
/* An audit row by the member who is logged in (or "visitor"). */
MUST_USE enum err account_note(struct request *, struct db_write *, int64_t member, const char *action, struct str detail);

/* Mailed links about the member's account that were not used yet end: a new password or address was set. */
MUST_USE enum err account_cancel_links(struct request *, struct db_write *, int64_t member);

/* Runs fn in a transaction of its own, for routes with ROUTE_NO_DB: commits when it says OK. */
MUST_USE enum err account_write(struct request *, enum err (*fn)(struct request *, struct db_write *, void *ctx), void *ctx);

#endif
