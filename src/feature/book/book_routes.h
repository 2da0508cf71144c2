/* Routes of 蔵書. */
#ifndef FEATURE_BOOK_ROUTES_H
#define FEATURE_BOOK_ROUTES_H

#include "http/route.h"

extern const struct route book_routes[];

#endif
