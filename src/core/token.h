/* Folding and the one tokenizer: how texts are compared and found, on every engine alike.
 *
 * fold: NFKC (full/half width, ㈱ ① ㍻), lower case, katakana -> hiragana, kanji variants (髙高 﨑崎 瀨瀬 德徳
 * 眞真 邊邉辺 齋齊斎斉 澤沢 濵濱浜 嶋嶌島 ... table in fold_table.h), long-vowel and hyphen variants unified,
 * 〜～ unified, variation selectors, ZWSP and BOM dropped, white space to one blank.
 * token: runs of kana/kanji give overlapping two-character tokens plus the last character alone; runs
 * of letters or digits give one token. A query of one character is a prefix query.
 */
#ifndef CORE_TOKEN_H
#define CORE_TOKEN_H

#include "core/out.h"

struct str fold(struct arena *, struct str text);
/* Tokens of the text (folds it first), separated by blanks, in order; for FTS5 with tokenize=ascii. */
void out_tokens(struct out *, struct str text);
/* The words of a query: split at blanks (also full-width), quotes keep a phrase, at most `max`; folded. */
size_t query_words(struct arena *, struct str query, struct str *word, size_t max);

#endif
