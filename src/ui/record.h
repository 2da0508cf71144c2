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
struct record_options {
	const struct record_label *labels; /* ends with column NULL */
	const char *const *skip;           /* columns shown elsewhere on the page; ends with NULL */
	/* Fields in another order, under other headings than the table's: column names, a heading starts
	 * with '#', ends with NULL. Columns not named are left out. NULL = the table's order. */
	const char *const *order;
	const char *heading;               /* of fields before the table's first section; NULL = entity label */
};

void record_view(struct request *, struct db_read *, const struct entity *, const void *record,
	const struct record_options *, struct record_view *);
/* The label a visitor reads: "団体名／企業名" is "企業名" for the last kind and "団体名" for the others. */
struct str record_label(struct arena *, const struct field *, const struct entity *, int64_t kind);
/* One field as a page shows it; files become a link, "" when it is empty or not open. */
struct html record_value(struct request *, struct db_read *, const struct entity *, const struct field *, const void *record);

/* A file a visitor may have: scanned and clean. */
bool file_served(const struct blob *);
/* "PDF：245KB" */
struct str file_kind(struct arena *, const struct blob *);
/* <a href="/files/5">name（PDF：245KB）</a>; HTML_NONE when it is not served. */
struct html file_link(struct request *, struct db_read *, int64_t blob_id, struct str name);
/* A link to another host: <a href="..." rel="external">label（外部サイト）</a>; the address is the label when
 * it is "". HTML_NONE when the address is not one. Addresses of this host carry no mark. */
struct html link_html(struct request *, struct str address, struct str label);

#endif
