/* Routes of ボランティア募集. */
#ifndef FEATURE_OFFER_ROUTES_H
#define FEATURE_OFFER_ROUTES_H

#include "http/route.h"

extern const struct route offer_routes[];

#endif
