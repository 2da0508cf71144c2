/* Civil time: properties over all days, borders, holidays against a table, writings of dates. */
#include "core/time.h"

#include "test.h"

TEST(time_days_go_round_and_weekdays_follow_each_other)
{
	date_t before = 0;
	bool ok = true, order = true, weekday = true;
	for (int64_t z = -25567; z < 60000; z++) { /* 1900 .. 2134 */
		date_t d = date_from_days(z);
		ok = ok && date_ok(date_year(d), date_month(d), date_day(d)) && date_to_days(d) == z;
		order = order && (!before || d > before);
		weekday = weekday && (!before || date_weekday(d) == (date_weekday(before) + 1) % 7);
		before = d;
	}
	CHECK(ok);
	CHECK(order);
	CHECK(weekday);
	CHECK_INT(date_weekday(20261125), 3);
	CHECK_INT(date_to_days(19700101), 0);
	CHECK_INT(date_from_days(-719162), 10101);
	CHECK_INT(date_from_days(-719163), 0);
	CHECK_INT(date_from_days(2932896), 99991231);
	CHECK_INT(date_from_days(2932897), 0);
	CHECK_INT(date_add(20240228, 1), 20240229);
	CHECK_INT(date_add(20230228, 1), 20230301);
	CHECK_INT(date_add(20261231, 1), 20270101);
	CHECK_INT(date_month_length(1900, 2), 28);
	CHECK_INT(date_month_length(2000, 2), 29);
	CHECK_INT(date_make(2023, 2, 29), 0);
}

TEST(time_utc_and_japan_go_round)
{
	for (int i = 0; i < 2000; i++) {
		int64_t utc = (int64_t)test_random(4000000000u) * 60 - 600000000;
		date_t d = date_in_japan(utc);
		if (!d) continue;
		CHECK_INT(utc_from_japan(d, minute_in_japan(utc)), utc);
	}
	CHECK_INT(date_in_japan(1795618799), 20261125); /* 2026-11-25 23:59:59 in Japan */
	CHECK_INT(date_in_japan(1795618800), 20261126);
	CHECK_INT(minute_in_japan(-1), 539);
	CHECK_STR(utc_iso(test_arena(), 1795570200), "2026-11-25T10:30:00+09:00");
	CHECK_STR(utc_http(test_arena(), 784111777), "Sun, 06 Nov 1994 08:49:37 GMT"); /* RFC 9110 5.6.7 */
}

TEST(time_dates_as_people_read_them)
{
	struct arena *a = test_arena();
	CHECK_STR(date_ja(a, 20261125), "2026年11月25日（水）");
	CHECK_STR(date_ja(a, 20030400), "2003年4月");
	CHECK_STR(date_ja(a, 20030000), "2003年");
	CHECK_STR(date_ja(a, 0), "");
	CHECK_STR(date_iso(a, 20030400), "2003-04");
	CHECK_STR(date_iso(a, 20261125), "2026-11-25");
	CHECK_STR(minute_ja(a, 570), "9時30分");
	CHECK_STR(minute_ja(a, 540), "9時");
	CHECK_STR(minute_ja(a, 1440), "24時");
	CHECK_STR(minute_ja(a, 1590), "翌2時30分");
}

TEST(time_wareki_changes_on_the_right_days)
{
	static const struct { date_t d; const char *text; } border[] = {
		{ 20190430, "平成31年4月30日" }, { 20190501, "令和元年5月1日" }, { 19890107, "昭和64年1月7日" }, { 19890108, "平成元年1月8日" },
		{ 19261224, "大正15年12月24日" }, { 19261225, "昭和元年12月25日" }, { 19120729, "明治45年7月29日" }, { 19120730, "大正元年7月30日" },
		{ 18681023, "明治元年10月23日" }, { 18681022, "1868年10月22日" }, { 20261125, "令和8年11月25日" }, { 20030400, "平成15年4月" },
	};
	for (size_t i = 0; i < COUNT_OF(border); i++) CHECK_STR(date_wareki(test_arena(), border[i].d), border[i].text);
}

TEST(time_every_writing_of_a_day_reads_back)
{
	struct arena *a = test_arena();
	for (int i = 0; i < 3000; i++) {
		date_t d = date_from_days((int64_t)test_random(72000) - 35000), got = 0; /* 1874 .. 2071 */
		struct str form[] = {
			date_ja(a, d), date_iso(a, d), date_wareki(a, d), str_fmt(a, "%d", d),
			str_fmt(a, "%d/%d/%d", date_year(d), date_month(d), date_day(d)), str_fmt(a, "%d.%02d.%02d", date_year(d), date_month(d), date_day(d)),
		};
		for (size_t k = 0; k < COUNT_OF(form); k++) {
			struct str rest = S("x"), text = str_cat(a, form[k], S("（火・祝）から"));
			CHECK(date_read(form[k], &got, &rest));
			CHECK_INT(got, d);
			CHECK_INT(rest.n, 0);
			if (k == 0) continue; /* has its weekday already */
			CHECK(date_read(text, &got, &rest));
			CHECK_INT(got, d);
			CHECK_STR(rest, "から");
		}
	}
}

TEST(time_reads_what_stands_in_the_old_data)
{
	static const struct { const char *text; date_t d; const char *rest; } good[] = {
		{ "H15.4.1", 20030401, "" }, { "平成15年4月1日", 20030401, "" }, { "Ｓ14.8.8日", 19390808, "" }, { "Ｓ28.7月19", 19530719, "" },
		{ "昭和30.1.12日", 19550112, "" }, { "昭和22年4.8日", 19470408, "" }, { "H15年1.17日", 20030117, "" }, { "令和15年4月5", 20330405, "" },
		{ "平成15.7月17日", 20030717, "" }, { "令和元年5月1日", 20190501, "" }, { "２００３年４月１日", 20030401, "" }, { "2003/4/1", 20030401, "" },
		{ "20100401", 20100401, "" }, { "2003年4月", 20030400, "" }, { "2003年", 20030000, "" }, { "2003", 20030000, "" },
		{ "2003-04-00", 20030400, "" }, { "2003-00-00", 20030000, "" }, { "㍻15年4月1日", 20030401, "" }, { "r8.11.25", 20261125, "" },
		{ " 2026 年 12 月 5 日 （土） 13時", 20261205, " 13時" }, { "2007年4月11日(水) 13:30~", 20070411, " 13:30~" },
		{ "2005年11月22日(火)から2005年12月5日(月)まで", 20051122, "から2005年12月5日(月)まで" }, { "2019-12-16（土） 15:00～16:30", 20191216, " 15:00～16:30" },
		{ "2026年12月5日土曜日", 20261205, "" }, { "2026年12月 10時から", 20261200, " 10時から" }, { "2026−12−05", 20261205, "" }, { "平成32年4月1日", 20200401, "" },
	};
	static const char *const bad[] = { "", "不明", "随時", "0000-00-00", "2003/2/30", "2003年13月1日", "2003人", "12345", "H0.4.1", "平成", "20031301", "123456789", "H", "4月1日", "99999", "0830", "08300101" };
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		date_t d = 0;
		struct str rest = S("?");
		CHECK(date_read(str_of(good[i].text), &d, &rest));
		CHECK_INT(d, good[i].d);
		CHECK_STR(rest, good[i].rest);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		date_t d = 7;
		struct str rest = S("?");
		CHECK(!date_read(str_of(bad[i]), &d, &rest));
		CHECK_INT(d, 7);
		CHECK_STR(rest, "?");
	}
}

TEST(time_reads_times_of_day)
{
	static const struct { const char *text; int minute; const char *rest; } good[] = {
		{ "9:30", 570, "" }, { "13時30分", 810, "" }, { "１３：３０〜", 810, "〜" }, { "午後1時", 780, "" }, { "午後１時半から", 810, "から" }, { "24時", 1440, "" },
		{ "26:30:00", 1590, ":00" }, { "翌2時30分", 1590, "" }, { "正午", 720, "" }, { "午前12時", 0, "" }, { "9時", 540, "" }, { "9時12", 540, "12" },
	};
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		int m = -1;
		struct str rest = S("?");
		CHECK(minute_read(str_of(good[i].text), &m, &rest));
		CHECK_INT(m, good[i].minute);
		CHECK_STR(rest, good[i].rest);
	}
	static const char *const bad[] = { "", "9", "9:5", "9:60", "午後13時", "48:00", "朝から" };
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		int m = 7;
		struct str rest = STR_NONE;
		CHECK(!minute_read(str_of(bad[i]), &m, &rest));
		CHECK_INT(m, 7);
	}
	for (int m = 0; m < 2880; m++) {
		int got = -1;
		struct str rest = STR_NONE;
		CHECK(minute_read(minute_ja(test_arena(), m), &got, &rest) && got == m && !rest.n);
	}
}

/* 内閣府 「国民の祝日について」, as announced. */
static const date_t known[] = {
	20190101, 20190114, 20190211, 20190321, 20190429, 20190430, 20190501, 20190502, 20190503, 20190504, 20190505, 20190506, 20190715,
	20190811, 20190812, 20190916, 20190923, 20191014, 20191022, 20191103, 20191104, 20191123,
	20200101, 20200113, 20200211, 20200223, 20200224, 20200320, 20200429, 20200503, 20200504, 20200505, 20200506, 20200723, 20200724,
	20200810, 20200921, 20200922, 20201103, 20201123,
	20210101, 20210111, 20210211, 20210223, 20210320, 20210429, 20210503, 20210504, 20210505, 20210722, 20210723, 20210808, 20210809,
	20210920, 20210923, 20211103, 20211123,
	20220101, 20220110, 20220211, 20220223, 20220321, 20220429, 20220503, 20220504, 20220505, 20220718, 20220811, 20220919, 20220923,
	20221010, 20221103, 20221123,
	20230101, 20230102, 20230109, 20230211, 20230223, 20230321, 20230429, 20230503, 20230504, 20230505, 20230717, 20230811, 20230918,
	20230923, 20231009, 20231103, 20231123,
	20240101, 20240108, 20240211, 20240212, 20240223, 20240320, 20240429, 20240503, 20240504, 20240505, 20240506, 20240715, 20240811,
	20240812, 20240916, 20240922, 20240923, 20241014, 20241103, 20241104, 20241123,
	20250101, 20250113, 20250211, 20250223, 20250224, 20250320, 20250429, 20250503, 20250504, 20250505, 20250506, 20250721, 20250811,
	20250915, 20250923, 20251013, 20251103, 20251123, 20251124,
	20260101, 20260112, 20260211, 20260223, 20260320, 20260429, 20260503, 20260504, 20260505, 20260506, 20260720, 20260811, 20260921,
	20260922, 20260923, 20261012, 20261103, 20261123,
	20270101, 20270111, 20270211, 20270223, 20270321, 20270322, 20270429, 20270503, 20270504, 20270505, 20270719, 20270811, 20270920,
	20270923, 20271011, 20271103, 20271123,
};

TEST(time_holidays_are_the_announced_ones)
{
	size_t k = 0;
	for (date_t d = 20190101; d <= 20271231; d = date_add(d, 1)) {
		bool is = k < COUNT_OF(known) && known[k] == d;
		if (is) k++;
		if ((date_holiday(d).n > 0) != is) CHECK_INT(d, is ? 1 : 0);
	}
	CHECK_INT(k, COUNT_OF(known));
	CHECK_STR(date_holiday(20190502), "国民の休日");
	CHECK_STR(date_holiday(20200506), "振替休日");
	CHECK_STR(date_holiday(20260922), "国民の休日");
	CHECK_STR(date_holiday(20261012), "スポーツの日");
	CHECK_STR(date_holiday(20191022), "即位礼正殿の儀");
	CHECK_STR(date_holiday(19730430), "振替休日"); /* the first one */
	CHECK_STR(date_holiday(19730211), "建国記念の日");
	CHECK_STR(date_holiday(19730212), "");
	CHECK_STR(date_holiday(19880504), "国民の休日"); /* the first one in May: a Wednesday */
	CHECK_STR(date_holiday(19481103), "");
}

TEST(time_equinox_days_of_the_past)
{
	for (int y = 1949; y <= 1979; y++) { /* 国立天文台 暦要項 */
		int spring = y % 4 == 0 && y >= 1960 ? 20 : 21, autumn = y % 4 == 3 ? 24 : 23;
		CHECK_STR(date_holiday(date_make(y, 3, spring)), "春分の日");
		CHECK_STR(date_holiday(date_make(y, 9, autumn)), "秋分の日");
	}
}
