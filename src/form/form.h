/* A form over an entity's table: which fields it asks, and how what was typed becomes a record.
 *
 * The names of the inputs are the columns. What was typed stays as it is in `struct params` beside the record,
 * so that a page can show it again after a fault; form/form_state.h carries it from step to step. Markup: ui/form.h.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include "form/entity.h"
#include "http/request.h"

enum form_stage { FORM_FIRST /* without STAGE2 */, FORM_SECOND /* STAGE2 only */, FORM_WHOLE };
enum { FORM_TEXT_MAX = 10000 /* characters of one text in a public form, where the table allows more */ };

struct form {
	const struct entity *entity;
	int64_t kind;
	enum form_stage stage;
	const char *const *skip; /* columns it does not ask; ends with NULL; NULL = none */
	const char *const *must; /* columns it requires although the table says 任意; ends with NULL; NULL = none */
	const char *moved, *moved_after; /* a field that stands after another one than in the table; NULL = none */
	/* The record that is changed; NULL = a new one. A text that still is what it says is taken as it is: what was taken
	 * over from the old sites may break today's rules, and who changes a telephone number need not mend the rest. */
	const void *before;
	/* What the table can not say: adds faults. NULL = nothing. */
	void (*check)(const void *record, struct faults *);
};

/* The i-th line of the entity's table (SECTIONs too), 0 to entity->fields - 1, in the order of this form. */
const struct field *form_line(const struct form *, size_t i);

/* The kind has the field, it is of this stage, and neither bookkeeping (HIDDEN), staff's (STAFF_ONLY, REF) nor skipped. PASSWORD is asked although it is HIDDEN. */
bool form_asks(const struct form *, const struct field *);
bool form_needs(const struct form *, const struct field *, const void *record);

/* Every value of one name joined as field_read() takes it ("," between those of a MULTI). */
struct str form_typed(struct arena *, struct params typed, const struct field *);
/* Reads all asked fields into the record (its kind is set; fields not asked stay). Files come from `typed` too: the
 * caller puts their numbers there, never the visitor. Bodies (RICH) are typed as plain text. Adds the missing ones and
 * what entity_check() and form->check find; at most one fault per field. */
void form_read(struct arena *, const struct masters *, const struct form *, struct params typed, void *record, struct faults *);
/* The other way, for a form that changes a record: texts of the asked fields. */
struct params form_values(struct arena *, const struct masters *, const struct form *, const void *record);

#endif
