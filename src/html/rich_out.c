/* The sanitiser's tree as markup and as text (rich_tree.h). The only place that prints tags of stored
 * bodies; every name is a literal of ours, every text and address is escaped here. */
#include "html/rich_tree.h"

#include <limits.h>
#include <stdlib.h>

#include "html/write.h"

static const char *const format_name[F_COUNT] = {
	[F_LINK] = "a", [F_STRONG] = "strong", [F_EM] = "em", [F_DEL] = "del", [F_SUB] = "sub", [F_SUP] = "sup", [F_CODE] = "code"
};

struct writer {
	struct rich_doc *d;
	struct out *o;
	bool open_embeds;
};

static enum rich_holds holds(const struct rich_node *n) { return rich_tag_rule[n->tag].holds; }

/* ---- one line ---- */

struct opened { enum rich_format kind; struct str href; };

/* Does run r have this format (the same link, if it is one)? */
static bool has(const struct rich_run *r, const struct opened *f)
{
	return (r->formats & 1u << f->kind) && (f->kind != F_LINK || str_eq(r->href, f->href));
}

/* For each format of each run: the index behind the last run of the unbroken stretch. One pass, from the end. */
static void stretches(const struct rich_run *run, size_t n, uint32_t (*end)[F_COUNT])
{
	for (size_t i = n; i-- > 0;)
		for (int k = 0; k < F_COUNT; k++) {
			struct opened f = { (enum rich_format)k, run[i].href };
			bool on = has(&run[i], &f);
			bool goes_on = on && i + 1 < n && has(&run[i + 1], &f);
			end[i][k] = !on ? 0 : goes_on ? end[i + 1][k] : (uint32_t)i + 1;
		}
}

static void format_open(struct out *o, const struct opened *f)
{
	out_fmt(o, "<%s", format_name[f->kind]);
	if (f->kind == F_LINK) {
		out_lit(o, " href=\"");
		html_attr_str(o, f->href);
		out_char(o, '"');
	}
	out_char(o, '>');
}

static void write_image(struct out *o, const struct rich_image *m)
{
	out_lit(o, "<img src=\"");
	html_attr_str(o, m->src);
	out_lit(o, "\" alt=\"");
	html_attr_str(o, m->alt);
	out_char(o, '"');
	if (m->width) out_fmt(o, " width=\"%d\"", m->width);
	if (m->height) out_fmt(o, " height=\"%d\"", m->height);
	out_lit(o, " loading=\"lazy\">");
}

static void write_run(struct writer *w, const struct rich_run *r)
{
	if (r->kind == RUN_BREAK) out_lit(w->o, "<br>");
	else if (r->kind == RUN_IMAGE) write_image(w->o, r->image);
	else html_text_str(w->o, (struct str){ w->d->text.p + r->start, r->n });
}

/* Opens what run i has and is not open yet, the longest stretch outermost. */
static size_t open_missing(struct writer *w, const struct rich_run *r, const uint32_t *end, struct opened *open, size_t n)
{
	for (;;) {
		int best = -1;
		for (int k = 0; k < F_COUNT; k++) {
			bool is_open = !(r->formats & 1u << k);
			for (size_t i = 0; i < n; i++) is_open = is_open || open[i].kind == (enum rich_format)k;
			if (!is_open && (best < 0 || end[k] > end[best])) best = k;
		}
		if (best < 0) return n;
		open[n] = (struct opened){ (enum rich_format)best, r->href };
		format_open(w->o, &open[n++]);
	}
}

static void write_runs(struct writer *w, const struct rich_node *line)
{
	const struct rich_run *run = &w->d->run.v[line->first_run];
	struct opened open[F_COUNT];
	size_t n = 0;
	uint32_t (*end)[F_COUNT] = arena_array(w->d->arena, sizeof *end, line->runs);
	stretches(run, line->runs, end);
	for (size_t i = 0; i <= line->runs; i++) {
		size_t keep = 0;
		while (i < line->runs && keep < n && has(&run[i], &open[keep])) keep++;
		while (n > keep) out_fmt(w->o, "</%s>", format_name[open[--n].kind]);
		if (i == line->runs) break;
		n = open_missing(w, &run[i], end[i], open, n);
		write_run(w, &run[i]);
	}
}

/* ---- blocks ---- */

static void write_attributes(struct out *o, const struct rich_node *n)
{
	const struct { const char *name; struct str value; } text[] = { { "id", n->at.id }, { "lang", n->at.lang }, { "scope", n->at.scope } };
	const struct { const char *name; int value; bool given; } number[] = {
		{ "start", n->at.start, n->at.start != INT_MIN }, { "colspan", n->at.colspan, n->at.colspan > 1 },
		{ "rowspan", n->at.rowspan, n->at.rowspan > 1 }
	};
	for (size_t i = 0; i < COUNT_OF(text); i++) {
		if (!text[i].value.n) continue;
		out_fmt(o, " %s=\"", text[i].name);
		html_attr_str(o, text[i].value);
		out_char(o, '"');
	}
	for (size_t i = 0; i < COUNT_OF(number); i++)
		if (number[i].given) out_fmt(o, " %s=\"%d\"", number[i].name, number[i].value);
}

static void attribute(struct out *o, const char *name, struct str value)
{
	out_fmt(o, " %s=\"", name);
	html_attr_str(o, value);
	out_char(o, '"');
}

/* Without script: the block is a link to the same page with ?embed=1, where the frame itself stands. The
 * stored form carries what it was made from in data-embed, so that it is found again. */
static void write_embed(struct writer *w, const struct rich_embed *e)
{
	struct out *o = w->o;
	out_lit(o, "<div class=\"embed\"");
	attribute(o, "data-embed", e->src);
	attribute(o, "data-title", e->title);
	out_char(o, '>');
	if (w->open_embeds) {
		out_lit(o, "<iframe");
		attribute(o, "src", e->src);
		attribute(o, "title", e->title);
		out_lit(o, " loading=\"lazy\" allowfullscreen referrerpolicy=\"strict-origin-when-cross-origin\"></iframe>");
	} else {
		out_lit(o, "<p><a href=\"?embed=1\">「");
		html_text_str(o, e->title);
		out_lit(o, "」をこのページに表示する（");
		html_text_str(o, e->service);
		out_lit(o, "に接続します）</a></p>");
	}
	if (e->page.n) {
		out_lit(o, "<p><a");
		attribute(o, "href", e->page);
		out_lit(o, " rel=\"noopener\">「");
		html_text_str(o, e->title);
		out_lit(o, "」を");
		html_text_str(o, e->service);
		out_lit(o, "で開く（外部サイト）</a></p>");
	}
	out_lit(o, "</div>");
}

static bool flow_prints_bare(enum rich_tag parent)
{
	return parent == R_LI || parent == R_DD || parent == R_TD || parent == R_TH || parent == R_FIGURE;
}

static void write_node(struct writer *w, const struct rich_node *n);

static void write_children(struct writer *w, const struct rich_node *parent)
{
	bool behind_bare = false;
	for (const struct rich_node *n = parent->first; n; n = n->next) {
		bool only = n == parent->first && !n->next;
		bool bare = n->tag == R_P && (n->implicit || only) && flow_prints_bare(parent->tag) && !behind_bare &&
			!n->at.id.n && !n->at.lang.n;
		if (bare) write_runs(w, n);
		else write_node(w, n);
		behind_bare = bare;
	}
}

static void write_node(struct writer *w, const struct rich_node *n)
{
	const char *name = rich_tag_rule[n->tag].name;
	if (n->tag == R_EMBED) {
		write_embed(w, n->embed);
	} else {
		out_fmt(w->o, "<%s", name);
		write_attributes(w->o, n);
		out_char(w->o, '>');
		if (holds(n) == HOLDS_RUNS) write_runs(w, n);
		else write_children(w, n);
		if (holds(n) != HOLDS_NOTHING) out_fmt(w->o, "</%s>", name);
	}
}

/* ---- anchors: an id is printed only when a link in the same body leads to it, and once ---- */

struct fragment { struct str id; bool used; };
struct fragments VEC_OF(struct fragment);

static int by_id(const void *a, const void *b)
{
	return str_cmp(((const struct fragment *)a)->id, ((const struct fragment *)b)->id);
}

static void keep_ids(struct rich_node *n, const struct fragments *f)
{
	if (n->at.id.n) {
		struct fragment key = { n->at.id, false };
		struct fragment *found = f->n ? bsearch(&key, f->v, f->n, sizeof key, by_id) : NULL;
		if (!found || found->used) n->at.id = STR_NONE;
		else found->used = true;
	}
	for (struct rich_node *c = n->first; c; c = c->next) keep_ids(c, f);
}

static void resolve_ids(struct rich_doc *d)
{
	struct fragments f = { 0 };
	size_t unique = 0;
	for (size_t i = 0; i < d->run.n; i++) {
		struct str href = d->run.v[i].href;
		if (href.n > 1 && href.p[0] == '#') *vec_add(d->arena, &f) = (struct fragment){ str_skip(href, 1), false };
	}
	if (f.n) qsort(f.v, f.n, sizeof *f.v, by_id);
	for (size_t i = 0; i < f.n; i++)
		if (!i || !str_eq(f.v[i].id, f.v[unique - 1].id)) f.v[unique++] = f.v[i];
	f.n = unique;
	keep_ids(d->root, &f);
}

void rich_write(struct rich_doc *d, struct out *o, bool open_embeds)
{
	struct writer w = { d, o, open_embeds };
	resolve_ids(d);
	write_children(&w, d->root);
}

/* ---- text ---- */

static void text_of(const struct rich_doc *d, const struct rich_node *n, struct out *o)
{
	if (n->tag == R_EMBED) {
		out_str(o, n->embed->title);
		out_char(o, '\n');
		return;
	}
	for (size_t i = 0; holds(n) == HOLDS_RUNS && i < n->runs; i++) {
		const struct rich_run *r = &d->run.v[n->first_run + i];
		if (r->kind == RUN_TEXT) out_bytes(o, d->text.p + r->start, r->n);
		else if (r->kind == RUN_BREAK) out_char(o, '\n');
		else out_str(o, r->image->alt);
	}
	if (holds(n) == HOLDS_RUNS) out_char(o, '\n');
	for (const struct rich_node *c = n->first; c; c = c->next) text_of(d, c, o);
}

void rich_write_text(const struct rich_doc *d, struct out *o)
{
	text_of(d, d->root, o);
}
