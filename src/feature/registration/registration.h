/* 掲載登録: the forms by which anybody registers something, without logging in.
 *
 * One flow for all of them: terms -> form -> confirm -> complete, all at one address, all by POST after the first page.
 * What is typed travels sealed with the pages (form/form_state.h) and is stored only when it is sent; sending the same
 * page twice stores once. The record becomes 仮登録 (STATE_REVIEW), centre and requester get a mail (specification,
 * スーパーネット仕様書 新規登録…登録完了画面; 別紙3; README decision 19). Publishing is feature/publish's.
 *
 * A new form is a row of registrations[] (registration.c).
 */
#ifndef FEATURE_REGISTRATION_REGISTRATION_H
#define FEATURE_REGISTRATION_REGISTRATION_H

#include "feature/terms/terms_store.h"
#include "form/form.h"
#include "ui/page.h"

struct keys; /* security/seal.h */

struct registration {
	const char *name;      /* last part of the address; also binds the form's state */
	const char *title;     /* h1: "NPO法人の登録" */
	const char *what;      /* "NPO法人": in mails and sentences */
	enum site_id site;
	enum terms_subject terms;
	struct form form;
	const char *recipient; /* columns of who gets the mails */
	const char *recipient_name;
	const char *page;      /* address of the published record: "/groups/%" */
	const char *lead;      /* what to have ready */
	/* What stands in the form before anything is typed; NULL = nothing. Ends with column NULL. */
	const struct registration_default {
		const char *column, *code;
	} *defaults;
};
extern const struct registration registrations[];
extern const size_t registrations_count;
const struct registration *registration_named(enum site_id, struct str name); /* NULL when there is none */

extern const struct route registration_super_routes[];

struct mail_sender; /* feature/mail/mail.h */
/* Queues the receipt for the requester and the notice for the centre. */
MUST_USE enum err registration_tell_submitted(struct db_write *, struct arena *, const struct mail_sender *, const struct registration *,
	const void *record, int64_t now);
/* struct publish.announce: the requester hears once that what was submitted is public. ctx = struct mail_sender. */
MUST_USE enum err registration_tell_published(struct db_write *, struct arena *, const struct entity *, const void *record, enum state before,
	void *ctx);
/* Records of the same kind that may be the same thing: equal name, reading, telephone or registrant's mail. Groups
 * only (0 for others). For the reviewer. */
MUST_USE enum err registration_similar(struct db_read *, struct arena *, const struct keys *, const struct entity *, const void *record, int64_t *n);

#endif
