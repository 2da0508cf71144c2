/* Short names and first lines (short.h). */
#include "feature/part/short.h"

#include "core/out.h"
#include "core/time.h"
#include "core/utf8.h"

enum { SHORT_MAX = 4096 };

struct str short_label(const struct masters *m, const char *list, int64_t num)
{
	const struct master *row = num > 0 ? master_get(m, list, num) : NULL;
	if (!row) return STR_NONE;
	return row->short_label.n ? row->short_label : row->label;
}

struct str short_labels(struct arena *a, const struct masters *m, const char *list, int64_t bits, size_t most)
{
	struct out o = out_new(a, SHORT_MAX);
	size_t n = 0;
	const struct master *row;
	for (size_t i = 0; (row = master_at(m, list, i)); i++) {
		if (!(bits & master_bit(row->num))) continue;
		if (n == most) {
			out_lit(&o, "ほか");
			break;
		}
		if (n++) out_lit(&o, "、");
		out_str(&o, row->short_label.n ? row->short_label : row->label);
	}
	return out_view(&o);
}

struct str short_text(struct arena *a, struct str text, size_t chars)
{
	text = str_trim(text);
	struct str line = str_trim(str_left(text, str_find_char(text, '\n'))), rest = line;
	for (size_t n = 0; n < chars && rest.n; n++) (void)utf8_next(&rest);
	if (rest.n) return str_cat(a, str_left(line, line.n - rest.n), S("…"));
	return line;
}

static bool machine_date(struct str text)
{
	static const char shape[] = "0000-00-00";
	if (text.n < sizeof(shape) - 1)
		return false;
	for (size_t i = 0; shape[i]; i++) {
		if (shape[i] == '-' ? text.p[i] != '-' : text.p[i] < '0' || text.p[i] > '9')
			return false;
	}
	return true;
}

struct str date_text_ja(struct arena *a, struct str text)
{
	struct str rest;
	date_t day;
	text = str_trim(text);
	if (!machine_date(text) || !date_read(text, &day, &rest))
		return text;
	rest = str_trim(rest);
	struct str date = date_ja(a, day);
	return rest.n ? str_fmt(a, "%.*s %.*s", STR_ARG(date), STR_ARG(rest)) : date;
}
