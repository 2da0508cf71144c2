/* Mail the product sends: a text with values becomes one message to one recipient, queued in the transaction of what
 * causes it. The mailer (role/mailer.h) sends it; this file speaks no SMTP.
 *
 * Texts are rows of mail_texts[] (feature/mail/mail_text.h), which staff may change; "{団体名}" stands for a value.
 * Plain text and simple HTML, UTF-8, base64, one recipient per message (spec README decision 13), Message-ID fixed
 * here (decision 21). A header can not be broken: values lose their line breaks before they reach one.
 */
#ifndef FEATURE_MAIL_MAIL_H
#define FEATURE_MAIL_MAIL_H

#include "feature/mail/mail_text.h"
#include "security/seal.h"
#include "store/db.h"

struct mail_value {
	const char *name;   /* "団体名" */
	struct str value;
};
/* Who sends. Of the process: struct app, or a command's. */
struct mail_sender {
	const struct keys *keys;
	struct str from;      /* address; "" = the centre's */
	struct str base_url;  /* "https://..." : for addresses in texts and the Message-ID's host */
	struct str centre;    /* where the centre reads */
};
struct mail {
	const char *event;    /* name in mail_texts[] */
	int64_t site;         /* enum site_id */
	struct str to;        /* one address */
	int64_t person_key;   /* the recipient's key, under which it is sealed; 0 = a new one of its own */
	struct str unique;    /* queued once: "group.submitted:12:requester" */
	const struct mail_value *value;
	size_t values;
	int64_t now, due;     /* due 0 = now */
};

/* Writes the outbox row. An address that is "" is passed over. A `unique` that is there already is passed over too
 * (the same cause again). ERR_INPUT: the address can not stand in a mail. */
MUST_USE enum err mail_queue(struct db_write *, struct arena *, const struct mail_sender *, const struct mail *);

/* The whole message as RFC 5322 wants it, lines ended by CRLF. For mail_queue and tests. */
struct mail_message {
	struct str from_name, from, to, subject, text;
	struct str id;        /* left side of the Message-ID */
	struct str host;
	int64_t now;
};
struct str mail_compose(struct arena *, const struct mail_message *);
/* "Wed, 25 Nov 2026 19:00:00 +0900" */
struct str mail_date(struct arena *, int64_t utc);

#endif
