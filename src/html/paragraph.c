/* Plain text that people wrote with line breaks, as paragraphs with links (html/write.h). */
#include <string.h>

#include "html/rich.h"

enum { URL_MAX = 2000 };

/* How long the address at the start of s is; 0 when there is none. */
static size_t address_length(struct str s)
{
	if (!str_starts(s, S("http://")) && !str_starts(s, S("https://"))) return 0;
	size_t n = 0;
	while (n < s.n && s.p[n] > 0x20 && s.p[n] < 0x7F && !strchr("<>\"'()[]{}|\\^`", s.p[n])) n++;
	while (n && strchr(".,;:!?", s.p[n - 1])) n--;
	return n <= URL_MAX ? n : 0;
}

/* A line drawn with one sign ("--------", "━━━━━━━━"): a screen reader would say each of them. */
static bool line_is_drawn(struct str line)
{
	static const char *const sign[] = { "-", "*", "=", "_", "~", "+", "#", "━", "─", "＝", "＊", "―", "‐", "－", "～", "〜", "◆", "◇", "■", "□", "☆", "★", "・" };
	enum { LEAST = 8 };
	line = str_trim(line);
	for (size_t i = 0; i < COUNT_OF(sign); i++) {
		struct str one = str_of(sign[i]);
		size_t n = 0;
		struct str rest = line;
		for (; str_starts(rest, one); n++)
			rest = str_skip(rest, one.n);
		if (n >= LEAST && !rest.n) return true;
	}
	return false;
}

static void line_write(struct out *o, struct str text)
{
	while (text.n) {
		size_t at = str_find(text, S("http"));
		if (at == SIZE_MAX) at = text.n;
		html_text_str(o, str_left(text, at));
		text = str_skip(text, at);
		size_t n = address_length(text);
		if (n) {
			out_lit(o, "<a href=\"");
			html_attr_str(o, str_left(text, n));
			out_lit(o, "\">");
			html_text_str(o, str_left(text, n));
			out_lit(o, "</a>");
		} else if (text.n) {
			n = 1;
			html_text_str(o, str_left(text, 1));
		}
		text = str_skip(text, n);
	}
}

/* Escaped first, so that nothing of the text is markup; then read as a classic body would be. */
struct html html_paragraphs(struct arena *a, struct str text)
{
	struct out o = out_new(a, SIZE_MAX / 4);
	while (text.n) {
		size_t end = str_find(text, S("\n"));
		size_t n = end == SIZE_MAX ? text.n : end + 1;
		struct str line = str_left(text, n);
		if (line_is_drawn(line)) out_lit(&o, "\n\n<hr>\n\n");
		else line_write(&o, line);
		text = str_skip(text, n);
	}
	return rich_clean(a, out_view(&o), &(struct rich_options){ .classic = true }, NULL);
}
