/* iCalendar (RFC 5545): events, offers and grant deadlines for people's own calendars.
 *
 * Lines end in CRLF and are folded so that no physical line has more than 75 octets; a fold never
 * stands inside a UTF-8 character (RFC 5545 3.1 allows it, real readers do not). Times are written in
 * UTC, which needs no VTIMEZONE; days without a time are VALUE=DATE with the exclusive DTEND.
 */
#ifndef FEATURE_FEED_ICAL_H
#define FEATURE_FEED_ICAL_H

#include "core/out.h"
#include "core/time.h"
#include "html/url.h"

enum { ICAL_MAX = 500, ICAL_LINE_MAX = 75 };

struct ical_event {
	struct str uid;        /* unique for ever: "event-12@host" */
	struct str title, place, text, category;
	struct url url;        /* absolute */
	date_t from, to;       /* to = 0: the same day. Entries with from = 0 are left out */
	int from_minute, to_minute; /* minutes after midnight (26:30 = 1590); -1 = not known: whole days */
	int64_t changed;       /* UTC: DTSTAMP and LAST-MODIFIED */
};

void ical_begin(struct out *, struct str calendar_name, struct str description);
void ical_event(struct out *, const struct ical_event *);
void ical_end(struct out *);

/* One content line, folded: NAME[;params]:value with the value escaped as TEXT (\ ; , and line
 * breaks; other control characters are left out). `name` is a literal of ours. */
void ical_text_line(struct out *, const char *name, struct str value);

#endif
