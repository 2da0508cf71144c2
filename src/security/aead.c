/* AES-256-GCM through OpenSSL (security/aead.h). */
#include "security/aead.h"

#include <openssl/evp.h>
#include <string.h>

#include "security/random.h"

static const unsigned char *bytes(struct str s)
{
	return (const unsigned char *)s.p;
}

void aead_seal(const unsigned char key[32], struct str aad, struct str plain, unsigned char *out)
{
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int n = 0;
	ASSERT(c && plain.n <= INT32_MAX && aad.n <= INT32_MAX);
	out[0] = AEAD_VERSION;
	random_bytes(out + 1, AEAD_NONCE);
	unsigned char *text = out + 1 + AEAD_NONCE;
	ASSERT(EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), NULL, key, out + 1) == 1);
	ASSERT(EVP_EncryptUpdate(c, NULL, &n, bytes(aad), (int)aad.n) == 1);
	ASSERT(EVP_EncryptUpdate(c, text, &n, bytes(plain), (int)plain.n) == 1 && (size_t)n == plain.n);
	ASSERT(EVP_EncryptFinal_ex(c, text + plain.n, &n) == 1 && n == 0);
	ASSERT(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, AEAD_TAG, text + plain.n) == 1);
	EVP_CIPHER_CTX_free(c);
}

bool aead_open(const unsigned char key[32], struct str aad, struct str sealed, unsigned char *out)
{
	if (sealed.n < AEAD_OVERHEAD || sealed.n > INT32_MAX || sealed.p[0] != AEAD_VERSION) return false;
	const unsigned char *nonce = bytes(sealed) + 1, *text = nonce + AEAD_NONCE;
	size_t size = sealed.n - AEAD_OVERHEAD;
	unsigned char tag[AEAD_TAG];
	memcpy(tag, text + size, AEAD_TAG);
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int n = 0;
	ASSERT(c);
	bool ok = EVP_DecryptInit_ex(c, EVP_aes_256_gcm(), NULL, key, nonce) == 1
	       && EVP_DecryptUpdate(c, NULL, &n, bytes(aad), (int)aad.n) == 1
	       && EVP_DecryptUpdate(c, out, &n, text, (int)size) == 1
	       && EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, AEAD_TAG, tag) == 1
	       && EVP_DecryptFinal_ex(c, out + size, &n) == 1;
	EVP_CIPHER_CTX_free(c);
	if (!ok) memset(out, 0, size);
	return ok;
}
