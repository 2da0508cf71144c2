/* The result of everything that can fail. Faults of the user are data (struct faults), not errors. */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include "core/attr.h"

enum err {
	OK = 0,
	ERR_NOT_FOUND, /* no such row, file, page; also what a visitor may not know exists */
	ERR_DENIED,    /* known, but not allowed */
	ERR_CONFLICT,  /* unique constraint, stale version, already done */
	ERR_BUSY,      /* lock or queue full: the same call may succeed later */
	ERR_INPUT,     /* malformed bytes from outside */
	ERR_FULL,      /* a bound was reached: buffer, disk, quota */
	ERR_IO,        /* the system failed us: disk, socket, database */
	ERR_COUNT
};

/* English name for logs ("not found"). Never NULL. */
const char *err_text(enum err);

#endif
