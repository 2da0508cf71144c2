/* Short names, first lines, and texts of the old sites that begin with a machine's date. */
#include "feature/part/short.h"

#include "core/utf8.h"
#include "test.h"

static struct masters *lists(void)
{
	static const struct master row[] = {
		{ .list = "city", .num = 2, .label = STR_INIT("萩市"), .short_label = STR_INIT("萩"), .sort = 1, .active = 1 },
		{ .list = "city", .num = 1, .label = STR_INIT("山口市"), .sort = 2, .active = 1 },
		{ .list = "city", .num = 62, .label = STR_INIT("柳井市"), .sort = 3, .active = 1 },
	};
	return masters_build(test_arena(), row, COUNT_OF(row));
}

TEST(short_label_or_the_long_one)
{
	struct masters *m = lists();
	CHECK_STR(short_label(m, "city", 2), "萩");
	CHECK_STR(short_label(m, "city", 1), "山口市");
	CHECK_STR(short_label(m, "city", 0), "");
	CHECK_STR(short_label(m, "city", 3), "");
	CHECK_STR(short_label(m, "city", -1), "");
	CHECK_STR(short_label(m, "no_such_list", 1), "");
}

TEST(short_labels_in_order_and_cut)
{
	struct masters *m = lists();
	int64_t all = master_bit(1) | master_bit(2) | master_bit(62);
	CHECK_STR(short_labels(test_arena(), m, "city", all, 3), "萩、山口市、柳井市");
	CHECK_STR(short_labels(test_arena(), m, "city", all, 2), "萩、山口市ほか");
	CHECK_STR(short_labels(test_arena(), m, "city", master_bit(62), 1), "柳井市");
	CHECK_STR(short_labels(test_arena(), m, "city", master_bit(5), 3), ""); /* no row of that number */
	CHECK_STR(short_labels(test_arena(), m, "city", 0, 3), "");
}

TEST(short_text_is_the_first_line)
{
	struct arena *a = test_arena();
	CHECK_STR(short_text(a, S("\n  はじめ \n次"), 10), "はじめ");
	CHECK_STR(short_text(a, S("山口県"), 3), "山口県");
	CHECK_STR(short_text(a, S("山口県民"), 3), "山口県…");
	CHECK_STR(short_text(a, S(""), 3), "");
	CHECK_STR(short_text(a, S("あ"), 0), "…");
}

/* Whatever the text is: never longer than asked for, never half a character. */
TEST(short_text_of_any_length)
{
	static const char *const piece[] = { "a", "é", "山", "𠮷", "\n", " ", "…" };
	for (int i = 0; i < 500; i++) {
		struct str text = STR_NONE;
		for (uint64_t n = test_random(20); n; n--) text = str_cat(test_arena(), text, str_of(piece[test_random(COUNT_OF(piece))]));
		size_t most = (size_t)test_random(12), n = 0;
		struct str got = short_text(test_arena(), text, most), rest = got;
		CHECK(utf8_valid(got));
		while (rest.n) (void)utf8_next(&rest), n++;
		CHECK(n <= most + 1);
		CHECK_INT(str_find_char(got, '\n') == SIZE_MAX, true);
	}
}

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
