/* Feeds: what must hold for every text anybody can write into a record. */
#include "feature/feed/atom.h"
#include "feature/feed/ical.h"
#include "feature/feed/jsonld.h"
#include "feature/feed/sitemap.h"
#include "feature/feed/xml.h"
#include "core/utf8.h"
#include "test.h"

enum { ROUNDS = 400 };

/* Random text with everything that has a meaning in one of the formats. */
static struct str random_text(struct arena *a, size_t most)
{
	static const char *const piece[] = { "<", ">", "&", "\"", "'", "\\", ";", ",", "\n", "\r\n", "\t", "あ", "山口県", "𠮷", "e\xCC\x81",
		"]]>", "&amp;", "\x01", "\x7F", "\xEF\xBF\xBF", ":", "BEGIN:VEVENT", " ", "a", "0", "</feed>", "\xE2\x80\xA8" };
	struct out o = out_new(a, 1 << 16);
	for (size_t n = (size_t)test_random(most); n > 0; n--) out_str(&o, str_of(piece[test_random(COUNT_OF(piece))]));
	return out_view(&o);
}

/* Undoes 3.1 (fold) of RFC 5545 and checks every physical line on the way. */
static struct str unfold(struct arena *a, struct str text)
{
	struct out o = out_new(a, 1 << 20);
	while (text.n) {
		size_t end = str_find(text, S("\r\n"));
		CHECK(end != SIZE_MAX);
		if (end == SIZE_MAX) break;
		struct str line = str_left(text, end);
		CHECK(line.n <= ICAL_LINE_MAX);
		CHECK(utf8_valid(line));
		CHECK(str_find_char(line, '\r') == SIZE_MAX && str_find_char(line, '\n') == SIZE_MAX);
		text = str_skip(text, end + 2);
		out_str(&o, line);
		if (text.n && text.p[0] == ' ') text = str_skip(text, 1);
		else out_char(&o, '\n');
	}
	return out_view(&o);
}

static struct str unescape(struct arena *a, struct str s)
{
	struct out o = out_new(a, 1 << 20);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n) {
			i++;
			out_char(&o, s.p[i] == 'n' ? '\n' : s.p[i]);
		} else {
			out_char(&o, s.p[i]);
		}
	}
	return out_view(&o);
}

/* What a reader may get back: line breaks as \n, no other control characters. */
static struct str as_read(struct arena *a, struct str s)
{
	struct out o = out_new(a, 1 << 20);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '\r' && i + 1 < s.n && s.p[i + 1] == '\n') continue;
		if (c == '\r') out_char(&o, '\n');
		else if (c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7F)) out_char(&o, s.p[i]);
	}
	return out_view(&o);
}

TEST(ical_text_survives_folding_and_escaping)
{
	for (int i = 0; i < ROUNDS; i++) {
		struct str text = random_text(test_arena(), 120);
		struct out o = out_new(test_arena(), 1 << 20);
		ical_text_line(&o, "SUMMARY", text);
		struct str line = unfold(test_arena(), out_view(&o));
		CHECK(str_starts(line, S("SUMMARY:")) && str_ends(line, S("\n")));
		struct str value = str_skip(str_left(line, line.n - 1), 8);
		CHECK_EQ(unescape(test_arena(), value), as_read(test_arena(), text));
	}
}

static struct str ical_of(struct ical_event e)
{
	struct out o = out_new(test_arena(), 1 << 20);
	ical_begin(&o, S("募集カレンダー"), STR_NONE);
	ical_event(&o, &e);
	ical_end(&o);
	return unfold(test_arena(), out_view(&o));
}

#define HAS(text, part) CHECK(str_find((text), S(part)) != SIZE_MAX)
#define HAS_NOT(text, part) CHECK(str_find((text), S(part)) == SIZE_MAX)

TEST(ical_times_are_utc_and_days_are_exclusive)
{
	struct ical_event e = { .uid = S("event-1@x"), .title = S("清掃, 海岸"), .from = 20261205, .from_minute = 540, .to_minute = 690, .changed = 1795000000 };
	struct str t = ical_of(e);
	HAS(t, "DTSTART:20261205T000000Z\n");
	HAS(t, "DTEND:20261205T023000Z\n");
	HAS(t, "SUMMARY:清掃\\, 海岸\n");
	e.from_minute = e.to_minute = -1;
	e.to = 20261231;
	t = ical_of(e);
	HAS(t, "DTSTART;VALUE=DATE:20261205\n");
	HAS(t, "DTEND;VALUE=DATE:20270101\n");
}

TEST(ical_late_hours_and_odd_dates)
{
	struct ical_event e = { .uid = S("e"), .title = S("x"), .from = 20261231, .from_minute = 1380, .to_minute = 1590, .changed = 1 };
	struct str t = ical_of(e);
	HAS(t, "DTSTART:20261231T140000Z\n");
	HAS(t, "DTEND:20261231T173000Z\n");
	e.to_minute = 60; /* before the start: left out rather than wrong */
	t = ical_of(e);
	HAS_NOT(t, "DTEND");
	e.from = 0;
	t = ical_of(e);
	HAS_NOT(t, "BEGIN:VEVENT");
	e.from = 20260400, e.from_minute = -1, e.to = 20260101; /* partial; end before start */
	t = ical_of(e);
	HAS(t, "DTSTART;VALUE=DATE:20260401\n");
	HAS(t, "DTEND;VALUE=DATE:20260402\n");
}

TEST(ical_line_breaks_can_not_add_properties)
{
	struct ical_event e = { .uid = S("e"), .title = S("a\r\nATTENDEE:mailto:x@y"), .from = 20261201, .from_minute = -1, .changed = 1 };
	struct str t = ical_of(e);
	HAS_NOT(t, "\nATTENDEE");
	HAS(t, "SUMMARY:a\\nATTENDEE:mailto:x@y\n");
}

TEST(xml_text_is_escaped_and_clean)
{
	for (int i = 0; i < ROUNDS; i++) {
		struct out o = out_new(test_arena(), 1 << 20);
		xml_text(&o, random_text(test_arena(), 60));
		struct str t = out_view(&o);
		CHECK(utf8_valid(t));
		for (struct str rest = t; rest.n;) {
			uint32_t c = utf8_next(&rest);
			CHECK(c != '<' && c != '>' && c != '"' && c != '\'' && c != 0xFFFF);
			CHECK(c >= 0x20 || c == '\n' || c == '\r' || c == '\t');
			if (c == '&') CHECK(str_find_char(str_left(rest, 6), ';') != SIZE_MAX);
		}
	}
	struct out o = out_new(test_arena(), 1000);
	xml_text(&o, S("a<b>&\"'\x01" "c"));
	CHECK_STR(out_view(&o), "a&lt;b&gt;&amp;&quot;&#39;c");
}

TEST(atom_feed_shape)
{
	struct out o = out_new(test_arena(), 1 << 16);
	atom_begin(&o, &(struct atom_feed){ .title = S("A & B"), .self = { S("https://x/feeds/a.atom?f=1&g=2") }, .page = { S("https://x/a") },
		.author = S("あいかさねっと"), .updated = 0 });
	atom_entry(&o, &(struct atom_entry){ .link = { S("https://x/a/1") }, .title = S("<b>"), .published = 86400, .updated = 1 });
	atom_end(&o);
	struct str t = out_view(&o);
	HAS(t, "<title>A &amp; B</title>");
	HAS(t, "href=\"https://x/feeds/a.atom?f=1&amp;g=2\"");
	HAS(t, "<title>&lt;b&gt;</title>");
	HAS(t, "<published>1970-01-02T09:00:00+09:00</published>");
	HAS(t, "<updated>1970-01-02T09:00:00+09:00</updated>"); /* never before it was published */
	CHECK(str_ends(t, S("</feed>\n")));
}

TEST(sitemap_shape)
{
	struct out o = out_new(test_arena(), 1 << 16);
	sitemap_begin(&o);
	sitemap_url(&o, (struct url){ S("https://x/a?b=1&c=2") }, 1795000000);
	sitemap_url(&o, (struct url){ S("https://x/") }, 0);
	sitemap_end(&o);
	HAS(out_view(&o), "<loc>https://x/a?b=1&amp;c=2</loc><lastmod>2026-11-18</lastmod>");
	HAS(out_view(&o), "<url><loc>https://x/</loc></url>");
}

TEST(jsonld_can_not_leave_its_script)
{
	struct jsonld_event e = { .name = S("</script><script>alert(1)</script>"), .from = 20261205, .from_minute = 540, .to_minute = 600,
		.place = S("公園"), .organizer = S("会") };
	struct str t = jsonld_event(test_arena(), &e).s;
	HAS_NOT(t, "<");
	HAS(t, "\"startDate\":\"2026-12-05T09:00:00+09:00\"");
	HAS(t, "\"endDate\":\"2026-12-05T10:00:00+09:00\"");
	HAS(t, "\"location\":{\"@type\":\"Place\",\"name\":\"公園\"}");
	e.from = 0;
	CHECK_INT(jsonld_event(test_arena(), &e).s.n, 0);
	struct jsonld_organization g = { .type = "NGO", .name = S("会\""), .city = S("山口市") };
	t = jsonld_organization(test_arena(), &g).s;
	HAS(t, "\"name\":\"会\\\"\"");
	CHECK(str_ends(t, S("}}")));
}
