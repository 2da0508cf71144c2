/* 蔵書: the record, made from book.def. */
#ifndef FEATURE_BOOK_BOOK_H
#define FEATURE_BOOK_BOOK_H

#include "form/entity_def.h"

struct book {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/book/book.def"
};
extern const struct entity book_entity;

#endif
