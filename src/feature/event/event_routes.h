/* Routes of イベント・募集. */
#ifndef FEATURE_EVENT_ROUTES_H
#define FEATURE_EVENT_ROUTES_H

#include "http/route.h"

extern const struct route event_routes[];

#endif
