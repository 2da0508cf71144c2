/* Line drawings, written into the page: {{ call icon("search") }}. All shapes are in icon.html.
 * Decorative (aria-hidden): a word always stands beside one. An unknown name draws nothing. */
#ifndef UI_ICON_H
#define UI_ICON_H

#include "core/out.h"

void icon(struct out *, const char *name);
bool icon_exists(const char *name); /* a test asks this for every name in the navigation */

#endif
