/* Bytes written as text in the data files of the HTTP tests: \r \n \t \0 \xHH \\ \{, and {N*c} for N times c. */
#ifndef TEST_HTTP_BYTES_H
#define TEST_HTTP_BYTES_H

#include "core/out.h"

/* Ends the program on a malformed escape. */
void bytes_unescape(struct out *, struct str text);
/* A whole file (4 MB at most); ends the program when it is not there. */
struct str bytes_file(struct arena *, const char *path);

#endif
