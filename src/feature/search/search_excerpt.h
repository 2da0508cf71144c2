/* Where the words stand in a record: the piece of text around them and the name of its field. */
#ifndef FEATURE_SEARCH_EXCERPT_H
#define FEATURE_SEARCH_EXCERPT_H

#include "feature/search/search_word.h"

/* Of the record's open, searched fields besides the title the one that holds the most of the words (the first of
 * several), with the hits marked: "会場：…<mark>海岸</mark>…"; a text of a page has no label. HTML_NONE when no field
 * holds any. */
struct html search_excerpt(struct arena *, const struct masters *, const struct entity *, const void *record, const struct search_words *);
/* The same of one text: STR_NONE label, or one that is put in front. */
struct html search_excerpt_text(struct arena *, struct str label, struct str text, const struct search_words *);
/* How many of the words stand in the folded text. */
size_t search_words_in(struct str folded, const struct search_words *);

#endif
