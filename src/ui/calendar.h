/* A month as a table (from 48rem) and as a list of the days that have something (phones).
 *
 *   struct calendar c = calendar_new(arena, 2026, 12, today);
 *   calendar_add(arena, &c, date, title, url);
 *   c.caption = ...; c.back / c.next ...; then {{ call calendar_month(&v->calendar) }}
 */
#ifndef UI_CALENDAR_H
#define UI_CALENDAR_H

#include "core/time.h"
#include "core/vec.h"
#include "html/write.h"
#include "ui/icon.h"
#include "ui/list.h"

struct calendar_item {
	struct str title, note; /* note: "開催", "締切", "" */
	struct url url;
};
struct calendar_day {
	int day;          /* 0 = outside of the month */
	date_t date;
	struct str iso, weekday, holiday;
	struct str css_class; /* "d", "d sun", "d sat" */
	bool today;
	struct { struct calendar_item *v; size_t n, cap; } items;
};
struct calendar_week { /* v, n: seven days */
	struct calendar_day *v;
	size_t n;
};
struct calendar {
	int year, month;
	struct str id, heading, caption, empty; /* empty: said when the month has nothing */
	struct url back, next;
	struct str back_label, next_label;
	size_t total;
	struct calendar_day day[32]; /* 1..31 */
	struct calendar_week week[6];
	struct { const struct calendar_week *v; size_t n; } weeks;
	struct { const struct calendar_day **v; size_t n, cap; } busy; /* days that have something */
	struct calendar_day pad[42];
};

/* In place: the struct points into itself. */
void calendar_init(struct arena *, struct calendar *, int year, int month, date_t today);
/* Ignored when the date is not in the month. */
void calendar_add(struct arena *, struct calendar *, date_t, struct str title, struct url, struct str note);
/* To be called after the last calendar_add: makes weeks and the list. */
void calendar_finish(struct arena *, struct calendar *);
/* The month a request asks for (?month=2026-12), today's when it does not; within 1990..2100. */
void calendar_month_of(struct str parameter, date_t today, int *year, int *month);
struct str calendar_month_param(struct arena *, int year, int month, int step); /* "2026-12" */
struct str calendar_month_label(struct arena *, int year, int month, int step); /* "2026年12月" */

#endif
