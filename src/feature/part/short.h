/* Short names of master rows for cards and lists ("まちづくり" for the long official name). */
#ifndef FEATURE_PART_SHORT_H
#define FEATURE_PART_SHORT_H

#include "form/master.h"

/* The row's short label, or its label; STR_NONE for 0 and unknown numbers. */
struct str short_label(const struct masters *, const char *list, int64_t num);
/* The first `most` of a MULTI value, in display order, joined with "、"; "ほか" when there are more. */
struct str short_labels(struct arena *, const struct masters *, const char *list, int64_t bits, size_t most);
/* The first line of a text, at most `chars` characters; "…" when something was cut. */
struct str short_text(struct arena *, struct str text, size_t chars);

/* A text that begins with a machine's date, with or without a weekday in brackets, with the date as people write it:
 * "2026-12-05（土） 9時" -> "2026年12月5日（土） 9時". The weekday is that of the date. Any other text as it is. */
struct str date_text_ja(struct arena *, struct str text);

#endif
