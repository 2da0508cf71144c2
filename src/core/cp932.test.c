/* CP932 writer against known bytes, and its table against its own promises. */
#include "core/cp932.h"
#include "test.h"

TEST(cp932_known_bytes)
{
	size_t lost;
	CHECK_STR(cp932_from_utf8(test_arena(), S("A山口県ｱ"), &lost), "A\x8E\x52\x8C\xFB\x8C\xA7\xB1");
	CHECK_INT(lost, 0);
	CHECK_STR(cp932_from_utf8(test_arena(), S("①㈱髙﨑～"), &lost), "\x87\x40\x87\x8A\xFB\xFC\xFA\xB1\x81\x60");
	CHECK_INT(lost, 0);
	CHECK_STR(cp932_from_utf8(test_arena(), S("〜−"), &lost), "\x81\x60\x81\x7C");
	CHECK_INT(lost, 0);
}

TEST(cp932_counts_what_it_has_no_character_for)
{
	size_t lost;
	struct str s = cp932_from_utf8(test_arena(), S("𠮷\xCC\x81あ🎉"), &lost);
	CHECK_STR(s, "\x81\xAC\x81\xAC\x82\xA0\x81\xAC");
	CHECK_INT(lost, 3);
	CHECK_INT(cp932_from_utf8(test_arena(), S(""), NULL).n, 0);
}

TEST(cp932_keeps_ascii_and_never_grows)
{
	for (int i = 0; i < 200; i++) {
		char b[64];
		size_t n = (size_t)test_random(sizeof b);
		for (size_t k = 0; k < n; k++) b[k] = (char)(1 + test_random(0x7F));
		struct str s = { b, n };
		CHECK_EQ(cp932_from_utf8(test_arena(), s, NULL), s);
	}
}
