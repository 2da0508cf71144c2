/* Civil time in Japan: dates, times of day, wareki, weekdays, holidays. Stored times are UTC seconds.
 *
 * Nothing here reads the clock: the time comes from req->now or job->now. Japan is UTC+9, no
 * daylight saving, so conversion is arithmetic (days_from_civil, H. Hinnant's public algorithm).
 */
#ifndef CORE_TIME_H
#define CORE_TIME_H

#include "core/out.h"
#include "core/str.h"

/* A date as the number yyyymmdd (20261125); 0 = none. Sorts and compares as a number, and is
 * what the database stores. Partial dates (month or day unknown) have 00 there: 20030400. */
typedef int32_t date_t; /* the one typedef: a number with a meaning, not a struct */

static inline int date_year(date_t d) { return d / 10000; }
static inline int date_month(date_t d) { return d / 100 % 100; }
static inline int date_day(date_t d) { return d % 100; }
bool date_ok(int y, int m, int d); /* a real day, years 1..9999 */
date_t date_make(int y, int m, int d);  /* 0 if not a real day */
int64_t date_to_days(date_t);      /* days since 1970-01-01; partial dates count from their first day */
date_t date_from_days(int64_t);
date_t date_add(date_t, int days);
int date_weekday(date_t);          /* 0 = Sunday */
int date_month_length(int y, int m);
date_t date_in_japan(int64_t utc); /* the date in Japan at that moment */
int minute_in_japan(int64_t utc);  /* 0..1439 */
int64_t utc_from_japan(date_t, int minute);
/* The name of the national holiday, or STR_NONE. Source: 国民の祝日に関する法律, years 1949-2099
 * (equinox days by the usual astronomical formula, substitute holidays and days between included). */
struct str date_holiday(date_t);

/* "2026年11月25日（水）"; partial dates "2003年4月", "2003年"; none writes nothing. */
void out_date_ja(struct out *, date_t);
struct str date_ja(struct arena *, date_t);
struct str date_iso(struct arena *, date_t);      /* "2026-11-25", partial "2003-04" */
struct str date_wareki(struct arena *, date_t);   /* "令和8年11月25日" */
struct str minute_ja(struct arena *, int minute); /* "9時30分", "9時"; 1440 -> "24時"; 1590 -> "翌2時30分" */
struct str utc_iso(struct arena *, int64_t utc);  /* "2026-11-25T10:00:00+09:00" */
struct str utc_http(struct arena *, int64_t utc); /* RFC 9110 5.6.7 IMF-fixdate */

/* Reads one date from what people write: 2003/4/1, 2003-04-01, 20030401, 2003年4月1日, H15.4.1,
 * 平成15年4月1日, 令和元年5月1日, 2003年4月 (partial), full-width digits, weekday in brackets after it.
 * Years before 1000 are not read. A year alone needs its 年, or nothing behind it. Era years past the era's end count on (平成32年 = 2020).
 * Returns the rest of the text behind the date in *rest. False when no date stands at the start. */
MUST_USE bool date_read(struct str text, date_t *d, struct str *rest);
/* Reads one time of day: 9:30, 9時30分, 9時半, 午後1時, 24時, 26:30, 翌2時30分, full-width digits.
 * In [0, 2880). False (and *minute, *rest untouched) when none stands at the start. */
MUST_USE bool minute_read(struct str text, int *minute, struct str *rest);

#endif
