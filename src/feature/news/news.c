/* お知らせ: the table of its fields (form/entity.h). */
#include "feature/news/news.h"

#define ENTITY_STRUCT struct news
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field news_fields[] = {
#include "feature/news/news.def"
};

const struct entity news_entity = {
	.name = "news",
	.table = "news",
	.label = "お知らせ",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(news_fields),
	.size = sizeof(struct news),
	.visible = STATE_PUBLISHED,
};
