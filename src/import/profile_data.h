/* The shipped profiles inside the binary: src/import/profile/NAME.profile, embedded by tool/embed. */
#ifndef IMPORT_PROFILE_DATA_H
#define IMPORT_PROFILE_DATA_H

#include "core/str.h"

struct profile_text {
	const char *name; /* "super" */
	struct str text;
};
extern const struct profile_text profile_texts[];
extern const size_t profile_texts_count;

#endif
