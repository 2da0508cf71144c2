/* Any bytes as the text of a record: the calendar stays foldable, the XML stays well-formed. */
#include <stdlib.h>

#include "core/utf8.h"
#include "feature/feed/ical.h"
#include "feature/feed/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_lines(struct str text)
{
	while (text.n) {
		size_t end = str_find(text, S("\r\n"));
		if (end == SIZE_MAX || end > ICAL_LINE_MAX || !utf8_valid(str_left(text, end))) abort();
		text = str_skip(text, end + 2);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > 1 << 16) return 0;
	struct arena *a = arena_new();
	size_t replaced;
	struct str text = utf8_repair(a, (struct str){ (const char *)data, size }, &replaced);
	struct out o = out_new(a, 1 << 20);
	ical_text_line(&o, "DESCRIPTION", text);
	check_lines(out_view(&o));
	struct out x = out_new(a, 1 << 20);
	xml_text(&x, text);
	struct str xml = out_view(&x);
	if (!utf8_valid(xml)) abort();
	for (size_t i = 0; i < xml.n; i++) {
		unsigned char c = (unsigned char)xml.p[i];
		if (c == '<' || c == '>' || (c < 0x20 && c != '\n' && c != '\r' && c != '\t')) abort();
	}
	arena_free(a);
	return 0;
}
