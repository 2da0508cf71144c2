/* Civil time in Japan (core/time.h): arithmetic and how dates are written. Reading them: time_read.c,
 * holidays: holiday.c. */
#include "core/time.h"

enum { JAPAN = 9 * 3600, DAY = 86400 };

static bool leap(int y)
{
	return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

int date_month_length(int y, int m)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (m < 1 || m > 12) return 0;
	return length[m - 1] + (m == 2 && leap(y) ? 1 : 0);
}

bool date_ok(int y, int m, int d)
{
	return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= date_month_length(y, m);
}

date_t date_make(int y, int m, int d)
{
	return date_ok(y, m, d) ? y * 10000 + m * 100 + d : 0;
}

/* days_from_civil and civil_from_days: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int64_t date_to_days(date_t d)
{
	if (!d) return 0;
	int64_t y = date_year(d);
	int m = date_month(d) ? date_month(d) : 1, day = date_day(d) ? date_day(d) : 1;
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

date_t date_from_days(int64_t z)
{
	if (z < -719162 || z > 2932896) return 0; /* 0001-01-01 .. 9999-12-31 */
	z += 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int d = (int)(doy - (153 * mp + 2) / 5 + 1), m = (int)(mp < 10 ? mp + 3 : mp - 9);
	return date_make((int)(yoe + era * 400 + (m <= 2)), m, d);
}

date_t date_add(date_t d, int days)
{
	return d ? date_from_days(date_to_days(d) + days) : 0;
}

int date_weekday(date_t d)
{
	int64_t days = date_to_days(d);
	return (int)(((days + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

date_t date_in_japan(int64_t utc)
{
	return date_from_days(floor_div(utc + JAPAN, DAY));
}

int minute_in_japan(int64_t utc)
{
	int64_t t = utc + JAPAN;
	return (int)((t - floor_div(t, DAY) * DAY) / 60);
}

int64_t utc_from_japan(date_t d, int minute)
{
	return date_to_days(d) * DAY + (int64_t)minute * 60 - JAPAN;
}

void out_date_ja(struct out *o, date_t d)
{
	static const char *const weekday[] = { "日", "月", "火", "水", "木", "金", "土" };
	if (!d) return;
	out_fmt(o, "%d年", date_year(d));
	if (date_month(d)) out_fmt(o, "%d月", date_month(d));
	if (date_day(d)) out_fmt(o, "%d日（%s）", date_day(d), weekday[date_weekday(d)]);
}

struct str date_ja(struct arena *a, date_t d)
{
	struct out o = out_new(a, 64);
	out_date_ja(&o, d);
	return out_view(&o);
}

struct str date_iso(struct arena *a, date_t d)
{
	if (!d) return STR_NONE;
	if (!date_month(d)) return str_fmt(a, "%04d", date_year(d));
	if (!date_day(d)) return str_fmt(a, "%04d-%02d", date_year(d), date_month(d));
	return str_fmt(a, "%04d-%02d-%02d", date_year(d), date_month(d), date_day(d));
}

/* First days; before Meiji there is no wareki here. */
static const struct {
	date_t from;
	const char *name;
} eras[] = {
	{ 20190501, "令和" }, { 19890108, "平成" }, { 19261225, "昭和" }, { 19120730, "大正" }, { 18681023, "明治" },
};

struct str date_wareki(struct arena *a, date_t d)
{
	struct out o = out_new(a, 64);
	/* A partial date counts from its first day, in its era's first year too. */
	date_t day = d ? date_from_days(date_to_days(d)) : 0;
	int year = date_year(d);
	size_t i = 0;
	while (i < COUNT_OF(eras) && day < eras[i].from) i++;
	if (i < COUNT_OF(eras)) {
		year = date_year(d) - date_year(eras[i].from) + 1;
		out_str(&o, str_of(eras[i].name));
	}
	if (!d) return STR_NONE;
	if (year == 1 && i < COUNT_OF(eras)) out_lit(&o, "元年");
	else out_fmt(&o, "%d年", year);
	if (date_month(d)) out_fmt(&o, "%d月", date_month(d));
	if (date_day(d)) out_fmt(&o, "%d日", date_day(d));
	return out_view(&o);
}

struct str minute_ja(struct arena *a, int minute)
{
	const char *next = minute > DAY / 60 ? "翌" : "";
	if (minute > DAY / 60) minute -= DAY / 60;
	if (minute % 60) return str_fmt(a, "%s%d時%d分", next, minute / 60, minute % 60);
	return str_fmt(a, "%s%d時", next, minute / 60);
}

struct str utc_iso(struct arena *a, int64_t utc)
{
	date_t d = date_in_japan(utc);
	int m = minute_in_japan(utc), s = (int)(utc - floor_div(utc, 60) * 60);
	return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d+09:00", date_year(d), date_month(d), date_day(d), m / 60, m % 60, s);
}

struct str utc_http(struct arena *a, int64_t utc)
{
	static const char *const day[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t days = floor_div(utc, DAY);
	date_t d = date_from_days(days);
	int s = (int)(utc - days * DAY);
	if (!d) return STR_NONE;
	return str_fmt(a, "%s, %02d %s %04d %02d:%02d:%02d GMT", day[date_weekday(d)], date_day(d), month[date_month(d) - 1], date_year(d),
		s / 3600, s / 60 % 60, s % 60);
}
