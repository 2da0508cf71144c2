/* Routes of files to download (both sites). */
#ifndef FEATURE_FILE_ROUTES_H
#define FEATURE_FILE_ROUTES_H

#include "http/route.h"

extern const struct route file_routes[];

#endif
