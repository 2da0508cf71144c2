/* National holidays of Japan, 1949-2099 (core/time.h). Sources: 国民の祝日に関する法律 and its changes, the
 * acts for single days; equinox days by the usual approximation (海上保安庁水路部, 新こよみ便利帳), which the
 * government's yearly announcement has followed so far. */
#include "core/time.h"

enum { MONDAY = 100 }; /* day = MONDAY + n: the n-th Monday of the month */
enum { SPRING = 200, AUTUMN };

static const struct {
	const char *name;
	int from, to, month, day;
} rules[] = {
	{ "元日", 1949, 2099, 1, 1 },
	{ "成人の日", 1949, 1999, 1, 15 },
	{ "成人の日", 2000, 2099, 1, MONDAY + 2 },
	{ "建国記念の日", 1967, 2099, 2, 11 },
	{ "天皇誕生日", 2020, 2099, 2, 23 },
	{ "春分の日", 1949, 2099, 3, SPRING },
	{ "天皇誕生日", 1949, 1988, 4, 29 },
	{ "みどりの日", 1989, 2006, 4, 29 },
	{ "昭和の日", 2007, 2099, 4, 29 },
	{ "憲法記念日", 1949, 2099, 5, 3 },
	{ "みどりの日", 2007, 2099, 5, 4 },
	{ "こどもの日", 1949, 2099, 5, 5 },
	{ "海の日", 1996, 2002, 7, 20 },
	{ "海の日", 2003, 2019, 7, MONDAY + 3 },
	{ "海の日", 2020, 2020, 7, 23 },
	{ "海の日", 2021, 2021, 7, 22 },
	{ "海の日", 2022, 2099, 7, MONDAY + 3 },
	{ "山の日", 2016, 2019, 8, 11 },
	{ "山の日", 2020, 2020, 8, 10 },
	{ "山の日", 2021, 2021, 8, 8 },
	{ "山の日", 2022, 2099, 8, 11 },
	{ "敬老の日", 1966, 2002, 9, 15 },
	{ "敬老の日", 2003, 2099, 9, MONDAY + 3 },
	{ "秋分の日", 1949, 2099, 9, AUTUMN },
	{ "体育の日", 1966, 1999, 10, 10 },
	{ "体育の日", 2000, 2019, 10, MONDAY + 2 },
	{ "スポーツの日", 2020, 2020, 7, 24 },
	{ "スポーツの日", 2021, 2021, 7, 23 },
	{ "スポーツの日", 2022, 2099, 10, MONDAY + 2 },
	{ "文化の日", 1949, 2099, 11, 3 },
	{ "勤労感謝の日", 1949, 2099, 11, 23 },
	{ "天皇誕生日", 1989, 2018, 12, 23 },
	{ "皇太子明仁親王の結婚の儀", 1959, 1959, 4, 10 },
	{ "昭和天皇の大喪の礼", 1989, 1989, 2, 24 },
	{ "即位礼正殿の儀", 1990, 1990, 11, 12 },
	{ "皇太子徳仁親王の結婚の儀", 1993, 1993, 6, 9 },
	{ "即位の日", 2019, 2019, 5, 1 },
	{ "即位礼正殿の儀", 2019, 2019, 10, 22 },
};

static int equinox(int year, int which)
{
	double base = which == SPRING ? (year < 1980 ? 20.8357 : 20.8431) : (year < 1980 ? 23.2588 : 23.2488);
	int leaps = (year - (year < 1980 ? 1983 : 1980)) / 4;
	return (int)(base + 0.242194 * (year - 1980) - leaps);
}

static int day_of(int year, int month, int day)
{
	if (day >= SPRING) return equinox(year, day);
	if (day < MONDAY) return day;
	int first = date_weekday(date_make(year, month, 1));
	return 1 + (8 - first) % 7 + 7 * (day - MONDAY - 1);
}

static const char *named_holiday(date_t d)
{
	int y = date_year(d), m = date_month(d);
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (rules[i].month == m && rules[i].from <= y && y <= rules[i].to && day_of(y, m, rules[i].day) == date_day(d))
			return rules[i].name;
	return NULL;
}

/* 第3条第2項: the next day after a holiday that falls on a Sunday; since 2007 the next one that is no holiday. */
static bool substitute(date_t d)
{
	if (d < 19730412 || named_holiday(d)) return false;
	date_t before = date_add(d, -1);
	while (named_holiday(before)) {
		if (date_weekday(before) == 0) return true;
		if (d < 20070101) return false;
		before = date_add(before, -1);
	}
	return false;
}

/* 第3条第3項: a day between two holidays. */
static bool between(date_t d)
{
	return d >= 19851227 && date_weekday(d) != 0 && !named_holiday(d) && named_holiday(date_add(d, -1)) && named_holiday(date_add(d, 1));
}

struct str date_holiday(date_t d)
{
	if (date_year(d) < 1949 || date_year(d) > 2099 || !date_day(d)) return STR_NONE;
	const char *name = named_holiday(d);
	if (name) return str_of(name);
	if (substitute(d)) return S("振替休日");
	return between(d) ? S("国民の休日") : STR_NONE;
}
