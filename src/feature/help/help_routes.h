/* Routes of Q&A answers; the list is a page of the site (site/aika/fixed.c). */
#ifndef FEATURE_HELP_ROUTES_H
#define FEATURE_HELP_ROUTES_H

#include "http/route.h"

extern const struct route help_routes[];

#endif
