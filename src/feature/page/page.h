/* 固定ページ: the record, made from page.def (struct fixed_page: the plain name is taken by a type of a lower layer). */
#ifndef FEATURE_PAGE_PAGE_H
#define FEATURE_PAGE_PAGE_H

#include "form/entity_def.h"

struct fixed_page {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/page/page.def"
};
extern const struct entity page_entity;

#endif
