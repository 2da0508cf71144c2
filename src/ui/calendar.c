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
	*c = (struct calendar){ .year = year, .month = month, .month_param = calendar_month_param(a, year, month, 0),
		.is_now = year == date_year(today) && month == date_month(today) };
	for (int d = 1; d <= date_month_length(year, month); d++)
		c->day[d] = calendar_day(a, date_make(year, month, d), today);
}

void calendar_add(struct arena *a, struct calendar *c, date_t date, struct str title, struct url url, int minute, struct str time)
{
	if (date_year(date) != c->year || date_month(date) != c->month || date_day(date) == 0)
		return;
	struct calendar_day *day = &c->day[date_day(date)];
	*vec_add(a, &day->items) = (struct calendar_item){ title, time, minute, url };
	c->total++;
}

/* By the time of day; those without a time last; otherwise as they were added. Few per day: insertion. */
static void day_sort(struct calendar_day *day)
{
	for (size_t i = 1; i < day->items.n; i++) {
		struct calendar_item item = day->items.v[i];
		size_t k = i;
		for (; k > 0 && (unsigned)day->items.v[k - 1].minute > (unsigned)item.minute; k--) /* -1 is the greatest */
			day->items.v[k] = day->items.v[k - 1];
		day->items.v[k] = item;
	}
}

void calendar_finish(struct arena *a, struct calendar *c)
{
	bool passed = false; /* today */
	size_t n = (size_t)date_weekday(date_make(c->year, c->month, 1));
	for (int d = 1; d <= date_month_length(c->year, c->month); d++) {
		day_sort(&c->day[d]);
		passed |= c->day[d].today;
		if (passed && !c->has_later && c->day[d].items.n)
			c->has_later = c->day[d].from_today = true;
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
