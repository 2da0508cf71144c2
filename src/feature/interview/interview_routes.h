/* Routes of 取材報告. */
#ifndef FEATURE_INTERVIEW_ROUTES_H
#define FEATURE_INTERVIEW_ROUTES_H

#include "http/route.h"

extern const struct route interview_routes[];

#endif
