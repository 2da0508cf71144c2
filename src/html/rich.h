/* Rich text: the allow-list sanitiser. It parses, rebuilds every element and escapes every text; no
 * byte of the source passes through unparsed. Its output is the only stored markup (`struct html`).
 *
 * Allowed: p h2-h6 ul ol li dl dt dd blockquote pre code table caption thead tbody tr th td
 * strong em sub sup del br hr a img figure figcaption, and embed blocks (div.embed, made by us).
 * Attributes: href (http, https, mailto, tel, and addresses of this program), src (addresses of this
 * program only), alt, width, height, colspan, rowspan, scope, lang, id (made by us), start.
 * Headings start at h2. Inline styles, classes, scripts, comments, forms are dropped (text kept,
 * except of script and style). Idempotent: rich(rich(x)) = rich(x).
 * Text that is not wrapped gets paragraphs (blank line) and <br> as WordPress' wpautop would.
 */
#ifndef HTML_RICH_H
#define HTML_RICH_H

#include "html/write.h"

struct rich_report {
	int dropped_elements, dropped_attributes, dropped_urls, embeds, images, images_without_alt;
};

struct rich_options {
	bool classic;           /* blank line = paragraph (bodies of the classic editor) */
	/* Maps an address found in href/src to one of ours (old uploads, old permalinks), or returns it
	 * unchanged; STR_NONE drops it. NULL: addresses of this program must begin with "/". */
	struct str (*map_url)(void *ctx, struct arena *, struct str url, bool is_image);
	/* Expands a shortcode to markup that is then sanitised; returns false to keep its text. */
	bool (*shortcode)(void *ctx, struct arena *, struct str name, struct str attributes, struct str content, struct out *);
	void *ctx;
	size_t max;             /* bytes of output; 0 = 4 MB */
};

struct html rich_clean(struct arena *, struct str source, const struct rich_options *, struct rich_report *);
/* A stored body: sanitises again (cheap, and what the database says is never trusted). */
struct html rich_load(struct arena *, struct str stored);
/* The same with the embeds as frames: for a page asked with ?embed=1, whose CSP opens rich_embed_hosts(). */
struct html rich_load_open(struct arena *, struct str stored);
/* A finished page with its embed blocks opened, whatever fields they came from: the page frame calls it for
 * ?embed=1, and opens the CSP for rich_embed_hosts() then and only then. */
struct html rich_frames(struct arena *, struct html page);
/* Only the text, for search and excerpts: block boundaries become a line break. */
struct str rich_text(struct arena *, struct str stored);
/* The beginning of that: more than `characters` that are not blank, where there are as many. For excerpts of long bodies. */
struct str rich_start(struct arena *, struct str stored, size_t characters);
/* Hosts of the embed blocks in a body, as CSP frame-src needs them; "" when there is none. */
struct str rich_embed_hosts(struct arena *, struct str stored);

#endif
