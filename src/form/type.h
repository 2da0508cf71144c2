/* Field types as small tables of functions: how a value is read, written, shown and sampled.
 * form/field.c is their only caller; a new type is a row there, a file here and a case in entity_def.h.
 */
#ifndef FORM_TYPE_H
#define FORM_TYPE_H

#include "form/entity.h"

struct value {
	struct str s; /* types for which field_is_str() */
	int64_t i;    /* the others */
};

struct type_context {
	struct arena *arena;
	const struct masters *masters; /* may be NULL where no CHOICE or MULTI is involved */
	const struct field *field;
};

struct field_type_ops {
	const char *name;  /* for doc/fields.md */
	const char *ask;   /* "お書きください", "選んでください" */
	/* Reads a text that is not empty. False: *message says what to do, without the label ("...の形でお書きください"). */
	bool (*parse)(const struct type_context *, struct str text, struct value *, struct str *message);
	/* As people read it. Reading it again gives the value (RICH: the same text). */
	struct str (*text)(const struct type_context *, struct value);
	/* As a page shows it; NULL: escaped text. */
	void (*html)(const struct type_context *, struct out *, struct value);
	/* Some valid text, chosen by `random`: tests. */
	struct str (*sample)(const struct type_context *, uint64_t random);
};

extern const struct field_type_ops type_text, type_long, type_kana, type_email, type_phone, type_postal, type_url, type_rich, type_int,
	type_bool, type_date, type_time, type_stamp, type_choice, type_multi, type_ref, type_file;

/* The functions of the field's type. */
const struct field_type_ops *field_ops(const struct field *);
/* Shared by the text types: the value of at most field->max characters. */
bool type_take_text(const struct type_context *, struct str text, struct value *, struct str *message);

#endif
