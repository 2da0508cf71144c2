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

#endif
