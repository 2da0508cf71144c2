/* Fills the week: a band is taken when any booking touches it. */
#include "feature/booking/booking_week.h"

#include "feature/search/visible.h"

/* Opening hours of the centre: until 22, on Sundays and holidays until 17. */
static const struct {
	const char *label;
	int from, to;
	bool weekdays_only;
} bands[WEEK_BANDS] = {
	{ "9時〜12時", 9 * 60, 12 * 60, false },
	{ "13時〜17時", 13 * 60, 17 * 60, false },
	{ "18時〜22時", 18 * 60, 22 * 60, true },
};

static const struct week_cell cell_free = { STR_INIT("○"), STR_INIT("空き"), STR_INIT("o") };
static const struct week_cell cell_taken = { STR_INIT("×"), STR_INIT("予約あり"), STR_INIT("x") };
static const struct week_cell cell_closed = { STR_INIT("休"), STR_INIT("休館"), STR_INIT("x") };

static bool closes_early(date_t day)
{
	return date_weekday(day) == 0 || date_holiday(day).n > 0;
}

static bool taken(const struct entity_list *list, int64_t facility, date_t day, size_t band)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct booking *b = ENTITY_AT(struct booking, *list, i);
		bool here = b->day == day && b->facility & master_bit(facility);
		int64_t to = b->time_to > b->time_from ? b->time_to : b->time_from + 60;
		if (here && ((b->time_from == 0 && b->time_to == 0) || (b->time_from < bands[band].to && to > bands[band].from)))
			return true;
	}
	return false;
}

static void facility_fill(struct arena *a, const struct entity_list *list, const struct master *m, date_t first, struct booking_week *w)
{
	struct week_facility *f = vec_add(a, &w->facilities);
	f->label = m->label;
	for (size_t band = 0; band < WEEK_BANDS; band++) {
		struct week_band *row = vec_add(a, &f->bands);
		row->label = str_of(bands[band].label);
		for (int i = 0; i < WEEK_DAYS; i++) {
			date_t day = date_add(first, i);
			bool closed = bands[band].weekdays_only && closes_early(day);
			*vec_add(a, &row->cells) = closed ? cell_closed : taken(list, m->num, day, band) ? cell_taken : cell_free;
		}
	}
}

static void days_fill(struct arena *a, date_t first, struct booking_week *w)
{
	static const char *const names[] = { "日", "月", "火", "水", "木", "金", "土" };
	for (int i = 0; i < WEEK_DAYS; i++) {
		date_t day = date_add(first, i);
		int n = date_weekday(day);
		bool holiday = date_holiday(day).n > 0;
		struct str weekday = holiday ? str_fmt(a, "%s・祝", names[n]) : str_of(names[n]);
		*vec_add(a, &w->days) = (struct week_day){ date_day(day), weekday, holiday || n == 0 ? S("sun") : n == 6 ? S("sat") : S("day-name"),
			date_iso(a, day), date_ja(a, day) };
	}
}

enum err booking_week(struct request *req, struct db_read *db, date_t first, struct booking_week *w)
{
	struct arena *a = req->arena;
	struct entity_list list = { 0 };
	date_t last = date_add(first, WEEK_DAYS - 1);
	const struct master *m;
	enum err err = entity_select(db, a, &booking_entity, "state = $1 AND trashed_at = 0 AND day >= $2 AND day <= $3", "day, id",
		BIND(b_int(STATE_PUBLISHED), b_int(first), b_int(last)), 1000, 0, &list);
	if (err != OK)
		return err;
	w->caption = str_fmt(a, "%.*sから%.*sまでの空き状況", STR_ARG(date_ja(a, first)), STR_ARG(date_ja(a, last)));
	days_fill(a, first, w);
	for (size_t i = 0; (m = master_at(req->app->masters, "facility", i)) != NULL; i++) {
		if (m->active)
			facility_fill(a, &list, m, first, w);
	}
	return OK;
}
