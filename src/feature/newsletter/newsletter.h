/* メールマガジン: the record, made from newsletter.def. */
#ifndef FEATURE_NEWSLETTER_NEWSLETTER_H
#define FEATURE_NEWSLETTER_NEWSLETTER_H

#include "form/entity_def.h"

struct newsletter {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/newsletter/newsletter.def"
};
extern const struct entity newsletter_entity;

#endif
