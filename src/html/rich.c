/* The sanitiser (html/rich.h): foreign elements to the builder's calls. What an element becomes is one
 * row of `rule`; where it may stand is rich_tree.c; how it is printed is rich_out.c. */
#include "html/rich.h"

#include <limits.h>
#include <string.h>

#include "core/utf8.h"
#include "html/rich_shortcode.h"
#include "html/rich_token.h"
#include "html/rich_tree.h"

enum { DEFAULT_MAX = 4 << 20, URL_MAX_BYTES = 2000 };

enum act { THROUGH, EDGE, OPEN, FORMAT, LINK, BREAK, IMAGE, FRAME, MEDIA, RULE, SKIP, DIV };
static const struct rule {
	const char *name;
	enum act act;
	int arg; /* enum rich_tag or enum rich_format */
} rule[] = {
	{ "a", LINK, 0 }, { "p", OPEN, R_P }, { "br", BREAK, 0 }, { "div", DIV, 0 }, { "img", IMAGE, 0 },
	{ "strong", FORMAT, F_STRONG }, { "b", FORMAT, F_STRONG }, { "em", FORMAT, F_EM }, { "i", FORMAT, F_EM },
	{ "del", FORMAT, F_DEL }, { "s", FORMAT, F_DEL }, { "strike", FORMAT, F_DEL }, { "sub", FORMAT, F_SUB },
	{ "sup", FORMAT, F_SUP }, { "code", FORMAT, F_CODE }, { "tt", FORMAT, F_CODE }, { "kbd", FORMAT, F_CODE },
	{ "samp", FORMAT, F_CODE }, { "h1", OPEN, R_H2 }, { "h2", OPEN, R_H2 }, { "h3", OPEN, R_H3 }, { "h4", OPEN, R_H4 },
	{ "h5", OPEN, R_H5 }, { "h6", OPEN, R_H6 }, { "ul", OPEN, R_UL }, { "menu", OPEN, R_UL }, { "dir", OPEN, R_UL },
	{ "ol", OPEN, R_OL }, { "li", OPEN, R_LI }, { "dl", OPEN, R_DL }, { "dt", OPEN, R_DT }, { "dd", OPEN, R_DD },
	{ "blockquote", OPEN, R_BLOCKQUOTE }, { "pre", OPEN, R_PRE }, { "table", OPEN, R_TABLE }, { "caption", OPEN, R_CAPTION },
	{ "thead", OPEN, R_THEAD }, { "tbody", OPEN, R_TBODY }, { "tfoot", OPEN, R_TBODY }, { "tr", OPEN, R_TR },
	{ "td", OPEN, R_TD }, { "th", OPEN, R_TH }, { "figure", OPEN, R_FIGURE }, { "figcaption", OPEN, R_FIGCAPTION },
	{ "hr", RULE, R_HR }, { "iframe", FRAME, 0 }, { "video", MEDIA, 0 }, { "audio", MEDIA, 1 }, { "source", MEDIA, 2 },
	{ "section", EDGE, 0 }, { "article", EDGE, 0 }, { "main", EDGE, 0 }, { "header", EDGE, 0 }, { "footer", EDGE, 0 },
	{ "nav", EDGE, 0 }, { "aside", EDGE, 0 }, { "center", EDGE, 0 }, { "address", EDGE, 0 }, { "details", EDGE, 0 },
	{ "summary", EDGE, 0 }, { "form", EDGE, 0 }, { "fieldset", EDGE, 0 }, { "legend", EDGE, 0 }, { "body", EDGE, 0 },
	{ "html", EDGE, 0 }, { "hgroup", EDGE, 0 },
	{ "script", SKIP, 0 }, { "style", SKIP, 0 }, { "xmp", SKIP, 0 }, { "noembed", SKIP, 0 }, { "noframes", SKIP, 0 },
};

struct cleaner {
	struct arena *arena;
	const struct rich_options *opt;
	struct rich_report *report;
	struct rich_doc *doc;
	struct rich_lexer lexer;
	int embed_depth; /* > 0: inside a div.embed, whose content we make ourselves */
	bool media;      /* inside <video> or <audio> that had no address yet */
};

static const struct rule *rule_of(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(rule); i++)
		if (!strcmp(rule[i].name, name)) return &rule[i];
	return NULL;
}

/* ---- addresses ---- */

static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
static int hex(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

/* Percent-encodes what may not stand in an address; valid triples stay. */
static struct str encoded(struct arena *a, struct str s)
{
	struct out o = out_new(a, s.n * 3 + 16);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool triple = c == '%' && i + 2 < s.n && is_hex(s.p[i + 1]) && is_hex(s.p[i + 2]);
		if (triple || (c > 32 && c < 127 && !strchr("\"<>\\^`{|}%'", c))) out_char(&o, (char)c);
		else out_fmt(&o, "%%%02X", c);
	}
	return out_view(&o);
}

/* Our name of an anchor somebody else named: "b-" in front, so that it can't meet an id of the page. */
static struct str anchor(struct arena *a, struct str name)
{
	struct out o = out_new(a, name.n + 16);
	if (!name.n || name.n > 100) return STR_NONE;
	if (!str_starts(name, S("b-"))) out_lit(&o, "b-");
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c > 127;
		out_char(&o, plain ? (char)c : '_');
	}
	return out_view(&o);
}

static struct str fragment(struct arena *a, struct str s)
{
	struct out o = out_new(a, s.n + 16);
	for (size_t i = 0; i < s.n; i++) {
		bool triple = s.p[i] == '%' && i + 2 < s.n && is_hex(s.p[i + 1]) && is_hex(s.p[i + 2]);
		out_char(&o, triple ? (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2])) : s.p[i]);
		if (triple) i += 2;
	}
	struct str name = out_view(&o);
	name = anchor(a, utf8_valid(name) ? name : s);
	return name.n ? str_cat(a, S("#"), name) : STR_NONE;
}

/* The address as the browser would read it: without blanks at its ends and line breaks inside. */
static struct str address_text(struct arena *a, struct str raw)
{
	struct str s = str_trim(rich_decode(a, raw));
	struct out o = out_new(a, s.n + 16);
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 32) out_char(&o, s.p[i]);
	return str_trim(out_view(&o));
}

static bool is_own(struct str s)
{
	return s.n && s.p[0] == '/' && !(s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\'));
}

static struct str mail_or_phone(struct arena *a, struct str s)
{
	if (str_eq_nocase(str_left(s, 7), S("mailto:"))) {
		struct str address = str_skip(s, 7);
		size_t end = str_find_char(address, '?');
		if (end != SIZE_MAX) address = str_left(address, end);
		size_t at = str_find_char(address, '@');
		if (at == SIZE_MAX || at == 0 || address.n > 254) return STR_NONE;
		for (size_t i = 0; i < address.n; i++)
			if ((unsigned char)address.p[i] <= 32 || (unsigned char)address.p[i] > 126 || strchr("%\"<>&'\\", address.p[i])) return STR_NONE;
		return url_mailto(a, address).s;
	}
	if (!str_eq_nocase(str_left(s, 4), S("tel:"))) return STR_NONE;
	struct str number = url_tel(a, str_skip(s, 4)).s;
	return number.n > 6 && number.n < 30 ? number : STR_NONE;
}

/* STR_NONE = not allowed. */
static struct str address(struct cleaner *c, struct str raw, bool is_image)
{
	struct str s = address_text(c->arena, raw);
	if (!is_image && s.n && s.p[0] == '#') return fragment(c->arena, str_skip(s, 1));
	if (s.n && c->opt->map_url) s = c->opt->map_url(c->opt->ctx, c->arena, s, is_image);
	if (!s.n || s.n > URL_MAX_BYTES) return STR_NONE;
	struct str found;
	struct url u;
	if (str_starts(s, S("//"))) s = str_cat(c->arena, S("https:"), s);
	if (is_own(s)) found = encoded(c->arena, s);
	else if (is_image) return STR_NONE;
	else if (url_checked(c->arena, s, &u)) found = u.s;
	else found = mail_or_phone(c->arena, s);
	return found.n <= URL_MAX_BYTES ? found : STR_NONE;
}

/* ---- attributes ---- */

static int number_attr(const struct rich_token *t, const char *name, int least, int most, int none)
{
	struct str raw;
	int64_t v;
	if (!rich_attr(t, name, &raw)) return none;
	raw = str_trim(raw);
	if (str_ends(raw, S("px"))) raw = str_left(raw, raw.n - 2);
	return str_int(raw, least, most, &v) ? (int)v : none;
}

static struct str lang_attr(const struct rich_token *t)
{
	struct str raw;
	if (!rich_attr(t, "lang", &raw) || raw.n < 2 || raw.n > 20) return STR_NONE;
	for (size_t i = 0; i < raw.n; i++)
		if (!((raw.p[i] | 32) >= 'a' && (raw.p[i] | 32) <= 'z') && !(i > 1 && (raw.p[i] == '-' || (raw.p[i] >= '0' && raw.p[i] <= '9'))))
			return STR_NONE;
	return raw;
}

static struct str scope_attr(const struct rich_token *t)
{
	static const char *const scope[] = { "row", "col", "rowgroup", "colgroup" };
	struct str raw;
	rich_attr(t, "scope", &raw);
	for (size_t i = 0; i < COUNT_OF(scope); i++)
		if (str_eq_nocase(raw, str_of(scope[i]))) return str_of(scope[i]);
	return STR_NONE;
}

static struct str id_attr(struct cleaner *c, const struct rich_token *t, bool or_name)
{
	struct str raw;
	if (!rich_attr(t, "id", &raw) && !(or_name && rich_attr(t, "name", &raw))) return STR_NONE;
	return anchor(c->arena, rich_decode(c->arena, raw));
}

static void count_attributes(struct cleaner *c, const struct rich_token *t)
{
	static const char *const known[] = { "href", "src", "alt", "width", "height", "colspan", "rowspan", "scope", "lang", "id", "start",
		"name", "title", "data-embed", "data-title" };
	for (size_t i = 0; i < t->attrs; i++) {
		bool is_known = false;
		for (size_t k = 0; k < COUNT_OF(known); k++) is_known = is_known || str_eq_nocase(t->attr[i].name, str_of(known[k]));
		c->report->dropped_attributes += !is_known;
	}
}

/* ---- elements ---- */

static void do_open(struct cleaner *c, const struct rich_token *t, enum rich_tag tag)
{
	struct rich_attributes at = { .id = id_attr(c, t, false), .lang = lang_attr(t), .scope = STR_NONE, .start = INT_MIN };
	if (tag == R_OL) at.start = number_attr(t, "start", -100000, 100000, INT_MIN);
	if (tag == R_TH) at.scope = scope_attr(t);
	if (tag == R_TD || tag == R_TH) {
		at.colspan = number_attr(t, "colspan", 1, 100, 0);
		at.rowspan = number_attr(t, "rowspan", 1, 1000, 0);
	}
	rich_open(c->doc, tag, &at);
}

static void do_link(struct cleaner *c, const struct rich_token *t)
{
	struct str raw, id = id_attr(c, t, true);
	if (id.n) rich_anchor(c->doc, id);
	rich_format_off(c->doc, F_LINK);
	if (!rich_attr(t, "href", &raw)) return;
	struct str href = address(c, raw, false);
	if (href.n) rich_format_on(c->doc, F_LINK, href);
	else c->report->dropped_urls++;
}

static void do_image(struct cleaner *c, const struct rich_token *t)
{
	struct str raw, alt;
	rich_attr(t, "src", &raw);
	bool has_alt = rich_attr(t, "alt", &alt);
	struct str src = address(c, raw, true);
	alt = str_clip(rich_decode(c->arena, alt), 1000);
	if (!src.n) {
		c->report->dropped_urls++;
		rich_add_text(c->doc, has_alt ? str_trim(alt) : STR_NONE);
		return;
	}
	struct rich_image *m = ARENA_NEW(c->arena, struct rich_image);
	*m = (struct rich_image){ src, alt, number_attr(t, "width", 1, 10000, 0), number_attr(t, "height", 1, 10000, 0) };
	c->report->images++;
	c->report->images_without_alt += !has_alt;
	rich_add_image(c->doc, m);
}

/* What can not be shown in the page stays reachable as a link. */
static void link_instead(struct cleaner *c, struct str raw, struct str words)
{
	struct str href = address(c, raw, false);
	rich_edge(c->doc);
	if (href.n) {
		rich_format_on(c->doc, F_LINK, href);
		for (struct str rest = words.n ? words : href; rest.n;) rich_add_char(c->doc, utf8_next(&rest));
		rich_format_off(c->doc, F_LINK);
	} else {
		c->report->dropped_urls++;
	}
	rich_edge(c->doc);
}

static void do_frame(struct cleaner *c, const struct rich_token *t)
{
	struct str src, title;
	rich_attr(t, "src", &src);
	if (!src.n) rich_attr(t, "data-src", &src);
	rich_attr(t, "title", &title);
	title = rich_decode(c->arena, title);
	const struct rich_embed *e = rich_embed_find(c->arena, address_text(c->arena, src), title, true);
	rich_skip_raw(&c->lexer, "iframe");
	if (e) {
		rich_add_embed(c->doc, e);
		c->report->embeds++;
		return;
	}
	c->report->dropped_elements++;
	link_instead(c, src, title);
}

static void do_media(struct cleaner *c, const struct rich_token *t, int kind)
{
	struct str src;
	if (kind == 2 && !c->media) return;
	c->report->dropped_elements += kind != 2;
	if (rich_attr(t, "src", &src) && src.n) {
		link_instead(c, src, kind == 1 ? S("音声を聞く") : S("動画を見る"));
		c->media = false;
	} else {
		c->media = kind != 2;
	}
}

static void do_div(struct cleaner *c, const struct rich_token *t)
{
	struct str raw, title;
	rich_edge(c->doc);
	if (rich_attr(t, "data-embed", &raw)) {
		rich_attr(t, "data-title", &title);
		const struct rich_embed *e = rich_embed_find(c->arena, address_text(c->arena, raw), rich_decode(c->arena, title), true);
		if (!e) return;
		rich_add_embed(c->doc, e);
		c->report->embeds++;
		c->embed_depth = 1;
		return;
	}
	struct str id = id_attr(c, t, false);
	if (id.n) rich_anchor(c->doc, id);
}

/* <info@example.jp> and <mailto:...>: an address between angle brackets, as people write it in mails. */
static bool is_mail(const struct rich_token *t)
{
	struct str inner = str_trim(str_left(str_skip(t->raw, 1), t->raw.n - 2));
	size_t at = str_find_char(inner, '@');
	if (at == SIZE_MAX || inner.n > 254) return false;
	for (size_t i = 0; i < inner.n; i++)
		if ((unsigned char)inner.p[i] <= 32 || strchr("\"'=<>/", inner.p[i])) return false;
	return true;
}

static void start_tag(struct cleaner *c, const struct rich_token *t)
{
	const struct rule *r = rule_of(t->name);
	if (!r && is_mail(t)) {
		rich_add_text(c->doc, t->raw);
		return;
	}
	count_attributes(c, t);
	bool kept = r && r->act != SKIP && r->act != EDGE && r->act != MEDIA;
	if (!kept && (!r || r->act != MEDIA) && strcmp(t->name, "span") && strcmp(t->name, "section")) c->report->dropped_elements++;
	switch (r ? r->act : THROUGH) {
	case THROUGH: break;
	case EDGE: rich_edge(c->doc); break;
	case OPEN: do_open(c, t, (enum rich_tag)r->arg); break;
	case FORMAT: rich_format_on(c->doc, (enum rich_format)r->arg, STR_NONE); break;
	case LINK: do_link(c, t); break;
	case BREAK: rich_add_break(c->doc); break;
	case IMAGE: do_image(c, t); break;
	case FRAME: do_frame(c, t); break;
	case MEDIA: do_media(c, t, r->arg); break;
	case RULE: rich_open(c->doc, R_HR, NULL); break;
	case SKIP: rich_skip_raw(&c->lexer, t->name); break;
	case DIV: do_div(c, t); break;
	}
}

static void stop_tag(struct cleaner *c, const struct rich_token *t)
{
	const struct rule *r = rule_of(t->name);
	switch (r ? r->act : THROUGH) {
	case OPEN: rich_close(c->doc, (enum rich_tag)r->arg); break;
	case FORMAT: rich_format_off(c->doc, (enum rich_format)r->arg); break;
	case LINK: rich_format_off(c->doc, F_LINK); break;
	case EDGE: case DIV: rich_edge(c->doc); break;
	case BREAK: rich_add_break(c->doc); break; /* </br> is <br> to every browser */
	case MEDIA: c->media = false; break;
	case THROUGH: case IMAGE: case FRAME: case RULE: case SKIP: break;
	}
}

static void in_embed(struct cleaner *c, const struct rich_token *t)
{
	if (strcmp(t->name, "div")) return;
	c->embed_depth += t->kind == RICH_START ? 1 : t->kind == RICH_STOP ? -1 : 0;
}

static struct rich_doc *parse(struct arena *a, struct str source, const struct rich_options *opt, struct rich_report *report)
{
	struct cleaner c = { .arena = a, .opt = opt, .report = report };
	bool blocks = str_find(source, S("<!-- wp:")) != SIZE_MAX;
	c.lexer.src = opt->shortcode || opt->classic || blocks ? rich_shortcodes(a, source, opt) : source;
	c.doc = rich_doc_new(a, opt->classic && !blocks, opt->max ? opt->max : DEFAULT_MAX);
	struct rich_token *t = ARENA_NEW(a, struct rich_token);
	for (;;) {
		rich_next(&c.lexer, t);
		if (t->kind == RICH_END) break;
		if (c.embed_depth > 0) in_embed(&c, t);
		else if (t->kind == RICH_TEXT) rich_add_text(c.doc, t->raw);
		else if (t->kind == RICH_START) start_tag(&c, t);
		else if (t->kind == RICH_STOP) stop_tag(&c, t);
	}
	rich_finish(c.doc);
	return c.doc;
}

static struct html written(struct arena *a, struct rich_doc *d, bool open_embeds)
{
	struct out o = out_new(a, d->max * 3 + (1 << 20));
	rich_write(d, &o, open_embeds);
	ASSERT(out_ok(&o));
	return (struct html){ out_view(&o) };
}

struct html rich_clean(struct arena *a, struct str source, const struct rich_options *opt, struct rich_report *report)
{
	static const struct rich_options none = { .classic = false };
	struct rich_report own = { 0 };
	return written(a, parse(a, source, opt ? opt : &none, report ? report : &own), false);
}

static struct rich_doc *parse_stored(struct arena *a, struct str stored)
{
	static const struct rich_options none = { .classic = false };
	struct rich_report own = { 0 };
	return parse(a, stored, &none, &own);
}

struct html rich_load(struct arena *a, struct str stored)
{
	return written(a, parse_stored(a, stored), false);
}

struct html rich_load_open(struct arena *a, struct str stored)
{
	return written(a, parse_stored(a, stored), true);
}

struct str rich_text(struct arena *a, struct str stored)
{
	struct rich_doc *d = parse_stored(a, stored);
	struct out o = out_new(a, d->max * 3 + (1 << 20));
	rich_write_text(d, &o);
	return str_trim(out_view(&o));
}

/* More than `most` characters that are no blanks. */
static bool longer_than(struct str text, size_t most)
{
	size_t n = 0;
	uint32_t c;
	while (n <= most && (c = utf8_next(&text)) != 0)
		if (c != '\n' && c != '\t' && c != ' ' && c != 0x3000) n++;
	return n > most;
}

/* Without the half of a tag at its end. */
static struct str whole_tags(struct str part)
{
	for (size_t i = part.n; i > 0 && part.p[i - 1] != '>'; i--)
		if (part.p[i - 1] == '<') return str_left(part, i - 1);
	return part;
}

struct str rich_start(struct arena *a, struct str stored, size_t characters)
{
	enum { MORE = 8 }; /* what the cut may have spoilt at the end */
	for (size_t n = characters * 3 + 256; n < stored.n; n *= 4) {
		struct str text = rich_text(a, whole_tags(str_clip(stored, n)));
		if (longer_than(text, characters + MORE)) return text;
	}
	return rich_text(a, stored);
}

static void hosts_of(const struct rich_node *n, struct out *o)
{
	if (n->tag == R_EMBED && str_find(out_view(o), n->embed->origin) == SIZE_MAX) {
		if (o->n) out_char(o, ' ');
		out_str(o, n->embed->origin);
	}
	for (const struct rich_node *c = n->first; c; c = c->next) hosts_of(c, o);
}

struct str rich_embed_hosts(struct arena *a, struct str stored)
{
	struct out o = out_new(a, 4096); /* more than all hosts of the list */
	hosts_of(parse_stored(a, stored)->root, &o);
	return out_view(&o);
}
