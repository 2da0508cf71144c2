/* What one dump holds, in memory: posts with their meta and terms, users, and the rows of other tables.
 *
 * Read in one streaming pass; texts are checked (bytes that are no UTF-8 become U+FFFD and are counted). A site's whole
 * content is some tens of megabytes, so that joins need no second reading; nothing else of the file is kept.
 */
#ifndef IMPORT_DATASET_H
#define IMPORT_DATASET_H

#include "core/vec.h"
#include "import/map.h"
#include "import/sql_lex.h"

struct meta {
	int64_t owner;      /* post or user */
	struct str key, value;
	uint32_t order : 31, null : 1; /* its meta_id (small: there are hundreds of thousands of them); without one, counted */
	uint32_t line;
};
struct metas VEC_OF(struct meta);
struct post {
	int64_t id, author, parent, order;
	struct str type, status, title, content, name, guid, date, date_gmt, modified, excerpt;
	const struct meta *meta; /* its metas, in order */
	size_t metas;
	size_t first_term, terms; /* in dataset.link */
};
struct posts VEC_OF(struct post);
struct term {
	int64_t taxonomy_id, term_id;
	struct str taxonomy, name, slug;
};
struct term_link {
	int64_t post, taxonomy_id;
};
struct table_row {
	struct str *value;  /* as many as the table has columns; .p NULL = SQL NULL */
};
struct table_data {
	struct str name;    /* without prefix */
	const struct sql_table *table;
	VEC(struct table_row) row;
	int64_t read, bad;  /* rows seen; rows with the wrong number of values */
};
/* A row, or a value of one, that can not be taken as it is; raw: its values with TAB between them, \N = NULL. */
struct bad_row {
	struct str table;    /* with prefix */
	int64_t line;
	const char *reason;  /* Japanese */
	struct str raw;
};
struct dataset {
	struct arena *arena;
	struct sql_dump dump;
	struct str prefix;
	struct posts post;          /* by id */
	struct metas meta, usermeta; /* by owner, then order */
	VEC(struct term) term;
	VEC(struct term_link) link; /* by post */
	VEC(struct table_data) table;
	VEC(struct bad_row) bad_row;
	int64_t repaired;           /* texts with bytes that were no UTF-8 */
	int64_t orphans;            /* metas without their post */
	struct str home;            /* option "home" of the old site */
};

/* Reads the whole dump. On failure *message says where and what (Japanese). `prefix` "" = found by itself. */
MUST_USE enum err dataset_read(struct arena *, const char *path, struct str prefix, struct dataset *, struct str *message);
/* The same from memory: tests and fuzzing. */
MUST_USE enum err dataset_read_memory(struct arena *, struct str bytes, struct str prefix, struct dataset *, struct str *message);

const struct post *dataset_post(const struct dataset *, int64_t id); /* NULL when there is none */
/* The n-th value (from 0) of a key of a post, .p NULL when there is none or it is NULL. */
struct str post_meta(const struct post *, struct str key, size_t n);
struct str dataset_usermeta(const struct dataset *, int64_t user, struct str key);
const struct table_data *dataset_table(const struct dataset *, struct str name_without_prefix);
/* A column's value of a row; .p NULL when it is NULL or there is no such column. */
struct str row_value(const struct table_data *, const struct table_row *, struct str column);

#endif
