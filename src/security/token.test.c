/* Tokens: shape, difference, refusal of what is none. */
#include "security/token.h"

#include "test.h"

TEST(token_is_random_and_only_its_hash_is_kept)
{
	struct secret a = token_new(test_arena()), b = token_new(test_arena());
	CHECK_INT(secret_reveal(a).n, TOKEN_CHARS);
	CHECK(!secret_eq(a, b));
	CHECK_INT(token_hash(test_arena(), a).n, 64);
	CHECK_EQ(token_hash(test_arena(), a), token_hash(test_arena(), a));
	CHECK(!str_eq(token_hash(test_arena(), a), token_hash(test_arena(), b)));
	CHECK_STR(token_hash(test_arena(), secret_of(S("short"))), "");
	CHECK_STR(token_hash(test_arena(), secret_of(S("../../../../../../../../etc/pass"))), "");
}
