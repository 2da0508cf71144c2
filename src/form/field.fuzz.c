/* Field types: any text into any type; what was taken reads back to itself. First byte: which type. */
#include "core/utf8.h"
#include "form/type.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const enum field_type types[] = { TYPE_TEXT, TYPE_LONG, TYPE_KANA, TYPE_EMAIL, TYPE_PHONE, TYPE_POSTAL, TYPE_URL, TYPE_INT, TYPE_BOOL, TYPE_DATE,
		TYPE_TIME, TYPE_STAMP };
	if (n < 1) return 0;
	struct str text = { (const char *)data + 1, n - 1 };
	if (!utf8_valid(text)) return 0;
	struct arena *a = arena_new();
	const struct field f = { .column = "x", .type = types[data[0] % COUNT_OF(types)], .list = "", .label = "x", .max = 400 };
	struct { union { struct str s; int64_t i; } u; } x = { 0 }, y = { 0 };
	struct faults faults = { .arena = a };
	if (field_read(a, NULL, &f, &x, text, &faults) && field_given(&f, &x)) {
		struct str shown = field_text(a, NULL, &f, &x);
		ASSERT(utf8_valid(shown) && field_read(a, NULL, &f, &y, shown, &faults));
		if (field_is_str(&f)) ASSERT(str_eq(x.u.s, y.u.s));
		else ASSERT((f.type == TYPE_STAMP ? x.u.i / 60 == y.u.i / 60 : x.u.i == y.u.i));
	} else ASSERT(faults.n <= 1);
	arena_free(a);
	return 0;
}
