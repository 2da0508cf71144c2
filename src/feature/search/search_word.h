/* Words in the index: which records hold them. Inside feature/search only; pages use search.h.
 *
 * The index is one for all entities (table search_doc and, on SQLite, search_index): the id of a
 * document is the entity's number << 40 | the record's id.
 */
#ifndef FEATURE_SEARCH_WORD_H
#define FEATURE_SEARCH_WORD_H

#include "form/entity.h"

enum { SEARCH_WORDS_MAX = 8, WORD_FORMS_MAX = 12, WORD_TOKENS_MAX = 40, QUERY_BYTES_MAX = 1000 };

/* A word and the ways to write it (core/token.h: word_forms), folded. */
struct search_word {
	struct str written; /* as it stands in the query */
	struct str form[WORD_FORMS_MAX];
	size_t forms;
};
struct search_words {
	struct search_word word[SEARCH_WORDS_MAX];
	size_t n;
	struct search_word whole; /* all words side by side, in their order */
	struct str mark[SEARCH_WORDS_MAX * WORD_FORMS_MAX]; /* all forms of all words, for html_marked() */
	size_t marks;
};

/* Sets of record ids as bits. */
struct id_set {
	uint64_t *bit;
	int64_t max; /* no id beyond it */
	int64_t n;
	bool all;    /* every id: no condition */
};
static inline bool id_set_has(const struct id_set *s, int64_t id)
{
	return s->all || (id >= 0 && id <= s->max && (s->bit[id >> 6] >> (id & 63) & 1));
}
struct id_list {
	int64_t *v;
	size_t n, cap;
};
struct id_set id_set_of(struct arena *, const struct id_list *);
struct id_set id_set_both(struct arena *, const struct id_set *, const struct id_set *);

/* The words of a query, at most SEARCH_WORDS_MAX; n is 0 when there are none. */
struct search_words *search_words(struct arena *, struct str query);
/* One of them alone. */
struct search_words *search_word_alone(struct arena *, const struct search_words *, size_t i);
/* The query without its i-th word; what a page calls that word: 「海岸」. */
struct str search_words_without(struct arena *, const struct search_words *, size_t i);
struct str search_word_label(struct arena *, const struct search_words *, size_t i);
/* The index holds this kind of record: some field is SEARCH and open to visitors. */
bool search_indexed(const struct entity *);
/* A number of the entity that never changes: a hash of its name, 22 bits. */
int64_t search_number(const struct entity *);
static inline int64_t search_doc_id(const struct entity *e, int64_t id) { return search_number(e) << 40 | id; }

/* Where a word must stand: anywhere; in the title or a short field (TEXT, KANA, CHOICE, MULTI); in the title. */
enum word_place { IN_ANY, IN_FIELD, IN_TITLE };

/* Records of the entity that hold all words at the place, by id. With e NULL over all entities: document ids. */
MUST_USE enum err search_word_hits(struct db_read *, struct arena *, const struct entity *e, const struct search_words *, enum word_place,
	struct id_list *);

/* How well records fit the words. Sets of record ids (of one entity) or lists of document ids (e NULL). */
struct word_ranks {
	struct id_list any, field, title, whole, begins, exact; /* whole: the words side by side, only with two and more */
};
MUST_USE enum err search_word_ranks(struct db_read *, struct arena *, const struct entity *e, const struct search_words *, struct word_ranks *);
/* 0 .. RANKS-1, the better the more: 8 the title is the words, 6 begins with them, 4 holds them, 2 a short field holds them,
 * 0 the text does; one more where they stand side by side. */
enum { RANKS = 10 };
struct rank_sets {
	struct id_set any, field, title, whole, begins, exact;
};
static inline int word_rank(const struct rank_sets *s, int64_t id)
{
	int rank = id_set_has(&s->exact, id) ? 8 : id_set_has(&s->begins, id) ? 6 : id_set_has(&s->title, id) ? 4 : id_set_has(&s->field, id) ? 2 : 0;
	return rank + (id_set_has(&s->whole, id) ? 1 : 0);
}

/* The record's field is in the index besides the title: searched or coded, not secret, open to visitors. */
bool search_field_indexed(const struct entity *, const struct field *, const void *record);
/* The text of a field as it is searched: of RICH its text, of CHOICE and MULTI the short labels. */
struct str search_field_text(struct arena *, const struct masters *, const struct field *, const void *record);

#endif
