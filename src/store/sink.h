/* The event sink: the one thing a GET may append to (page views, opened mails, views of personal data).
 *
 * One file per month, DIR/events/YYYYMM.log, one line per event, appended with a single write(2) on
 * O_APPEND, so that processes do not mix. No address, no cookie, no personal data: a kind, a site, a
 * route or record number, and for view logs the viewer's id. jobs folds the lines into statistics.
 */
#ifndef STORE_SINK_H
#define STORE_SINK_H

#include "core/err.h"
#include "core/str.h"

struct sink;
enum event_kind { EVENT_VIEW, EVENT_BOT_VIEW, EVENT_OPENED, EVENT_PERSONAL_VIEW, EVENT_DOWNLOAD };
struct sink_event {
	enum event_kind kind;
	int64_t now, site, record, viewer;
	struct str what; /* route or entity name: [a-z0-9/_:.-] only, at most 64 bytes */
};
MUST_USE enum err sink_open(struct arena *, const char *dir, struct sink **);
void sink_close(struct sink *);
/* Durable (fdatasync) for EVENT_PERSONAL_VIEW, where the caller must refuse the page on failure. */
MUST_USE enum err sink_append(struct sink *, const struct sink_event *);


struct db;
/* Adds what was written since the last call to table access_count (day in Japan, site, kind, what, record) and
 * remembers how far it came, in one transaction: a line counts once, whatever happens. Half a line at the end
 * waits; lines that are none are skipped. *lines is how many counted. jobs, every few minutes. */
MUST_USE enum err sink_fold(struct db *, const char *dir, int64_t *lines);

#endif
