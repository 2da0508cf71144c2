/* CSV as RFC 4180 has it: a streaming reader (UTF-8 with or without BOM, CP932) and a writer.
 *
 * The reader holds one row in memory, keeps line breaks inside quotes (CRLF there becomes LF), accepts
 * LF, CRLF and CR row ends, and rows of unequal length (the caller knows how many it wants). It knows
 * nothing of entities: import/ and the open data do.
 */
#ifndef FORM_CSV_H
#define FORM_CSV_H

#include "core/err.h"
#include "core/out.h"

enum csv_encoding { CSV_UTF8, CSV_CP932 };
enum { CSV_COLUMNS_MAX = 512, CSV_FIELD_MAX = 4 << 20 };

struct csv {
	/* Puts at most n bytes into buf; 0 at the end. Errors of its own are the caller's to ask for. */
	size_t (*more)(void *ctx, char *buf, size_t n);
	void *ctx;
	enum csv_encoding encoding;
	int64_t line;      /* of the next byte, from 1 */
	int64_t replaced;  /* malformed bytes shown as U+FFFD so far, over all rows */
	int64_t odd_quotes; /* quotes where none may stand, taken as they are */
	enum err err;      /* ERR_INPUT: a quote is never closed; ERR_FULL: a row or field is too large */
	int64_t err_line;  /* where that row begins */
	char buf[16384];
	size_t at, n;
	bool begun, ended;
};
struct csv_row {
	struct str field[CSV_COLUMNS_MAX];
	size_t n;
	int64_t line;      /* where the row begins */
};

void csv_open(struct csv *, size_t (*more)(void *ctx, char *buf, size_t n), void *ctx, enum csv_encoding);
/* From memory: *rest is eaten up and must outlive the reader. */
void csv_open_memory(struct csv *, struct str *rest, enum csv_encoding);
/* The next row, its texts in the arena (clear it between rows); wholly empty lines are passed over.
 * False at the end and on an error (csv->err). */
bool csv_next(struct csv *, struct arena *, struct csv_row *);
/* The column of this name in a header row, SIZE_MAX when there is none. */
size_t csv_column(const struct csv_row *header, struct str name);

/* The mark at the beginning of a UTF-8 file, by which Excel knows it. */
void csv_bom(struct out *);
/* One row with CRLF; quotes what needs it. */
void csv_write(struct out *, const struct str *field, size_t n);

#endif
