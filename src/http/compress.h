/* Compressed bodies: Accept-Encoding, gzip and brotli, and a memory of what was compressed lately.
 *
 * A page that has not changed is compressed once, not per visitor: results are kept by the hash of
 * the body. Never used for replies with secrets (BREACH): http/answer.c decides.
 */
#ifndef HTTP_COMPRESS_H
#define HTTP_COMPRESS_H

#include "core/arena.h"
#include "core/str.h"

enum encoding { ENCODING_NONE, ENCODING_GZIP, ENCODING_BROTLI };

/* The best encoding the header allows (RFC 9110 12.5.3, q-values; brotli before gzip when equal). */
enum encoding encoding_choose(struct str accept_encoding);
const char *encoding_name(enum encoding); /* "gzip", "br"; NULL for none */

struct body_hash {
	unsigned char bytes[16];
};
struct compressor;
struct compressor *compressor_new(struct arena *, const unsigned char key[16]);
struct body_hash compressor_hash(const struct compressor *, struct str body);
/* The body compressed, in the arena; STR_NONE when that would not be smaller. */
struct str compressor_run(struct compressor *, struct arena *, enum encoding, struct body_hash, struct str body);

#endif
