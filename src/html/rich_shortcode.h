/* WordPress shortcodes in a body: [name attributes] and [name attributes]content[/name]. Internal to src/html. */
#ifndef HTML_RICH_SHORTCODE_H
#define HTML_RICH_SHORTCODE_H

#include "html/rich.h"

/* The source with its shortcodes expanded (still foreign markup). Unknown ones stay as text. */
struct str rich_shortcodes(struct arena *, struct str source, const struct rich_options *);

#endif
