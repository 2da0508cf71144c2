/* CSV: what is written reads back, in pieces of any size; the old exports; damaged files. */
#include "form/csv.h"

#include "core/cp932.h"
#include "test.h"

/* Gives the reader a few bytes at a time. */
struct drip {
	struct str rest;
	size_t step;
};
static size_t drip(void *ctx, char *buf, size_t n)
{
	struct drip *d = ctx;
	if (n > d->step) n = d->step;
	if (n > d->rest.n) n = d->rest.n;
	for (size_t i = 0; i < n; i++) buf[i] = d->rest.p[i];
	d->rest = str_skip(d->rest, n);
	return n;
}

static struct str piece(void)
{
	static const char *const list[] = { "", "a", ",", "\"", "\n", "山口", " ", "髙﨑", "\"\"", "x\ny", "1,2", "①㈱" };
	struct out o = out_new(test_arena(), 1000);
	for (uint64_t k = test_random(4); k; k--) out_str(&o, str_of(list[test_random(COUNT_OF(list))]));
	return str_dup(test_arena(), out_view(&o));
}

TEST(csv_rows_go_round)
{
	for (int run = 0; run < 300; run++) {
		struct str f[5][4];
		size_t n = 1 + (size_t)test_random(4);
		struct out o = out_new(test_arena(), 1 << 20);
		bool cp932 = run % 2;
		if (!cp932) csv_bom(&o);
		for (int r = 0; r < 5; r++) {
			for (size_t i = 0; i < n; i++) f[r][i] = piece();
			csv_write(&o, f[r], n);
		}
		struct drip d = { cp932 ? cp932_from_utf8(test_arena(), out_view(&o), NULL) : out_view(&o), 1 + (size_t)test_random(9) };
		struct csv *c = arena_alloc(test_arena(), sizeof *c);
		struct csv_row *row = arena_alloc(test_arena(), sizeof *row);
		csv_open(c, drip, &d, cp932 ? CSV_CP932 : CSV_UTF8);
		for (int r = 0; r < 5; r++) {
			CHECK(csv_next(c, test_arena(), row));
			CHECK_INT(row->n, n);
			for (size_t i = 0; i < n && i < row->n; i++) CHECK_EQ(row->field[i], f[r][i]);
		}
		CHECK(!csv_next(c, test_arena(), row));
		CHECK_INT(c->err, OK);
		CHECK_INT(c->replaced, 0);
	}
}

TEST(csv_reads_what_spreadsheets_write)
{
	struct str text = S("\xEF\xBB\xBFid,名前\r\n1,\"a\r\nb\"\r\n\r\n2,c\"d\n3\r4,\"x\"y,"), rest = text;
	struct csv *c = arena_alloc(test_arena(), sizeof *c);
	struct csv_row *row = arena_alloc(test_arena(), sizeof *row);
	csv_open_memory(c, &rest, CSV_UTF8);
	CHECK(csv_next(c, test_arena(), row));
	CHECK_INT(csv_column(row, S("名前")), 1);
	CHECK(csv_column(row, S("x")) == SIZE_MAX);
	CHECK(csv_next(c, test_arena(), row));
	CHECK_STR(row->field[1], "a\nb");
	CHECK_INT(row->line, 2);
	CHECK(csv_next(c, test_arena(), row));
	CHECK_INT(row->line, 5);
	CHECK_STR(row->field[1], "c\"d");
	CHECK(csv_next(c, test_arena(), row));
	CHECK_INT(row->n, 1);
	CHECK(csv_next(c, test_arena(), row));
	CHECK_INT(row->n, 3);
	CHECK_STR(row->field[1], "xy");
	CHECK_INT(c->odd_quotes, 1);
	CHECK(!csv_next(c, test_arena(), row));
}

TEST(csv_damage_has_a_line)
{
	struct str rest = S("a,b\n1,\"never closed\n2,3\n");
	struct csv *c = arena_alloc(test_arena(), sizeof *c);
	struct csv_row *row = arena_alloc(test_arena(), sizeof *row);
	csv_open_memory(c, &rest, CSV_UTF8);
	CHECK(csv_next(c, test_arena(), row));
	CHECK(!csv_next(c, test_arena(), row));
	CHECK_INT(c->err, ERR_INPUT);
	CHECK_INT(c->err_line, 2);
	rest = S("\xFF,\x82\n");
	csv_open_memory(c, &rest, CSV_UTF8);
	CHECK(csv_next(c, test_arena(), row));
	CHECK_STR(row->field[0], "\xEF\xBF\xBD");
	CHECK_INT(c->replaced, 2);
	rest = S("\x82\xa0\x81\x60\x87\x40,\x82\n");
	csv_open_memory(c, &rest, CSV_CP932);
	CHECK(csv_next(c, test_arena(), row));
	CHECK_STR(row->field[0], "あ～①");
	CHECK_INT(c->replaced, 1);
	struct out o = out_new(test_arena(), 10000);
	for (int i = 0; i < 600; i++) out_char(&o, ',');
	rest = out_view(&o);
	csv_open_memory(c, &rest, CSV_UTF8);
	CHECK(!csv_next(c, test_arena(), row));
	CHECK_INT(c->err, ERR_FULL);
}
