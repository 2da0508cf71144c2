/* Normal forms of typed text: what is changed silently because it means the same. Not folding
 * (core/token.h), which is for comparing and never stored.
 */
#ifndef FORM_NORMAL_H
#define FORM_NORMAL_H

#include "core/str.h"

enum normal {
	NORMAL_LINE = 1,      /* line breaks and runs of blanks become one blank */
	NORMAL_ASCII = 2,     /* full-width letters, digits, signs and blanks as ASCII */
	NORMAL_KANA = 4,      /* half-width katakana as full-width, sound marks joined */
	NORMAL_HIRAGANA = 8,  /* katakana as hiragana (with NORMAL_KANA) */
	NORMAL_HYPHEN = 16    /* every dash, minus and long-vowel sign as '-' */
};
/* Always: CR LF as LF, other control characters, BOM and ZWSP dropped, blanks at both ends cut. */
struct str normal_text(struct arena *, struct str, unsigned forms);

#endif
