/* Searching one kind of record, and everything: words, conditions, counts, pages.
 *
 * Words: cut by core/token.h (the one tokenizer: folded two-character tokens), so two-character
 * Japanese words are found on both engines, in all their spellings (word_forms). Order: the title is the words, begins
 * with them, holds them; a short field holds them; the text does (words side by side before scattered ones);
 * within that the list's order.
 * Conditions are the entity's FILTER fields (parameter name = column name, values = master codes,
 * repeatable; DATE fields take <column>_from and <column>_to), and its WORDS fields (text).
 * Only what a visitor may see is found: state, schedule, trash, and the entity's own extra rule
 * (offers: L951) are part of every query.
 */
#ifndef FEATURE_SEARCH_SEARCH_H
#define FEATURE_SEARCH_SEARCH_H

#include "form/entity.h"
#include "http/request.h"
#include "ui/site.h"

enum { SEARCH_FILTERS_MAX = 16, SEARCH_PER_PAGE = 20, SEARCH_PER_PAGE_MAX = 1000, SEARCH_MOST = 200000 };

struct search_filter {
	const struct field *field;
	int64_t bits;          /* CHOICE, MULTI: any of these numbers (bit num-1) */
	int64_t from, to;      /* DATE, INT: inclusive; 0 = open */
	struct str text;       /* WORDS */
};

struct search {
	const struct entity *entity;
	enum site_id site;      /* 0 = any */
	int64_t kinds;          /* bits 1 << kind; 0 = all */
	const char *where;      /* one more literal condition with $1.. for `binds`, or NULL */
	struct bind bind[6];
	size_t binds;
	struct str words;
	struct search_filter filter[SEARCH_FILTERS_MAX];
	size_t filters;
	const char *order;      /* literal: "published_at DESC, id DESC" */
	bool plain_order;       /* `order` alone counts: how well a record fits the words does not */
	int64_t page, per_page; /* page from 1; per_page 0 = SEARCH_PER_PAGE, at most SEARCH_PER_PAGE_MAX */
	bool want_relaxed;      /* when nothing is found, fill `relaxed` */
	bool want_counts;       /* fill facets: for each FILTER field, how many records a value would give
	                         * with the other conditions as they are */
	int64_t most;           /* look at this many records at most, the newest ones; 0 = SEARCH_MOST */
	int64_t now;
};

struct facet {
	const struct field *field;
	int64_t count[MASTER_NUM_MAX + 1]; /* by master number */
};
/* How many would be found with less asked. */
struct search_relaxed {
	int64_t filter[SEARCH_FILTERS_MAX]; /* without this condition (not those with `text`) */
	int64_t kinds;                      /* of any kind */
	int64_t no_words;                   /* without the words, conditions as they are */
	int64_t word[8];                    /* with this word alone, conditions as they are */
};
struct search_words; /* search_word.h */
struct search_result {
	struct entity_list list; /* this page's records, SECRET fields empty */
	int64_t total;
	bool capped;             /* there were more than `most` records: total and counts are "at least" */
	struct facet facet[SEARCH_FILTERS_MAX];
	size_t facets;
	int64_t kind_count[KINDS_MAX]; /* with want_counts: the same for each kind, with the other conditions as they are */
	struct search_relaxed relaxed;
	const struct search_words *asked; /* the words of the query */
	const struct str *folded_words; /* for html_marked(): every spelling of every word */
	size_t words;
};

/* Fills words, filters, page from the request's declared parameters. Unknown codes are ignored. */
void search_from_request(struct request *, const struct masters *, struct search *);
MUST_USE enum err search_run(struct db_read *, struct arena *, const struct masters *, const struct search *, struct search_result *);
/* The query string that repeats the search with one thing changed (a chip that removes a condition,
 * another page, another order): "q=...&field=1&page=2", percent-encoded, without '?'. */
struct str search_query(struct arena *, const struct masters *, const struct search *, const struct search_filter *without,
	int64_t without_bit, int64_t page, const char *sort);

/* Over everything a visitor of the site may see and that has a page there (feature/address), and the pages the
 * program itself writes (struct site_guide; they count as the entity "page"). The best hits first: how well the title and the
 * short fields fit, guides and fixed pages before single news and events, the date only a little; SEARCH_PER_PAGE hits
 * per page. No words (or only punctuation): nothing. */
struct search_wish {
	enum site_id site;
	struct str words;
	const struct entity *only; /* NULL: all */
	bool newest;               /* the newest first instead of the best */
	int64_t now, page;
	const struct site_guide *guides; /* ends with path NULL; or NULL */
};
struct search_hit {
	const struct entity *entity;
	const struct site_guide *guide; /* instead of a record; or NULL */
	int64_t id, kind, date; /* date: published_at, UTC seconds */
	struct str title;
	struct html excerpt; /* around the first hit, with <mark>, and the field's name */
};
struct search_hits {
	struct search_hit *v;
	size_t n;
	int64_t total;
	int64_t per_entity[64]; /* by position in entities[]; all of them, whatever `only` is */
	int64_t all;            /* their sum */
	int64_t alone[8];       /* when nothing at all is found: what each word finds by itself */
	const struct search_words *asked;
	const struct str *folded_words; /* for html_marked() */
	size_t words;
};
MUST_USE enum err search_all(struct db_read *, struct arena *, const struct masters *, const struct search_wish *, struct search_hits *);
/* How many records of each entity a visitor of the site may see: per_entity and all alone are filled. */
MUST_USE enum err search_count_all(struct db_read *, struct arena *, enum site_id, int64_t now, struct search_hits *);

/* Keeping the index true: called by whatever saves a record (form/entity.c does not know it).
 * Takes the record's TITLE and SEARCH fields; drops it when the public may not see its state. */
MUST_USE enum err search_put(struct db_write *, struct arena *, const struct masters *, const struct entity *, const void *record);
MUST_USE enum err search_drop(struct db_write *, const struct entity *, int64_t id);
/* Makes the index anew when it was made by another tokenizer (kenmin migrate), or in any case with `anyway`;
 * in transactions of 200 records; until it is through, fewer records are found. Run again after an
 * interruption: it begins anew. */
MUST_USE enum err search_upgrade(struct db *, const struct masters *, bool anyway, int64_t *records);

#endif
