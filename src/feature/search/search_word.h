/* Words in the index: which records hold them. Inside feature/search only; pages use search.h.
 *
 * The index is one for all entities (table search_doc and, on SQLite, search_index): the id of a
 * document is the entity's number << 40 | the record's id.
 */
#ifndef FEATURE_SEARCH_WORD_H
#define FEATURE_SEARCH_WORD_H

#include "form/entity.h"

enum { SEARCH_WORDS_MAX = 8, WORD_TOKENS_MAX = 40, QUERY_BYTES_MAX = 1000 };

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

/* Folded words of a query, at most SEARCH_WORDS_MAX. */
size_t search_words(struct arena *, struct str query, struct str word[SEARCH_WORDS_MAX]);
/* The index holds this kind of record: some field is SEARCH and open to visitors. */
bool search_indexed(const struct entity *);
/* A number of the entity that never changes: a hash of its name, 22 bits. */
int64_t search_number(const struct entity *);
static inline int64_t search_doc_id(const struct entity *e, int64_t id) { return search_number(e) << 40 | id; }

/* Records of the entity that hold all words (in title or body; in the title alone with title_only), by id. */
MUST_USE enum err search_word_hits(struct db_read *, struct arena *, const struct entity *, const struct str *word, size_t n,
	bool title_only, struct id_list *);
/* The same over all entities: document ids. */
MUST_USE enum err search_word_docs(struct db_read *, struct arena *, const struct str *word, size_t n, bool title_only, struct id_list *);

/* The text of a field as it is searched: of RICH its text, of CHOICE and MULTI the short labels. */
struct str search_field_text(struct arena *, const struct masters *, const struct field *, const void *record);

#endif
