/* The HTML writers (html/write.h), one per context. Sanitised markup is html/rich.c, not here. */
#include "html/write.h"

/* What stands for a byte that may not stand for itself, in text and quoted attributes alike. */
static struct str entity_of(char c)
{
	switch (c) {
	case '&': return S("&amp;");
	case '<': return S("&lt;");
	case '>': return S("&gt;");
	case '"': return S("&quot;");
	case '\'': return S("&#39;");
	default: return STR_NONE;
	}
}

static void escaped(struct out *o, struct str s)
{
	static const bool special[256] = { ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true };
	size_t start = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (!special[(unsigned char)s.p[i]]) continue;
		struct str e = entity_of(s.p[i]);
		out_bytes(o, s.p + start, i - start);
		out_str(o, e);
		start = i + 1;
	}
	out_bytes(o, s.p + start, s.n - start);
}

void html_text_str(struct out *o, struct str s) { escaped(o, s); }
void html_attr_str(struct out *o, struct str s) { escaped(o, s); }
void html_url_url(struct out *o, struct url u) { escaped(o, u.s); }
void html_text_html(struct out *o, struct html h) { out_str(o, h.s); }
void html_json_json(struct out *o, struct json j) { out_str(o, j.s); }
void html_text_int(struct out *o, int64_t v) { out_int(o, v); }
void html_path_str(struct out *o, struct str s) { url_encode(o, s); }
void html_query_str(struct out *o, struct str s) { url_encode(o, s); }
void html_query_int(struct out *o, int64_t v) { out_int(o, v); }

struct html html_from_out(const struct out *o)
{
	return (struct html){ out_view(o) };
}
