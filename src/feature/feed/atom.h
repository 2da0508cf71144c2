/* Atom feeds (RFC 4287): a list of ours as news readers take it.
 *
 *   atom_begin(&o, &feed); for each record atom_entry(&o, &entry); atom_end(&o);
 * All addresses are absolute. The caller bounds the number of entries (FEED_MAX) and the buffer.
 */
#ifndef FEATURE_FEED_ATOM_H
#define FEATURE_FEED_ATOM_H

#include "core/out.h"
#include "html/url.h"

enum { FEED_MAX = 50 }; /* entries per feed: newest first */

struct atom_feed {
	struct str title, subtitle;
	struct url self, page; /* this feed; the HTML list it mirrors. `self` is also the feed's id */
	struct str author;     /* name of the site */
	int64_t updated;       /* UTC; the newest entry's */
};

struct atom_entry {
	struct url link;       /* the record's page; also the entry's id (it never changes) */
	struct str title, summary;
	struct str category;   /* STR_NONE = none */
	int64_t published, updated;
};

void atom_begin(struct out *, const struct atom_feed *);
void atom_entry(struct out *, const struct atom_entry *);
void atom_end(struct out *);

#endif
