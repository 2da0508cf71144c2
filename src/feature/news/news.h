/* お知らせ: the record, made from news.def. */
#ifndef FEATURE_NEWS_NEWS_H
#define FEATURE_NEWS_NEWS_H

#include "form/entity_def.h"

struct news {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/news/news.def"
};
extern const struct entity news_entity;

#endif
