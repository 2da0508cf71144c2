/* Filling a month for calendar.html. Knows nothing of what the entries are. */
#include "ui/calendar.h"

static const char *const weekday_word[] = { "日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日" };

static struct calendar_day calendar_day(struct arena *a, date_t date, date_t today)
{
	int w = date_weekday(date);
	struct str holiday = date_holiday(date);
	const char *css = holiday.n || w == 0 ? "d sun" : w == 6 ? "d sat" : "d";
	return (struct calendar_day){ .day = date_day(date), .date = date, .iso = date_iso(a, date),
		.weekday = str_of(weekday_word[w]), .holiday = holiday, .css_class = str_of(css), .today = date == today };
}

void calendar_init(struct arena *a, struct calendar *c, int year, int month, date_t today)
{
	*c = (struct calendar){ .year = year, .month = month };
	for (int d = 1; d <= date_month_length(year, month); d++)
		c->day[d] = calendar_day(a, date_make(year, month, d), today);
	c->back_label = calendar_month_label(a, year, month, -1);
	c->next_label = calendar_month_label(a, year, month, 1);
}

void calendar_add(struct arena *a, struct calendar *c, date_t date, struct str title, struct url url, struct str note)
{
	if (date_year(date) != c->year || date_month(date) != c->month || date_day(date) == 0)
		return;
	struct calendar_day *day = &c->day[date_day(date)];
	*vec_add(a, &day->items) = (struct calendar_item){ title, note, url };
	c->total++;
}

void calendar_finish(struct arena *a, struct calendar *c)
{
	size_t n = (size_t)date_weekday(date_make(c->year, c->month, 1));
	for (int d = 1; d <= date_month_length(c->year, c->month); d++) {
		c->pad[n++] = c->day[d];
		if (c->day[d].items.n)
			*vec_add(a, &c->busy) = &c->day[d];
	}
	size_t weeks = (n + 6) / 7;
	for (size_t w = 0; w < weeks; w++)
		c->week[w] = (struct calendar_week){ &c->pad[w * 7], 7 };
	c->weeks.v = c->week;
	c->weeks.n = weeks;
}

void calendar_month_of(struct str parameter, date_t today, int *year, int *month)
{
	int64_t y, m;
	*year = date_year(today);
	*month = date_month(today);
	if (parameter.n == 7 && parameter.p[4] == '-' && str_int(str_left(parameter, 4), 1990, 2100, &y)
		&& str_int(str_skip(parameter, 5), 1, 12, &m)) {
		*year = (int)y;
		*month = (int)m;
	}
}

static void month_step(int *year, int *month, int step)
{
	int n = *year * 12 + *month - 1 + step;
	*year = n / 12;
	*month = n % 12 + 1;
}

struct str calendar_month_param(struct arena *a, int year, int month, int step)
{
	month_step(&year, &month, step);
	return str_fmt(a, "%04d-%02d", year, month);
}

struct str calendar_month_label(struct arena *a, int year, int month, int step)
{
	month_step(&year, &month, step);
	return str_fmt(a, "%d年%d月", year, month);
}
