/* Texts of the old sites that begin with a machine's date. */
#include "feature/part/short.h"
#include "test.h"

TEST(machine_dates_become_readable)
{
	static const struct { const char *text, *want; } cases[] = {
		{ "2026-12-05（土） 9時", "2026年12月5日（土） 9時" },
		{ "2026-12-05（月） 9時", "2026年12月5日（土） 9時" }, /* the weekday is that of the date */
		{ " 2020-06-22 16時", "2020年6月22日（月） 16時" },
		{ "2020-06-22", "2020年6月22日（月）" },
		{ "2020-13-45 9時", "2020-13-45 9時" },
		{ "毎月第2土曜日", "毎月第2土曜日" },
		{ "2026年12月5日（土）9時から", "2026年12月5日（土）9時から" },
		{ "2020-06", "2020-06" },
		{ "", "" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK_STR(date_text_ja(test_arena(), str_of(cases[i].text)), cases[i].want);
}
