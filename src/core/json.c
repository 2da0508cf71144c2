/* JSON text (core/json.h). */
#include "core/json.h"

void json_str(struct out *o, struct str s)
{
	out_char(o, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '"' || c == '\\') {
			out_char(o, '\\');
			out_char(o, (char)c);
		} else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x7F) {
			out_fmt(o, "\\u%04x", c);
		} else {
			out_char(o, (char)c);
		}
	}
	out_char(o, '"');
}

static void member_name(struct out *o, bool *first, const char *name)
{
	if (!*first) out_char(o, ',');
	*first = false;
	json_str(o, str_of(name));
	out_char(o, ':');
}

void json_member(struct out *o, bool *first, const char *name, struct str value)
{
	member_name(o, first, name);
	json_str(o, value);
}

void json_member_int(struct out *o, bool *first, const char *name, int64_t value)
{
	member_name(o, first, name);
	out_int(o, value);
}

struct json json_from_out(const struct out *o)
{
	return (struct json){ out_view(o) };
}
