/* Routes of open data. */
#ifndef FEATURE_OPEN_DATA_ROUTES_H
#define FEATURE_OPEN_DATA_ROUTES_H

#include "http/route.h"

extern const struct route open_data_routes[];

#endif
