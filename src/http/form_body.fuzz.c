/* Fuzz target: urlencoded bytes in one piece and byte by byte give the same, clean values. */
#include "core/utf8.h"
#include "http/form_body.h"

static int read_form(struct arena *a, struct str s, size_t step, struct params *p)
{
	struct form_reader r;
	form_begin(&r, a, s.n);
	for (size_t i = 0; i < s.n; i += step) (void)form_feed(&r, str_left(str_skip(s, i), step));
	return form_end(&r, p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new();
	struct str s = { (const char *)data, n };
	struct params one, many;
	int whole = read_form(a, s, n + 1, &one), pieces = read_form(a, s, 1, &many);
	ASSERT(whole == pieces && one.n == many.n);
	for (size_t i = 0; i < one.n; i++) {
		ASSERT(str_eq(one.v[i].name, many.v[i].name) && str_eq(one.v[i].value, many.v[i].value));
		ASSERT(utf8_valid(one.v[i].value) && str_find_char(one.v[i].value, '\r') == SIZE_MAX);
	}
	arena_free(a);
	return 0;
}
