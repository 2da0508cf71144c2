/* The tree the sanitiser builds, and the builder that keeps it well-formed. Internal to src/html.
 *
 * A document is blocks; a block is a container of blocks, or a *line* (p, h2, dt, caption ...) that holds
 * *runs*: pieces of text, images and breaks, each with its set of formats. Formats are a set, not
 * elements, so they can not be nested wrongly. What may stand in what is one table (rich_tree.c).
 */
#ifndef HTML_RICH_TREE_H
#define HTML_RICH_TREE_H

#include "core/out.h"
#include "core/vec.h"
#include "html/rich_embed.h"

enum rich_tag {
	R_ROOT, R_P, R_H2, R_H3, R_H4, R_H5, R_H6, R_PRE, R_DT, R_CAPTION, R_FIGCAPTION,
	R_UL, R_OL, R_LI, R_DL, R_DD, R_BLOCKQUOTE, R_TABLE, R_THEAD, R_TBODY, R_TR, R_TD, R_TH,
	R_FIGURE, R_HR, R_EMBED, R_TAGS
};
enum rich_holds { HOLDS_NOTHING, HOLDS_RUNS, HOLDS_FLOW, HOLDS_ITEMS, HOLDS_TERMS, HOLDS_SECTIONS, HOLDS_ROWS, HOLDS_CELLS };
struct rich_tag_rule {
	const char *name;
	enum rich_holds holds;
};
extern const struct rich_tag_rule rich_tag_rule[R_TAGS];

enum rich_format { F_LINK, F_STRONG, F_EM, F_DEL, F_SUB, F_SUP, F_CODE, F_COUNT };

struct rich_image {
	struct str src, alt;
	int width, height; /* 0 = not given */
};
struct rich_run {
	enum { RUN_TEXT, RUN_BREAK, RUN_IMAGE } kind;
	uint8_t formats;       /* bits of enum rich_format */
	struct str href;       /* with F_LINK */
	size_t start, n;       /* RUN_TEXT: bytes in rich_doc.text */
	const struct rich_image *image;
};
struct rich_attributes {
	struct str id, lang, scope;
	int start, colspan, rowspan; /* 0 = not given; start: INT_MIN = not given */
};
struct rich_node {
	enum rich_tag tag;
	bool implicit;         /* a <p> nobody wrote */
	bool visible;          /* a line with something to see */
	struct rich_attributes at;
	const struct rich_embed *embed;
	size_t first_run, runs;
	struct rich_node *first, *last, *next;
};

enum { RICH_DEPTH = 24, RICH_FORMATS = 24 };

struct rich_doc {
	struct arena *arena;
	struct rich_node *root;
	struct out text;
	VEC(struct rich_run) run;
	size_t used, max;      /* an upper estimate of the output so far; past max nothing is taken */

	/* the builder */
	bool classic;          /* line breaks in the source mean something */
	struct { struct rich_node *node; size_t formats; } open[RICH_DEPTH + 8];
	size_t depth;
	struct { enum rich_format kind; struct str href; } format[RICH_FORMATS];
	size_t formats;
	size_t ignored[R_TAGS];
	int breaks, newlines;
	bool space;
	struct str pending_id;
};

struct rich_doc *rich_doc_new(struct arena *, bool classic, size_t max);
/* Opens an element of a block kind where it may stand; closes and opens what must be. */
void rich_open(struct rich_doc *, enum rich_tag, const struct rich_attributes *);
void rich_close(struct rich_doc *, enum rich_tag);
/* The edge of an element that is not kept but begins a new line (div). */
void rich_edge(struct rich_doc *);
void rich_format_on(struct rich_doc *, enum rich_format, struct str href);
void rich_format_off(struct rich_doc *, enum rich_format);
void rich_add_char(struct rich_doc *, uint32_t c);
void rich_add_text(struct rich_doc *, struct str raw); /* with character references */
void rich_add_break(struct rich_doc *);
void rich_add_image(struct rich_doc *, const struct rich_image *);
void rich_add_embed(struct rich_doc *, const struct rich_embed *);
/* An anchor here: becomes the id of the line. */
void rich_anchor(struct rich_doc *, struct str id);
/* Closes everything and takes away what is empty. */
void rich_finish(struct rich_doc *);

/* rich_out.c: the finished tree as markup, and as text. */
void rich_write(struct rich_doc *, struct out *, bool open_embeds);
void rich_write_text(const struct rich_doc *, struct out *);

#endif
