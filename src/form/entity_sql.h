/* The statements and the table definition that follow from an entity's fields. Text only: running
 * them is form/entity_store.c, deciding when is the features'.
 */
#ifndef FORM_ENTITY_SQL_H
#define FORM_ENTITY_SQL_H

#include "form/entity.h"

enum entity_statement {
	ENTITY_INSERT, ENTITY_UPDATE, ENTITY_SEAL /* sets the SECRET columns of a row */, ENTITY_LOAD, ENTITY_READ /* without the SECRET columns */, ENTITY_LOAD_SOURCE,
	ENTITY_DELETE, ENTITY_STATEMENTS
};

/* Made at the first call in the process, for all entities; they live as long as it. NULL: the entity
 * has no such statement (ENTITY_SEAL without SECRET fields). */
const struct sql *entity_sql(const struct entity *, enum entity_statement);
/* All of them, one after another, for the test that prepares every statement; NULL past the end. */
const struct sql *entity_sql_at(size_t i);

/* The integer columns of struct record in the order of every statement (id first, source last and text). */
struct record_column {
	const char *name;
	size_t offset;
	bool time;
};
extern const struct record_column record_columns[];
enum { RECORD_COLUMNS = 13 }; /* without source */

/* DDL of the entity from its table, in the five words of migrations/ (ID INT TEXT BLOB TIME). */
void entity_ddl(struct out *, const struct entity *);

#endif
