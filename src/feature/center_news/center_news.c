/* センターからのお知らせ: the table of its fields (form/entity.h). */
#include "feature/center_news/center_news.h"

#define ENTITY_STRUCT struct center_news
#define ROW ROW_FIELD
#define SECTION SECTION_FIELD
static const struct field center_news_fields[] = {
#include "feature/center_news/center_news.def"
};

const struct entity center_news_entity = {
	.name = "center_news",
	.table = "center_news",
	.label = "センターからのお知らせ",
	.kind = { "" },
	.kind_label = { "" },
	.kinds = 1,
	ENTITY_FIELD_TABLE(center_news_fields),
	.size = sizeof(struct center_news),
	.visible = STATE_PUBLISHED,
};
