/* センターからのお知らせ: the record, made from center_news.def. */
#ifndef FEATURE_CENTER_NEWS_CENTER_NEWS_H
#define FEATURE_CENTER_NEWS_CENTER_NEWS_H

#include "form/entity_def.h"

struct center_news {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/center_news/center_news.def"
};
extern const struct entity center_news_entity;

#endif
