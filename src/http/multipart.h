/* multipart/form-data as browsers send it (RFC 7578), read as it comes.
 *
 * Bounds: parts, bytes of a part's header, bytes of a text field; the total is the announced length.
 * Refused with a status: a preamble, a missing or wrong boundary, other header lines than tokens,
 * no name, text that is no clean UTF-8 (400), more than the bounds (413).
 * A file's name is for display only, without folders; its declared type is ignored (store/blob.h looks
 * at the bytes). A file input left empty gives nothing.
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "core/out.h"
#include "core/vec.h"
#include "http/request.h"

enum { MULTIPART_PARTS_MAX = 400, MULTIPART_FILES_MAX = 16, MULTIPART_HEAD_MAX = 1024, MULTIPART_TEXT_MAX = 256 * 1024 };

struct multipart_part {
	struct str name, file_name;
	bool is_file;
	size_t start, end; /* of the content, in the buffer */
};
struct multipart {
	struct arena *arena;
	struct str delimiter;      /* CR LF -- boundary */
	struct out buffer;         /* all of the body so far */
	size_t size, at, scanned;  /* announced length; where the state begins; how far it was searched */
	enum { MULTIPART_START, MULTIPART_AFTER, MULTIPART_HEAD, MULTIPART_CONTENT, MULTIPART_DONE } state;
	struct VEC_OF(struct multipart_part) parts;
	size_t files;
	int refusal;
};

/* 0, or 400 when the Content-Type has no usable boundary. */
int multipart_begin(struct multipart *, struct arena *, struct str content_type, size_t size);
int multipart_feed(struct multipart *, struct str piece);
int multipart_end(struct multipart *, struct params *params, const struct upload **uploads, size_t *count);

#endif
