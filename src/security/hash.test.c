/* Vectors of RFC 4231 and FIPS 180-4; property: pieces can not run together. */
#include "security/hash.h"

#include "security/random.h"
#include "security/secret.h"
#include "test.h"

TEST(hash_known_vectors)
{
	CHECK_STR(sha256_hex(test_arena(), S("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	unsigned char h[SHA256_BYTES];
	hmac_sha256(S("Jefe"), S("what do ya want for nothing?"), h); /* RFC 4231 case 2 */
	CHECK_STR(hex_of(test_arena(), h, sizeof h), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(hash_pieces_do_not_run_together)
{
	unsigned char a[SHA256_BYTES], b[SHA256_BYTES];
	hmac_pieces(S("k"), (struct str[]){ S("ab"), S("c") }, 2, a);
	hmac_pieces(S("k"), (struct str[]){ S("a"), S("bc") }, 2, b);
	CHECK(!str_eq((struct str){ (char *)a, sizeof a }, (struct str){ (char *)b, sizeof b }));
}

TEST(hash_hex_round_trip)
{
	for (int i = 0; i < 200; i++) {
		unsigned char b[16], back[16];
		random_bytes(b, sizeof b);
		CHECK(hex_read(hex_of(test_arena(), b, sizeof b), back, sizeof back));
		CHECK_EQ(((struct str){ (char *)back, sizeof back }), ((struct str){ (char *)b, sizeof b }));
	}
	unsigned char x[2];
	CHECK(!hex_read(S("zz00"), x, 2));
	CHECK(!hex_read(S("000"), x, 2));
}

TEST(random_words_differ_and_are_readable)
{
	struct str a = random_word(test_arena(), 16), b = random_word(test_arena(), 16);
	CHECK(!str_eq(a, b));
	for (size_t i = 0; i < a.n; i++) CHECK(str_find_char(S("0O1lI"), a.p[i]) == SIZE_MAX);
	for (int i = 0; i < 1000; i++) CHECK(random_below(7) < 7);
	CHECK(secret_eq(secret_of(a), secret_of(a)));
	CHECK(!secret_eq(secret_of(a), secret_of(b)));
}
