/* Fuzz target: any bytes fold to valid UTF-8, folding twice is folding once, queries have bounded words. */
#include "core/token.h"
#include "core/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new();
	uint32_t *origin;
	struct str text = { (const char *)data, n }, once = fold(a, text);
	ASSERT(utf8_valid(once) && str_eq(fold(a, once), once));
	ASSERT(str_eq(fold_with_origin(a, text, &origin), once) && origin[once.n] == n);
	struct out o = out_new(a, 16 * n + 64);
	out_tokens(&o, text);
	ASSERT(out_ok(&o) && utf8_valid(out_view(&o)));
	struct query_word word[5];
	size_t words = query_words(a, text, word, 5);
	for (size_t i = 0; i < words; i++) {
		struct str token[32], form[12];
		bool prefix;
		ASSERT(word_tokens(word[i].folded, token, 32, &prefix) > 0);
		for (size_t k = word_forms(a, word[i].folded, form, 12); k > 0; k--) ASSERT(word_tokens(form[k - 1], token, 32, &prefix) > 0);
	}
	arena_free(a);
	return 0;
}
