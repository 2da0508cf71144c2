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

/* The words of a query: split at blanks (also full-width), quotes keep a phrase, at most `max`.
 * Words without a letter are left out. */
struct query_word {
	struct str folded;  /* without quotes */
	struct str written; /* its part of the query, with its quotes */
	bool exact;         /* in quotes: to be found as it stands, without word_forms() */
};
size_t query_words(struct arena *, struct str query, struct query_word *word, size_t max);

/* The ways to write a folded word, itself first: spellings of core/variant.def (子ども こども 子供), and の between two
 * kanji words there or not (海岸の清掃, 海岸清掃). At most `max`; a form that holds another form is left out. The index
 * knows nothing of this: each form is looked for as it stands, on every engine alike. */
size_t word_forms(struct arena *, struct str folded_word, struct str *form, size_t max);
/* The rows of the table, for tests and documentation: spellings separated by blanks. */
size_t word_variants(const char *const **rows);

/* What the index is asked for a folded word: these tokens side by side in this order; with *prefix the
 * last one is only the beginning of a token (a single character; letters, but not a number). At most
 * `max` tokens: a longer word is found by its beginning. */
size_t word_tokens(struct str folded_word, struct str *token, size_t max, bool *prefix);

/* A folded text as its runs, one blank between them and none at the ends; it has the same tokens. Where a
 * word stands in a text, out_word_pattern() of the word stands in ' ' + runs + ' ', and nowhere else. */
void out_runs(struct out *, struct str folded);
void out_word_pattern(struct out *, struct str folded_word);

#endif
