/* Routes of 会員. */
#ifndef FEATURE_MEMBER_ROUTES_H
#define FEATURE_MEMBER_ROUTES_H

#include "http/route.h"

extern const struct route member_routes[];

#endif
