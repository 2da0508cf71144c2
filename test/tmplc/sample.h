/* What the sample template shows. */
#ifndef TEST_TMPLC_SAMPLE_H
#define TEST_TMPLC_SAMPLE_H

#include "core/vec.h"
#include "html/write.h"

struct sample {
	struct str title;
	struct html body;
	struct url link;
	int n;
	VEC(struct str) words;
};
struct json sample_json(struct str title);

#endif
