/* From a search to what a list page shows: panel with counts, chips, sort, pager, advice.
 *
 *   struct search s = { .entity = &group_entity, .site = SITE_SUPER, ... };
 *   search_from_request(req, masters, &s);
 *   enum err e = search_view_run(req, db, &s, &options, &result, &view);
 * The route declares the parameters: "q page sort kind*" and the FILTER and WORDS columns of the entity.
 */
#ifndef FEATURE_SEARCH_SEARCH_VIEW_H
#define FEATURE_SEARCH_SEARCH_VIEW_H

#include "feature/search/search.h"
#include "ui/list.h"
#include "ui/record.h"

struct search_sort {
	const char *key;    /* value of the parameter; the first row is the default and never printed */
	const char *label;  /* "締切が近い順" */
	const char *order;  /* literal for struct search */
};
/* A condition people ask for often, as one link in the form: it keeps the rest of the search. */
struct search_quick {
	const char *label;  /* "今週末" */
	const char *column; /* FILTER column */
	int64_t from, to;   /* DATE: inclusive */
	int64_t bits;       /* CHOICE, MULTI */
};
struct search_view_options {
	const char *path;              /* "/groups" */
	const struct search_sort *sorts; /* ends with key NULL; at least one row */
	const char *heading;           /* of the list without conditions: "登録団体・企業" */
	const char *hint;              /* under the keyword box, or NULL */
	const char *kind_legend;       /* legend of the kind condition ("種類"), or NULL: no such condition */
	const struct record_label *labels; /* other words for conditions (the first label counts); ends with column NULL; or NULL */
	const char *const *skip;       /* FILTER columns that this page does not offer; ends with NULL; or NULL */
	struct str extra;              /* the page's own parameters, percent-encoded: "past=1"; carried by every link */
	const struct panel_option *keep; /* the same as hidden inputs */
	size_t keeps;
	const struct panel_group *more; /* the page's own conditions, shown first in the panel */
	size_t mores;
	size_t more_set;               /* how many of those are set */
	const struct search_quick *quick; /* in the form, under the keyword box */
	size_t quicks;
};
struct search_view {
	struct list_head head;
	struct panel panel;
	struct pager pager;
	struct url canonical;     /* without sort and page */
	struct str title_note;    /* for struct page: "38件、2ページ目" */
	bool searched;            /* some condition is set: the page says noindex */
};

/* With words the order is how well records fit (関連の高い順) unless "sort" names one of the page's own orders.
 * Reads "sort" and, with kind_legend, "kind"; sets order, kinds and want_counts; runs; fills the view.
 * A page beyond the last gives an empty list with the pager at the last page. */
MUST_USE enum err search_view_run(struct request *, struct db_read *, struct search *, const struct search_view_options *,
	struct search_result *, struct search_view *);
/* The list page around it. */
struct search_page {
	const char *title, *lead, *tab;
	struct str description;       /* "" = the lead */
	const struct crumb *crumb;    /* NULL: the page's title alone */
	size_t crumbs;
	struct jumps jumps;
	struct row_list rows;
	struct dateds dates;
	struct html after;
	const char *feed, *ical;      /* "/feeds/events.atom", "/feeds/events.ics" or NULL: they follow the list's conditions */
};
struct reply search_page_reply(struct request *, const struct search_page *, const struct search_view *);
/* For a row of a list: where the words stand when nothing that the row shows has them ("会場：…<mark>海岸</mark>…"). */
void search_row_hit(struct request *, const struct entity *, const void *record, const struct search_result *, struct row *);
/* The name of a master row in a search form: its short label where it has one. */
struct str search_choice_label(const struct master *);

#endif
