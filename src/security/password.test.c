/* Passwords: native, every legacy kind with published and generated vectors, wrapping, rules.
 * Vectors: field-and-peers.md D.6 (published by hashcat and WordPress); the rest were made by WordPress 6.1.9. */
#include "security/password.h"

#include "security/wordpress_hash.h"
#include "test.h"

static const struct { const char *hash, *password; } known[] = {
	{ "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0", "test12345" },
	{ "$P$984478476IagS59wHZvyQMArzfx58u.", "hashcat" },
	{ "$wp$2y$10$607XKVrBjPEqujeOXNwbYuOJ.gPMd2TelMMknmeV70Kap1E81Ovo6", "hashpwn" },
	{ "$wp$2y$10$y6/UfA/WhvVLZK6RxBSJE./L6YpJN8ChGg15a0Pqry/bTGsDuMR1q", "Na101918!" },
	{ "$P$BBVeIXzfFZEwOy/M/tIErCCsyoej1e/", "a25359ea6e" },
	{ "$P$BUPqpEnXERoJfNpZGj05O7jS4OpWri.", "O'Brien \"7\" 例" },
	{ "50f9b97e60f25c83a2b6843e316ed877", "3182f4288e" },
	{ "$wp$2y$10$vo/KI0GgyKE5kM5EJKndE.OIgeEWHEHNsfaPJ8Ehjlz.Du5oOjjdq", "159df4fecf" },
	{ "$2y$10$p0Ve8zfl/7kQc3RYh39lP..YTfH3p6v2zWq9ToNEuQkZqKJgFrHc.", "436f267dfa" },
	{ "$P$B6/Pa9esWVhyVO9vUjWZo7YfxvkPoJ/", "ぱすわーど①😀11" },
	{ "$P$ByoIFMnG8eHbOwoOUSNzkAMyV6SAHO.", "8ea749b2b0" },
	{ "$P$BclYImVn2lOWxJyekwbB77a5e3kyHR/", "O'Brien \"107\" 例" },
	{ "1a82b78400fceebbdd406bfa5886ad74", "f8540b1b8b" },
	{ "$wp$2y$10$zu69CRjpEFvWjEngTFgcjeW7fXP2MQU.w/Mno5/ttjwALHwgUUwX6", "bd5c35233b" },
};

static bool verify(struct str stored, const char *typed, bool *rehash)
{
	return password_verify(test_arena(), stored, secret_of(str_of(typed)), rehash);
}

TEST(password_native_round_trip)
{
	bool rehash = true;
	struct str h = password_hash(test_arena(), secret_of(S("長い合言葉 with spaces ")));
	CHECK_INT(password_form(h), PASSWORD_NATIVE);
	CHECK(str_find(h, S("m=19456,t=2,p=1")) != SIZE_MAX);
	CHECK(h.n < PASSWORD_STORED_MAX);
	CHECK(verify(h, "長い合言葉 with spaces ", &rehash));
	CHECK(!rehash);
	CHECK(!verify(h, "長い合言葉 with spaces", &rehash)); /* native passwords are not trimmed */
	CHECK(!str_eq(h, password_hash(test_arena(), secret_of(S("長い合言葉 with spaces ")))));
}

TEST(password_legacy_hashes_verify_and_ask_for_a_new_one)
{
	for (size_t i = 0; i < COUNT_OF(known); i++) {
		bool rehash = false;
		struct str h = str_of(known[i].hash);
		CHECK_INT(password_form(h), PASSWORD_LEGACY);
		CHECK(verify(h, known[i].password, &rehash));
		CHECK(rehash);
		CHECK(!verify(h, "wrong-password", &rehash));
	}
}

TEST(password_wrapped_hashes_verify_and_hide_the_legacy_result)
{
	for (size_t i = 0; i < COUNT_OF(known); i += 3) {
		bool rehash = false;
		struct str legacy = str_of(known[i].hash), w = password_wrap(test_arena(), legacy);
		struct str setting = wordpress_setting(legacy);
		CHECK_INT(password_form(w), PASSWORD_WRAPPED);
		CHECK(w.n < PASSWORD_STORED_MAX);
		CHECK(str_find(w, legacy.n > setting.n && setting.n > 3 ? str_skip(legacy, setting.n) : legacy) == SIZE_MAX);
		CHECK(verify(w, known[i].password, &rehash));
		CHECK(rehash);
		CHECK(!verify(w, "wrong-password", &rehash));
	}
}

TEST(password_legacy_forgives_blanks_around_and_upper_case_md5)
{
	bool rehash;
	CHECK(verify(str_of(known[0].hash), "  test12345\n", &rehash));
	CHECK(verify(S("098F6BCD4621D373CADE4E832627B4F6"), "test", &rehash));
	CHECK(verify(password_wrap(test_arena(), S("098F6BCD4621D373CADE4E832627B4F6")), "test", &rehash));
}

TEST(password_unusable_forms_never_match)
{
	static const char *const bad[] = { "", "*", "!", "plain", "$P$short", "$2y$31$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"legacy:md5:", "legacy::$argon2id$x", "$P$~IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0" };
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		bool rehash;
		CHECK(!verify(str_of(bad[i]), bad[i], &rehash));
		CHECK(!password_wrap(test_arena(), str_of(bad[i])).n);
	}
}

TEST(password_rules_are_length_only)
{
	CHECK_INT(password_rule(secret_of(S("1234567"))), PASSWORD_SHORT);
	CHECK_INT(password_rule(secret_of(S("12345678"))), PASSWORD_FINE);
	CHECK_INT(password_rule(secret_of(S("あいうえおかきく"))), PASSWORD_FINE);
	CHECK_INT(password_rule(secret_of(S("あいうえおかき"))), PASSWORD_SHORT);
	CHECK_INT(password_rule(secret_of(S("1234567\xFF"))), PASSWORD_NOT_TEXT);
	char *p = arena_alloc(test_arena(), 2000);
	for (int i = 0; i < 2000; i++) p[i] = 'x';
	CHECK_INT(password_rule(secret_of((struct str){ p, 64 })), PASSWORD_FINE);
	CHECK_INT(password_rule(secret_of((struct str){ p, 2000 })), PASSWORD_LONG);
}

TEST(password_php_helpers)
{
	CHECK_STR(php_addslashes(test_arena(), S("a'b\"c\\d")), "a\\'b\\\"c\\\\d");
	CHECK_STR(php_addslashes(test_arena(), ((struct str){ "a\0b", 3 })), "a\\0b");
	CHECK_STR(php_trim(((struct str){ "\0 x y\v\0", 7 })), "x y");
}
