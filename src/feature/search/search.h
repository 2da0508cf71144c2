/* Searching one kind of record, and everything: words, conditions, counts, pages.
 *
 * Words: cut by core/token.h (the one tokenizer: folded two-character tokens), so two-character
 * Japanese words are found on both engines. Title hits rank before body hits, then the list's order.
 * Conditions are the entity's FILTER fields (parameter name = column name, values = master codes,
 * repeatable; DATE fields take <column>_from and <column>_to), and its WORDS fields (text).
 * Only what a visitor may see is found: state, schedule, trash, and the entity's own extra rule
 * (offers: L951) are part of every query.
 */
#ifndef FEATURE_SEARCH_SEARCH_H
#define FEATURE_SEARCH_SEARCH_H

#include "form/entity.h"
#include "http/request.h"

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
	int64_t page, per_page; /* page from 1; per_page 0 = SEARCH_PER_PAGE, at most SEARCH_PER_PAGE_MAX */
	bool want_counts;       /* fill facets: for each FILTER field, how many records a value would give
	                         * with the other conditions as they are */
	int64_t most;           /* look at this many records at most, the newest ones; 0 = SEARCH_MOST */
	int64_t now;
};

struct facet {
	const struct field *field;
	int64_t count[MASTER_NUM_MAX + 1]; /* by master number */
};
struct search_result {
	struct entity_list list; /* this page's records, SECRET fields empty */
	int64_t total;
	bool capped;             /* there were more than `most` records: total and counts are "at least" */
	struct facet facet[SEARCH_FILTERS_MAX];
	size_t facets;
	int64_t kind_count[KINDS_MAX]; /* with want_counts: the same for each kind, with the other conditions as they are */
	const struct str *folded_words; /* for html_marked() */
	size_t words;
};

/* Fills words, filters, page from the request's declared parameters. Unknown codes are ignored. */
void search_from_request(struct request *, const struct masters *, struct search *);
MUST_USE enum err search_run(struct db_read *, struct arena *, const struct masters *, const struct search *, struct search_result *);
/* The query string that repeats the search with one thing changed (a chip that removes a condition,
 * another page, another order): "q=...&field=1&page=2", percent-encoded, without '?'. */
struct str search_query(struct arena *, const struct masters *, const struct search *, const struct search_filter *without,
	int64_t without_bit, int64_t page, const char *sort);

/* Over everything a visitor of the site may see and that has a page there (feature/address). Title hits first,
 * then the newest; SEARCH_PER_PAGE hits per page. No words (or only punctuation): nothing. */
struct search_hit {
	const struct entity *entity;
	int64_t id, kind, date; /* date: published_at, UTC seconds */
	struct str title;
	struct html excerpt; /* around the first hit, with <mark> */
};
struct search_hits {
	struct search_hit *v;
	size_t n;
	int64_t total;
	int64_t per_entity[64]; /* by position in entities[]; all of them, whatever `only` is */
	const struct str *folded_words; /* for html_marked() */
	size_t words;
};
MUST_USE enum err search_all(struct db_read *, struct arena *, const struct masters *, enum site_id, struct str words, const struct entity *only,
	int64_t now, int64_t page, struct search_hits *);

/* Keeping the index true: called by whatever saves a record (form/entity.c does not know it).
 * Takes the record's TITLE and SEARCH fields; drops it when the public may not see its state. */
MUST_USE enum err search_put(struct db_write *, struct arena *, const struct masters *, const struct entity *, const void *record);
MUST_USE enum err search_drop(struct db_write *, const struct entity *, int64_t id);
/* Makes the index anew when it was made by another tokenizer (kenmin migrate), or in any case with `anyway`;
 * in transactions of 200 records; until it is through, fewer records are found. Run again after an
 * interruption: it begins anew. */
MUST_USE enum err search_upgrade(struct db *, const struct masters *, bool anyway, int64_t *records);

#endif
