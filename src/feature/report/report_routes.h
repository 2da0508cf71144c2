/* Routes of 活動実績・事例. */
#ifndef FEATURE_REPORT_ROUTES_H
#define FEATURE_REPORT_ROUTES_H

#include "http/route.h"

extern const struct route report_routes[];

#endif
