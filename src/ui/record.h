/* A record's page made from its .def table: the OPEN fields in the table's order under its sections,
 * labels as the table prints them, values by field_html(); what is empty is not shown.
 *
 * Files are listed with type and size when they may be served (file_served()); links to other hosts
 * say 外部サイト. What a page wants differently is in record_options, not in a template.
 */
#ifndef UI_RECORD_H
#define UI_RECORD_H

#include "core/vec.h"
#include "form/entity.h"
#include "store/blob.h"
#include "ui/page.h"

struct record_field {
	struct str label;
	struct html value;
};
struct record_part {
	struct str id, heading; /* id of the h2: "part-1" ... */
	struct { struct record_field *v; size_t n, cap; } fields;
};
struct record_view { /* v, n: the parts */
	struct record_part *v;
	size_t n, cap;
};

/* Another label than the table's ("組織形態" where 別紙3 says 団体の分類); per kind, NULL = the table's. */
struct record_label {
	const char *column, *label[KINDS_MAX];
};
/* A line that is made of several fields (postal code and address, address and name of a link). */
struct record_extra {
	const char *key;     /* "@address" in `order` */
	const char *label;
	struct html value;   /* HTML_NONE: the line is left out */
};
struct record_options {
	const struct record_label *labels; /* ends with column NULL */
	const char *const *skip;           /* columns shown elsewhere on the page; ends with NULL */
	/* Fields in another order, under other headings than the table's: column names, a heading starts
	 * with '#', ends with NULL. Columns not named are left out. NULL = the table's order. */
	const char *const *order;
	const struct record_extra *extra;
	size_t extras;
	const char *heading;               /* of fields before the table's first section; NULL = entity label */
};

void record_view(struct request *, struct db_read *, const struct entity *, const void *record,
	const struct record_options *, struct record_view *);
/* The label a visitor reads: "団体名／企業名" is "企業名" for the last kind and "団体名" for the others. */
struct str record_label(struct arena *, const struct field *, const struct entity *, int64_t kind);
/* One field as a page shows it; files become a link, "" when it is empty or not open. */
struct html record_value(struct request *, struct db_read *, const struct entity *, const struct field *, const void *record);

/* A visitor of this site may see the record now: state, period, trash, site. */
bool record_visible(const struct request *, const struct entity *, const void *record);

/* A file a visitor may have: scanned and clean. */
bool file_served(const struct blob *);
/* "PDF：245KB" */
struct str file_kind(struct arena *, const struct blob *);
/* <a href="/files/5">name（PDF：245KB）</a>; HTML_NONE when it is not served. */
struct html file_link(struct request *, struct db_read *, int64_t blob_id, struct str name);
/* A link to another host: <a href="..." rel="external">label（外部サイト）</a>; the address is the label when
 * it is "". HTML_NONE when the address is not one. Addresses of this host carry no mark. */
struct html link_html(struct request *, struct str address, struct str label);

struct html link_own_html(struct request *, struct url, struct str label); /* to a page of ours */
/* A list of those: given addresses and files only; HTML_NONE when there is none. */
struct link_pair {
	struct str address, label;
};
struct html links_html(struct request *, const struct link_pair *, size_t n);
struct html files_html(struct request *, struct db_read *, const int64_t *blob_id, size_t n);
/* Pictures with their alternative texts (a clean blob of an image type), each as a figure. */
struct html photos_html(struct request *, struct db_read *, const int64_t *blob_id, size_t n);

#endif
