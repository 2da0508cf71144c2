/* iCalendar writer (ical.h). */
#include "feature/feed/ical.h"

#include "core/utf8.h"

/* A content line while it is written: `octets` counts the physical line so far. */
struct line {
	struct out *out;
	size_t octets;
};

/* Puts one character (or escape pair), which must stay together, after a fold if there is no room. */
static void line_put(struct line *l, const char *p, size_t n)
{
	if (l->octets + n > ICAL_LINE_MAX) {
		out_lit(l->out, "\r\n ");
		l->octets = 1;
	}
	out_bytes(l->out, p, n);
	l->octets += n;
}

static void line_raw(struct line *l, struct str s)
{
	while (s.n) {
		struct str before = s;
		(void)utf8_next(&s);
		line_put(l, before.p, before.n - s.n);
	}
}

static void line_escaped(struct line *l, struct str s)
{
	while (s.n) {
		struct str before = s;
		uint32_t c = utf8_next(&s);
		if (c == '\r' && s.n && s.p[0] == '\n') continue;
		if (c == '\n' || c == '\r') line_put(l, "\\n", 2);
		else if (c == '\\' || c == ';' || c == ',') line_put(l, (const char[]){ '\\', (char)c }, 2);
		else if (c == '\t' || (c >= 0x20 && c != 0x7F)) line_put(l, before.p, before.n - s.n);
	}
}

void ical_text_line(struct out *o, const char *name, struct str value)
{
	struct line l = { o, 0 };
	line_raw(&l, str_of(name));
	line_put(&l, ":", 1);
	line_escaped(&l, value);
	out_lit(o, "\r\n");
}

/* For values that are not TEXT (addresses, dates): written as they are. */
static void raw_line(struct out *o, const char *name, struct str value)
{
	struct line l = { o, 0 };
	line_raw(&l, str_of(name));
	line_put(&l, ":", 1);
	line_raw(&l, value);
	out_lit(o, "\r\n");
}

static struct str utc_basic(struct arena *a, int64_t utc)
{
	date_t d = date_in_japan(utc - 9 * 3600);
	int64_t second = ((utc % 86400) + 86400) % 86400;
	return str_fmt(a, "%08dT%02d%02d%02dZ", (int)d, (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

static date_t whole_day(date_t d)
{
	return d ? date_from_days(date_to_days(d)) : 0; /* partial dates count from their first day */
}

static void days_lines(struct out *o, date_t from, date_t to)
{
	raw_line(o, "DTSTART;VALUE=DATE", str_fmt(o->arena, "%08d", (int)from));
	raw_line(o, "DTEND;VALUE=DATE", str_fmt(o->arena, "%08d", (int)date_add(to, 1)));
}

static void time_lines(struct out *o, const struct ical_event *e, date_t from, date_t to)
{
	int64_t start = utc_from_japan(from, e->from_minute);
	raw_line(o, "DTSTART", utc_basic(o->arena, start));
	if (e->to_minute < 0) return;
	int64_t end = utc_from_japan(to, e->to_minute);
	if (end > start) raw_line(o, "DTEND", utc_basic(o->arena, end));
}

void ical_begin(struct out *o, struct str calendar_name, struct str description)
{
	out_lit(o, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kenmin//kenmin//JA\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	ical_text_line(o, "NAME", calendar_name);
	ical_text_line(o, "X-WR-CALNAME", calendar_name);
	if (description.n) ical_text_line(o, "X-WR-CALDESC", description);
	out_lit(o, "X-WR-TIMEZONE:Asia/Tokyo\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n");
}

void ical_event(struct out *o, const struct ical_event *e)
{
	date_t from = whole_day(e->from), to = e->to ? whole_day(e->to) : from;
	if (!from) return;
	if (to < from) to = from;
	out_lit(o, "BEGIN:VEVENT\r\n");
	ical_text_line(o, "UID", e->uid);
	raw_line(o, "DTSTAMP", utc_basic(o->arena, e->changed));
	raw_line(o, "LAST-MODIFIED", utc_basic(o->arena, e->changed));
	if (e->from_minute >= 0) time_lines(o, e, from, to);
	else days_lines(o, from, to);
	ical_text_line(o, "SUMMARY", e->title);
	if (e->place.n) ical_text_line(o, "LOCATION", e->place);
	if (e->category.n) ical_text_line(o, "CATEGORIES", e->category);
	if (e->text.n) ical_text_line(o, "DESCRIPTION", e->text);
	if (e->url.s.n) raw_line(o, "URL", e->url.s);
	out_lit(o, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void ical_end(struct out *o)
{
	out_lit(o, "END:VCALENDAR\r\n");
}
