/* The builder of the sanitiser's tree (rich_tree.h): whatever comes, the tree stays well-formed. */
#include "html/rich_tree.h"

#include <limits.h>
#include <string.h>

#include "core/utf8.h"
#include "html/rich_token.h"
#include "html/url.h"

const struct rich_tag_rule rich_tag_rule[R_TAGS] = {
	[R_ROOT] = { "", HOLDS_FLOW }, [R_P] = { "p", HOLDS_RUNS }, [R_H2] = { "h2", HOLDS_RUNS },
	[R_H3] = { "h3", HOLDS_RUNS }, [R_H4] = { "h4", HOLDS_RUNS }, [R_H5] = { "h5", HOLDS_RUNS },
	[R_H6] = { "h6", HOLDS_RUNS }, [R_PRE] = { "pre", HOLDS_RUNS }, [R_DT] = { "dt", HOLDS_RUNS },
	[R_CAPTION] = { "caption", HOLDS_RUNS }, [R_FIGCAPTION] = { "figcaption", HOLDS_RUNS },
	[R_UL] = { "ul", HOLDS_ITEMS }, [R_OL] = { "ol", HOLDS_ITEMS }, [R_LI] = { "li", HOLDS_FLOW },
	[R_DL] = { "dl", HOLDS_TERMS }, [R_DD] = { "dd", HOLDS_FLOW }, [R_BLOCKQUOTE] = { "blockquote", HOLDS_FLOW },
	[R_TABLE] = { "table", HOLDS_SECTIONS }, [R_THEAD] = { "thead", HOLDS_ROWS }, [R_TBODY] = { "tbody", HOLDS_ROWS },
	[R_TR] = { "tr", HOLDS_CELLS }, [R_TD] = { "td", HOLDS_FLOW }, [R_TH] = { "th", HOLDS_FLOW },
	[R_FIGURE] = { "figure", HOLDS_FLOW }, [R_HR] = { "hr", HOLDS_NOTHING }, [R_EMBED] = { "div", HOLDS_NOTHING }
};
enum { COST_NODE = 64, COST_RUN = 80 };
static const struct rich_attributes no_attributes = { .id = STR_INIT(""), .lang = STR_INIT(""), .scope = STR_INIT(""), .start = INT_MIN };

static struct rich_node *top(const struct rich_doc *d) { return d->open[d->depth - 1].node; }
static enum rich_holds holds(const struct rich_node *n) { return rich_tag_rule[n->tag].holds; }
static bool is_cell(enum rich_tag t) { return t == R_TD || t == R_TH; }
static bool is_heading(enum rich_tag t) { return t >= R_H2 && t <= R_H6; }
static bool full(const struct rich_doc *d) { return d->used > d->max; }

static void push(struct rich_doc *d, struct rich_node *n)
{
	ASSERT(d->depth < COUNT_OF(d->open));
	d->open[d->depth].node = n;
	d->open[d->depth++].formats = d->formats;
}

static struct rich_node *append(struct rich_doc *d, enum rich_tag tag, const struct rich_attributes *at)
{
	struct rich_node *parent = top(d), *n = ARENA_NEW(d->arena, struct rich_node);
	n->tag = tag;
	n->at = at ? *at : no_attributes;
	n->first_run = d->run.n;
	if (d->pending_id.n && !n->at.id.n) n->at.id = d->pending_id;
	d->pending_id = STR_NONE;
	if (parent->last) parent->last->next = n;
	else parent->first = n;
	parent->last = n;
	d->used += COST_NODE + n->at.id.n;
	push(d, n);
	return n;
}

struct rich_doc *rich_doc_new(struct arena *a, bool classic, size_t max)
{
	struct rich_doc *d = ARENA_NEW(a, struct rich_doc);
	d->arena = a;
	d->classic = classic;
	d->max = max;
	d->text = out_new(a, max * 2 + 4096);
	d->pending_id = STR_NONE;
	d->root = ARENA_NEW(a, struct rich_node);
	d->root->at = no_attributes;
	push(d, d->root);
	return d;
}

/* ---- lines ---- */

static struct rich_run *last_run(struct rich_doc *d)
{
	struct rich_node *line = top(d);
	return line->runs ? &d->run.v[d->run.n - 1] : NULL;
}

/* A paragraph that is nothing but an address: an embed, or a link. */
static void address_line(struct rich_doc *d, struct rich_node *line)
{
	struct rich_run *r = line->runs == 1 ? &d->run.v[line->first_run] : NULL;
	if (line->tag != R_P || !r || r->kind != RUN_TEXT || r->formats) return;
	struct str text = str_trim((struct str){ d->text.p + r->start, r->n });
	struct url u;
	if (!str_starts(text, S("http://")) && !str_starts(text, S("https://"))) return;
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] <= 32 || (unsigned char)text.p[i] > 126) return;
	const struct rich_embed *e = rich_embed_find(d->arena, text, STR_NONE, false);
	if (e) {
		line->tag = R_EMBED;
		line->embed = e;
		d->used += 8 * e->src.n + 600;
	} else if (url_checked(d->arena, text, &u) && u.s.n <= 2000) {
		r->formats = 1 << F_LINK;
		r->href = u.s;
		d->used += u.s.n * 5;
	}
}

static void line_end(struct rich_doc *d)
{
	struct rich_node *line = top(d);
	if (holds(line) != HOLDS_RUNS) return;
	for (struct rich_run *r; line->tag == R_PRE && (r = last_run(d)) && r->kind == RUN_TEXT;) {
		while (r->n && d->text.p[r->start + r->n - 1] == '\n') r->n--;
		if (r->n) break;
		line->runs--; /* nothing but line breaks: read again it would be nothing */
		d->run.n--;
	}
	address_line(d, line);
	d->depth--;
	d->breaks = d->newlines = 0;
	d->space = false;
}

static void pop(struct rich_doc *d)
{
	struct rich_node *n = top(d);
	if (holds(n) == HOLDS_RUNS) {
		line_end(d);
		return;
	}
	d->depth--;
	bool own = n->tag == R_LI || n->tag == R_DD || n->tag == R_BLOCKQUOTE || is_cell(n->tag);
	if (own && d->formats > d->open[d->depth].formats) d->formats = d->open[d->depth].formats;
}

/* Makes the top a container of blocks. A list inside a list goes into its last item. */
static void to_flow(struct rich_doc *d, bool list)
{
	line_end(d);
	struct rich_node *n = top(d);
	switch (holds(n)) {
	case HOLDS_ITEMS:
		if (list && n->last) push(d, n->last);
		else append(d, R_LI, NULL);
		break;
	case HOLDS_TERMS: append(d, R_DD, NULL); break;
	case HOLDS_SECTIONS: append(d, R_TBODY, NULL); FALLTHROUGH;
	case HOLDS_ROWS: append(d, R_TR, NULL); FALLTHROUGH;
	case HOLDS_CELLS: append(d, R_TD, NULL); break;
	case HOLDS_NOTHING: case HOLDS_RUNS: case HOLDS_FLOW: break;
	}
}

/* What a blank or a break between two runs takes over: the formats that both have. */
static uint8_t common(const struct rich_run *r, uint8_t set, struct str href, struct str *link)
{
	uint8_t both = r->formats & set;
	if ((both & 1 << F_LINK) && !str_eq(r->href, href)) both &= (uint8_t)~(1u << F_LINK);
	*link = both & 1 << F_LINK ? href : STR_NONE;
	return both;
}

static uint8_t formats_now(const struct rich_doc *d, struct str *href)
{
	uint8_t set = 0;
	*href = STR_NONE;
	for (size_t i = 0; i < d->formats; i++) {
		set |= (uint8_t)(1u << d->format[i].kind);
		if (d->format[i].kind == F_LINK) *href = d->format[i].href;
	}
	return set;
}

static void push_break(struct rich_doc *d, struct rich_node *line)
{
	struct str href, link;
	uint8_t set = formats_now(d, &href);
	uint8_t both = common(&d->run.v[d->run.n - 1], set, href, &link);
	*vec_add(d->arena, &d->run) = (struct rich_run){ .kind = RUN_BREAK, .formats = both, .href = link };
	line->runs++;
	d->used += COST_RUN;
	d->space = false;
}

/* The line that takes text now, with the break that was waiting. */
static struct rich_node *line_for_content(struct rich_doc *d)
{
	struct rich_node *line = top(d);
	bool flow_line = line->tag == R_P;
	bool implicit = line->implicit;
	if (holds(line) == HOLDS_RUNS && flow_line && d->breaks > 1 && line->runs) {
		line_end(d);
		append(d, R_P, NULL)->implicit = implicit;
	} else if (holds(line) != HOLDS_RUNS) {
		to_flow(d, false);
		append(d, R_P, NULL)->implicit = true;
	} else if (d->breaks && line->runs) {
		push_break(d, line);
	}
	d->breaks = d->newlines = 0;
	if (d->pending_id.n && !top(d)->at.id.n) top(d)->at.id = d->pending_id;
	d->pending_id = STR_NONE;
	return top(d);
}

/* ---- formats ---- */

void rich_format_on(struct rich_doc *d, enum rich_format kind, struct str href)
{
	if (kind == F_LINK) rich_format_off(d, F_LINK);
	if (d->formats == RICH_FORMATS) return;
	d->format[d->formats].kind = kind;
	d->format[d->formats++].href = href;
}

void rich_format_off(struct rich_doc *d, enum rich_format kind)
{
	for (size_t i = d->formats; i-- > 0;) {
		if (d->format[i].kind != kind) continue;
		memmove(&d->format[i], &d->format[i + 1], (d->formats - i - 1) * sizeof d->format[0]);
		d->formats--;
		return;
	}
}

/* ---- runs ---- */

static void add_bytes(struct rich_doc *d, struct rich_node *line, uint8_t set, struct str href, struct str bytes)
{
	struct rich_run *r = line->runs ? &d->run.v[d->run.n - 1] : NULL;
	bool same = r && r->kind == RUN_TEXT && r->formats == set && str_eq(r->href, href);
	if (!same) {
		*vec_add(d->arena, &d->run) = (struct rich_run){ .kind = RUN_TEXT, .formats = set, .href = href, .start = d->text.n };
		r = &d->run.v[d->run.n - 1];
		line->runs++;
		d->used += COST_RUN + href.n * 5;
	}
	out_str(&d->text, bytes);
	r->n += bytes.n;
}

static void add_space(struct rich_doc *d, struct rich_node *line, uint8_t set, struct str href)
{
	struct rich_run *r = line->runs ? &d->run.v[d->run.n - 1] : NULL;
	if (d->space && r && r->kind != RUN_BREAK) {
		struct str link;
		uint8_t both = common(r, set, href, &link);
		add_bytes(d, line, both, link, S(" "));
		d->used++;
	}
	d->space = false;
}

static bool is_blank(uint32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f'; }

static void add_blank(struct rich_doc *d, uint32_t c)
{
	struct rich_node *line = top(d);
	if (holds(line) != HOLDS_RUNS || !line->runs) return;
	d->space = true;
	if (c != '\n' || !d->classic) return;
	d->newlines++;
	if (d->breaks < d->newlines) d->breaks = d->newlines;
}

static size_t cost_of(uint32_t c)
{
	return c == '"' ? 6 : c == '&' || c == '\'' ? 5 : c == '<' || c == '>' || c > 0x7FF ? 4 : 2;
}

void rich_add_char(struct rich_doc *d, uint32_t c)
{
	if (c == UINT32_MAX || full(d)) return;
	bool pre = top(d)->tag == R_PRE;
	if (is_blank(c) && !pre) {
		add_blank(d, c);
		return;
	}
	if (pre && c == '\n' && !top(d)->runs) return;
	struct rich_node *line = line_for_content(d);
	struct str href;
	char b[4];
	uint8_t set = formats_now(d, &href);
	add_space(d, line, set, href);
	add_bytes(d, line, set, href, (struct str){ b, utf8_put(c, b) });
	d->used += cost_of(c);
	if (!is_blank(c) && c != 0xA0 && c != 0x3000 && c != 0x200B) line->visible = true;
}

void rich_add_text(struct rich_doc *d, struct str raw)
{
	uint32_t c;
	while ((c = rich_char(&raw))) rich_add_char(d, c);
}

void rich_add_break(struct rich_doc *d)
{
	if (top(d)->tag == R_PRE) rich_add_char(d, '\n');
	else if (holds(top(d)) == HOLDS_RUNS) d->breaks++;
}

void rich_add_image(struct rich_doc *d, const struct rich_image *image)
{
	if (full(d)) return;
	struct rich_node *line = line_for_content(d);
	struct str href;
	uint8_t set = formats_now(d, &href);
	add_space(d, line, set, href);
	*vec_add(d->arena, &d->run) = (struct rich_run){ .kind = RUN_IMAGE, .formats = set, .href = href, .image = image };
	line->runs++;
	line->visible = true;
	d->used += COST_RUN + href.n * 5 + (image->src.n + image->alt.n) * 6;
}

void rich_anchor(struct rich_doc *d, struct str id)
{
	struct rich_node *n = top(d);
	if (holds(n) == HOLDS_RUNS && n->runs && !n->at.id.n) n->at.id = id;
	else d->pending_id = id;
}

/* ---- blocks ---- */

void rich_edge(struct rich_doc *d)
{
	struct rich_node *n = top(d);
	if (n->tag == R_PRE) rich_add_char(d, '\n');
	else if (n->tag == R_P) line_end(d);
	else if (holds(n) == HOLDS_RUNS && !d->breaks) d->breaks = 1;
}

/* Closes until the top is the nearest element that holds `what`, looking through elements that hold
 * one of the kinds in `through` (bits) and lines. False, and nothing closed, when there is none. */
static bool climb(struct rich_doc *d, unsigned what, unsigned through)
{
	size_t i = d->depth;
	for (; i > 0; i--) {
		unsigned h = 1u << holds(d->open[i - 1].node);
		if (h & what) break;
		if (!(h & through) && h != 1u << HOLDS_RUNS) return false;
	}
	if (!i) return false;
	while (d->depth > i) pop(d);
	return true;
}

/* How many are open down to the list that an item (R_LI, R_DD) would belong to; 0: there is none. */
static size_t list_of(const struct rich_doc *d, enum rich_tag item, enum rich_holds kind)
{
	size_t i = d->depth;
	while (i > 1 && (d->open[i - 1].node->tag == item || holds(d->open[i - 1].node) == HOLDS_RUNS)) i--;
	return holds(d->open[i - 1].node) == kind ? i : 0;
}

static bool open_item(struct rich_doc *d)
{
	size_t i = list_of(d, R_LI, HOLDS_ITEMS);
	if (i) {
		while (d->depth > i) pop(d);
	} else {
		to_flow(d, false);
		append(d, R_UL, NULL);
	}
	return true;
}

static bool open_term(struct rich_doc *d)
{
	size_t i = list_of(d, R_DD, HOLDS_TERMS);
	if (i) {
		while (d->depth > i) pop(d);
	} else {
		to_flow(d, false);
		append(d, R_DL, NULL);
	}
	return true;
}

enum { ANY = ~0u, SECTIONS = 1u << HOLDS_SECTIONS, ROWS = 1u << HOLDS_ROWS, CELLS = 1u << HOLDS_CELLS };

/* A part of a table: false when there is no table to be part of. */
static bool open_part(struct rich_doc *d, enum rich_tag tag)
{
	if (is_cell(tag)) {
		if (!climb(d, SECTIONS | ROWS | CELLS, ANY)) return false;
		if (holds(top(d)) == HOLDS_SECTIONS) append(d, R_TBODY, NULL);
		if (holds(top(d)) == HOLDS_ROWS) append(d, R_TR, NULL);
	} else if (tag == R_TR) {
		if (!climb(d, SECTIONS | ROWS, ANY)) return false;
		if (holds(top(d)) == HOLDS_SECTIONS) append(d, R_TBODY, NULL);
	} else {
		return climb(d, SECTIONS, ANY);
	}
	return true;
}

static bool nearest_is_figure(const struct rich_doc *d)
{
	const struct rich_node *n = top(d);
	if (holds(n) == HOLDS_RUNS) n = d->open[d->depth - 2].node;
	return n->tag == R_FIGURE;
}

/* Prepares the place for `tag`; false = it becomes a mere edge. */
static bool make_place(struct rich_doc *d, enum rich_tag *tag)
{
	const struct rich_node *n = top(d);
	switch (*tag) {
	case R_LI: return open_item(d);
	case R_DT: case R_DD: return open_term(d);
	case R_CAPTION: case R_THEAD: case R_TBODY: case R_TR: case R_TD: case R_TH: return open_part(d, *tag);
	case R_P:
		if (holds(n) == HOLDS_RUNS && n->tag != R_P) return false;
		break;
	case R_FIGCAPTION:
		if (!nearest_is_figure(d)) *tag = R_P;
		break;
	default: break;
	}
	to_flow(d, *tag == R_UL || *tag == R_OL);
	return true;
}

/* Nesting counts what a container brings with it (a table its part, row and cell) when it is opened, and its parts not
 * at all: so it is the same whether the parts were written or added here, and a second run refuses nothing that the
 * first let through. */
static size_t weight(enum rich_tag t)
{
	static const unsigned char w[R_TAGS] = { [R_TABLE] = 4, [R_UL] = 2, [R_OL] = 2, [R_DL] = 2, [R_BLOCKQUOTE] = 1, [R_FIGURE] = 1 };
	return w[t];
}

static bool too_deep(const struct rich_doc *d, enum rich_tag tag)
{
	size_t n = 0;
	for (size_t i = 0; i < d->depth; i++) n += weight(d->open[i].node->tag);
	if (n < RICH_DEPTH) return false;
	if (tag == R_LI) return !list_of(d, R_LI, HOLDS_ITEMS);
	if (tag == R_DT || tag == R_DD) return !list_of(d, R_DD, HOLDS_TERMS);
	return weight(tag) > 0;
}

void rich_open(struct rich_doc *d, enum rich_tag tag, const struct rich_attributes *at)
{
	if (full(d)) return;
	if (too_deep(d, tag)) {
		d->ignored[tag]++;
		rich_edge(d);
		return;
	}
	enum rich_tag real = tag;
	if (!make_place(d, &real)) {
		rich_edge(d);
		return;
	}
	append(d, real, at);
	if (real == R_HR) d->depth--;
}

void rich_add_embed(struct rich_doc *d, const struct rich_embed *e)
{
	if (full(d)) return;
	to_flow(d, false);
	append(d, R_EMBED, NULL)->embed = e;
	d->used += 8 * e->src.n + 6 * e->title.n + 600;
	d->depth--;
}

void rich_close(struct rich_doc *d, enum rich_tag tag)
{
	if (d->ignored[tag]) {
		d->ignored[tag]--;
		rich_edge(d);
		return;
	}
	bool part = tag >= R_TABLE && tag <= R_TH;
	for (size_t i = d->depth; i > 1; i--) {
		enum rich_tag t = d->open[i - 1].node->tag;
		bool match = t == tag || (is_heading(t) && is_heading(tag)) || (tag == R_FIGCAPTION && t == R_P);
		if (match) {
			while (d->depth >= i) pop(d);
			return;
		}
		if ((!part && is_cell(t)) || t == R_TABLE) break;
		if ((tag == R_P || is_heading(tag)) && holds(d->open[i - 1].node) != HOLDS_RUNS) break;
	}
	rich_edge(d);
}

/* ---- the end ---- */

static bool is_empty(const struct rich_node *n)
{
	switch (holds(n)) {
	case HOLDS_RUNS: return !n->visible;
	case HOLDS_NOTHING: return false;
	default: return !n->first && !is_cell(n->tag);
	}
}

static void prune(struct rich_node *n)
{
	struct rich_node *last = NULL, *next;
	for (struct rich_node *c = n->first; c; c = next) {
		next = c->next;
		prune(c);
		if (!is_empty(c)) {
			last = c;
			continue;
		}
		if (last) last->next = next;
		else n->first = next;
	}
	n->last = last;
}

void rich_finish(struct rich_doc *d)
{
	while (d->depth > 1) pop(d);
	prune(d->root);
}
