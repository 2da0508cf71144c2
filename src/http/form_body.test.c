/* Urlencoded forms: meaning, refusals, and any split of the bytes. */
#include <string.h>

#include "core/utf8.h"
#include "html/write.h"
#include "http/form_body.h"
#include "test.h"

static int read_form(struct str text, size_t step, struct params *p)
{
	struct form_reader r;
	form_begin(&r, test_arena(), text.n);
	for (size_t i = 0; i < text.n; i += step) (void)form_feed(&r, str_left(str_skip(text, i), step));
	return form_end(&r, p);
}

TEST(form_reads_pairs)
{
	struct params p;
	CHECK_INT(read_form(S("a=1&b=%E5%B1%B1+x&&c&d=x%0D%0Ay%0Dz=&a=2"), 3, &p), 0);
	CHECK_INT(p.n, 5);
	CHECK_STR(p.v[1].value, "山 x");
	CHECK_STR(p.v[2].name, "c");
	CHECK_STR(p.v[2].value, "");
	CHECK_STR(p.v[3].value, "x\ny\nz=");
	CHECK_INT(read_form(STR_NONE, 1, &p), 0);
	CHECK_INT(p.n, 0);
}

TEST(form_refuses)
{
	static const char *const bad[] = { "a=%", "a=%4", "a=%zz", "a=%00", "a=%ff", "=1", "a=%E5%B1", "a%0A=1", "a=%01", "a=%C0%AF" };
	struct params p;
	for (size_t i = 0; i < COUNT_OF(bad); i++) CHECK_INT(read_form(str_of(bad[i]), 1 + i % 3, &p), 400);
	struct out o = out_new(test_arena(), 1 << 16);
	for (int i = 0; i <= FORM_PARAMS_MAX; i++) out_lit(&o, "a=1&");
	CHECK_INT(read_form(out_view(&o), 100, &p), 413);
	char name[FORM_NAME_MAX + 1];
	memset(name, 'n', sizeof name);
	CHECK_INT(read_form((struct str){ name, sizeof name }, 100, &p), 413);
}

TEST(form_takes_no_more_than_announced)
{
	struct form_reader r;
	form_begin(&r, test_arena(), 3);
	CHECK_INT(form_feed(&r, S("a=1")), 0);
	CHECK_INT(form_feed(&r, S("2")), 413);
}

/* What is written encoded is read back, however it is cut. */
TEST(form_round_trip)
{
	struct arena *a = test_arena();
	for (int i = 0; i < 500; i++) {
		struct out value = out_new(a, 4096), text = out_new(a, 65536);
		for (uint64_t k = test_random(30); k > 0; k--) {
			char b[4];
			uint32_t c = (uint32_t)test_random(4) ? (uint32_t)(0x20 + test_random(95)) : (uint32_t)(0xA0 + test_random(0xD000));
			out_bytes(&value, b, utf8_put(c, b));
		}
		out_lit(&text, "x=");
		html_query_str(&text, out_view(&value));
		struct params p;
		CHECK_INT(read_form(out_view(&text), 1 + test_random(9), &p), 0);
		CHECK_INT(p.n, 1);
		CHECK_EQ(p.v[0].value, out_view(&value));
	}
}
