/* The sanitiser: what comes out for known input, and what never comes out. The parser of browsers is the oracle
 * in test/browser; here: idempotence, and no byte of markup that is not ours.
 */
#include "html/rich.h"

#include <string.h>

#include "test.h"

static struct str clean(const char *source, bool classic)
{
	return rich_clean(test_arena(), str_of(source), &(struct rich_options){ .classic = classic }, NULL).s;
}

TEST(rich_keeps_what_is_allowed)
{
	static const struct { const char *in, *out; } t[] = {
		{ "<p>あ<b>い</b></p>", "<p>あ<strong>い</strong></p>" },
		{ "<h1>見出し</h1>", "<h2>見出し</h2>" },
		{ "<ul><li>一<li>二</ul>", "<ul><li>一</li><li>二</li></ul>" },
		{ "<a href='https://example.jp/?a=1&b=2'>x</a>", "<p><a href=\"https://example.jp/?a=1&amp;b=2\">x</a></p>" },
		{ "<a href=\"/groups/3\">x</a>", "<p><a href=\"/groups/3\">x</a></p>" },
		{ "<a href=\"//example.jp/\">x</a>", "<p><a href=\"https://example.jp/\">x</a></p>" },
		{ "<a href=\"/\\evil.example/\">x</a>", "<p>x</p>" },
		{ "<a href=\"/x\">a<br>b</a>", "<p><a href=\"/x\">a<br>b</a></p>" },
		{ "<a href=\"#あ\">a</a><h2 id=\"あ\">b</h2><h2 id=\"main\">c</h2>", "<p><a href=\"#b-あ\">a</a></p><h2 id=\"b-あ\">b</h2><h2>c</h2>" },
		{ "[caption id=x]<img src=/f/1 alt=a> 説明[/caption]", "<p>[caption id=x]<img src=\"/f/1\" alt=\"a\" loading=\"lazy\"> 説明[/caption]</p>" },
		{ "<video><source src=\"/files/3\"></video>", "<p><a href=\"/files/3\">動画を見る</a></p>" },
		{ "連絡先 <info@example.jp> まで", "<p>連絡先 &lt;info@example.jp&gt; まで</p>" },
		{ "<x@y onclick=z>a", "<p>a</p>" },
		{ "<textarea>文</textarea><noscript>字</noscript>", "<p>文字</p>" },
		{ "<a href=\"javascript:alert(1)\">x</a>", "<p>x</p>" },
		{ "<a href=\"java\nscript:alert(1)\">x</a>", "<p>x</p>" },
		{ "<a href=\"&#106;avascript:alert(1)\">x</a>", "<p>x</p>" },
		{ "<a href=\"mailto:a@example.jp\">m</a>", "<p><a href=\"mailto:a@example.jp\">m</a></p>" },
		{ "<script>alert(1)</script>文", "<p>文</p>" },
		{ "<p onclick=\"x()\" style=\"color:red\">文</p>", "<p>文</p>" },
		{ "<img src=\"/files/3\" alt=\"写真\" onerror=\"x()\" width=\"30\">", "<p><img src=\"/files/3\" alt=\"写真\" width=\"30\" loading=\"lazy\"></p>" },
		{ "<img src=\"http://x.example/1.png\" alt=\"写真\">", "<p>写真</p>" },
		{ "<table><tr><th scope=row>a<td colspan=2>b</table>", "<table><tbody><tr><th scope=\"row\">a</th><td colspan=\"2\">b</td></tr></tbody></table>" },
		{ "<font color=red><center>文</center></font>", "<p>文</p>" },
		{ "<p>a<div>b</div>c", "<p>a</p><p>b</p><p>c</p>" },
		{ "<b><p>a</b>b</p>", "<p><strong>a</strong>b</p>" },
		{ "a<!-- x --><!more-->b", "<p>ab</p>" },
		{ "1 < 2 & 3 > 2 \"q\"", "<p>1 &lt; 2 &amp; 3 &gt; 2 &quot;q&quot;</p>" },
		{ "", "" },
	};
	for (size_t i = 0; i < COUNT_OF(t); i++) CHECK_STR(clean(t[i].in, false), t[i].out);
}

TEST(rich_classic_bodies_get_paragraphs)
{
	CHECK_STR(clean("一行目\r\n二行目\r\n\r\n次の段落", true), "<p>一行目<br>二行目</p><p>次の段落</p>");
	CHECK_STR(clean("<!-- wp:paragraph -->\n<p>一</p>\n<!-- /wp:paragraph -->\n\n<p>二\n続き</p>", true), "<p>一</p><p>二 続き</p>");
	CHECK_STR(html_paragraphs(test_arena(), S("題\r\n********\r\n本文 ---- です\n━━━━━━━━")).s, "<p>題</p><hr><p>本文 ---- です</p><hr>");
	CHECK_STR(html_paragraphs(test_arena(), S("詳しくは https://example.jp/a?b=1&c=2 。<b>")).s,
		"<p>詳しくは <a href=\"https://example.jp/a?b=1&amp;c=2\">https://example.jp/a?b=1&amp;c=2</a> 。&lt;b&gt;</p>");
}

static bool shout(void *ctx, struct arena *a, struct str name, struct str attributes, struct str content, struct out *o)
{
	(void)ctx, (void)a, (void)attributes;
	if (!str_is(name, "shout")) return false;
	out_lit(o, "<strong>");
	out_str(o, content);
	out_lit(o, "</strong><script>x</script>");
	return true;
}

TEST(rich_shortcodes_are_sanitised_too)
{
	struct rich_options o = { .shortcode = shout };
	CHECK_STR(rich_clean(test_arena(), S("a[shout x=\"1\"]b[/shout]c [[shout]] [other]"), &o, NULL).s,
		"<p>a<strong>b</strong>c [shout] [other]</p>");
}

TEST(rich_knows_the_shortcodes_of_every_wordpress)
{
	CHECK_STR(clean("[caption id=\"x\"]<img src=\"/f/1\" alt=\"a\"> 説明[/caption]", true),
		"<figure><img src=\"/f/1\" alt=\"a\" loading=\"lazy\"><figcaption>説明</figcaption></figure>");
	CHECK(str_find(clean("[embed]https://youtu.be/abcdefghijk[/embed]", true), S("data-embed")) != SIZE_MAX);
	CHECK(str_find(clean("前\n\nhttps://youtu.be/abcdefghijk\n\n後", true), S("data-embed")) != SIZE_MAX);
}

TEST(rich_embeds_are_links_until_asked)
{
	struct str stored = clean("<iframe src=\"https://www.youtube.com/embed/abcdefghijk\" title=\"動画\"></iframe>", false);
	CHECK(str_find(stored, S("<iframe")) == SIZE_MAX);
	CHECK(str_find(stored, S("href=\"?embed=1\"")) != SIZE_MAX);
	CHECK_EQ(rich_load(test_arena(), stored).s, stored);
	struct str open = rich_load_open(test_arena(), stored).s;
	CHECK(str_find(open, S("<iframe src=\"https://www.youtube-nocookie.com/embed/abcdefghijk\" title=\"動画\"")) != SIZE_MAX);
	CHECK_STR(rich_embed_hosts(test_arena(), stored), "https://www.youtube-nocookie.com");
	CHECK(str_find(clean("<iframe src=\"https://evil.example/\"></iframe>", false), S("iframe")) == SIZE_MAX);
}

TEST(rich_frames_open_in_a_finished_page)
{
	struct str stored = clean("<iframe src=\"https://www.youtube.com/embed/abcdefghijk\" title=\"a&quot;b\"></iframe>", false);
	struct str head = S("<main><p>x</p>"), foot = S("<div>y</div></main>");
	struct str page = str_cat(test_arena(), str_cat(test_arena(), head, stored), foot);
	struct str open = rich_frames(test_arena(), (struct html){ page }).s;
	CHECK(str_find(open, S("<iframe src=\"https://www.youtube-nocookie.com/embed/abcdefghijk\" title=\"a&quot;b\"")) != SIZE_MAX);
	CHECK(str_find(open, S("?embed=1")) == SIZE_MAX);
	CHECK(str_starts(open, head) && str_ends(open, foot));
	struct str evil = S("<div class=\"embed\" data-embed=\"https://evil.example/\"><p>a</p></div>");
	CHECK_EQ(rich_frames(test_arena(), (struct html){ evil }).s, evil);
	CHECK_STR(rich_frames(test_arena(), (struct html){ S("<div class=\"embed\" data-embed=") }).s, "<div class=\"embed\" data-embed=");
}

TEST(rich_text_is_the_words)
{
	CHECK_STR(rich_text(test_arena(), S("<h2>題</h2><p>一<br>二</p><ul><li>三</li></ul>")), "題\n一\n二\n三");
}

/* Random soup of the pieces that sanitisers stumble over. */
static struct str soup(struct arena *a)
{
	static const char *const piece[] = {
		"<p>", "</p>", "<ul>", "<li>", "</ul>", "<ol start=3>", "</ol>", "<table>", "<tr>", "<td>", "<th scope=col>", "</table>", "<caption>",
		"<b>", "</b>", "<i>", "</i>", "<a href=\"/x\">", "<a href='https://example.jp/'>", "</a>", "<br>", "<hr>", "<h2 id=a>", "</h2>", "<pre>", "</pre>",
		"<blockquote>", "</blockquote>", "<figure>", "<figcaption>", "</figure>", "<img src=\"/f/1\" alt=x>", "<div>", "</div>", "<dl>", "<dt>", "<dd>",
		"<script>", "</script>", "<svg>", "</svg>", "<iframe src=https://www.youtube.com/embed/abcdefghijk>", "</iframe>", "<!--", "-->", "<![CDATA[", "]]>",
		"文", " ", "\n", "\n\n", "&amp;", "&lt;", "&#0;", "&#x110000;", "&", "<", ">", "\"", "'", "=", "https://example.jp/a", "<div class=\"embed\" data-embed=\"",
		"\xE3\x80\x80", "\xC2\xA0", "<p lang=en>", "x", "[caption]", "javascript:", "<textarea>", "<title>", "<math>", "<style>", "</style>", "<code>", "</code>",
	};
	struct out o = out_new(a, 1 << 16);
	for (size_t n = test_random(40); n > 0; n--) out_str(&o, str_of(piece[test_random(COUNT_OF(piece))]));
	return out_view(&o);
}

TEST(rich_is_idempotent)
{
	for (int i = 0; i < 4000; i++) {
		struct str source = soup(test_arena());
		struct str once = rich_clean(test_arena(), source, &(struct rich_options){ .classic = i % 2 }, NULL).s;
		struct str twice = rich_load(test_arena(), once).s;
		if (!str_eq(once, twice)) {
			CHECK_EQ(twice, once);
			CHECK_EQ(source, S(""));
			break;
		}
		CHECK(str_find(once, S("<script")) == SIZE_MAX && str_find(once, S("<iframe")) == SIZE_MAX && str_find(once, S(" on")) == SIZE_MAX);
	}
}

TEST(rich_is_bounded)
{
	struct out o = out_new(test_arena(), 1 << 24);
	for (int i = 0; i < 100000; i++) out_lit(&o, "<ul><li><table><tr><td><b>");
	struct str s = rich_clean(test_arena(), out_view(&o), NULL, NULL).s;
	CHECK(s.n < 4 << 20);
}

/* Found by fuzzing: parts of a table that were added here counted for the depth only in the second run. */
TEST(rich_deep_nesting_is_cut_the_same_twice)
{
	static const char *const unit[] = { "<table>", "<table><td>", "<ul>", "<ul><li>", "<li><ul>", "<dl><dd>", "<dd><dl>", "<blockquote>", "<figure>", "<table><tr><td><ul><li>", "<li>x<table>", "x" };
	for (int round = 0; round < 400; round++) {
		struct out o = out_new(test_arena(), 1 << 16);
		const char *same = unit[test_random(COUNT_OF(unit))];
		size_t n = 1 + test_random(60);
		for (size_t i = 0; i < n; i++) {
			struct str part = str_of(round % 2 ? same : unit[test_random(COUNT_OF(unit))]);
			out_str(&o, part);
		}
		out_lit(&o, "end");
		struct str once = rich_clean(test_arena(), out_view(&o), &(struct rich_options){ .classic = round % 3 == 0 }, NULL).s;
		CHECK(str_find(once, S("end")) != SIZE_MAX);
		CHECK_EQ(rich_load(test_arena(), once).s, once);
	}
}
