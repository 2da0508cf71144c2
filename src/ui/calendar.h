/* A month as a table (from 48rem) and as a list of the days that have something (phones).
 *
 *   calendar_init(arena, c, 2026, 12, today);
 *   calendar_add(arena, c, date, title, url, 9 * 60, S("9時〜12時"));
 *   calendar_finish(arena, c);
 *   c->caption = ...; c->back / c->next ...; then {{ call calendar_month(&v->calendar) }}
 *
 * A day's entries stand by the time they begin, those without a time after them. The way back and on exists only where
 * something stands there (has_back, has_next); feature/part/month.h fills it all from a search.
 */
#ifndef UI_CALENDAR_H
#define UI_CALENDAR_H

#include "core/time.h"
#include "core/vec.h"
#include "html/write.h"
#include "ui/icon.h"
#include "ui/list.h"

struct calendar_item {
	struct str title, time; /* time: "9時〜12時", "" */
	int minute;             /* when it begins; -1 = not known */
	struct url url;
};
struct calendar_day {
	int day;          /* 0 = outside of the month */
	date_t date;
	struct str iso, weekday, holiday;
	struct str css_class; /* "d", "d sun", "d sat" */
	bool today;
	bool from_today;        /* the first day with something, today or later */
	struct { struct calendar_item *v; size_t n, cap; } items;
};
struct calendar_week { /* v, n: seven days */
	struct calendar_day *v;
	size_t n;
};
struct calendar_option {
	struct str value, label;
	bool on;
};
struct calendar_options VEC_OF(struct calendar_option);
struct calendar_choice { /* a select of the filter */
	struct str name, id, label;
	struct calendar_options options;
};
struct calendar {
	int year, month;
	struct { struct calendar_choice *v; size_t n, cap; } filter; /* n = 0: no form */
	struct url action, clear;   /* of the form; the same month without conditions */
	struct str month_param;     /* hidden in the form */
	bool filtered;
	struct str id, heading, caption, empty; /* empty: said when the month has nothing */
	bool has_back, has_next;
	struct url back, next;
	struct str back_label, next_label; /* "2026年10月" */
	bool is_now;                /* the month of today */
	bool has_later;             /* it has something today or later (the list on phones goes there) */
	struct url now, now_list;   /* today's month, at today: in the table and in the list */
	size_t total;
	struct calendar_day day[32]; /* 1..31 */
	struct calendar_week week[6];
	struct { const struct calendar_week *v; size_t n; } weeks;
	struct { const struct calendar_day **v; size_t n, cap; } busy; /* days that have something */
	struct calendar_day pad[42];
};

/* In place: the struct points into itself. */
void calendar_init(struct arena *, struct calendar *, int year, int month, date_t today);
/* Ignored when the date is not in the month. minute: when it begins, -1 = not known. */
void calendar_add(struct arena *, struct calendar *, date_t, struct str title, struct url, int minute, struct str time);
/* To be called after the last calendar_add: makes weeks and the list. */
void calendar_finish(struct arena *, struct calendar *);
/* The month a request asks for (?month=2026-12), today's when it does not; within 1990..2100. */
void calendar_month_of(struct str parameter, date_t today, int *year, int *month);
struct str calendar_month_param(struct arena *, int year, int month, int step); /* "2026-12" */
struct str calendar_month_label(struct arena *, int year, int month, int step); /* "2026年12月" */

#endif
