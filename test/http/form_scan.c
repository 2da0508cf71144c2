/* Forms and links of a page (form_scan.h). */
#include "../test/http/form_scan.h"

#include "core/out.h"

/* The next tag: its name and the text of its attributes; page goes on behind it. */
static bool next_tag(struct str *page, struct str *name, struct str *attrs)
{
	size_t open = str_find_char(*page, '<');
	if (open == SIZE_MAX) return false;
	struct str tag = str_skip(*page, open + 1);
	bool quoted = false;
	size_t n = 0;
	for (; n < tag.n && (quoted || tag.p[n] != '>'); n++)
		if (tag.p[n] == '"') quoted = !quoted;
	*page = str_skip(tag, n + 1);
	tag = str_left(tag, n);
	size_t blank = 0;
	while (blank < tag.n && tag.p[blank] != ' ' && tag.p[blank] != '\n') blank++;
	*name = str_left(tag, blank);
	*attrs = str_skip(tag, blank);
	return true;
}

static struct str unescaped(struct arena *a, struct str s)
{
	static const struct { struct str is, was; } entity[] = { { STR_INIT("&amp;"), STR_INIT("&") }, { STR_INIT("&lt;"), STR_INIT("<") },
		{ STR_INIT("&gt;"), STR_INIT(">") }, { STR_INIT("&quot;"), STR_INIT("\"") }, { STR_INIT("&#34;"), STR_INIT("\"") }, { STR_INIT("&#39;"), STR_INIT("'") } };
	struct out o = out_new(a, s.n + 1);
	while (s.n) {
		size_t e = 0;
		while (e < COUNT_OF(entity) && !str_starts(s, entity[e].is)) e++;
		if (e < COUNT_OF(entity)) out_str(&o, entity[e].was);
		else out_char(&o, s.p[0]);
		s = str_skip(s, e < COUNT_OF(entity) ? entity[e].is.n : 1);
	}
	return out_view(&o);
}

static bool attr(struct arena *a, struct str attrs, const char *name, struct str *value)
{
	struct str mark = str_fmt(a, " %s=\"", name);
	size_t at = str_find(attrs, mark);
	if (at == SIZE_MAX) return false;
	struct str rest = str_skip(attrs, at + mark.n);
	size_t end = str_find_char(rest, '"');
	*value = unescaped(a, str_left(rest, end == SIZE_MAX ? rest.n : end));
	return true;
}

/* Something a box of that name may take: by a part of the name, else a word. */
static struct str sensible(struct str name)
{
	static const struct { const char *part; struct str value; } known[] = {
		{ "mail", STR_INIT("visitor@example.jp") }, { "kana", STR_INIT("ヤマグチ") }, { "phone", STR_INIT("083-000-0000") },
		{ "tel", STR_INIT("083-000-0000") }, { "fax", STR_INIT("083-000-0000") }, { "postal", STR_INIT("753-0000") },
		{ "zip", STR_INIT("753-0000") }, { "url", STR_INIT("https://example.jp/") }, { "web", STR_INIT("https://example.jp/") },
		{ "password", STR_INIT("hZ7-wetzlar-92") }, { "login", STR_INIT("yamaguchi01") }, { "birth", STR_INIT("1980-04-01") },
		{ "from", STR_INIT("2027-04-01") }, { "_to", STR_INIT("2027-04-02") }, { "date", STR_INIT("2027-04-01") }, { "_on", STR_INIT("2020-04-01") },
		{ "year", STR_INIT("2020") }, { "month", STR_INIT("4") }, { "day", STR_INIT("1") }, { "count", STR_INIT("10") }, { "number", STR_INIT("10") },
	};
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (str_find(name, str_of(known[i].part)) != SIZE_MAX) return known[i].value;
	return S("やまぐち");
}

static struct scan_field *field(struct arena *a, struct scan_form *form, struct str name)
{
	for (size_t i = 0; i < form->fields.n; i++)
		if (str_eq(form->fields.v[i].name, name)) return &form->fields.v[i];
	struct scan_field *f = vec_add(a, &form->fields);
	f->name = name;
	return f;
}

static void take(struct scan_field *f, struct str value)
{
	f->value = value;
	f->sent = true;
}

/* A box that must be ticked is ticked; of several radios or boxes of a name the first is. Of the buttons the first
 * that is a step forward, as Enter would press it. */
static void add_field(struct arena *a, struct scan_form *form, struct str tag, struct str attrs)
{
	struct str name, value = STR_NONE, type = STR_NONE, other;
	if (!attr(a, attrs, "name", &name)) return;
	(void)attr(a, attrs, "type", &type);
	bool given = attr(a, attrs, "value", &value);
	if (str_is(name, "csrf")) {
		form->csrf = value;
		return;
	}
	struct scan_field *f = field(a, form, name);
	if (str_is(type, "file")) f->file = true;
	else if (str_is(tag, "button") || str_is(type, "submit")) {
		bool aside = attr(a, attrs, "formaction", &other) || (attr(a, attrs, "class", &other) && str_find(other, S("btn-text")) != SIZE_MAX) ||
			str_is(value, "postal") || str_is(value, "back");
		if (!aside && !f->sent) take(f, value);
	} else if (str_is(type, "hidden")) take(f, value);
	else if (str_is(type, "radio") || str_is(type, "checkbox")) {
		if (!f->sent || str_find(attrs, S(" checked")) != SIZE_MAX) take(f, given ? value : S("on"));
	} else take(f, given && value.n ? value : sensible(name));
}

static void add_options(struct arena *a, struct scan_form *form, struct str rest, struct str select)
{
	struct str name, tag, attrs, value;
	if (!attr(a, select, "name", &name)) return;
	struct scan_field *f = field(a, form, name);
	while (next_tag(&rest, &tag, &attrs) && !str_is(tag, "/select"))
		if (str_is(tag, "option") && attr(a, attrs, "value", &value) && (!f->value.n || str_find(attrs, S(" selected")) != SIZE_MAX)) take(f, value);
}

void scan_page(struct arena *a, struct str page, struct scan_forms *forms)
{
	struct str tag, attrs, value;
	struct scan_form *form = NULL;
	while (next_tag(&page, &tag, &attrs)) {
		if (str_is(tag, "form") && attr(a, attrs, "method", &value) && str_eq_nocase(value, S("post"))) {
			form = vec_add(a, forms);
			(void)attr(a, attrs, "action", &form->action);
			form->multipart = attr(a, attrs, "enctype", &value) && str_is(value, "multipart/form-data");
		} else if (str_is(tag, "/form")) form = NULL;
		else if (form && str_is(tag, "select")) add_options(a, form, page, attrs);
		else if (form && (str_is(tag, "input") || str_is(tag, "textarea") || str_is(tag, "button"))) add_field(a, form, tag, attrs);
	}
}

bool scan_link(struct arena *a, struct str *page, struct str *href)
{
	struct str tag, attrs;
	while (next_tag(page, &tag, &attrs))
		if (str_is(tag, "a") && attr(a, attrs, "href", href) && str_starts(*href, S("/"))) return true;
	return false;
}
