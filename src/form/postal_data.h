/* Postal codes as they lie in the program: made by tool/postal at build time. */
#ifndef FORM_POSTAL_DATA_H
#define FORM_POSTAL_DATA_H

#include <stddef.h>

/* All codes with the same first three digits, zlib-compressed: lines of four digits and "/address" once or more, "\n". */
struct postal_piece {
	const char *bytes;
	size_t n, plain; /* plain: length when unpacked; 0 = there are none */
};
extern const struct postal_piece postal_pieces[1000];

#endif
