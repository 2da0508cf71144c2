/* Both sites on an empty database with masters and terms, asked through the loopback as a visitor does: pages, forms, the
 * mails that were queued and the links in them. For tests of what people send. */
#ifndef TEST_UNIT_TWO_SITES_H
#define TEST_UNIT_TWO_SITES_H

#include "form/master.h"
#include "http/loopback.h"
#include "ui/app.h"

enum { TWO_SITES_NOW = 1795600000 /* 2026-11-25 in Japan */ };

struct two_sites {
	struct db *db;
	struct keys *keys;
	struct app app;
	struct mount mount[3];
	struct server *server;
};
struct two_sites *two_sites_new(struct db *);
void two_sites_set_clock(int64_t now); /* of all, from now on; two_sites_new sets TWO_SITES_NOW */

struct str two_sites_get(struct two_sites *, struct str path);
/* A form as a browser sends it: csrf and state of the page that `from` is a reply of, then pairs of name and value; NULL ends. */
struct str two_sites_send(struct two_sites *, const char *path, struct str from, const char *const *pairs);
/* A POST as a mail program sends it: no token, no Origin. */
struct str two_sites_bare_post(struct two_sites *, struct str path);

/* The plain text of the mail whose unique_key begins so, the last one; STR_NONE when there is none. */
struct str two_sites_mail(struct two_sites *, const char *unique_prefix);
int64_t two_sites_mails(struct two_sites *);
/* The path of the first address of this program in a text. */
struct str two_sites_link(struct str text);
bool two_sites_has(struct str reply, const char *text);

#endif
