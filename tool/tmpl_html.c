/* The HTML side of the template compiler (tmpl_html.h). */
#include "tmpl_html.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What the compiler knows of an element. */
enum {
	E_VOID = 1,   /* has no end tag */
	E_PLAIN = 2,  /* contains text, no elements */
	E_EMPTY = 4,  /* must be written without content */
	E_BLOCK = 8,  /* a <p> would be closed by it */
	E_LABEL = 16, /* needs a label */
	E_REFUSED = 32
};
static const struct element {
	const char *name;
	unsigned is;
} element[] = {
	{ "area", E_VOID }, { "br", E_VOID }, { "col", E_VOID }, { "hr", E_VOID | E_BLOCK }, { "img", E_VOID },
	{ "input", E_VOID | E_LABEL }, { "link", E_VOID }, { "meta", E_VOID }, { "source", E_VOID },
	{ "track", E_VOID }, { "wbr", E_VOID },
	{ "title", E_PLAIN }, { "textarea", E_PLAIN | E_LABEL }, { "select", E_LABEL },
	{ "script", E_EMPTY }, { "style", E_EMPTY }, { "iframe", E_EMPTY },
	{ "address", E_BLOCK }, { "article", E_BLOCK }, { "aside", E_BLOCK }, { "blockquote", E_BLOCK },
	{ "details", E_BLOCK }, { "div", E_BLOCK }, { "dl", E_BLOCK }, { "fieldset", E_BLOCK },
	{ "figure", E_BLOCK }, { "footer", E_BLOCK }, { "form", E_BLOCK }, { "h1", E_BLOCK }, { "h2", E_BLOCK },
	{ "h3", E_BLOCK }, { "h4", E_BLOCK }, { "h5", E_BLOCK }, { "h6", E_BLOCK }, { "header", E_BLOCK },
	{ "hgroup", E_BLOCK }, { "main", E_BLOCK }, { "menu", E_BLOCK }, { "nav", E_BLOCK }, { "ol", E_BLOCK },
	{ "p", E_BLOCK }, { "pre", E_BLOCK }, { "search", E_BLOCK }, { "section", E_BLOCK },
	{ "table", E_BLOCK }, { "ul", E_BLOCK },
	{ "applet", E_REFUSED }, { "base", E_REFUSED }, { "embed", E_REFUSED }, { "frame", E_REFUSED },
	{ "frameset", E_REFUSED }, { "listing", E_REFUSED }, { "noembed", E_REFUSED },
	{ "noframes", E_REFUSED }, { "object", E_REFUSED }, { "plaintext", E_REFUSED }, { "xmp", E_REFUSED },
};
/* Elements that may not stand inside another of the same name. */
static const char *const not_nested[] = { "a", "button", "form", "label", "option" };
static const char *const url_attr[] = { "href", "src", "action", "formaction", "poster", "cite", "data", "xlink:href" };
static const char *const refused_attr[] = { "style", "srcdoc", "http-equiv", "ping", "manifest", "background" };

#define ONE_OF(s, list) one_of((s), (list), COUNT_OF(list))

static bool one_of(struct str s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(s, list[i])) return true;
	return false;
}

static unsigned element_is(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(element); i++)
		if (str_is(name, element[i].name)) return element[i].is;
	return 0;
}

void tmpl_refuse(struct tmpl *t, int line, const char *fmt, ...)
{
	if (t->fault_line) return;
	char text[400];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	t->fault_line = line;
	t->fault = str_dup(t->arena, str_of(text));
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_name(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.'; }

static struct str word_take(struct tmpl *t)
{
	struct str s = str_dup(t->arena, out_view(&t->word));
	t->word.n = 0;
	return s;
}

static struct str lower(struct tmpl *t, struct str s)
{
	char *p = arena_alloc(t->arena, s.n + 1);
	for (size_t i = 0; i < s.n; i++) p[i] = (s.p[i] >= 'A' && s.p[i] <= 'Z') ? (char)(s.p[i] + 32) : s.p[i];
	return (struct str){ p, s.n };
}

static const struct tmpl_attr *attr_find(const struct tmpl_state *s, const char *name, bool certain)
{
	for (size_t i = 0; i < s->attrs; i++)
		if (str_is(s->attr[i].name, name) && (s->attr[i].certain || !certain)) return &s->attr[i];
	return NULL;
}

static struct str attr_value(const struct tmpl_state *s, const char *name)
{
	const struct tmpl_attr *a = attr_find(s, name, false);
	return a ? a->value : STR_NONE;
}

static bool inside(const struct tmpl_state *s, const char *name)
{
	for (size_t i = 0; i < s->depth; i++)
		if (str_is(s->open[i].name, name)) return true;
	return false;
}

/* ---- attributes ---- */

static void attr_start(struct tmpl *t)
{
	struct str name = lower(t, word_take(t));
	struct tmpl_state *s = &t->s;
	if (str_starts(name, S("on")) || ONE_OF(name, refused_attr)) {
		tmpl_refuse(t, t->line, "the attribute %.*s is not allowed", STR_ARG(name));
	} else if (attr_find(s, str_cz(t->arena, name), false)) {
		tmpl_refuse(t, t->line, "the attribute %.*s stands twice", STR_ARG(name));
	} else if (s->attrs == TMPL_ATTRS) {
		tmpl_refuse(t, t->line, "more than %d attributes", TMPL_ATTRS);
	} else {
		s->attr[s->attrs++] = (struct tmpl_attr){ .name = name, .certain = true };
	}
	t->word_dynamic = false;
}

static bool address_scheme_ok(struct str v)
{
	static const char *const scheme[] = { "https://", "http://", "mailto:", "tel:" };
	for (size_t i = 0; i < COUNT_OF(scheme); i++)
		if (str_starts(v, str_of(scheme[i]))) return true;
	size_t colon = str_find_char(v, ':'), slash = str_find_char(v, '/');
	return colon == SIZE_MAX || slash < colon;
}

static void id_add(struct tmpl *t, struct str value)
{
	if (t->loops) tmpl_refuse(t, t->line, "the literal id \"%.*s\" stands in a loop and would appear twice", STR_ARG(value));
	for (size_t i = 0; i < t->id.n; i++)
		if (t->id.v[i].active && str_eq(t->id.v[i].value, value))
			tmpl_refuse(t, t->line, "the id \"%.*s\" stands already in line %d", STR_ARG(value), t->id.v[i].line);
	*vec_add(t->arena, &t->id) = (struct tmpl_id){ value, t->line, true };
}

/* The value of the last attribute is complete. */
static void attr_end(struct tmpl *t)
{
	struct tmpl_state *s = &t->s;
	if (t->fault_line || !s->attrs) return;
	struct tmpl_attr *a = &s->attr[s->attrs - 1];
	a->value = word_take(t);
	a->dynamic = t->word_dynamic;
	if (s->address != A_NONE && !a->dynamic && !address_scheme_ok(a->value))
		tmpl_refuse(t, t->line, "the address \"%.*s\" has a scheme that is not allowed", STR_ARG(a->value));
	if (str_is(a->name, "id") && !a->dynamic) id_add(t, a->value);
	if (str_is(a->name, "for") && str_is(s->tag, "label")) *vec_add(t->arena, &t->label_for) = a->value;
	if ((str_is(a->name, "method") || str_is(a->name, "formmethod") || str_is(a->name, "type")) && a->dynamic &&
	    !str_is(s->tag, "input"))
		tmpl_refuse(t, t->line, "the attribute %.*s must be literal here", STR_ARG(a->name));
	if (str_is(a->name, "formmethod") && str_eq_nocase(a->value, S("post")))
		tmpl_refuse(t, t->line, "formmethod=\"post\" is not allowed: use a form with method=\"post\"");
	s->address = A_NONE;
}

/* ---- elements ---- */

static void check_control(struct tmpl *t)
{
	struct tmpl_state *s = &t->s;
	static const char *const no_label[] = { "hidden", "submit", "button", "reset", "image" };
	struct str type = attr_value(s, "type");
	if (str_is(s->tag, "input") && ONE_OF(type, no_label)) {
		if (str_is(type, "image") && !attr_find(s, "alt", true)) tmpl_refuse(t, s->tag_line, "<input type=\"image\"> without alt");
		return;
	}
	if (attr_find(s, "aria-label", true) || attr_find(s, "aria-labelledby", true) || inside(s, "label")) return;
	*vec_add(t->arena, &t->control) = (struct tmpl_control){ s->tag, attr_value(s, "id"), s->tag_line };
}

static void check_nesting(struct tmpl *t)
{
	const struct tmpl_state *s = &t->s;
	if (ONE_OF(s->tag, not_nested) && inside(s, str_cz(t->arena, s->tag)))
		tmpl_refuse(t, s->tag_line, "<%.*s> inside <%.*s>", STR_ARG(s->tag), STR_ARG(s->tag));
	if ((element_is(s->tag) & E_BLOCK) && s->depth && str_is(s->open[s->depth - 1].name, "p"))
		tmpl_refuse(t, s->tag_line, "<%.*s> inside <p>: the browser would close the paragraph", STR_ARG(s->tag));
}

static enum place place_inside(const struct tmpl_state *s, unsigned is)
{
	if (is & E_PLAIN) return inside(s, "svg") ? P_TEXT : P_PLAIN;
	if ((is & E_EMPTY) && str_is(s->tag, "script") && str_is(attr_value(s, "type"), "application/ld+json")) return P_JSON;
	return (is & E_EMPTY) ? P_EMPTY : P_TEXT;
}

static void element_open(struct tmpl *t, bool self_closed)
{
	struct tmpl_state *s = &t->s;
	unsigned is = element_is(s->tag);
	check_nesting(t);
	if (str_is(s->tag, "img") && !attr_find(s, "alt", true)) tmpl_refuse(t, s->tag_line, "<img> without alt");
	if (is & E_LABEL) check_control(t);
	s->place = P_TEXT;
	if (is & E_VOID) return;
	if (self_closed) {
		if (!inside(s, "svg") && !str_is(s->tag, "svg"))
			tmpl_refuse(t, s->tag_line, "<%.*s/> does not close the element: write an end tag", STR_ARG(s->tag));
		return;
	}
	if (s->depth == TMPL_DEPTH) {
		tmpl_refuse(t, s->tag_line, "elements nested deeper than %d", TMPL_DEPTH);
		return;
	}
	s->open[s->depth++] = (struct tmpl_open){ .name = s->tag, .line = s->tag_line,
		.post = str_is(s->tag, "form") && str_eq_nocase(attr_value(s, "method"), S("post")) };
	s->place = place_inside(s, is);
	if (str_is(s->tag, "textarea")) out_char(t->lit, '\n'); /* the parser drops the first one */
}

static void element_close(struct tmpl *t)
{
	struct tmpl_state *s = &t->s;
	struct str name = lower(t, word_take(t));
	s->place = P_TEXT;
	if (!s->depth) {
		tmpl_refuse(t, t->line, "</%.*s> closes nothing", STR_ARG(name));
		return;
	}
	struct tmpl_open *o = &s->open[s->depth - 1];
	if (!str_eq(o->name, name)) {
		tmpl_refuse(t, t->line, "</%.*s> but <%.*s> of line %d is open", STR_ARG(name), STR_ARG(o->name), o->line);
		return;
	}
	if (o->post && !o->csrf) tmpl_refuse(t, o->line, "a method=\"post\" form without {{ call csrf(...) }}");
	s->depth--;
}

/* ---- one byte in each place ---- */

static void enter_tag_open(struct tmpl *t)
{
	t->s.place = P_TAG_OPEN;
	t->word.n = 0;
}

static void in_text(struct tmpl *t, char c)
{
	if (c == '<') enter_tag_open(t);
}

static void in_plain(struct tmpl *t, char c)
{
	const struct tmpl_open *o = &t->s.open[t->s.depth - 1];
	if (c == '<') enter_tag_open(t);
	else if (t->s.place == P_EMPTY && !is_space(c))
		tmpl_refuse(t, t->line, "<%.*s> with content: put it into a file under asset/", STR_ARG(o->name));
	else if (t->s.place == P_JSON && !is_space(c))
		tmpl_refuse(t, t->line, "<script type=\"application/ld+json\"> takes one value and nothing else");
}

static void in_tag_open(struct tmpl *t, char c)
{
	struct tmpl_state *s = &t->s;
	const struct tmpl_open *o = s->depth ? &s->open[s->depth - 1] : NULL;
	if (c == '/') {
		s->place = P_END_NAME;
	} else if (o && (element_is(o->name) & (E_PLAIN | E_EMPTY)) && !inside(s, "svg")) {
		tmpl_refuse(t, t->line, "< inside <%.*s>", STR_ARG(o->name));
	} else if (c == '!') {
		s->place = P_DECL;
	} else if (is_letter(c)) {
		out_char(&t->word, c);
		s->place = P_TAG_NAME;
		s->tag_line = t->line;
		s->attrs = 0;
	} else {
		tmpl_refuse(t, t->line, "a < that begins no tag: write &lt;");
	}
}

static void tag_name_end(struct tmpl *t)
{
	t->s.tag = lower(t, word_take(t));
	if (element_is(t->s.tag) & E_REFUSED) tmpl_refuse(t, t->line, "<%.*s> is not allowed", STR_ARG(t->s.tag));
}

static void in_tag(struct tmpl *t, char c)
{
	struct tmpl_state *s = &t->s;
	if (is_space(c)) s->place = P_TAG;
	else if (c == '>') element_open(t, false);
	else if (c == '/') s->place = P_TAG_SLASH;
	else if (s->place == P_TAG_TIGHT) tmpl_refuse(t, t->line, "white space is needed before an attribute");
	else if (!is_letter(c)) tmpl_refuse(t, t->line, "an attribute may not begin with '%c'", c);
	else {
		out_char(&t->word, c);
		s->place = P_ATTR_NAME;
	}
}

static void in_tag_name(struct tmpl *t, char c)
{
	if (is_name(c)) {
		out_char(&t->word, c);
		return;
	}
	tag_name_end(t);
	t->s.place = P_TAG_TIGHT;
	in_tag(t, c);
}

static void in_end_name(struct tmpl *t, char c)
{
	if (is_name(c)) out_char(&t->word, c);
	else if (c == '>') element_close(t);
	else if (!is_space(c)) tmpl_refuse(t, t->line, "an end tag holds a name only");
}

static void in_tag_slash(struct tmpl *t, char c)
{
	if (c == '>') element_open(t, true);
	else tmpl_refuse(t, t->line, "a / inside a tag that is not />");
}

static void in_attr_name(struct tmpl *t, char c)
{
	if (is_name(c)) {
		out_char(&t->word, c);
		return;
	}
	attr_start(t);
	if (c == '=') t->s.place = P_ATTR_EQ;
	else {
		t->s.place = P_TAG_TIGHT;
		in_tag(t, c);
	}
}

static void in_attr_eq(struct tmpl *t, char c)
{
	struct tmpl_state *s = &t->s;
	bool address = s->attrs && ONE_OF(s->attr[s->attrs - 1].name, url_attr);
	s->address = address ? A_START : A_NONE;
	if (c == '"') s->place = P_VALUE;
	else if (is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '#' || c == '/') {
		out_char(&t->word, c);
		s->place = P_VALUE_BARE;
	} else tmpl_refuse(t, t->line, "the value of an attribute must stand in double quotes");
}

static void in_value(struct tmpl *t, char c)
{
	struct tmpl_state *s = &t->s;
	if (c == '"') {
		attr_end(t);
		s->place = P_TAG_TIGHT;
		return;
	}
	if (c == '<') tmpl_refuse(t, t->line, "a < inside a value: write &lt; (or is a quote missing?)");
	out_char(&t->word, c);
	if (s->address == A_NONE) return;
	if (s->address == A_WHOLE) tmpl_refuse(t, t->line, "an address that begins with a value holds nothing else");
	else if (c == '#') s->address = A_FRAGMENT;
	else if (c == '?' && s->address != A_FRAGMENT) s->address = A_QUERY;
	else if (s->address == A_START) s->address = A_PATH;
}

static void in_value_bare(struct tmpl *t, char c)
{
	if (c == '"' || c == '\'' || c == '`' || c == '<' || c == '=') {
		tmpl_refuse(t, t->line, "the value of an attribute must stand in double quotes");
	} else if (is_space(c) || c == '>') {
		attr_end(t);
		t->s.place = P_TAG;
		in_tag(t, c);
	} else {
		out_char(&t->word, c);
	}
}

static void in_decl(struct tmpl *t, char c)
{
	out_char(&t->word, c);
	struct str w = out_view(&t->word);
	if (str_is(w, "--")) {
		t->s.place = P_COMMENT;
		t->lit->n -= 4; /* <!-- is literal text that was kept until here */
		t->word.n = 0;
	} else if (c == '>') {
		if (!str_eq_nocase(w, S("doctype html>"))) tmpl_refuse(t, t->line, "only <!doctype html> and comments may begin with <!");
		t->word.n = 0;
		t->s.place = P_TEXT;
	}
}

static void in_comment(struct tmpl *t, char c)
{
	out_char(&t->word, c);
	if (str_ends(out_view(&t->word), S("-->"))) {
		t->word.n = 0;
		t->s.place = P_TEXT;
	}
}

void tmpl_feed(struct tmpl *t, char c)
{
	static void (*const feed[])(struct tmpl *, char) = {
		[P_TEXT] = in_text, [P_PLAIN] = in_plain, [P_EMPTY] = in_plain, [P_JSON] = in_plain,
		[P_TAG_OPEN] = in_tag_open, [P_TAG_NAME] = in_tag_name, [P_END_NAME] = in_end_name, [P_TAG] = in_tag,
		[P_TAG_TIGHT] = in_tag, [P_TAG_SLASH] = in_tag_slash, [P_ATTR_NAME] = in_attr_name,
		[P_ATTR_EQ] = in_attr_eq, [P_VALUE] = in_value, [P_VALUE_BARE] = in_value_bare, [P_DECL] = in_decl,
		[P_COMMENT] = in_comment
	};
	if (t->fault_line) return;
	if (t->s.place != P_COMMENT) out_char(t->lit, c);
	feed[t->s.place](t, c);
}

/* ---- directives ---- */

/* A name that a directive ends: <option{{ if, selected{{ end. */
static void settle(struct tmpl *t)
{
	if (t->s.place == P_TAG_NAME) tag_name_end(t);
	else if (t->s.place == P_ATTR_NAME) attr_start(t);
	else if (t->s.place == P_VALUE_BARE) attr_end(t);
	else return;
	t->s.place = P_TAG_TIGHT;
}

static void word_directive(struct tmpl *t, struct str source)
{
	t->word_dynamic = true;
	out_lit(&t->word, "{{");
	out_str(&t->word, source);
	out_lit(&t->word, "}}");
}

/* A literal start that leaves no doubt where the address leads. */
static bool address_anchored(struct str v)
{
	if (str_starts(v, S("?")) || str_starts(v, S("#"))) return true;
	if (str_starts(v, S("/"))) return v.n > 1 && v.p[1] != '/' && v.p[1] != '\\' && v.p[1] != '{';
	struct str rest;
	if (str_starts(v, S("https://"))) rest = str_skip(v, 8);
	else return false;
	size_t slash = str_find_char(rest, '/');
	return slash != SIZE_MAX && slash > 0 && str_find(str_left(rest, slash), S("{{")) == SIZE_MAX;
}

static const char *address_value(struct tmpl *t)
{
	struct tmpl_state *s = &t->s;
	if (s->address == A_START) {
		s->address = A_WHOLE;
		return "html_url";
	}
	if (s->address == A_WHOLE) {
		tmpl_refuse(t, t->line, "an address that begins with a value holds nothing else");
		return NULL;
	}
	if (!address_anchored(out_view(&t->word))) {
		tmpl_refuse(t, t->line, "a value may stand only behind the first path segment of a literal address");
		return NULL;
	}
	return s->address == A_QUERY ? "html_query" : "html_path";
}

static const char *attribute_value(struct tmpl *t)
{
	struct tmpl_state *s = &t->s;
	struct str name = s->attrs ? s->attr[s->attrs - 1].name : STR_NONE;
	if (str_is(name, "srcset") || str_is(name, "imagesrcset")) {
		tmpl_refuse(t, t->line, "a value inside %.*s", STR_ARG(name));
		return NULL;
	}
	return s->address == A_NONE ? "html_attr" : address_value(t);
}

static const char *const place_text[] = {
	[P_EMPTY] = "a script, style or iframe", [P_TAG_OPEN] = "a tag name", [P_TAG_NAME] = "a tag name",
	[P_END_NAME] = "an end tag", [P_TAG] = "an attribute name", [P_TAG_TIGHT] = "an attribute name",
	[P_TAG_SLASH] = "a tag name", [P_ATTR_NAME] = "an attribute name", [P_ATTR_EQ] = "an unquoted attribute",
	[P_VALUE_BARE] = "an unquoted attribute", [P_DECL] = "a comment or declaration", [P_COMMENT] = "a comment"
};

const char *tmpl_value(struct tmpl *t, struct str source)
{
	const char *writer = NULL;
	switch (t->s.place) {
	case P_TEXT: return "html_text";
	case P_PLAIN: return "html_attr"; /* struct html could end the element */
	case P_JSON: return "html_json";
	case P_VALUE:
		writer = attribute_value(t);
		word_directive(t, source);
		return writer;
	default:
		tmpl_refuse(t, t->line, "a value in %s", place_text[t->s.place]);
		return NULL;
	}
}

bool tmpl_branch(struct tmpl *t, struct str source)
{
	settle(t);
	switch (t->s.place) {
	case P_TEXT: case P_PLAIN: case P_TAG: case P_TAG_TIGHT: return true;
	case P_VALUE: word_directive(t, source); return true;
	default:
		tmpl_refuse(t, t->line, "a branch in %s", place_text[t->s.place] ? place_text[t->s.place] : "a script");
		return false;
	}
}

bool tmpl_call(struct tmpl *t, struct str function)
{
	struct tmpl_state *s = &t->s;
	if (s->place != P_TEXT) {
		tmpl_refuse(t, t->line, "a call outside of text");
		return false;
	}
	if (str_is(function, "csrf") || str_ends(function, S("_csrf")))
		for (size_t i = 0; i < s->depth; i++) s->open[i].csrf = true;
	return true;
}

/* ---- branches that meet ---- */

static bool join_place(struct tmpl_state *s, const struct tmpl_state *o)
{
	bool tag = (s->place == P_TAG || s->place == P_TAG_TIGHT) && (o->place == P_TAG || o->place == P_TAG_TIGHT);
	if (s->place != o->place && !tag) return false;
	if (tag && o->place == P_TAG_TIGHT) s->place = P_TAG_TIGHT;
	if (s->address == o->address) return true;
	if (s->address == A_START || o->address == A_START) return false;
	if (s->address != A_WHOLE && o->address != A_WHOLE) return false;
	s->address = A_WHOLE;
	return true;
}

static bool join_open(struct tmpl_state *s, const struct tmpl_state *o)
{
	if (s->depth != o->depth) return false;
	for (size_t i = 0; i < s->depth; i++) {
		if (!str_eq(s->open[i].name, o->open[i].name) || s->open[i].post != o->open[i].post) return false;
		s->open[i].csrf = s->open[i].csrf && o->open[i].csrf;
	}
	return true;
}

static bool join_attr(struct tmpl_state *s, const struct tmpl_state *o)
{
	for (size_t i = 0; i < s->attrs; i++) {
		bool both = false;
		for (size_t k = 0; k < o->attrs; k++) both = both || (o->attr[k].certain && str_eq(s->attr[i].name, o->attr[k].name));
		s->attr[i].certain = s->attr[i].certain && both;
	}
	size_t own = s->attrs;
	for (size_t k = 0; k < o->attrs; k++) {
		bool known = false;
		for (size_t i = 0; i < own; i++) known = known || str_eq(s->attr[i].name, o->attr[k].name);
		if (known) continue;
		if (s->attrs == TMPL_ATTRS) return false;
		s->attr[s->attrs] = o->attr[k];
		s->attr[s->attrs++].certain = false;
	}
	return true;
}

void tmpl_join(struct tmpl *t, const struct tmpl_state *other, int line)
{
	struct tmpl_state *s = &t->s;
	if (t->fault_line) return;
	bool in_tag = s->place == P_TAG || s->place == P_TAG_TIGHT;
	bool ok = join_place(s, other) && join_open(s, other);
	if (ok && in_tag) ok = str_eq(s->tag, other->tag) && join_attr(s, other);
	if (ok && s->place == P_VALUE) ok = s->attrs == other->attrs;
	if (!ok) tmpl_refuse(t, t->line, "the branches since line %d end in different places of the markup", line);
}

/* ---- functions ---- */

void tmpl_begin(struct tmpl *t)
{
	t->s = (struct tmpl_state){ .place = P_TEXT };
	t->id.n = t->control.n = t->label_for.n = t->word.n = 0;
	t->loops = 0;
}

static bool has_label(const struct tmpl *t, const struct tmpl_control *c)
{
	for (size_t i = 0; c->id.n && i < t->label_for.n; i++)
		if (str_eq(t->label_for.v[i], c->id)) return true;
	return false;
}

void tmpl_finish(struct tmpl *t)
{
	const struct tmpl_state *s = &t->s;
	if (s->place != P_TEXT && s->place < P_TAG_OPEN) tmpl_refuse(t, t->line, "the function ends inside an element");
	if (s->place != P_TEXT) tmpl_refuse(t, t->line, "the function ends inside %s", place_text[s->place] ? place_text[s->place] : "a value");
	if (s->depth) {
		const struct tmpl_open *o = &s->open[s->depth - 1];
		tmpl_refuse(t, o->line, "<%.*s> is not closed", STR_ARG(o->name));
	}
	for (size_t i = 0; i < t->control.n; i++)
		if (!has_label(t, &t->control.v[i]))
			tmpl_refuse(t, t->control.v[i].line, "<%.*s> without a label or aria-label", STR_ARG(t->control.v[i].name));
}
