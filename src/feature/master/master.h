/* 選択肢: the record, made from master.def (struct master_row: the plain name is taken by a type of a lower layer). */
#ifndef FEATURE_MASTER_MASTER_H
#define FEATURE_MASTER_MASTER_H

#include "form/entity_def.h"

struct master_row {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/master/master.def"
};
extern const struct entity master_entity;

/* Inserts the start values that are not there yet (kenmin init, migrate). */
MUST_USE enum err master_seed(struct db_write *, struct arena *, int64_t now);
/* The start values without a database: tests, doc/fields.md. */
struct masters *masters_of_seed(struct arena *);

#endif
