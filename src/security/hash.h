/* SHA-256 and HMAC-SHA-256 (FIPS 180-4, RFC 2104) over several pieces, and their spellings.
 * Not for passwords: security/password.h. */
#ifndef SECURITY_HASH_H
#define SECURITY_HASH_H

#include "core/str.h"

enum { SHA256_BYTES = 32 };

void sha256(struct str data, unsigned char out[SHA256_BYTES]);
/* The same as 64 lower-case hex digits in the arena. */
struct str sha256_hex(struct arena *, struct str data);

/* HMAC over the pieces, each preceded by its length (8 bytes), so that pieces can not run together. */
void hmac_pieces(struct str key, const struct str *piece, size_t n, unsigned char out[SHA256_BYTES]);
/* Plain HMAC as in the RFC, for vectors and foreign formats. */
void hmac_sha256(struct str key, struct str data, unsigned char out[SHA256_BYTES]);

struct str hex_of(struct arena *, const void *p, size_t n);
/* Exactly n bytes from 2n hex digits of either case; false otherwise. */
MUST_USE bool hex_read(struct str hex, unsigned char *out, size_t n);
/* URL-safe base64 without padding (RFC 4648 section 5). */
struct str base64url(struct arena *, const void *p, size_t n);
/* Back: only what base64url() writes. */
MUST_USE bool base64url_read(struct arena *, struct str text, struct str *bytes);

#endif
