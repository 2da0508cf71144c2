/* One run of the import, as its files share it. Internal to src/import. */
#ifndef IMPORT_JOB_H
#define IMPORT_JOB_H

#include "import/dataset.h"
#include "import/import.h"
#include "import/loop.h"

struct job {
	struct arena *arena;        /* for the run */
	struct arena *row;          /* for one record */
	const struct import_options *o;
	struct import_report *report;
	struct profile profile;
	struct dataset data;
	struct loops loops;          /* repeating fields of the old site */
	struct db_write *w;
	const char *site_name;      /* "super", "aika" */
	struct map alias;           /* "group:123" -> id of the record here */
	struct map file;            /* "2019/04/x.png" -> blob id */
	struct map attachment;      /* "51" -> blob id */
	struct map paths;           /* old addresses already written */
	int64_t done, total;
	bool csv;                   /* rows of a CSV: what they refer to is looked up in the database (csv_ref.c) */
};

/* What one record is made from. */
struct origin {
	const struct mapping *mapping;
	const struct post *post;
	const struct table_data *table, *join_table;
	const struct table_row *row, *join;
	int64_t user;               /* linked user, 0 = none */
	const struct table_row *user_row;
	struct str where;           /* "wp_posts 123": for notes */
	struct str source;          /* "super:wp_posts:123" */
	struct import_count *count;
};

/* value.c: the values of a rule, decoded and translated; those of a serialised list one by one. */
struct values VEC_OF(struct str);
struct values values_of(struct job *, const struct origin *, const struct rule *);
struct str first_value(struct job *, const struct origin *, const struct sources *);

/* %XX resolved; the bytes may be cut within a character: then they are repaired. */
struct str percent_decoded(struct arena *, struct str);

/* record.c: one field from its values; what can not be read goes into old_data. */
struct leftovers {
	struct out json;
	bool first;
};
void set_field(struct job *, const struct origin *, const struct rule *, const struct entity *, const struct field *, void *record, struct leftovers *);
/* The text beside a date for what is no date (founded_text, apply_text); NULL. */
const struct field *date_text(const struct entity *, const struct field *);
void left_over(struct leftovers *, struct str key, struct str value);
/* "2024-03-07 09:45:19" in Japan as UTC; 0 for none. */
int64_t stamp_of(struct str);

/* body.c */
struct str clean_body(struct job *, const struct origin *, struct str source);
/* HTML in a field that is plain text here: is there any (tags by name, entities)? Its text, as the old site showed it. */
bool has_markup(struct str);
struct str without_markup(struct job *, const struct origin *, struct str source);

/* wordpress.c: the record of one row; its key, as the profile's mapping says. */
MUST_USE enum err import_one(struct job *, struct origin *, const struct entity *);
struct str import_row_key(struct job *, const struct mapping *, const struct table_data *, const struct table_row *);

/* again.c: a later import. Was the record edited here since the last one? Remembers what an import left; keeps what only
 * this side knows (passwords renewed or wrapped, fields that no rule fills). */
MUST_USE enum err import_edited(struct job *, const struct entity *, const void *before, bool *edited);
MUST_USE enum err import_remember(struct job *, const struct entity *, const void *record);
void import_keep(struct job *, const struct mapping *, const struct entity *, void *record, const void *before);

/* csv_ref.c: what rows of a CSV refer to. Fills job.alias with the old numbers of one alias of the profile (twice used
 * ones: -1) ... */
MUST_USE enum err import_csv_alias(struct job *, struct str name);
bool import_csv_is_post(const struct job *, struct str name); /* the alias is the number of a post */
/* ... and finds a record of ours by its number, old source, old address or slug, or title (folded). ERR_NOT_FOUND;
 * ERR_CONFLICT: several. */
MUST_USE enum err import_csv_target(struct job *, const struct entity *, struct str value, int64_t *id);

/* quarantine.c: a row of the dump that could not be taken over, sealed; known ones are left as they are. */
MUST_USE enum err import_quarantine(struct job *, const struct bad_row *);

/* upload.c: files into blobs; fills job.file. ERR_NOT_FOUND, ERR_INPUT with report->message. */
MUST_USE enum err import_uploads(struct job *, const char *path);

/* import/terms.c: the first version of the terms from the old site's page, where there are none yet. */
MUST_USE enum err import_terms(struct job *);

#endif
