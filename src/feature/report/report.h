/* 活動実績・事例: the record, made from report.def. */
#ifndef FEATURE_REPORT_REPORT_H
#define FEATURE_REPORT_REPORT_H

#include "form/entity_def.h"

struct report {
	struct record record;
#define ROW ROW_MEMBER
#define SECTION SECTION_NONE
#include "feature/report/report.def"
};
extern const struct entity report_entity;

#endif
