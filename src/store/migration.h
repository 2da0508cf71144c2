/* The migrations inside the binary: migrations/NNNN_name.sql, embedded by tool/embed (migration_data.c). */
#ifndef STORE_MIGRATION_H
#define STORE_MIGRATION_H

#include "core/str.h"

struct migration {
	int number;       /* NNNN */
	const char *name; /* "0001_store" */
	struct str text;
};
extern const struct migration migrations[];
extern const size_t migrations_count;

#endif
