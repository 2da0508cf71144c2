/* A search read from an address and written again is the same search. */
#include "feature/grant/grant.h"
#include "feature/master/master.h"
#include "feature/offer/offer.h"
#include "feature/search/search.h"
#include "test.h"

static int hex(char c)
{
	return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

static struct str decoded(struct str s)
{
	struct out o = out_new(test_arena(), 4096);
	for (size_t i = 0; i < s.n; i++) {
		bool coded = s.p[i] == '%' && i + 2 < s.n;
		out_char(&o, (char)(coded ? hex(s.p[i + 1]) << 4 | hex(s.p[i + 2]) : s.p[i]));
		i += coded ? 2 : 0;
	}
	return out_view(&o);
}

static struct search search_of(const struct entity *e, const struct masters *m, struct str query)
{
	struct param *v = ARENA_ARRAY(test_arena(), struct param, 64);
	size_t n = 0;
	struct str part;
	while (query.n && str_split(&query, '&', &part)) {
		size_t at = str_find_char(part, '=');
		if (at != SIZE_MAX && n < 64) v[n++] = (struct param){ str_left(part, at), decoded(str_skip(part, at + 1)) };
	}
	struct request req = { .arena = test_arena(), .query = { v, n } };
	struct search s = { .entity = e };
	search_from_request(&req, m, &s);
	return s;
}

static struct str again(const struct entity *e, const char *query)
{
	struct masters *m = masters_of_seed(test_arena());
	struct search s = search_of(e, m, str_of(query));
	return search_query(test_arena(), m, &s, NULL, 0, s.page, NULL);
}

TEST(search_request_comes_back)
{
	static const char *const same[] = {
		"", "q=npo", "q=%E5%8A%A9%E6%88%90&field=3&field=7", "field=1&apply_to_from=2026-11-25&apply_to_to=2026-12-31&page=3", "title=a%26b%3D%25",
	};
	static const char *const cases[][2] = {
		{ "page=0", "" }, { "page=-1", "" }, { "page=x", "" }, { "field=999&field=3&field=zz", "field=3" }, { "unknown=1", "" },
		{ "apply_to_from=2026%2F1%2F5", "apply_to_from=2026-01-05" }, { "apply_to_to=2026", "apply_to_to=2026-12-31" },
		{ "apply_to_to=2028-02", "apply_to_to=2028-02-29" }, { "apply_to_from=H30", "apply_to_from=2018-01-01" }, { "apply_to_from=x", "" },
	};
	for (size_t i = 0; i < COUNT_OF(same); i++) CHECK_STR(again(&grant_entity, same[i]), same[i]);
	for (size_t i = 0; i < COUNT_OF(cases); i++) CHECK_STR(again(&grant_entity, cases[i][0]), cases[i][1]);
	CHECK_STR(again(&offer_entity, "anytime=1&part_ok=2"), "anytime=1");
}

TEST(search_query_without_one_condition)
{
	struct masters *m = masters_of_seed(test_arena());
	struct search s = search_of(&grant_entity, m, S("q=a&field=3&field=7&apply_to_from=2026-11-25"));
	CHECK_INT(s.filters, 2);
	CHECK_STR(search_query(test_arena(), m, &s, &s.filter[0], master_bit(3), 1, NULL), "q=a&field=7&apply_to_from=2026-11-25");
	CHECK_STR(search_query(test_arena(), m, &s, &s.filter[0], 0, 1, "new"), "q=a&apply_to_from=2026-11-25&sort=new");
	CHECK_STR(search_query(test_arena(), m, &s, &s.filter[1], 0, 2, NULL), "q=a&field=3&field=7&page=2");
}
