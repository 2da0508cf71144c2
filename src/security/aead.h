/* AES-256-GCM with random 96-bit nonces: the one place that calls the cipher. For seal.c and keys.c only. */
#ifndef SECURITY_AEAD_H
#define SECURITY_AEAD_H

#include "core/str.h"

enum { AEAD_VERSION = 1, AEAD_NONCE = 12, AEAD_TAG = 16, AEAD_OVERHEAD = 1 + AEAD_NONCE + AEAD_TAG };

/* Writes plain.n + AEAD_OVERHEAD bytes. */
void aead_seal(const unsigned char key[32], struct str aad, struct str plain, unsigned char *out);
/* Writes sealed.n - AEAD_OVERHEAD bytes; false (and zeroes) when anything was changed. */
MUST_USE bool aead_open(const unsigned char key[32], struct str aad, struct str sealed, unsigned char *out);

#endif
