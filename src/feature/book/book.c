/* 蔵書: the table of its fields (form/entity.h). */
#include "feature/book/book.h"

#define ENTITY_STRUCT struct book
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field book_fields[] = {
#include "feature/book/book.def"
};

const struct entity book_entity = {
	.name = "book",
	.table = "book",
	.label = "蔵書",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(book_fields),
	.size = sizeof(struct book),
	.visible = STATE_PUBLISHED,
};
