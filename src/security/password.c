/* Native, legacy and wrapped passwords (security/password.h). */
#include "security/password.h"

#include <sodium.h>
#include <string.h>

#include "core/arena.h"
#include "core/utf8.h"
#include "security/wordpress_hash.h"

enum { MEMORY = 19456 * 1024, TIMES = 2 };
#define WRAPPED_MARK S("legacy:")

/* Argon2id with a new salt over any bytes. */
static struct str argon2(struct arena *a, struct str bytes)
{
	char *out = arena_alloc(a, crypto_pwhash_STRBYTES);
	ASSERT(sodium_init() >= 0);
	ASSERT(crypto_pwhash_str_alg(out, bytes.p, bytes.n, TIMES, MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0);
	return str_of(out);
}

static bool argon2_verify(struct arena *a, struct str stored, struct str bytes)
{
	char text[crypto_pwhash_STRBYTES] = { 0 };
	(void)a;
	if (stored.n >= sizeof text) return false;
	memcpy(text, stored.p, stored.n);
	return sodium_init() >= 0 && crypto_pwhash_str_verify(text, bytes.p, bytes.n) == 0;
}

static bool argon2_is_weak(struct str stored)
{
	char text[crypto_pwhash_STRBYTES] = { 0 };
	memcpy(text, stored.p, stored.n < sizeof text ? stored.n : sizeof text - 1);
	return crypto_pwhash_str_needs_rehash(text, TIMES, MEMORY) != 0;
}

/* "legacy:SETTING:$argon2id$..." */
static bool read_wrapped(struct str stored, struct str *setting, struct str *outer)
{
	if (!str_starts(stored, WRAPPED_MARK)) return false;
	struct str rest = str_skip(stored, WRAPPED_MARK.n);
	size_t colon = str_find_char(rest, ':');
	if (colon == SIZE_MAX) return false;
	*setting = str_left(rest, colon);
	*outer = str_skip(rest, colon + 1);
	return setting->n && str_starts(*outer, S("$argon2id$"));
}

enum password_form password_form(struct str stored)
{
	struct str setting, outer;
	if (str_starts(stored, S("$argon2id$"))) return PASSWORD_NATIVE;
	if (read_wrapped(stored, &setting, &outer)) return PASSWORD_WRAPPED;
	return wordpress_setting(stored).n ? PASSWORD_LEGACY : PASSWORD_UNUSABLE;
}

enum password_fault password_rule(struct secret typed)
{
	struct str s = secret_reveal(typed);
	if (s.n > PASSWORD_MAX_BYTES) return PASSWORD_LONG;
	if (!utf8_valid(s)) return PASSWORD_NOT_TEXT;
	return utf8_length(s) < PASSWORD_MIN_CHARS ? PASSWORD_SHORT : PASSWORD_FINE;
}

struct str password_hash(struct arena *a, struct secret typed)
{
	return argon2(a, secret_reveal(typed));
}

static struct str lower_hex(struct arena *a, struct str legacy)
{
	if (!str_is(wordpress_setting(legacy), "md5")) return legacy;
	char *p = arena_alloc(a, legacy.n);
	for (size_t i = 0; i < legacy.n; i++)
		p[i] = legacy.p[i] >= 'A' && legacy.p[i] <= 'F' ? (char)(legacy.p[i] + 32) : legacy.p[i];
	return (struct str){ p, legacy.n };
}

struct str password_wrap(struct arena *a, struct str legacy)
{
	struct str setting = wordpress_setting(legacy);
	if (!setting.n) return STR_NONE;
	struct str outer = argon2(a, lower_hex(a, legacy)); /* once: STR_ARG names its argument twice */
	return str_fmt(a, "legacy:%.*s:%.*s", STR_ARG(setting), STR_ARG(outer));
}

/* One guess against a legacy hash, bare or wrapped. */
static bool legacy_matches(struct arena *a, struct str stored, struct str guess)
{
	struct str setting, outer, hash;
	bool wrapped = read_wrapped(stored, &setting, &outer);
	if (!wrapped) setting = wordpress_setting(stored);
	hash = wordpress_hash(a, setting, guess);
	if (!hash.n) return false;
	return wrapped ? argon2_verify(a, outer, hash) : secret_eq(secret_of(hash), secret_of(lower_hex(a, stored)));
}

static bool legacy_verify(struct arena *a, struct str stored, struct str typed)
{
	struct str trimmed = php_trim(typed), slashed = php_addslashes(a, trimmed);
	if (legacy_matches(a, stored, trimmed)) return true;
	return !str_eq(slashed, trimmed) && legacy_matches(a, stored, slashed);
}

bool password_verify(struct arena *a, struct str stored, struct secret typed, bool *rehash)
{
	struct str s = secret_reveal(typed);
	*rehash = false;
	if (s.n > PASSWORD_MAX_BYTES) return false;
	switch (password_form(stored)) {
	case PASSWORD_NATIVE:
		*rehash = argon2_is_weak(stored);
		return argon2_verify(a, stored, s);
	case PASSWORD_LEGACY:
	case PASSWORD_WRAPPED:
		*rehash = true;
		return legacy_verify(a, stored, s);
	case PASSWORD_UNUSABLE:
		break;
	}
	argon2(a, s); /* an unknown name must not answer faster than a wrong password */
	return false;
}
