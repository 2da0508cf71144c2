/* Filling the parts of list pages: figures of rows, pager, dates as markup. */
#include "ui/list.h"

#include "core/utf8.h"
#include "ui/date.html.h"

enum { NEAR_DAYS = 14 }; /* a deadline this close is drawn in red */

static const char *const weekday_word[] = { "日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日" };

static void row_day(struct arena *a, struct row *r, date_t today)
{
	r->is_day = true;
	r->iso = date_iso(a, r->day);
	r->month = date_month(r->day) ? str_fmt(a, "%d月", date_month(r->day)) : STR_NONE;
	r->number = date_day(r->day) ? str_fmt(a, "%d", date_day(r->day)) : STR_NONE;
	if (date_day(r->day))
		r->weekday = str_of(weekday_word[date_weekday(r->day)]);
	bool soon = date_year(r->day) == date_year(today) || (r->day >= today && date_to_days(r->day) - date_to_days(today) < 180);
	if (!soon)
		r->year = str_fmt(a, "%d年", date_year(r->day));
}

void rows_add(struct arena *a, struct row_list *rows, const struct row *from, date_t today)
{
	struct row *r = vec_add(a, rows);
	*r = *from;
	if (r->figure == FIGURE_DAY && r->day)
		row_day(a, r, today);
	if (r->figure == FIGURE_DAYS_LEFT) {
		r->is_left = true;
		r->near = r->days_left < NEAR_DAYS;
		if (r->days_left == 0) {
			r->is_left = false;
			r->is_text = true;
			r->figure_text = S("本日締切");
		}
	}
	if (r->figure == FIGURE_TEXT)
		r->is_text = r->figure_text.n > 0;
}

struct html date_html(struct arena *a, date_t d)
{
	if (!d)
		return HTML_NONE;
	struct out o = out_new(a, 256);
	date_time(&o, date_iso(a, d), date_ja(a, d));
	return page_body(&o);
}

struct html date_range_html(struct arena *a, date_t from, date_t to)
{
	if (!from && !to)
		return HTML_NONE;
	if (from == to)
		return date_html(a, from);
	struct out o = out_new(a, 1024);
	date_range(&o, date_html(a, from), date_html(a, to));
	return page_body(&o);
}

struct html text_html(struct arena *a, struct str text)
{
	return text.n ? html_marked(a, text, NULL, 0) : HTML_NONE;
}

struct str excerpt(struct arena *a, struct str text, size_t characters)
{
	struct out o = out_new(a, characters * 4 + 16);
	size_t n = 0;
	bool gap = false;
	uint32_t c;
	while (text.n && n < characters) {
		char buffer[4];
		c = utf8_next(&text);
		if (c == '\n' || c == '\t' || c == ' ' || c == 0x3000) {
			gap = n > 0;
			continue;
		}
		if (gap)
			out_char(&o, ' ');
		gap = false;
		out_bytes(&o, buffer, utf8_put(c, buffer));
		n++;
	}
	if (str_trim(text).n)
		out_lit(&o, "…");
	return out_view(&o);
}

struct html excerpt_html(struct arena *a, struct str text, const struct str *words, size_t n)
{
	enum { LONG_ENOUGH = 100 };
	struct str line = excerpt(a, text, LONG_ENOUGH);
	return line.n ? html_marked(a, line, words, n) : HTML_NONE;
}

/* ---- pager ---- */

int64_t pager_offset(int64_t page, int64_t per_page)
{
	return page < 1 ? 0 : (page - 1) * per_page;
}

static void pager_add(struct arena *a, struct pager *p, size_t *cap, struct pager_item item)
{
	p->v = vec_room(a, p->v, sizeof(*p->v), p->n, cap);
	p->v[p->n++] = item;
}

struct pager pager_make(struct arena *a, int64_t total, int64_t per_page, int64_t page, struct url (*url_of)(void *, int64_t), void *ctx)
{
	struct pager p = { .total = total, .pages = (total + per_page - 1) / per_page };
	size_t cap = 0;
	p.page = page < 1 ? 1 : page > p.pages && p.pages ? p.pages : page;
	p.from = total ? pager_offset(p.page, per_page) + 1 : 0;
	p.to = p.page * per_page < total ? p.page * per_page : total;
	p.any = p.pages > 1;
	if (!p.any)
		return p;
	int64_t last = 0;
	for (int64_t i = 1; i <= p.pages; i++) { /* pages are few: at most total / per_page */
		bool near = i >= p.page - 1 && i <= p.page + 1;
		if (i != 1 && i != p.pages && !near)
			continue;
		if (i > last + 1)
			pager_add(a, &p, &cap, (struct pager_item){ .gap = true });
		pager_add(a, &p, &cap, (struct pager_item){ str_fmt(a, "%lld", (long long)i), url_of(ctx, i), i == p.page, false });
		last = i;
	}
	p.has_back = p.page > 1;
	p.has_next = p.page < p.pages;
	p.back = p.has_back ? url_of(ctx, p.page - 1) : URL_NONE;
	p.next = p.has_next ? url_of(ctx, p.page + 1) : URL_NONE;
	return p;
}
