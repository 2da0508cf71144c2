/* phpass, bcrypt, $wp$2y$ and md5 (security/wordpress_hash.h). */
#include "security/wordpress_hash.h"

#include <crypt.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#include "core/arena.h"
#include "security/hash.h"

static const char itoa64[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

enum { MD5 = 16, PHPASS_SETTING = 12, PHPASS_HASH = 34, BCRYPT_SETTING = 29, BCRYPT_HASH = 60, PASSWORD_MAX = 4096,
	PHPASS_COST_MAX = 20, BCRYPT_COST_MAX = 14 };

/* ---- shapes ---- */

static bool all_of(struct str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (!s.p[i] || !strchr(set, s.p[i])) return false;
	return true;
}

static bool is_phpass(struct str h)
{
	return h.n == PHPASS_HASH && (str_starts(h, S("$P$")) || str_starts(h, S("$H$"))) && all_of(str_skip(h, 3), itoa64)
	       && strchr(itoa64, h.p[3]) - itoa64 >= 7 && strchr(itoa64, h.p[3]) - itoa64 <= PHPASS_COST_MAX;
}

static bool is_bcrypt(struct str h)
{
	int64_t cost;
	return h.n == BCRYPT_HASH && str_starts(h, S("$2")) && strchr("aby", h.p[2]) && h.p[3] == '$' && h.p[6] == '$'
	       && str_int(str_left(str_skip(h, h.p[4] == '0' ? 5 : 4), h.p[4] == '0' ? 1 : 2), 4, BCRYPT_COST_MAX, &cost)
	       && all_of(str_skip(h, 7), itoa64);
}

static bool is_md5(struct str h)
{
	return h.n == 2 * MD5 && all_of(h, "0123456789abcdefABCDEF");
}

struct str wordpress_setting(struct str h)
{
	if (is_phpass(h)) return str_left(h, PHPASS_SETTING);
	if (is_bcrypt(h)) return str_left(h, BCRYPT_SETTING);
	if (str_starts(h, S("$wp")) && is_bcrypt(str_skip(h, 3))) return str_left(h, 3 + BCRYPT_SETTING);
	return is_md5(h) ? S("md5") : STR_NONE;
}

/* ---- algorithms ---- */

static bool md5_two(EVP_MD_CTX *c, const void *a, size_t an, const void *b, size_t bn, unsigned char out[MD5])
{
	return EVP_DigestInit_ex(c, EVP_md5(), NULL) == 1 && EVP_DigestUpdate(c, a, an) == 1 && EVP_DigestUpdate(c, b, bn) == 1
	       && EVP_DigestFinal_ex(c, out, NULL) == 1;
}

/* Six bits at a time, lowest first. */
static void encode64(const unsigned char *in, size_t n, char *out)
{
	for (size_t i = 0; i < n;) {
		uint32_t v = in[i++];
		*out++ = itoa64[v & 63];
		if (i < n) v |= (uint32_t)in[i] << 8;
		*out++ = itoa64[v >> 6 & 63];
		if (i++ >= n) break;
		if (i < n) v |= (uint32_t)in[i] << 16;
		*out++ = itoa64[v >> 12 & 63];
		if (i++ >= n) break;
		*out++ = itoa64[v >> 18 & 63];
	}
}

static struct str phpass(struct arena *a, struct str setting, struct str pw)
{
	unsigned char h[MD5];
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	ASSERT(c);
	uint32_t rounds = (uint32_t)1 << (strchr(itoa64, setting.p[3]) - itoa64);
	bool ok = md5_two(c, setting.p + 4, 8, pw.p, pw.n, h);
	while (ok && rounds--) ok = md5_two(c, h, MD5, pw.p, pw.n, h);
	EVP_MD_CTX_free(c);
	if (!ok) return STR_NONE;
	char *out = arena_alloc(a, PHPASS_HASH + 1);
	memcpy(out, setting.p, PHPASS_SETTING);
	encode64(h, MD5, out + PHPASS_SETTING);
	return (struct str){ out, PHPASS_HASH };
}

static struct str bcrypt(struct arena *a, struct str setting, struct str pw)
{
	if (memchr(pw.p, 0, pw.n)) return STR_NONE;
	struct crypt_data *d = ARENA_NEW(a, struct crypt_data);
	const char *h = crypt_r(str_cz(a, pw), str_cz(a, setting), d);
	struct str out = h && strlen(h) == BCRYPT_HASH ? str_dup(a, str_of(h)) : STR_NONE;
	explicit_bzero(d, sizeof *d);
	return out;
}

/* WordPress 6.8: bcrypt of base64(HMAC-SHA-384(password, key "wp-sha384")), written with "$wp" before it. */
static struct str wp_bcrypt(struct arena *a, struct str setting, struct str pw)
{
	unsigned char mac[48], text[65];
	unsigned n = 0;
	if (!HMAC(EVP_sha384(), "wp-sha384", 9, (const unsigned char *)pw.p, pw.n, mac, &n) || n != sizeof mac) return STR_NONE;
	EVP_EncodeBlock(text, mac, sizeof mac);
	struct str h = bcrypt(a, str_skip(setting, 3), (struct str){ (char *)text, 64 });
	return h.n ? str_cat(a, S("$wp"), h) : STR_NONE;
}

static struct str md5_hex(struct arena *a, struct str pw)
{
	unsigned char h[MD5];
	return EVP_Digest(pw.p, pw.n, h, NULL, EVP_md5(), NULL) == 1 ? hex_of(a, h, MD5) : STR_NONE;
}

struct str wordpress_hash(struct arena *a, struct str setting, struct str pw)
{
	if (pw.n > PASSWORD_MAX) return STR_NONE;
	if (str_is(setting, "md5")) return md5_hex(a, pw);
	if (setting.n == PHPASS_SETTING) return phpass(a, setting, pw);
	if (setting.n == BCRYPT_SETTING) return bcrypt(a, setting, pw);
	return setting.n == 3 + BCRYPT_SETTING ? wp_bcrypt(a, setting, pw) : STR_NONE;
}

/* ---- PHP ---- */

struct str php_trim(struct str s)
{
	while (s.n && strchr(" \n\r\t\v", *s.p)) s.p++, s.n--; /* strchr finds the NUL too, as trim() does */
	while (s.n && strchr(" \n\r\t\v", s.p[s.n - 1])) s.n--;
	return s;
}

struct str php_addslashes(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, 2 * s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (strchr("'\"\\", s.p[i])) out[n++] = '\\';
		out[n++] = s.p[i] ? s.p[i] : '0';
	}
	return (struct str){ out, n };
}
