/* Field types: what is written reads back, for every type; the old data's writings; refusals. */
#include "feature/master/master.h"
#include "form/normal.h"
#include "form/type.h"
#include "test.h"

enum { LIST_N = 3 };
static const struct field fields[] = {
	{ .column = "a", .type = TYPE_TEXT, .list = "", .label = "名前", .max = 10 },
	{ .column = "b", .type = TYPE_LONG, .list = "", .label = "文章", .max = 1000 },
	{ .column = "c", .type = TYPE_KANA, .list = "", .label = "ふりがな", .max = 30 },
	{ .column = "d", .type = TYPE_EMAIL, .list = "", .label = "Eメール", .max = 200 },
	{ .column = "e", .type = TYPE_PHONE, .list = "", .label = "電話番号", .max = 40 },
	{ .column = "f", .type = TYPE_POSTAL, .list = "", .label = "郵便番号", .max = 8 },
	{ .column = "g", .type = TYPE_URL, .list = "", .label = "URL", .max = 400 },
	{ .column = "h", .type = TYPE_INT, .list = "", .label = "数", .max = 99 },
	{ .column = "i", .type = TYPE_BOOL, .list = "", .label = "同意" },
	{ .column = "j", .type = TYPE_DATE, .list = "", .label = "日付" },
	{ .column = "k", .type = TYPE_TIME, .list = "", .label = "時刻" },
	{ .column = "l", .type = TYPE_STAMP, .list = "", .label = "日時" },
	{ .column = "m", .type = TYPE_CHOICE, .list = "city", .label = "市町" },
	{ .column = "n", .type = TYPE_MULTI, .list = "field20", .label = "分野" },
	{ .column = "o", .type = TYPE_MULTI, .list = "requirement", .label = "登録要件", .flags = ALL },
	{ .column = "p", .type = TYPE_MULTI, .list = "weekday", .label = "曜日" },
	{ .column = "q", .type = TYPE_REF, .list = "group", .label = "団体" },
	{ .column = "r", .type = TYPE_RICH, .list = "", .label = "本文", .max = 1000 },
};
struct slot_of { union { struct str s; int64_t i; } u; };

static const struct field *named(char c)
{
	return &fields[c - 'a'];
}

TEST(field_text_reads_back_for_every_type)
{
	struct arena *a = test_arena();
	struct masters *m = masters_of_seed(a);
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		for (int n = 0; n < 200; n++) {
			const struct field *f = &fields[i];
			const struct type_context c = { a, m, f };
			struct slot_of x = { 0 }, y = { 0 };
			struct str sample = field_ops(f)->sample(&c, test_random(UINT64_MAX));
			struct faults faults = { .arena = a };
			if (!field_read(a, m, f, &x, sample, &faults)) {
				CHECK(f->flags & ALL);
				continue;
			}
			if (!field_given(f, &x)) continue;
			struct str text = field_text(a, m, f, &x);
			CHECK(field_read(a, m, f, &y, text, &faults));
			if (f->type == TYPE_RICH) CHECK_EQ(field_text(a, m, f, &y), text);
			else if (field_is_str(f)) CHECK_EQ(y.u.s, x.u.s);
			else CHECK_INT(y.u.i, x.u.i);
			if (f->type != TYPE_REF) CHECK(field_html(a, m, f, &x).s.n > 0);
		}
}

static void reads(char which, const char *text, const char *want)
{
	struct slot_of x = { 0 };
	struct faults faults = { .arena = test_arena() };
	struct masters *m = masters_of_seed(test_arena());
	CHECK(field_read(test_arena(), m, named(which), &x, str_of(text), &faults));
	CHECK_STR(field_text(test_arena(), m, named(which), &x), want);
}

TEST(field_reads_what_stands_in_the_old_data)
{
	static const struct { char f; const char *text, *want; } good[] = {
		{ 'e', "083ー000ー1163", "083-000-1163" }, { 'e', "(0837)00-5861", "0837-00-5861" }, { 'e', "０８３－０００－8605", "083-000-8605" },
		{ 'e', "083-934-4666（内線12）", "083-934-4666 (内線12)" }, { 'e', "083−934−4666", "083-934-4666" }, { 'e', "090 0000 1111", "090-0000-1111" },
		{ 'f', "７４７－００63", "747-0063" }, { 'f', "〒750-0081", "750-0081" }, { 'f', "7530083", "753-0083" },
		{ 'd', " abc.@docomo.ne.jp ", "abc.@docomo.ne.jp" }, { 'd', "ａ@example.jp", "a@example.jp" },
		{ 'g', "www.example.or.jp", "https://www.example.or.jp" }, { 'c', "ﾔﾏｸﾞﾁ　タロウ", "やまぐち たろう" }, { 'a', "ｶﾝｶﾞﾙｰ", "カンガルー" },
		{ 'j', "H15.4.1", "2003年4月1日（火）" }, { 'j', "2003年4月", "2003年4月" }, { 'k', "26:30:00", "翌2時30分" }, { 'k', "0:00", "24時" },
		{ 'l', "2026-11-25 13:30:00", "2026年11月25日（水）13時30分" }, { 'm', "35203", "山口市" }, { 'm', "山口市", "山口市" },
		{ 'n', "環境保全,まちづくり", "まちづくり、環境保全" }, { 'n', "保健、医療又は福祉の増進を図る活動、観光", "保健・医療・福祉、観光" }, { 'n', "1,20", "保健・医療・福祉、その他" },
		{ 'p', "土、日曜日,月", "月、土、日" }, { 'h', "１，０", "10" }, { 'i', "○", "はい" }, { 'i', "", "いいえ" },
	};
	for (size_t i = 0; i < COUNT_OF(good); i++) reads(good[i].f, good[i].text, good[i].want);
}

TEST(field_refuses_with_words_that_help)
{
	static const struct { char f; const char *text; } bad[] = {
		{ 'a', "あいうえおかきくけこさ" }, { 'c', "山口太郎" }, { 'd', "yamada" }, { 'd', "a@b" }, { 'd', "a b@example.jp" }, { 'd', "a@example..jp" }, { 'd', "a@b.jp\nBcc: c@d.jp" },
		{ 'e', "なし" }, { 'e', "12-34" }, { 'e', "12345678901234567" }, { 'f', "753-006" }, { 'f', "75300641" }, { 'g', "javascript:alert(1)" }, { 'g', "http://" }, { 'g', "メール" },
		{ 'h', "100" }, { 'h', "-1" }, { 'h', "1人" }, { 'i', "たぶん" }, { 'j', "不明" }, { 'j', "2003/2/30" }, { 'j', "2003/2/3ごろ" }, { 'k', "25" }, { 'l', "2026年11月" },
		{ 'm', "広島市" }, { 'n', "環境保全,料理" }, { 'o', "1,2,3" },
	};
	struct arena *a = test_arena();
	struct masters *m = masters_of_seed(a);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct slot_of x = { 0 };
		struct faults faults = { .arena = a };
		bool ok = field_read(a, m, named(bad[i].f), &x, str_of(bad[i].text), &faults);
		if (ok) CHECK_STR(str_of(bad[i].text), "is refused");
		CHECK_INT(faults.n, 1);
		CHECK(!field_given(named(bad[i].f), &x));
		CHECK(faults.n && str_ends(faults.v[0].message, S("。")));
	}
}

TEST(field_html_escapes_and_links)
{
	struct arena *a = test_arena();
	struct slot_of x = { .u = { .s = S("<b>&\"") } };
	CHECK_STR(field_html(a, NULL, named('a'), &x).s, "&lt;b&gt;&amp;&quot;");
	x.u.s = S("083-934-4666 内線12");
	CHECK_STR(field_html(a, NULL, named('e'), &x).s, "<a href=\"tel:083-934-4666\">083-934-4666 内線12</a>");
	x.u.s = S("https://example.jp/?a=1&b=2");
	CHECK_STR(field_html(a, NULL, named('g'), &x).s, "<a href=\"https://example.jp/?a=1&amp;b=2\">https://example.jp/?a=1&amp;b=2</a>");
	struct slot_of d = { .u = { .i = 20261125 } };
	CHECK_STR(field_html(a, NULL, named('j'), &d).s, "<time datetime=\"2026-11-25\">2026年11月25日（水）</time>");
}

TEST(normal_forms_are_stable)
{
	static const char *const text[] = { "ｶﾞｷﾞﾊﾟﾊﾞｳﾞ", "　a　\t b\r\nc ", "１２－３４", "ﾞ", "\xEF\xBB\xBFあ\xE2\x80\x8B", "" };
	for (size_t i = 0; i < COUNT_OF(text); i++)
		for (unsigned forms = 0; forms < 32; forms++) {
			struct str once = normal_text(test_arena(), str_of(text[i]), forms);
			CHECK_EQ(normal_text(test_arena(), once, forms), once);
		}
	CHECK_STR(normal_text(test_arena(), S("ｶﾞｷﾞﾊﾟﾊﾞｳﾞ"), NORMAL_KANA), "ガギパバヴ");
	CHECK_STR(normal_text(test_arena(), S("ｶﾞｷﾞﾊﾟﾊﾞｳﾞ"), NORMAL_KANA | NORMAL_HIRAGANA), "がぎぱばゔ");
	CHECK_STR(normal_text(test_arena(), S(" a\r\n\r\nb "), 0), "a\n\nb");
}
