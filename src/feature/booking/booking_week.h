/* 予約状況カレンダー: one week of the centre's facilities as a table. Shows free or taken, never who. */
#ifndef FEATURE_BOOKING_WEEK_H
#define FEATURE_BOOKING_WEEK_H

#include "feature/booking/booking.h"
#include "ui/list.h"

enum { WEEK_DAYS = 7, WEEK_BANDS = 3 };

struct week_cell {
	struct str sign, word;
	struct str css;
};
struct week_band {
	struct str label; /* "9時〜12時" */
	struct { struct week_cell *v; size_t n, cap; } cells;
};
struct week_facility {
	struct str label;
	struct { struct week_band *v; size_t n, cap; } bands;
};
struct week_day {
	int64_t day;
	struct str weekday, css, iso, full;
};
struct booking_week {
	struct str caption;
	struct { struct week_day *v; size_t n, cap; } days;
	struct { struct week_facility *v; size_t n, cap; } facilities;
};

/* The week from `first` on. */
MUST_USE enum err booking_week(struct request *, struct db_read *, date_t first, struct booking_week *);

#endif
