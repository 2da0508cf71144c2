/* A search as an address says it, and as it is written again (search.h). Unknown codes are ignored, so that an
 * old bookmark still finds something. */
#include <stdio.h>

#include "core/time.h"
#include "feature/search/search.h"

enum { VALUES_MAX = 64, NAME_MAX_BYTES = 80, QUERY_MAX = 32 << 10, PAGE_MAX = 100000 };

static bool coded(const struct field *f)
{
	return f->type == TYPE_CHOICE || f->type == TYPE_MULTI;
}

static int64_t read_codes(const struct request *req, const struct masters *m, const struct field *f)
{
	struct str value[VALUES_MAX];
	size_t n = request_query_all(req, f->column, value, VALUES_MAX);
	int64_t bits = 0;
	for (size_t i = 0; i < n; i++) {
		const struct master *row = coded(f) ? master_by_code(m, f->list, value[i]) : NULL;
		if (row && row->num >= 1 && row->num <= MASTER_NUM_MAX) bits |= master_bit(row->num);
		if (f->type == TYPE_BOOL && str_is(value[i], "1")) bits |= 1;
	}
	return bits;
}

static int64_t read_bound(const struct request *req, const struct field *f, const char *end)
{
	char name[NAME_MAX_BYTES];
	snprintf(name, sizeof(name), "%s_%s", f->column, end);
	struct str text = request_query(req, name), rest;
	date_t d = 0;
	int64_t v = 0;
	if (!text.n) return 0;
	if (f->type != TYPE_DATE) return str_int(text, 1, INT64_MAX, &v) ? v : 0;
	if (!date_read(text, &d, &rest)) return 0;
	bool to = end[0] == 't'; /* "2026" as an end is its last day */
	if (date_month(d) == 0) return d + (to ? 1231 : 101);
	if (date_day(d) == 0) return d + (to ? date_month_length(date_year(d), date_month(d)) : 1);
	return d;
}

static void read_filter(const struct request *req, const struct masters *m, const struct field *f, struct search_filter *filter)
{
	*filter = (struct search_filter){ .field = f, .text = STR_NONE };
	if (field_is_str(f)) {
		if (f->flags & WORDS) filter->text = request_query(req, f->column);
	} else if (f->flags & FILTER) {
		filter->bits = read_codes(req, m, f);
		if (f->type == TYPE_DATE || f->type == TYPE_INT) {
			filter->from = read_bound(req, f, "from");
			filter->to = read_bound(req, f, "to");
		}
	}
}

void search_from_request(struct request *req, const struct masters *m, struct search *s)
{
	s->words = request_query(req, "q");
	s->page = request_query_int(req, "page", 1, PAGE_MAX, 1);
	for (ENTITY_FIELDS(s->entity, f)) {
		if (s->filters == SEARCH_FILTERS_MAX) break;
		struct search_filter filter;
		read_filter(req, m, f, &filter);
		if (filter.bits || filter.from || filter.to || filter.text.n) s->filter[s->filters++] = filter;
	}
}

static void add(struct out *o, const char *name, const char *suffix, struct str value)
{
	out_fmt(o, "%s%s%s=", o->n ? "&" : "", name, suffix);
	url_encode(o, value);
}

static void add_bound(struct arena *a, struct out *o, const struct field *f, const char *suffix, int64_t v)
{
	if (v) add(o, f->column, suffix, f->type == TYPE_DATE ? date_iso(a, (date_t)v) : str_fmt(a, "%lld", (long long)v));
}

static void add_filter(struct arena *a, struct out *o, const struct masters *m, const struct search_filter *f, int64_t bits)
{
	for (; bits > 0; bits &= bits - 1) {
		int64_t num = __builtin_ctzll((uint64_t)bits) + 1;
		const struct master *row = coded(f->field) ? master_get(m, f->field->list, num) : NULL;
		if (f->field->type == TYPE_BOOL || row) add(o, f->field->column, "", row ? row->code : S("1"));
	}
	add_bound(a, o, f->field, "_from", f->from);
	add_bound(a, o, f->field, "_to", f->to);
	if (f->text.n) add(o, f->field->column, "", f->text);
}

struct str search_query(struct arena *a, const struct masters *m, const struct search *s, const struct search_filter *without,
	int64_t without_bit, int64_t page, const char *sort)
{
	struct out o = out_new(a, QUERY_MAX);
	if (s->words.n) add(&o, "q", "", s->words);
	for (size_t i = 0; i < s->filters; i++) {
		const struct search_filter *f = &s->filter[i];
		if (f == without && !without_bit) continue;
		add_filter(a, &o, m, f, f->bits & ~(f == without ? without_bit : 0));
	}
	if (sort) add(&o, "sort", "", str_of(sort));
	if (page > 1) add(&o, "page", "", str_fmt(a, "%lld", (long long)page));
	return out_view(&o);
}
