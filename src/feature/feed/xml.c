/* XML text (xml.h). No reader of XML lives here. */
#include "feature/feed/xml.h"

#include "core/utf8.h"

/* XML 1.0, production 2 (Char). */
static bool xml_may_hold(uint32_t c)
{
	if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
	return c < 0xD800 || (c > 0xDFFF && c < 0xFFFE) || (c > 0xFFFF && c <= 0x10FFFF);
}

static const char *entity_of(uint32_t c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

void xml_text(struct out *o, struct str text)
{
	while (text.n) {
		struct str before = text;
		uint32_t c = utf8_next(&text);
		const char *entity = entity_of(c);
		if (entity) out_str(o, str_of(entity));
		else if (c && xml_may_hold(c)) out_bytes(o, before.p, before.n - text.n);
	}
}

void xml_element(struct out *o, const char *name, struct str text)
{
	out_fmt(o, "<%s>", name);
	xml_text(o, text);
	out_fmt(o, "</%s>\n", name);
}
