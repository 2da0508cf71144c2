/* Bytes of an old site's file: plain, gzip or in memory, through a window of 256 kB, with line numbers.
 *
 * Only reads. Not a parser: import/sql_lex.h and import/tar.h stand on it.
 */
#ifndef IMPORT_INPUT_H
#define IMPORT_INPUT_H

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"

struct input {
	const unsigned char *at, *end; /* what of the window is not yet taken */
	const unsigned char *counted;  /* lines are counted up to here */
	unsigned char *window;
	void *gz;                      /* zlib's gzFile; NULL: from memory */
	int64_t line;                  /* line number (from 1) of `counted` */
	int64_t taken;                 /* bytes before the window */
	int64_t size;                  /* of the file on disk; 0 = unknown */
	enum err err;                  /* ERR_IO, or ERR_INPUT for a damaged or cut gzip stream */
};

/* Opens a file; gzip is recognised by its content. ERR_NOT_FOUND, ERR_IO. The file is closed with the arena. */
MUST_USE enum err input_file(struct arena *, const char *path, struct input *);
/* Reads from memory; `bytes` must outlive it. */
void input_memory(struct input *, struct str bytes);

/* Reads more behind what is left in the window; false at the end of the file or on an error (in->err). */
bool input_fill(struct input *);
/* At least n (up to 64) bytes stand in the window; false when the file has fewer left. */
bool input_ahead(struct input *, size_t n);
/* The line number of the next byte. */
int64_t input_line(struct input *);
/* How much of the file on disk was read, 0..1000; 0 when unknown. */
int input_progress(const struct input *);
/* Copies exactly n bytes to `to` (NULL: skips them); false when fewer are left. */
bool input_take(struct input *, void *to, size_t n);

static inline int input_peek(struct input *in)
{
	return in->at < in->end || input_fill(in) ? *in->at : -1;
}
static inline int input_next(struct input *in)
{
	return in->at < in->end || input_fill(in) ? *in->at++ : -1;
}

#endif
