/* Writing CP932 (Windows-31J), the encoding older Japanese spreadsheets open. Not a reader of it. */
#ifndef CORE_CP932_H
#define CORE_CP932_H

#include "core/arena.h"
#include "core/str.h"

/* The text in CP932. What CP932 has no character for becomes 〓 (geta); *lost counts those. NULL is fine. */
struct str cp932_from_utf8(struct arena *, struct str text, size_t *lost);

#endif
