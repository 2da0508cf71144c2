/* Marks stand around what was found, as it is written, and nothing gets lost or unescaped. */
#include "core/token.h"
#include "html/write.h"
#include "test.h"

static struct str marked(const char *text, const char *query)
{
	struct query_word found[8];
	struct str word[8];
	size_t n = query_words(test_arena(), str_of(query), found, 8);
	for (size_t i = 0; i < n; i++) word[i] = found[i].folded;
	return html_marked(test_arena(), str_of(text), word, n).s;
}

TEST(marks_as_written)
{
	static const char *const cases[][3] = {
		{ "山口県のＮＰＯ法人", "npo", "山口県の<mark>ＮＰＯ</mark>法人" },
		{ "ﾎﾞﾗﾝﾃｨｱ募集", "ぼらん", "<mark>ﾎﾞﾗﾝ</mark>ﾃｨｱ募集" },
		{ "髙橋と高橋", "高橋", "<mark>髙橋</mark>と<mark>高橋</mark>" },
		{ "㈱山口", "株", "<mark>㈱</mark>山口" },
		{ "a<b>&c", "b", "a&lt;<mark>b</mark>&gt;&amp;c" },
		{ "助成金", "助成 成金", "<mark>助成金</mark>" },
		{ "助成金", "食堂", "助成金" },
		{ "", "a", "" },
		{ "か\u3099っこう", "が", "<mark>か\u3099</mark>っこう" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) CHECK_STR(marked(cases[i][0], cases[i][1]), cases[i][2]);
}

TEST(marks_lose_nothing)
{
	static const char *const pieces[] = { "山", "口", "ガ", "ｶﾞ", "<", "&", "㈱", "㌔", "ab", " ", "　", "\"", "ー", "\u200b" };
	for (int i = 0; i < 500; i++) {
		struct out text = out_new(test_arena(), 1000), word = out_new(test_arena(), 100), plain = out_new(test_arena(), 8000), got = out_new(test_arena(), 8000);
		for (size_t k = 0, n = test_random(12); k < n; k++) out_str(&text, str_of(pieces[test_random(COUNT_OF(pieces))]));
		for (size_t k = 0, n = 1 + test_random(2); k < n; k++) out_str(&word, str_of(pieces[test_random(COUNT_OF(pieces))]));
		html_text_str(&plain, out_view(&text));
		struct str rest = marked(str_cz(test_arena(), out_view(&text)), str_cz(test_arena(), out_view(&word)));
		while (rest.n) {
			if (str_starts(rest, S("<mark>"))) rest = str_skip(rest, 6);
			else if (str_starts(rest, S("</mark>"))) rest = str_skip(rest, 7);
			else {
				out_char(&got, rest.p[0]);
				rest = str_skip(rest, 1);
			}
		}
		CHECK_EQ(out_view(&got), out_view(&plain));
	}
}
