/* Embeds of other services: the allow-list of hosts and what each address becomes. Internal to src/html.
 *
 * A page shows a link; the frame itself is only in the page that was asked with ?embed=1 (rich_load_open),
 * so that nothing is fetched from another host before the reader wants it, also without JavaScript.
 */
#ifndef HTML_RICH_EMBED_H
#define HTML_RICH_EMBED_H

#include "core/str.h"

struct rich_embed {
	struct str src;     /* address of the frame: https, host of the list */
	struct str origin;  /* "https://www.youtube-nocookie.com": for frame-src */
	struct str page;    /* the same as a page of its own at the service, or STR_NONE */
	struct str title;   /* says what it is: "YouTubeの動画「…」" */
	struct str service; /* "YouTube" */
};
/* The embed for an address found in an iframe, or standing alone in a paragraph (`frame` = false: then
 * only addresses that the service means to be shared). NULL = not on the list. */
const struct rich_embed *rich_embed_find(struct arena *, struct str url, struct str title, bool frame);

#endif
