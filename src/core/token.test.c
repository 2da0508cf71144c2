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

/* Found by the fuzzer: a dash behind kana grows from one byte to three. */
TEST(fold_has_room_for_dashes)
{
	struct out o = out_new(test_arena(), 4000);
	out_lit(&o, "か");
	for (int i = 0; i < 1000; i++) out_char(&o, '-');
	CHECK_INT(fold(test_arena(), out_view(&o)).n, 3003);
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
		size_t n = utf8_put(c, b);
		struct str once = fold(test_arena(), (struct str){ b, n });
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
	struct query_word w[4];
	size_t n = query_words(test_arena(), S("　助成金  “子ども 食堂” ＮＰＯ "), w, 4);
	CHECK_INT(n, 3);
	CHECK_STR(w[0].folded, "助成金");
	CHECK_STR(w[1].folded, "子ども 食堂");
	CHECK_STR(w[1].written, "“子ども 食堂”");
	CHECK(w[1].exact && !w[0].exact);
	CHECK_STR(w[2].folded, "npo");
	CHECK_STR(w[2].written, "ＮＰＯ");
	CHECK_INT(query_words(test_arena(), S("a b c d e f"), w, 4), 4);
	CHECK_INT(query_words(test_arena(), S(" ! \" \" ？ \"\"\""), w, 4), 0);
	CHECK_INT(query_words(test_arena(), S("\"開いた まま"), w, 4), 1);
	CHECK_STR(w[0].folded, "開いた まま");
	CHECK_INT(query_words(test_arena(), S("山\"口 県\"x"), w, 4), 3);
	CHECK_STR(w[0].written, "山");
	CHECK_STR(w[1].folded, "口 県");
	CHECK_STR(w[1].written, "\"口 県\"");
}

/* The written parts make the same query again: what a chip that takes one word out relies on. */
TEST(written_words_are_the_query_again)
{
	static const char *const pieces[] = { "山", "口", "ガ", "ｶﾞ", "㈱", "ab", " ", "　", "\"", "“", "ー", "!", "？" };
	for (int i = 0; i < 2000; i++) {
		struct out q = out_new(test_arena(), 1000), again = out_new(test_arena(), 1000);
		for (size_t k = 0, n = test_random(12); k < n; k++) out_str(&q, str_of(pieces[test_random(COUNT_OF(pieces))]));
		struct query_word w[8], v[8];
		size_t n = query_words(test_arena(), out_view(&q), w, 8);
		for (size_t k = 0; k < n; k++) out_fmt(&again, "%s%.*s", k ? " " : "", STR_ARG(w[k].written));
		if (query_words(test_arena(), out_view(&again), v, 8) != n) CHECK_STR(out_view(&again), str_cz(test_arena(), out_view(&q)));
		for (size_t k = 0; k < n; k++) CHECK_EQ(w[k].folded, v[k].folded);
	}
}

/* ---- other ways to write a word ---- */

static struct str forms_of(const char *word)
{
	struct str form[12];
	struct out o = out_new(test_arena(), 4000);
	size_t n = word_forms(test_arena(), fold(test_arena(), str_of(word)), form, COUNT_OF(form));
	for (size_t i = 0; i < n; i++) out_fmt(&o, "%s%.*s", i ? " " : "", STR_ARG(form[i]));
	return out_view(&o);
}

static bool is_form(const char *word, const char *other)
{
	struct str form[12], text = fold(test_arena(), str_of(other));
	size_t n = word_forms(test_arena(), fold(test_arena(), str_of(word)), form, COUNT_OF(form));
	for (size_t i = 0; i < n; i++)
		if (str_find(text, form[i]) != SIZE_MAX) return true;
	return false;
}

TEST(forms_of_words)
{
	static const char *const same[][2] = {
		{ "こども", "子ども" }, { "子供", "こども" }, { "子供食堂", "こども食堂" }, { "海岸清掃", "海岸の清掃" }, { "海岸の清掃", "海岸清掃" },
		{ "おとしより", "お年寄り" }, { "まちづくり", "街作り" }, { "手作り", "手づくり" }, { "申込み", "申込書" }, { "申込書", "申し込み書" },
		{ "問い合わせ", "問合せ先" }, { "取組", "取り組み" }, { "受け付け", "受付" }, { "引っ越し", "引越" }, { "障碍者", "障がい者" },
		{ "ボランテイア", "ボランティア" }, { "ヴォランティア", "ボランティア募集" }, { "コミニュケーション", "コミュニケーション" }, { "〆切", "締め切り" },
		{ "障害者支援", "障がい者の支援" }, { "子どものまちづくり", "子供のまち作り" }, { "高齢者福祉", "高齢者の福祉" },
	};
	static const char *const apart[][2] = {
		{ "本山", "日本の山" }, { "日本山", "日本の山" }, { "山口", "山の口" }, { "大人", "おとなしい" }, { "生涯学習", "障害の学習" }, { "海の清掃", "海清掃" },
		{ "作", "づくり" }, { "取引", "取組" }, { "子", "こども" }, { "受験", "受付" }, { "癌", "がんばる" }, { "助成", "補助" }, { "県民活動", "県民と活動" },
		{ "海岸清掃", "海岸とその清掃" }, { "つくり", "作り" }, { "申告", "申込" }, { "まち", "町" }, { "祭", "まつり" }, { "子ども会", "こどもと会" },
	};
	for (size_t i = 0; i < COUNT_OF(same); i++)
		if (!is_form(same[i][0], same[i][1])) CHECK_STR(forms_of(same[i][0]), same[i][1]);
	for (size_t i = 0; i < COUNT_OF(apart); i++)
		if (is_form(apart[i][0], apart[i][1])) CHECK_STR(forms_of(apart[i][0]), apart[i][1]);
	CHECK_STR(forms_of("山口"), "山口");
	CHECK_STR(forms_of("npo"), "npo");
	CHECK_STR(forms_of("海岸清掃"), "海岸清掃 海岸の清掃");
}

TEST(variants_are_folded_and_in_one_row)
{
	const char *const *row;
	size_t rows = word_variants(&row), n = 0;
	struct str all[1000];
	for (size_t i = 0; i < rows; i++) {
		struct str rest = str_of(row[i]), one;
		size_t before = n;
		while (str_split(&rest, ' ', &one)) {
			CHECK_EQ(fold(test_arena(), one), one);
			CHECK(one.n >= 6);
			for (size_t k = 0; k < n; k++)
				if (str_eq(all[k], one)) CHECK_STR(one, "");
			if (n < COUNT_OF(all)) all[n++] = one;
		}
		CHECK(n >= before + 2);
	}
}

/* Whatever is asked: the word itself comes first, and no form is in it twice. */
TEST(forms_of_anything)
{
	static const char *const pieces[] = { "子ども", "の", "海岸", "山", "づくり", "申込", "み", "ab", "・", "会", "障害", "1", "\xef\xbf\xbd" };
	for (int i = 0; i < 2000; i++) {
		struct out w = out_new(test_arena(), 2000);
		for (size_t k = 0, n = test_random(14); k < n; k++) out_str(&w, str_of(pieces[test_random(COUNT_OF(pieces))]));
		struct str form[12], word = fold(test_arena(), out_view(&w));
		size_t n = word_forms(test_arena(), word, form, COUNT_OF(form));
		CHECK(n >= 1 && n <= COUNT_OF(form) && str_eq(form[0], word));
		for (size_t k = 1; k < n; k++)
			for (size_t j = 0; j < k; j++) CHECK(str_find(form[k], form[j]) == SIZE_MAX);
	}
}

/* The tokens side by side among the text's tokens, as the index sees it. */
static bool stands_in(struct str all, const struct str *token, size_t n, bool prefix)
{
	for (struct str from = all; from.n;) {
		struct str rest = from, one;
		size_t k = 0;
		while (k < n && str_split(&rest, ' ', &one) && (k + 1 == n && prefix ? str_starts(one, token[k]) : str_eq(one, token[k]))) k++;
		if (k == n) return true;
		if (!str_split(&from, ' ', &one)) break;
	}
	return false;
}

static bool pattern_stands_in(struct str text, struct str word)
{
	struct out runs = out_new(test_arena(), 8192), pattern = out_new(test_arena(), 8192);
	out_char(&runs, ' ');
	out_runs(&runs, text);
	out_char(&runs, ' ');
	out_word_pattern(&pattern, word);
	return str_find(out_view(&runs), out_view(&pattern)) != SIZE_MAX;
}

static struct str random_words(size_t most)
{
	static const char *const alphabet[] = { "山", "口", "県", "あ", "ー", "ン", "ab", "12", "3", " ", "・", "々" };
	struct out o = out_new(test_arena(), 4096);
	for (size_t k = 0, n = 1 + test_random(most); k < n; k++) out_str(&o, str_of(alphabet[test_random(COUNT_OF(alphabet))]));
	return fold(test_arena(), out_view(&o));
}

/* Boundaries of characters, but not inside letters or digits. */
static bool may_cut(struct str text, size_t at)
{
	if (!at || at == text.n) return true;
	if (((unsigned char)text.p[at] & 0xc0) == 0x80) return false;
	return (unsigned char)text.p[at] >= 0x80 || (unsigned char)text.p[at - 1] >= 0x80;
}

/* What stands in a text is found: every piece of a text has its tokens side by side in the text's. */
TEST(pieces_of_a_text_are_found)
{
	for (int i = 0; i < 3000; i++) {
		struct str text = random_words(14), token[64];
		struct out t = out_new(test_arena(), 4096);
		out_folded_tokens(&t, text);
		size_t from = test_random(text.n + 1), to = test_random(text.n + 1);
		if (from >= to || !may_cut(text, from) || !may_cut(text, to)) continue;
		struct str piece = fold(test_arena(), (struct str){ text.p + from, to - from });
		bool prefix;
		size_t n = word_tokens(piece, token, 64, &prefix);
		if (!n) continue;
		CHECK(stands_in(out_view(&t), token, n, prefix));
		CHECK(pattern_stands_in(text, piece));
	}
}

/* The two ways to look for a word (tokens side by side in SQLite, the pattern in PostgreSQL) agree. */
TEST(tokens_and_patterns_agree)
{
	int found = 0;
	for (int i = 0; i < 20000; i++) {
		struct str text = random_words(10), word = random_words(3), token[64];
		struct out t = out_new(test_arena(), 4096);
		out_folded_tokens(&t, text);
		bool prefix;
		size_t n = word_tokens(word, token, 64, &prefix);
		if (!n) continue;
		bool a = stands_in(out_view(&t), token, n, prefix), b = pattern_stands_in(text, word);
		if (a != b) CHECK_STR(word, str_cz(test_arena(), str_fmt(test_arena(), "%d %d in %.*s", a, b, STR_ARG(text))));
		found += a;
	}
	CHECK(found > 1000);
}

static struct str word_shape(const char *word)
{
	struct str token[8];
	bool prefix;
	struct out o = out_new(test_arena(), 1000);
	size_t n = word_tokens(str_of(word), token, 8, &prefix);
	for (size_t i = 0; i < n; i++) out_fmt(&o, "%s%.*s%s", i ? " " : "", STR_ARG(token[i]), prefix && i + 1 == n ? "*" : "");
	return out_view(&o);
}

TEST(tokens_of_words)
{
	static const char *const cases[][2] = {
		{ "山口", "山口" }, { "山口県", "山口 口県" }, { "山", "山*" }, { "vol", "vol*" }, { "2026", "2026" }, { "山口・2026", "山口 口 2026" },
		{ "第3回", "第 3 回*" }, { "npo法人", "npo 法人" }, { "c++", "c*" }, { "!", "" }, { "山口 防府", "山口 口 防府" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) CHECK_STR(word_shape(cases[i][0]), cases[i][1]);
}
