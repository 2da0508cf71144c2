/* The sanitiser (html/rich.h): reads foreign markup token by token and builds a tree of what is allowed.
 * Elements are known by the tables below and by nothing else.
 */
#include "html/rich.h"

#include <limits.h>
#include <string.h>

#include "core/utf8.h"
#include "html/rich_token.h"
#include "html/rich_tree.h"
#include "html/url.h"

enum { RICH_MAX = 4 << 20, URL_MAX = 2000, ALT_MAX = 1000, NUMBER_MAX = 10000 };

enum what { BLOCK, FORMAT, EDGE, BREAK, LINK, IMAGE, FRAME, RAW, NOTHING };
static const struct element {
	const char *name;
	enum what what;
	int is; /* enum rich_tag, enum rich_format */
} element[] = {
	{ "p", BLOCK, R_P }, { "h1", BLOCK, R_H2 }, { "h2", BLOCK, R_H2 }, { "h3", BLOCK, R_H3 }, { "h4", BLOCK, R_H4 },
	{ "h5", BLOCK, R_H5 }, { "h6", BLOCK, R_H6 }, { "pre", BLOCK, R_PRE }, { "ul", BLOCK, R_UL }, { "menu", BLOCK, R_UL },
	{ "dir", BLOCK, R_UL }, { "ol", BLOCK, R_OL }, { "li", BLOCK, R_LI }, { "dl", BLOCK, R_DL }, { "dt", BLOCK, R_DT },
	{ "dd", BLOCK, R_DD }, { "blockquote", BLOCK, R_BLOCKQUOTE }, { "table", BLOCK, R_TABLE },
	{ "caption", BLOCK, R_CAPTION }, { "thead", BLOCK, R_THEAD }, { "tbody", BLOCK, R_TBODY }, { "tfoot", BLOCK, R_TBODY },
	{ "tr", BLOCK, R_TR }, { "td", BLOCK, R_TD }, { "th", BLOCK, R_TH }, { "figure", BLOCK, R_FIGURE },
	{ "figcaption", BLOCK, R_FIGCAPTION }, { "hr", BLOCK, R_HR },
	{ "strong", FORMAT, F_STRONG }, { "b", FORMAT, F_STRONG }, { "em", FORMAT, F_EM }, { "i", FORMAT, F_EM },
	{ "cite", FORMAT, F_EM }, { "dfn", FORMAT, F_EM }, { "del", FORMAT, F_DEL }, { "s", FORMAT, F_DEL },
	{ "strike", FORMAT, F_DEL }, { "sub", FORMAT, F_SUB }, { "sup", FORMAT, F_SUP }, { "code", FORMAT, F_CODE },
	{ "kbd", FORMAT, F_CODE }, { "samp", FORMAT, F_CODE }, { "tt", FORMAT, F_CODE },
	{ "br", BREAK, 0 }, { "a", LINK, 0 }, { "img", IMAGE, 0 }, { "iframe", FRAME, 0 },
	{ "div", EDGE, 0 }, { "section", EDGE, 0 }, { "article", EDGE, 0 }, { "header", EDGE, 0 }, { "footer", EDGE, 0 },
	{ "main", EDGE, 0 }, { "aside", EDGE, 0 }, { "nav", EDGE, 0 }, { "center", EDGE, 0 }, { "address", EDGE, 0 },
	{ "form", EDGE, 0 }, { "fieldset", EDGE, 0 }, { "legend", EDGE, 0 }, { "details", EDGE, 0 }, { "summary", EDGE, 0 },
	{ "body", EDGE, 0 }, { "html", EDGE, 0 }, { "hgroup", EDGE, 0 }, { "search", EDGE, 0 },
	{ "script", RAW, 0 }, { "style", RAW, 0 }, { "template", RAW, 0 }, { "noscript", RAW, 0 }, { "noembed", RAW, 0 },
	{ "noframes", RAW, 0 }, { "textarea", RAW, 0 }, { "title", RAW, 0 }, { "xmp", RAW, 0 }, { "svg", RAW, 0 }, { "math", RAW, 0 },
	{ "object", RAW, 0 }, { "applet", RAW, 0 }, { "select", RAW, 0 }, { "audio", RAW, 0 }, { "video", RAW, 0 }, { "head", RAW, 0 },
	{ "span", NOTHING, 0 }, { "font", NOTHING, 0 }, { "u", NOTHING, 0 }, { "small", NOTHING, 0 }, { "big", NOTHING, 0 },
	{ "abbr", NOTHING, 0 }, { "q", NOTHING, 0 }, { "mark", NOTHING, 0 }, { "time", NOTHING, 0 }, { "ins", NOTHING, 0 },
	{ "label", NOTHING, 0 }, { "ruby", NOTHING, 0 }, { "rb", NOTHING, 0 }, { "rt", NOTHING, 0 }, { "rp", NOTHING, 0 },
};

struct reader {
	struct arena *arena;
	struct rich_doc *doc;
	struct rich_lexer lexer;
	const struct rich_options *options;
	struct rich_report *report;
};

static const struct element *element_of(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(element); i++)
		if (strcmp(element[i].name, name) == 0) return &element[i];
	return NULL;
}

/* ---- addresses ---- */

/* An address of this program ("/x", "#x", "?x") with everything percent-encoded that must be. */
static bool local_url(struct arena *a, struct str s, struct str *out)
{
	bool slash = s.n && s.p[0] == '/';
	if (!s.n || s.n > URL_MAX || (!slash && s.p[0] != '#' && s.p[0] != '?')) return false;
	if (slash && s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\')) return false;
	struct out o = out_new(a, URL_MAX * 3 + 1);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < 0x20 || c == 0x7F || c == '\\') return false;
		bool keep = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/?#=&%+:@!$*,;", c);
		if (keep) out_char(&o, (char)c);
		else out_fmt(&o, "%%%02X", c);
	}
	*out = out_view(&o);
	return true;
}

static bool contact_url(struct arena *a, struct str s, struct str *out)
{
	bool mail = s.n > 7 && str_eq_nocase(str_left(s, 7), S("mailto:"));
	bool tel = s.n > 4 && str_eq_nocase(str_left(s, 4), S("tel:"));
	if (!mail && !tel) return false;
	struct str rest = str_skip(s, mail ? 7 : 4);
	size_t query = str_find_char(rest, '?');
	if (query != SIZE_MAX) rest = str_left(rest, query);
	if (!rest.n || rest.n > 254) return false;
	for (size_t i = 0; i < rest.n; i++) {
		unsigned char c = (unsigned char)rest.p[i];
		if (c <= 0x20 || c >= 0x7F || strchr("\"'<>\\()[]", c) || (tel && !strchr("+-0123456789", c))) return false;
	}
	*out = str_cat(a, mail ? S("mailto:") : S("tel:"), rest);
	return true;
}

static bool address(struct reader *r, struct str raw, bool is_image, struct str *out)
{
	struct str s = str_trim(rich_decode(r->arena, raw));
	struct url u;
	if (r->options && r->options->map_url) s = r->options->map_url(r->options->ctx, r->arena, s, is_image);
	if (local_url(r->arena, s, out)) return is_image ? s.p[0] == '/' : true;
	if (is_image) return false;
	if (contact_url(r->arena, s, out)) return true;
	if (s.n > URL_MAX || !url_checked(r->arena, s, &u)) return false;
	*out = u.s;
	return true;
}

/* ---- attributes ---- */

static int number_of(const struct rich_token *t, const char *name, int otherwise)
{
	struct str raw;
	int64_t v;
	return rich_attr(t, name, &raw) && str_int(str_trim(raw), -NUMBER_MAX, NUMBER_MAX, &v) ? (int)v : otherwise;
}

/* A name we would have given: letters, digits, - and _; else none. */
static struct str word_of(struct reader *r, const struct rich_token *t, const char *name, size_t max)
{
	struct str raw;
	if (!rich_attr(t, name, &raw)) return STR_NONE;
	struct str s = str_trim(rich_decode(r->arena, raw));
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) return STR_NONE;
	}
	return s.n <= max ? s : STR_NONE;
}

static struct rich_attributes attributes_of(struct reader *r, const struct rich_token *t, enum rich_tag tag)
{
	bool cell = tag == R_TD || tag == R_TH;
	struct str scope = tag == R_TH ? word_of(r, t, "scope", 8) : STR_NONE;
	bool known = str_is(scope, "col") || str_is(scope, "row") || str_is(scope, "colgroup") || str_is(scope, "rowgroup");
	int colspan = cell ? number_of(t, "colspan", 0) : 0, rowspan = cell ? number_of(t, "rowspan", 0) : 0;
	return (struct rich_attributes){
		.id = word_of(r, t, "id", 60), .lang = word_of(r, t, "lang", 20), .scope = known ? scope : STR_NONE,
		.start = tag == R_OL ? number_of(t, "start", INT_MIN) : INT_MIN,
		.colspan = colspan > 1 && colspan <= 100 ? colspan : 0, .rowspan = rowspan > 1 && rowspan <= 1000 ? rowspan : 0,
	};
}

/* ---- elements ---- */

static void link_start(struct reader *r, const struct rich_token *t)
{
	struct str raw, href, name = word_of(r, t, "name", 60);
	if (!rich_attr(t, "href", &raw)) {
		if (!name.n) name = word_of(r, t, "id", 60);
		if (name.n) rich_anchor(r->doc, name);
		return;
	}
	if (address(r, raw, false, &href)) rich_format_on(r->doc, F_LINK, href);
	else r->report->dropped_urls++;
}

static void image_start(struct reader *r, const struct rich_token *t)
{
	struct str raw, src, alt = STR_NONE;
	if (!rich_attr(t, "src", &raw)) return;
	bool has_alt = rich_attr(t, "alt", &alt);
	alt = str_clip(str_trim(rich_decode(r->arena, alt)), ALT_MAX);
	if (!address(r, raw, true, &src)) {
		r->report->dropped_urls++;
		for (struct str rest = alt; rest.n;) rich_add_char(r->doc, utf8_next(&rest)); /* what it showed is still said */
		return;
	}
	r->report->images++;
	if (!has_alt || !alt.n) r->report->images_without_alt++;
	struct rich_image *i = ARENA_NEW(r->arena, struct rich_image);
	*i = (struct rich_image){ .src = src, .alt = alt };
	i->width = number_of(t, "width", 0);
	i->height = number_of(t, "height", 0);
	rich_add_image(r->doc, i);
}

/* True when it was an embed we know. */
static bool embed_start(struct reader *r, struct str raw_src, struct str raw_title)
{
	struct str src = str_trim(rich_decode(r->arena, raw_src));
	const struct rich_embed *e = rich_embed_find(r->arena, src, rich_decode(r->arena, raw_title), true);
	if (!e) return false;
	rich_add_embed(r->doc, e);
	r->report->embeds++;
	return true;
}

static void frame_start(struct reader *r, const struct rich_token *t)
{
	struct str src = STR_NONE, title = STR_NONE, href;
	rich_attr(t, "src", &src);
	rich_attr(t, "title", &title);
	(void)rich_skip_raw(&r->lexer, "iframe");
	if (embed_start(r, src, title)) return;
	r->report->dropped_urls++;
	if (!src.n || !address(r, src, false, &href) || href.p[0] == '/') return;
	rich_open(r->doc, R_P, NULL); /* a frame of an unknown host becomes a link to what it showed */
	rich_format_on(r->doc, F_LINK, href);
	for (struct str rest = href; rest.n;) rich_add_char(r->doc, utf8_next(&rest));
	rich_format_off(r->doc, F_LINK);
	rich_close(r->doc, R_P);
}

/* Our own stored form of an embed: <div class="embed" data-embed data-title> ... </div>. */
static bool stored_embed(struct reader *r, const struct rich_token *t)
{
	struct str class = STR_NONE, src, title = STR_NONE;
	if (strcmp(t->name, "div") != 0 || !rich_attr(t, "data-embed", &src)) return false;
	rich_attr(t, "class", &class);
	rich_attr(t, "data-title", &title);
	if (!str_is(class, "embed") || !embed_start(r, src, title)) return false;
	struct rich_token inner;
	for (int depth = 1; depth > 0;) {
		rich_next(&r->lexer, &inner);
		if (inner.kind == RICH_END) break;
		if (strcmp(inner.name, "div") == 0) depth += inner.kind == RICH_START ? 1 : inner.kind == RICH_STOP ? -1 : 0;
	}
	return true;
}

static void start(struct reader *r, const struct rich_token *t)
{
	const struct element *e = element_of(t->name);
	if (!e) {
		r->report->dropped_elements++;
		return;
	}
	switch (e->what) {
	case BLOCK: {
		struct rich_attributes at = attributes_of(r, t, (enum rich_tag)e->is);
		rich_open(r->doc, (enum rich_tag)e->is, &at);
		break;
	}
	case FORMAT: rich_format_on(r->doc, (enum rich_format)e->is, STR_NONE); break;
	case BREAK: rich_add_break(r->doc); break;
	case LINK: link_start(r, t); break;
	case IMAGE: image_start(r, t); break;
	case FRAME: frame_start(r, t); break;
	case RAW:
		(void)rich_skip_raw(&r->lexer, t->name);
		r->report->dropped_elements++;
		break;
	case EDGE:
		if (!stored_embed(r, t)) rich_edge(r->doc);
		break;
	case NOTHING: break;
	}
	for (size_t i = 0; i < t->attrs; i++)
		r->report->dropped_attributes += str_is(t->attr[i].name, "style") || str_starts(t->attr[i].name, S("on"));
}

static void stop(struct reader *r, const struct rich_token *t)
{
	const struct element *e = element_of(t->name);
	if (!e) return;
	switch (e->what) {
	case BLOCK:
		if (e->is != R_HR) rich_close(r->doc, (enum rich_tag)e->is);
		break;
	case FORMAT: rich_format_off(r->doc, (enum rich_format)e->is); break;
	case LINK: rich_format_off(r->doc, F_LINK); break;
	case EDGE: rich_edge(r->doc); break;
	case BREAK: rich_add_break(r->doc); break;
	case IMAGE: case FRAME: case RAW: case NOTHING: break;
	}
}

/* ---- shortcodes ---- */

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* The shortcode that begins at s ("[name attributes]content[/name]"); how long it is, or 0. */
static size_t shortcode_at(struct arena *a, struct str s, struct str *name, struct str *attributes, struct str *content)
{
	size_t n = 1;
	while (n < s.n && is_name(s.p[n])) n++;
	if (n == 1 || n > 40) return 0;
	*name = (struct str){ s.p + 1, n - 1 };
	size_t end = str_find_char(s, ']');
	if (end == SIZE_MAX || end > 4000 || (end > n && s.p[n] != ' ' && s.p[n] != '/' && s.p[n] != '\n')) return 0;
	*attributes = str_trim((struct str){ s.p + n, end - n });
	*content = STR_NONE;
	size_t close = str_find(str_skip(s, end + 1), str_fmt(a, "[/%.*s]", STR_ARG(*name)));
	if (close == SIZE_MAX || close > 100000) return end + 1;
	*content = (struct str){ s.p + end + 1, close };
	return end + 1 + close + name->n + 3;
}

/* The source with its shortcodes expanded, outside of tags. [[x]] is [x]. Not nested: what comes out is
 * not looked at again. At most 500 of them, so that many unclosed ones stay linear. */
static struct str expand(struct arena *a, struct str source, const struct rich_options *o, size_t max)
{
	if (str_find_char(source, '[') == SIZE_MAX) return source;
	struct out out = out_new(a, max);
	bool in_tag = false;
	int left = 500;
	for (size_t i = 0; i < source.n;) {
		struct str rest = str_skip(source, i), name, attributes, content;
		char c = rest.p[0];
		if (c == '<' || c == '>') in_tag = c == '<' && rest.n > 1 && (is_name(rest.p[1]) || rest.p[1] == '/' || rest.p[1] == '!');
		if (c == '[' && !in_tag && left > 0) {
			if (rest.n > 1 && rest.p[1] == '[') {
				size_t end = str_find(rest, S("]]"));
				if (end != SIZE_MAX && end < 4000) {
					left--;
					out_bytes(&out, rest.p + 1, end);
					i += end + 2;
					continue;
				}
			}
			size_t n = shortcode_at(a, rest, &name, &attributes, &content);
			left -= n > 0;
			if (n && o->shortcode(o->ctx, a, name, attributes, content, &out)) {
				i += n;
				continue;
			}
		}
		out_char(&out, c);
		i++;
	}
	return out_view(&out);
}

/* ---- the whole ---- */

static struct rich_doc *read(struct arena *a, struct str source, const struct rich_options *options, struct rich_report *report)
{
	size_t max = options && options->max ? options->max : RICH_MAX, replaced;
	source = utf8_repair(a, str_left(source, max * 4), &replaced);
	if (options && options->shortcode) source = expand(a, source, options, max * 4);
	bool classic = options && options->classic && str_find(source, S("<!-- wp:")) == SIZE_MAX;
	struct reader r = { a, rich_doc_new(a, classic, max), { source, 0 }, options, report };
	struct rich_token *t = ARENA_NEW(a, struct rich_token);
	for (rich_next(&r.lexer, t); t->kind != RICH_END; rich_next(&r.lexer, t)) {
		if (t->kind == RICH_TEXT) rich_add_text(r.doc, t->raw);
		else if (t->kind == RICH_START) start(&r, t);
		else if (t->kind == RICH_STOP) stop(&r, t);
	}
	rich_finish(r.doc);
	return r.doc;
}

static struct html write(struct arena *a, struct rich_doc *d, bool open_embeds)
{
	struct out o = out_new(a, SIZE_MAX / 4);
	rich_write(d, &o, open_embeds);
	return html_from_out(&o);
}

struct html rich_clean(struct arena *a, struct str source, const struct rich_options *options, struct rich_report *report)
{
	struct rich_report none;
	if (!report) report = &none;
	*report = (struct rich_report){ 0 };
	return write(a, read(a, source, options, report), false);
}

struct html rich_load(struct arena *a, struct str stored)
{
	struct rich_report none = { 0 };
	return write(a, read(a, stored, NULL, &none), false);
}

struct html rich_load_open(struct arena *a, struct str stored)
{
	struct rich_report none = { 0 };
	return write(a, read(a, stored, NULL, &none), true);
}

struct str rich_text(struct arena *a, struct str stored)
{
	struct rich_report none = { 0 };
	struct out o = out_new(a, SIZE_MAX / 4);
	rich_write_text(read(a, stored, NULL, &none), &o);
	return out_view(&o);
}

static void hosts(const struct rich_node *n, struct out *o)
{
	for (const struct rich_node *c = n->first; c; c = c->next) {
		hosts(c, o);
		if (!c->embed || str_find(out_view(o), c->embed->origin) != SIZE_MAX) continue;
		if (o->n) out_char(o, ' ');
		out_str(o, c->embed->origin);
	}
}

struct str rich_embed_hosts(struct arena *a, struct str stored)
{
	if (str_find(stored, S("data-embed")) == SIZE_MAX) return STR_NONE;
	struct rich_report none = { 0 };
	struct out o = out_new(a, 4096);
	hosts(read(a, stored, NULL, &none)->root, &o);
	return out_view(&o);
}

/* The http(s) address at the start of s: ASCII without blanks, quotes and brackets, without the punctuation of
 * the sentence at its end; 0 bytes when there is none. */
static size_t address_length(struct str s)
{
	if (!str_starts(s, S("http://")) && !str_starts(s, S("https://"))) return 0;
	size_t n = 0;
	while (n < s.n && s.p[n] > 0x20 && s.p[n] < 0x7F && !strchr("<>\"'()[]{}|\\^`", s.p[n])) n++;
	while (n && strchr(".,;:!?", s.p[n - 1])) n--;
	return n <= URL_MAX ? n : 0;
}

/* Escaped first, so that nothing of the text is markup; then read as a classic body would be. */
struct html html_paragraphs(struct arena *a, struct str text)
{
	struct out o = out_new(a, SIZE_MAX / 4);
	while (text.n) {
		size_t at = str_find(text, S("http"));
		if (at == SIZE_MAX) at = text.n;
		html_text_str(&o, str_left(text, at));
		text = str_skip(text, at);
		size_t n = address_length(text);
		if (n) {
			out_lit(&o, "<a href=\"");
			html_attr_str(&o, str_left(text, n));
			out_lit(&o, "\">");
			html_text_str(&o, str_left(text, n));
			out_lit(&o, "</a>");
		} else if (text.n) {
			n = 1;
			html_text_str(&o, str_left(text, 1));
		}
		text = str_skip(text, n);
	}
	return rich_clean(a, out_view(&o), &(struct rich_options){ .classic = true }, NULL);
}
