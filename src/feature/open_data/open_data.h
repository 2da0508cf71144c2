/* Open data: groups, events and grants as CSV and JSON, from the fields anybody may see.
 *
 * A column of the file is a field of the .def table that is OPEN for some kind and no bookkeeping; a cell
 * is filled only when field_open() says so for that very record. Nothing else can get in: there is no list
 * of columns to keep in step. Records are read in small batches; a file holds OPEN_DATA_PART of them,
 * the next ones stand in ?part=2.
 */
#ifndef FEATURE_OPEN_DATA_H
#define FEATURE_OPEN_DATA_H

#include "form/entity.h"
#include "ui/page.h"

enum { OPEN_DATA_PART = 10000 };

struct dataset {
	const char *name;    /* "groups": /open-data/groups.csv */
	const struct entity *entity;
	const char *label, *about;
};
/* Ends with name NULL. */
extern const struct dataset datasets[];

/* Whether the field is a column of the files. */
bool open_data_field(const struct entity *, const struct field *);
/* What kind of value stands there, in Japanese, for the table of columns. */
const char *open_data_type(const struct field *);
/* The records with id > `after`, at most OPEN_DATA_PART; *count of them. ERR_FULL: more bytes than one file may have. */
MUST_USE enum err open_data_csv(struct request *, struct db_read *, const struct dataset *, int64_t part, struct out *);
MUST_USE enum err open_data_json(struct request *, struct db_read *, const struct dataset *, int64_t part, struct out *);
/* How many records there are now. */
MUST_USE enum err open_data_count(struct request *, struct db_read *, const struct dataset *, int64_t *count);

#endif
