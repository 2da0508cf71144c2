/* Folding and the one tokenizer: how texts are compared and found, on every engine alike.
 *
 * fold: NFKC (full/half width, ㈱ ① ㍻), lower case, accents dropped, katakana -> hiragana (ヵ ヶ as か け), kanji
 * variants and old forms (髙高 﨑崎 瀨瀬 德徳 眞真 邊邉辺 齋齊斎斉 澤沢 濵濱浜 嶋嶌島 國国 ...), every dash and the
 * long-vowel sign: ー behind kana, else '-'; 〜～ as ~, curly quotes as straight ones; variation selectors,
 * ZWSP, BOM and control characters dropped; white space to one blank, none at the ends. Folding twice
 * is folding once. Table: core/fold_table.h, made by tool/fold_table.py.
 * token: runs of kana, kanji and hangul give overlapping two-character tokens plus the last character
 * alone; runs of letters and digits give one token. All else separates. A query of one character is a
 * prefix query: it begins a token wherever it stands.
 */
#ifndef CORE_TOKEN_H
#define CORE_TOKEN_H

#include "core/out.h"

struct str fold(struct arena *, struct str text);
/* The same, and for each byte of the folded text the offset in `text` of the character it came from;
 * (*origin)[folded.n] is text.n. For marking hits in the text as written. */
struct str fold_with_origin(struct arena *, struct str text, uint32_t **origin);

/* Tokens of the text (folds it first), separated by blanks, in order; for FTS5 with tokenize=ascii. */
void out_tokens(struct out *, struct str text);
/* The same for a text that is folded already. */
void out_folded_tokens(struct out *, struct str folded);

/* The words of a query: split at blanks (also full-width), quotes keep a phrase, at most `max`; folded.
 * Words without a letter are left out. */
size_t query_words(struct arena *, struct str query, struct str *word, size_t max);

/* What the index is asked for a folded word: all of these must be there. */
struct token {
	struct str s;
	bool prefix; /* every token that begins so: a single character, a word of letters */
};
/* At most `max` tokens; *exact is true when a text that has them all has the word itself (else the
 * folded text must be looked at: two-character tokens may stand apart). */
size_t word_tokens(struct str folded_word, struct token *, size_t max, bool *exact);

#endif
