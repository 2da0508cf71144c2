/* Folding and tokens: what people write for one another is one, and nothing else is. */
#include "core/token.h"

#include <string.h>

#include "core/utf8.h"
#include "core/vec.h"
#include "test.h"

static const char *folded(const char *s)
{
	return str_cz(test_arena(), fold(test_arena(), str_of(s)));
}

static struct str tokens(const char *s)
{
	struct out o = out_new(test_arena(), 1 << 20);
	out_tokens(&o, str_of(s));
	return out_view(&o);
}

TEST(fold_unifies)
{
	static const char *const same[][4] = {
		{ "高橋", "髙橋" }, { "山崎", "山﨑", "山嵜" }, { "瀬戸", "瀨戸" }, { "徳山", "德山" }, { "真", "眞" },
		{ "渡辺", "渡邊", "渡邉" }, { "斉藤", "齋藤", "斎藤", "齊藤" }, { "沢", "澤" }, { "浜", "濱", "濵" }, { "島", "嶋", "嶌" },
		{ "国会", "國會" }, { "吉野", "𠮷野" }, { "ボランティア", "ぼらんてぃあ", "ﾎﾞﾗﾝﾃｨｱ", "ほ゛らんてぃあ" },
		{ "がぎ", "か\u3099き\u3099", "ｶﾞｷﾞ" }, { "ぱ", "ﾊﾟ", "は\u309a" }, { "ヴ", "ｳﾞ", "ゔ" },
		{ "ＮＰＯ", "npo", "NPO", "ｎｐｏ" }, { "㈱山口", "(株)山口", "（株）山口" }, { "①", "1", "１" }, { "㍻", "平成" },
		{ "Café", "cafe", "CAFE\u0301" }, { "サーバー", "サ―バ—", "さーばー", "ｻｰﾊﾞｰ" },
		{ "083-922-1234", "083ー922−1234", "０８３‐９２２―１２３４" }, { "10～20", "10〜20", "１０~２０" },
		{ "a b", " a\u3000\u00a0 b\n", "a\tb" }, { "ab", "a\u200bb", "\ufeffab", "a\u00adb" }, { "葛", "葛\U000E0100" },
		{ "関ケ原", "関ヶ原" }, { "\"a\"", "“a”" }, { "kg", "㎏" }, { "㌔", "キロ" }, { "㍉", "ミリ" }, { "㌢", "センチ" }, { "㌻", "ページ" },
	};
	for (size_t i = 0; i < COUNT_OF(same); i++)
		for (size_t k = 1; k < 4 && same[i][k]; k++) CHECK_STR(str_of(folded(same[i][k])), folded(same[i][0]));
}

TEST(fold_keeps_apart)
{
	static const char *const apart[][2] = {
		{ "は", "ば" }, { "は", "ぱ" }, { "つ", "っ" }, { "崎", "埼" }, { "大島", "犬島" }, { "サーバー", "サバ" }, { "1", "2" }, { "未", "末" },
	};
	for (size_t i = 0; i < COUNT_OF(apart); i++) CHECK(strcmp(folded(apart[i][0]), folded(apart[i][1])) != 0);
	CHECK_STR(str_of(folded("")), "");
	CHECK_STR(str_of(folded(" \u3000\n")), "");
}

/* Random text of the characters that have rules. */
static struct str random_text(size_t characters)
{
	static const struct { uint32_t from, n; } ranges[] = {
		{ 0x20, 96 }, { 0x3041, 190 }, { 0x30a0, 96 }, { 0xff01, 190 }, { 0x4e00, 20000 }, { 0x2000, 112 }, { 0x3200, 512 },
		{ 0xf900, 768 }, { 0xc0, 600 }, { 0x2f800, 540 }, { 0xac00, 200 }, { 1, 0xd7fe }, { 0xe000, 0x1fff }, { 0x3099, 4 }, { 0x2d, 1 },
		{ 0x30fc, 1 }, { 0x10000, 0x100000 },
	};
	char *p = arena_alloc(test_arena(), characters * 4 + 1);
	size_t n = 0;
	for (size_t i = 0; i < characters; i++) {
		size_t r = test_random(COUNT_OF(ranges));
		n += utf8_put(ranges[r].from + (uint32_t)test_random(ranges[r].n), p + n);
	}
	return (struct str){ p, n };
}

TEST(fold_twice_is_fold_once)
{
	for (int i = 0; i < 3000; i++) {
		struct str text = random_text(1 + test_random(30)), once = fold(test_arena(), text);
		CHECK(utf8_valid(once));
		CHECK_EQ(fold(test_arena(), once), once);
	}
}

TEST(fold_every_character_alone)
{
	char b[4];
	for (uint32_t c = 1; c < 0x30000; c++) {
		if (c >= 0xd800 && c < 0xe000) continue;
		struct str once = fold(test_arena(), (struct str){ b, utf8_put(c, b) });
		if (!utf8_valid(once) || !str_eq(fold(test_arena(), once), once)) CHECK_INT(c, 0);
	}
}

TEST(fold_origin_points_into_the_text)
{
	uint32_t *origin;
	struct str text = S("㈱ﾊﾟﾝ　 屋"), f = fold_with_origin(test_arena(), text, &origin);
	CHECK_STR(f, "(株)ぱん 屋");
	CHECK_INT(origin[0], 0);
	CHECK_INT(origin[4], 0);                /* ) */
	CHECK_INT(origin[str_find(f, S("ぱ"))], 3);
	CHECK_INT(origin[str_find(f, S("ん"))], 9);
	CHECK_INT(origin[str_find(f, S("屋"))], 16);
	CHECK_INT(origin[f.n], text.n);
	for (int i = 0; i < 500; i++) {
		text = random_text(40);
		f = fold_with_origin(test_arena(), text, &origin);
		CHECK_EQ(f, fold(test_arena(), text));
		for (size_t k = 0; k < f.n; k++) CHECK(origin[k] <= origin[k + 1] && origin[k] < text.n + (k == f.n));
	}
}

TEST(tokens_of_texts)
{
	static const char *const cases[][2] = {
		{ "山口県", "山口 口県 県" }, { "NPO法人あい", "npo 法人 人あ あい い" }, { "2026年11月", "2026 年 11 月" },
		{ "", "" }, { "！？、。", "" }, { "山", "山" }, { "a", "a" }, { "ボランティア・活動", "ぼら らん んて てぃ ぃあ あ 活動 動" },
		{ "info@example.jp", "info example jp" }, { "covid19", "covid19" }, { "𠮷野家", "吉野 野家 家" }, { "時々", "時々 々" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) CHECK_STR(tokens(cases[i][0]), cases[i][1]);
}

TEST(words_of_queries)
{
	struct str w[4];
	size_t n = query_words(test_arena(), S("　助成金  “子ども 食堂” ＮＰＯ "), w, 4);
	CHECK_INT(n, 3);
	CHECK_STR(w[0], "助成金");
	CHECK_STR(w[1], "子ども 食堂");
	CHECK_STR(w[2], "npo");
	CHECK_INT(query_words(test_arena(), S("a b c d e f"), w, 4), 4);
	CHECK_INT(query_words(test_arena(), S(" ! \" \" ？ \"\"\""), w, 4), 0);
	CHECK_INT(query_words(test_arena(), S("\"開いた まま"), w, 4), 1);
	CHECK_STR(w[0], "開いた まま");
	CHECK_INT(query_words(test_arena(), S("山\"口 県\"x"), w, 4), 3);
	CHECK_STR(w[1], "口 県");
}

static bool token_in(struct str all, struct token t)
{
	struct str one;
	while (str_split(&all, ' ', &one))
		if (t.prefix ? str_starts(one, t.s) : str_eq(one, t.s)) return true;
	return false;
}

/* What stands in a text is found: every piece of a text, cut where the tokenizer allows it, has all of
 * its tokens among the text's tokens. */
TEST(pieces_of_a_text_are_found)
{
	static const char *const alphabet[] = { "山", "口", "県", "あ", "ー", "ン", "ab", "12", " ", "・", "々" };
	for (int i = 0; i < 2000; i++) {
		struct out o = out_new(test_arena(), 4096), t = out_new(test_arena(), 4096);
		for (size_t k = 0, n = 1 + test_random(14); k < n; k++) out_str(&o, str_of(alphabet[test_random(COUNT_OF(alphabet))]));
		struct str text = fold(test_arena(), out_view(&o));
		out_folded_tokens(&t, text);
		VEC(size_t) cut = { 0 }; /* boundaries of characters, but not inside letters or digits */
		for (struct str rest = text; rest.n; utf8_next(&rest)) {
			size_t at = text.n - rest.n;
			if (!at || (unsigned char)text.p[at] >= 0x80 || (unsigned char)text.p[at - 1] >= 0x80) *vec_add(test_arena(), &cut) = at;
		}
		*vec_add(test_arena(), &cut) = text.n;
		size_t from = cut.v[test_random(cut.n)], to = cut.v[test_random(cut.n)];
		if (from >= to) continue;
		struct str piece = str_trim((struct str){ text.p + from, to - from });
		struct token token[64];
		bool exact;
		size_t n = word_tokens(fold(test_arena(), piece), token, 64, &exact);
		for (size_t k = 0; k < n; k++) CHECK(token_in(out_view(&t), token[k]));
	}
}

TEST(tokens_of_words)
{
	struct token t[8];
	bool exact;
	CHECK_INT(word_tokens(S("山口"), t, 8, &exact), 1);
	CHECK(exact && !t[0].prefix);
	CHECK_INT(word_tokens(S("山口県"), t, 8, &exact), 2);
	CHECK(!exact);
	CHECK_STR(t[1].s, "口県");
	CHECK_INT(word_tokens(S("山"), t, 8, &exact), 1);
	CHECK(exact && t[0].prefix);
	CHECK_INT(word_tokens(S("vol"), t, 8, &exact), 1);
	CHECK(exact && t[0].prefix);
	CHECK_INT(word_tokens(S("2026"), t, 8, &exact), 1);
	CHECK(exact && !t[0].prefix);
	CHECK_INT(word_tokens(S("山口・2026"), t, 8, &exact), 2);
	CHECK(!exact);
	CHECK_INT(word_tokens(S("c++"), t, 8, &exact), 1);
	CHECK(!exact);
	CHECK_INT(word_tokens(S("!"), t, 8, &exact), 0);
}
