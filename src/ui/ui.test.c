/* Parts of pages that reckon: pager, calendar, excerpts, labels, sizes of files. */
#include <string.h>

#include "feature/group/group.h"
#include "test.h"
#include "ui/calendar.h"
#include "ui/icon.h"
#include "ui/list.h"
#include "ui/record.h"

static struct url page_url(void *ctx, int64_t page)
{
	(void)ctx;
	return (struct url){ str_fmt(test_arena(), "/x?page=%lld", (long long)page) };
}

static struct str pager_text(int64_t total, int64_t page)
{
	struct pager p = pager_make(test_arena(), total, 20, page, page_url, NULL);
	struct out o = out_new(test_arena(), 1000);
	if (p.has_back)
		out_lit(&o, "< ");
	for (size_t i = 0; i < p.n; i++) {
		if (p.v[i].gap)
			out_lit(&o, "... ");
		else
			out_fmt(&o, p.v[i].here ? "[%.*s] " : "%.*s ", STR_ARG(p.v[i].label));
	}
	if (p.has_next)
		out_lit(&o, ">");
	return out_view(&o);
}

TEST(pager_shows_ends_and_neighbours)
{
	CHECK_STR(pager_text(0, 1), "");
	CHECK_STR(pager_text(20, 1), "");
	CHECK_STR(pager_text(21, 1), "[1] 2 >");
	CHECK_STR(pager_text(200, 5), "< 1 ... 4 [5] 6 ... 10 >");
	CHECK_STR(pager_text(200, 10), "< 1 ... 9 [10] ");
	CHECK_STR(pager_text(60, 99), "< 1 2 [3] ");
	CHECK_STR(pager_text(60, -4), "[1] 2 3 >");
	struct pager p = pager_make(test_arena(), 45, 20, 3, page_url, NULL);
	CHECK_INT(p.from, 41);
	CHECK_INT(p.to, 45);
}

/* Every total and page: the current page is there, numbers rise, never two gaps side by side. */
TEST(pager_always_holds_the_current_page)
{
	for (int i = 0; i < 2000; i++) {
		int64_t total = (int64_t)test_random(3000), page = 1 + (int64_t)test_random(200);
		struct pager p = pager_make(test_arena(), total, 20, page, page_url, NULL);
		size_t here = 0;
		for (size_t k = 0; k < p.n; k++) {
			here += p.v[k].here;
			CHECK(k == 0 || !p.v[k].gap || !p.v[k - 1].gap);
		}
		CHECK_INT(here, p.any ? 1 : 0);
		CHECK(p.from <= p.to && p.to <= total);
	}
}

TEST(calendar_has_every_day_once)
{
	for (int year = 2023; year <= 2028; year++) {
		for (int month = 1; month <= 12; month++) {
			struct calendar *c = ARENA_NEW(test_arena(), struct calendar);
			calendar_init(test_arena(), c, year, month, date_make(2026, 11, 25));
			calendar_add(test_arena(), c, date_make(year, month, 28), S("催し"), URL_NONE, -1, STR_NONE);
			calendar_add(test_arena(), c, date_make(year + 1, month, 28), S("よその月"), URL_NONE, -1, STR_NONE);
			calendar_finish(test_arena(), c);
			int next = 1;
			for (size_t w = 0; w < c->weeks.n; w++) {
				CHECK_INT(c->weeks.v[w].n, 7);
				for (size_t d = 0; d < 7; d++) {
					const struct calendar_day *day = &c->weeks.v[w].v[d];
					if (!day->day)
						continue;
					CHECK_INT(day->day, next++);
					CHECK_INT(date_weekday(day->date), (int)d);
				}
			}
			CHECK_INT(next - 1, date_month_length(year, month));
			CHECK_INT(c->busy.n, 1);
		}
	}
}

TEST(calendar_days_stand_by_time)
{
	static const struct { const char *title; int minute; } added[] = { { "不明1", -1 }, { "午後", 13 * 60 }, { "不明2", -1 }, { "朝", 9 * 60 }, { "朝2", 9 * 60 }, { "零時", 0 } };
	static const char *const wanted[] = { "零時", "朝", "朝2", "午後", "不明1", "不明2" };
	struct calendar *c = ARENA_NEW(test_arena(), struct calendar);
	calendar_init(test_arena(), c, 2026, 11, date_make(2026, 11, 25));
	for (size_t i = 0; i < COUNT_OF(added); i++)
		calendar_add(test_arena(), c, 20261128, str_of(added[i].title), URL_NONE, added[i].minute, STR_NONE);
	calendar_add(test_arena(), c, 20261103, S("過ぎた"), URL_NONE, -1, STR_NONE);
	calendar_finish(test_arena(), c);
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		CHECK_STR(c->day[28].items.v[i].title, wanted[i]);
	CHECK(c->is_now && c->has_later && c->day[28].from_today && !c->day[3].from_today);
	calendar_init(test_arena(), c, 2026, 12, date_make(2026, 11, 25));
	calendar_add(test_arena(), c, 20261203, S("来月"), URL_NONE, -1, STR_NONE);
	calendar_finish(test_arena(), c);
	CHECK(!c->is_now && !c->has_later);
}

TEST(calendar_month_from_a_parameter)
{
	int y, m;
	date_t today = date_make(2026, 11, 25);
	static const struct { const char *text; int year, month; } cases[] = { { "2026-12", 2026, 12 }, { "2026-13", 2026, 11 }, { "", 2026, 11 }, { "1026-01", 2026, 11 },
		{ "2026-1", 2026, 11 }, { "２０２６", 2026, 11 }, { "2027-01", 2027, 1 }, { "2026/12", 2026, 11 } };
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		calendar_month_of(str_of(cases[i].text), today, &y, &m);
		CHECK_INT(y, cases[i].year);
		CHECK_INT(m, cases[i].month);
	}
	CHECK_STR(calendar_month_param(test_arena(), 2026, 12, 1), "2027-01");
	CHECK_STR(calendar_month_param(test_arena(), 2026, 1, -1), "2025-12");
}

TEST(excerpt_is_one_short_line)
{
	CHECK_STR(excerpt(test_arena(), S("一行目\n\n二行目　三"), 100), "一行目 二行目 三");
	CHECK_STR(excerpt(test_arena(), S("あいうえお"), 3), "あいう…");
	CHECK_STR(excerpt(test_arena(), S("あいう"), 3), "あいう");
	CHECK_STR(excerpt(test_arena(), S("あいう \n"), 3), "あいう");
	CHECK_STR(excerpt(test_arena(), STR_NONE, 3), "");
}

TEST(record_labels_by_kind)
{
	const struct field *name = entity_field(&group_entity, "name"), *address = entity_field(&group_entity, "address");
	CHECK_STR(record_label(test_arena(), name, &group_entity, GROUP_NPO), "団体名");
	CHECK_STR(record_label(test_arena(), name, &group_entity, GROUP_COMPANY), "企業名");
	CHECK_STR(record_label(test_arena(), address, &group_entity, GROUP_COMPANY), "住所");
}

TEST(file_kind_says_type_and_size)
{
	struct blob b = { .type = S("application/pdf"), .size = 1 };
	CHECK_STR(file_kind(test_arena(), &b), "PDF：1KB");
	b.size = 245 * 1024;
	CHECK_STR(file_kind(test_arena(), &b), "PDF：245KB");
	b.size = 1800 * 1024;
	CHECK_STR(file_kind(test_arena(), &b), "PDF：1.8MB");
	b.type = S("application/octet-stream");
	CHECK_STR(file_kind(test_arena(), &b), "ファイル：1.8MB");
}

TEST(rows_say_how_many_days_are_left)
{
	struct row_list rows = { 0 };
	date_t today = date_make(2026, 11, 25);
	rows_add(test_arena(), &rows, &(struct row){ .figure = FIGURE_DAYS_LEFT, .days_left = 0 }, today);
	rows_add(test_arena(), &rows, &(struct row){ .figure = FIGURE_DAYS_LEFT, .days_left = 13 }, today);
	rows_add(test_arena(), &rows, &(struct row){ .figure = FIGURE_DAYS_LEFT, .days_left = 14 }, today);
	rows_add(test_arena(), &rows, &(struct row){ .figure = FIGURE_DAY, .day = 20261206 }, today);
	rows_add(test_arena(), &rows, &(struct row){ .figure = FIGURE_DAY, .day = 20051200 }, today);
	CHECK_STR(rows.v[0].figure_text, "本日締切");
	CHECK(rows.v[1].near && rows.v[1].is_left && !rows.v[2].near);
	CHECK_STR(rows.v[3].weekday, "日曜日");
	CHECK_STR(rows.v[3].year, "");
	CHECK_STR(rows.v[4].year, "2005年");
	CHECK_STR(rows.v[4].number, "");
}

TEST(icons_exist)
{
	CHECK(icon_exists("search") && !icon_exists("nothing") && !icon_exists(NULL));
}
