/* Parts of list pages as plain data: rows, result head, chips, sort, pager, advice, search panel.
 *
 * A page fills these structs and its template calls the functions of list.html. Lists that come from
 * feature/search get most of it filled by feature/search/search_view.h.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "core/time.h"
#include "core/vec.h"
#include "html/write.h"
#include "ui/icon.h"
#include "ui/page.h"

struct link_view {
	struct str label;
	struct url url;
	bool current;
};
struct link_views VEC_OF(struct link_view);

/* ---- rows: one record per line, a figure on the left, one link per record ---- */
enum row_figure { FIGURE_NONE, FIGURE_DAY, FIGURE_DAYS_LEFT, FIGURE_TEXT };

struct row_fact {
	struct str label;
	struct html value;
	bool wide;    /* the whole width */
	bool strong;
};
struct row_facts VEC_OF(struct row_fact);
struct str_views VEC_OF(struct str);
struct html_views VEC_OF(struct html);

struct row {
	enum row_figure figure;
	date_t day;              /* FIGURE_DAY */
	int64_t days_left;       /* FIGURE_DAYS_LEFT: from today, 0 = today */
	struct str figure_text;  /* FIGURE_TEXT: "随時", "終了", "期限なし" */
	struct str_views tags;
	struct html title;       /* marked hits allowed */
	struct url url;
	struct html lead;        /* one or two sentences */
	struct html_views meta;  /* short lines under the title */
	struct row_facts facts;  /* label and value pairs */
	/* filled by rows_add() */
	bool is_day, is_left, is_text, near;
	struct str iso, month, number, weekday, year;
};
struct row_list VEC_OF(struct row);

/* Adds a row and makes the parts of its figure. `today` decides whether the year is shown. */
void rows_add(struct arena *, struct row_list *, const struct row *, date_t today);

/* <time datetime="2026-11-25">2026年11月25日（水）</time>, nothing for 0. And from 〜 to. */
struct html date_html(struct arena *, date_t);
struct html date_range_html(struct arena *, date_t from, date_t to);
struct html text_html(struct arena *, struct str); /* escaped text as a value */

/* date and link, one line each: news and the like */
struct dated {
	struct html date; /* date_html() */
	struct html title;
	struct url url;
	struct str note;  /* "PDF：1.8MB", "重要" or "" */
	struct html lead;
};
struct dateds VEC_OF(struct dated);

/* ---- pager ---- */
struct pager_item {
	struct str label;
	struct url url;
	bool here, gap;
};
struct pager {
	int64_t page, pages, total, from, to;
	bool has_back, has_next, any; /* any: more than one page */
	struct url back, next;
	struct pager_item *v;
	size_t n;
};
/* `url_of(ctx, page)` gives the address of a page. Pages 1, last, the current one and its neighbours. */
struct pager pager_make(struct arena *, int64_t total, int64_t per_page, int64_t page, struct url (*url_of)(void *, int64_t), void *ctx);
/* The page's number within its bounds, and the offset of its first record. */
int64_t pager_offset(int64_t page, int64_t per_page);

/* ---- result head ---- */
struct list_head {
	struct str id;             /* of the h2, "result" */
	struct str heading;        /* "検索結果", "募集中の助成" */
	int64_t total, from, to;
	struct str unit;           /* "件" */
	struct link_views chips;   /* conditions that are set: the link removes one; the template adds を外す */
	struct link_views sorts;   /* when more than one */
	struct link_views advice;  /* for an empty result: "「まちづくり」を外す（12件）" */
	struct url all;            /* without any condition */
	bool searched;             /* some condition is set */
};

/* ---- detailed search panel ---- */
struct panel_option {
	struct str name, value, label, id;
	int64_t count;
	bool on, has_count;
};
struct panel_options VEC_OF(struct panel_option);
struct panel_group { /* one condition */
	struct str legend, name, name_from, name_to, value, value_from, value_to, id;
	struct panel_options options;
	bool checks, radios, dates, words, wide;
};
struct panel_groups VEC_OF(struct panel_group);
struct panel {
	struct url action;
	struct str words;      /* what stands in the keyword box */
	struct str hint;       /* "例：..." or "" */
	struct str label;      /* "キーワード" */
	struct link_views quick; /* conditions people ask for often: one link each */
	struct panel_groups groups;
	struct panel_options keep; /* hidden: sort and what the page itself must carry */
	size_t set;            /* number of conditions in `groups` that are set */
	bool open;             /* details open (before a search on a page that exists for it) */
	struct str summary;    /* filled: "くわしい条件で探す（2件の条件を選択中）" */
	struct url clear;
};

/* ---- a whole list page ---- */
struct jump { /* a link under the lead */
	struct str label;
	const char *icon;
	struct url url;
};
struct jumps VEC_OF(struct jump);
struct list_page {
	struct str title, lead;
	struct jumps jumps;
	const struct panel *panel;      /* NULL: no search on this page */
	const struct list_head *head;
	const struct pager *pager;
	struct row_list rows;
	struct dateds dates;            /* instead of rows */
	struct html after;              /* sections below the list */
};

/* The beginning of a text in one line, at most about 100 characters, hits marked. `words` are folded. */
struct html excerpt_html(struct arena *, struct str text, const struct str *words, size_t n);
struct str excerpt(struct arena *, struct str text, size_t characters);

#endif
