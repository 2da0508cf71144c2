/* The finished tree of the sanitiser as markup and as text (rich_tree.h). Every byte of markup is written
 * here, by literals; every byte of the source goes through an escaping writer.
 */
#include <limits.h>

#include "html/rich_tree.h"
#include "html/write.h"

struct writer {
	const struct rich_doc *d;
	struct out *o;
	bool open_embeds;
};

static const char *const format_open[F_COUNT] = { "", "<strong>", "<em>", "<del>", "<sub>", "<sup>", "<code>" };
static const char *const format_close[F_COUNT] = { "</a>", "</strong>", "</em>", "</del>", "</sub>", "</sup>", "</code>" };

static void put(struct out *o, const char *ours)
{
	out_str(o, str_of(ours));
}

static void attribute(struct out *o, const char *name, struct str value)
{
	put(o, name);
	html_attr_str(o, value);
	out_char(o, '"');
}

static void number(struct out *o, const char *name, int value)
{
	put(o, name);
	out_int(o, value);
	out_char(o, '"');
}

static void image(struct out *o, const struct rich_image *i)
{
	attribute(o, "<img src=\"", i->src);
	attribute(o, " alt=\"", i->alt);
	if (i->width > 0) number(o, " width=\"", i->width);
	if (i->height > 0) number(o, " height=\"", i->height);
	put(o, " loading=\"lazy\">");
}

/* Formats nest in the order of the enum, so two runs differ from the first format on that one lacks. */
static void change_formats(struct out *o, unsigned *now, struct str *href, unsigned want, struct str want_href)
{
	unsigned keep = 0;
	while (keep < F_COUNT) {
		unsigned bit = 1u << keep;
		bool same = (*now & bit) == (want & bit);
		if (same && keep == F_LINK && (want & bit)) same = str_eq(*href, want_href);
		if (!same) break;
		keep++;
	}
	for (unsigned f = F_COUNT; f-- > keep;)
		if (*now & 1u << f) put(o, format_close[f]);
	for (unsigned f = keep; f < F_COUNT; f++) {
		if (!(want & 1u << f)) continue;
		if (f == F_LINK) {
			attribute(o, "<a href=\"", want_href);
			out_char(o, '>');
		} else {
			put(o, format_open[f]);
		}
	}
	*now = want;
	*href = want_href;
}

static void runs(const struct writer *w, const struct rich_node *line)
{
	unsigned now = 0;
	struct str href = STR_NONE;
	for (size_t i = 0; i < line->runs; i++) {
		const struct rich_run *r = &w->d->run.v[line->first_run + i];
		if (r->kind == RUN_BREAK) {
			change_formats(w->o, &now, &href, 0, STR_NONE);
			out_lit(w->o, "<br>");
			continue;
		}
		change_formats(w->o, &now, &href, r->formats, r->href);
		if (r->kind == RUN_IMAGE) image(w->o, r->image);
		else html_text_str(w->o, (struct str){ w->d->text.p + r->start, r->n });
	}
	change_formats(w->o, &now, &href, 0, STR_NONE);
}

/* Without script: the block is a link to the same page with ?embed=1, where the frame itself stands. The
 * stored form carries what it was made from in data-embed, so that it is found again. */
static void embed(const struct writer *w, const struct rich_embed *e)
{
	struct out *o = w->o;
	attribute(o, "<div class=\"embed\" data-embed=\"", e->src);
	attribute(o, " data-title=\"", e->title);
	out_char(o, '>');
	if (w->open_embeds) {
		attribute(o, "<iframe src=\"", e->src);
		attribute(o, " title=\"", e->title);
		put(o, " loading=\"lazy\" allowfullscreen referrerpolicy=\"strict-origin-when-cross-origin\"></iframe>");
	} else {
		put(o, "<p><a href=\"?embed=1\">「");
		html_text_str(o, e->title);
		put(o, "」をこのページに表示する（");
		html_text_str(o, e->service);
		put(o, "に接続します）</a></p>");
	}
	if (e->page.n) {
		attribute(o, "<p><a href=\"", e->page);
		put(o, " rel=\"noopener\">「");
		html_text_str(o, e->title);
		put(o, "」を");
		html_text_str(o, e->service);
		put(o, "で開く（外部サイト）</a></p>");
	}
	put(o, "</div>");
}

static void attributes(struct out *o, const struct rich_node *n)
{
	if (n->at.id.n) attribute(o, " id=\"", n->at.id);
	if (n->at.lang.n) attribute(o, " lang=\"", n->at.lang);
	if (n->at.scope.n) attribute(o, " scope=\"", n->at.scope);
	if (n->at.start != INT_MIN && n->tag == R_OL) number(o, " start=\"", n->at.start);
	if (n->at.colspan > 1) number(o, " colspan=\"", n->at.colspan);
	if (n->at.rowspan > 1) number(o, " rowspan=\"", n->at.rowspan);
}

/* The text of an item or a cell needs no paragraph of its own when it stands alone or before a list. */
static bool is_bare(const struct rich_node *parent, const struct rich_node *c)
{
	if (c->tag != R_P || !c->implicit || c->at.id.n || c != parent->first) return false;
	bool item = parent->tag == R_LI || parent->tag == R_DD || parent->tag == R_TD || parent->tag == R_TH || parent->tag == R_FIGURE;
	const struct rich_node *after = c->next;
	return item && (!after || after->tag == R_UL || after->tag == R_OL || after->tag == R_FIGCAPTION);
}

/* Depth is bounded by RICH_DEPTH. */
static void node(const struct writer *w, const struct rich_node *parent, const struct rich_node *n)
{
	if (n->tag == R_EMBED) {
		embed(w, n->embed);
		return;
	}
	const char *name = rich_tag_rule[n->tag].name;
	bool bare = is_bare(parent, n);
	if (!bare) {
		out_char(w->o, '<');
		put(w->o, name);
		attributes(w->o, n);
		out_char(w->o, '>');
	}
	if (n->tag == R_HR) return;
	if (n->runs) runs(w, n);
	for (const struct rich_node *c = n->first; c; c = c->next) node(w, n, c);
	if (bare) return;
	put(w->o, "</");
	put(w->o, name);
	out_char(w->o, '>');
}

void rich_write(struct rich_doc *d, struct out *o, bool open_embeds)
{
	const struct writer w = { d, o, open_embeds };
	for (const struct rich_node *c = d->root->first; c; c = c->next) node(&w, d->root, c);
}

static void text_of(const struct rich_doc *d, struct out *o, const struct rich_node *n)
{
	for (size_t i = 0; i < n->runs; i++) {
		const struct rich_run *r = &d->run.v[n->first_run + i];
		if (r->kind == RUN_BREAK) out_char(o, '\n');
		else if (r->kind == RUN_IMAGE) out_str(o, r->image->alt);
		else out_bytes(o, d->text.p + r->start, r->n);
	}
	if (n->embed) out_str(o, n->embed->title);
	bool line = n->runs || n->embed;
	if (line && o->n && o->p[o->n - 1] != '\n') out_char(o, '\n');
	for (const struct rich_node *c = n->first; c; c = c->next) text_of(d, o, c);
}

void rich_write_text(const struct rich_doc *d, struct out *o)
{
	text_of(d, o, d->root);
	while (o->n && o->p[o->n - 1] == '\n') o->n--;
}
