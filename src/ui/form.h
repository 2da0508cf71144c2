/* A form over an entity's table as a page: rows with labels, hints and faults, the error summary, the steps, the
 * confirm page's list. What it asks and how it is read: form/form.h. Anatomy: design mock form.html, confirm.html;
 * GOV.UK patterns (error summary, summary list).
 *
 *   struct form_view v; form_view(req, db, &form, typed, record, &faults, &v);   {{ call form_rows(&v) }}
 *   struct form_list l; form_list(req, db, &form, record, &l);                   {{ call form_summary(&l) }}
 */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "core/vec.h"
#include "form/form.h"
#include "form/postal.h"
#include "ui/page.h"

struct form_option {
	struct str id, value, label;
	bool on;
};
struct form_row {
	struct str name, id, row_id, label, hint, error, value;
	struct str hint_id, error_id, described; /* described: of aria-describedby, "" = none */
	struct str autocomplete, input_mode, css, when; /* when: "対象エリアが…のとき" */
	bool must, bad;
	bool line, area, select, radios, checks, consent, file, password;
	struct { struct form_option *v; size_t n, cap; } options;
	struct str options_css;
	/* files */
	struct str file_name, file_kind, file_alt, alt_name, alt_id, decorative_name, decorative_id, remove;
	bool has_file, is_image, decorative;
	bool has_value; /* something was typed: a password is there although it is not shown */
	/* 郵便番号: a button that fills the address (do=postal:COLUMN), and the places of a code that has several */
	bool postal;
	struct str postal_do;
	struct url here; /* this row on the page after the button */
	struct { struct form_option *v; size_t n, cap; } places; /* value: of `do`, label: the address */
};
struct form_section {
	struct str id, heading;
	struct { struct form_row *v; size_t n, cap; } rows;
};
struct form_error {
	struct str text;
	struct url url; /* "#kana"; URL_NONE for the form as a whole */
};
struct form_view {
	struct { struct form_section *v; size_t n, cap; } sections;
	struct { struct form_error *v; size_t n, cap; } errors;
	bool files; /* some row takes a file */
};

/* `record` has what could be read; `typed` is shown where it could not. `db` looks up received files; `what` names the
 * form for headings before the table's first SECTION. */
void form_view(struct request *, struct db_read *, const struct form *, struct str what, struct params typed, const void *record,
	const struct faults *, struct form_view *);
/* A code of several places: one button each in the row of `column`, do=postal:COLUMN:INDEX. */
void form_view_places(struct request *, struct form_view *, const char *column, const struct postal_place *, size_t n);
/* The extra inputs of a file column: "file_rules.alt", "file_rules.decorative"; `suffix` is a literal. */
struct str form_file_input(struct arena *, const struct field *, const char *suffix);

/* ---- the confirm page ---- */
struct form_entry {
	struct str name, label;
	struct html value; /* HTML_NONE: nothing was typed */
	bool secret;       /* not shown on the site */
	struct html old;   /* what the record says before; HTML_NONE = nothing */
	struct url change; /* the form's address with the field as fragment */
};
struct form_group {
	struct str id, heading;
	struct { struct form_entry *v; size_t n, cap; } entries;
};
struct form_list { /* v, n: the sections */
	struct form_group *v;
	size_t n, cap;
	struct form_group changed; /* of a form that changes a record: the entries that differ; they are in no section */
};
void form_list(struct request *, struct db_read *, const struct form *, struct str what, const void *record,
	struct url form_url, struct form_list *);

/* ---- steps ---- */
struct form_step {
	struct str label;
	int number;
	bool done, here;
};
struct form_steps {
	struct str label; /* "登録の手順（全4段階の2段階目）" */
	struct { struct form_step *v; size_t n, cap; } steps;
};
/* `labels` ends with NULL; step counts from 1. */
struct form_steps form_steps(struct arena *, const char *what, const char *const *labels, int step);

#endif
