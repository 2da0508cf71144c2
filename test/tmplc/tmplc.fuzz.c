/* Fuzz target: any bytes compile or are refused with a line inside the source; the same twice. */
#include "tool/tmplc.h"

#include "core/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (n > 1 << 16) return 0;
	struct arena *a = arena_new();
	struct str source = { (const char *)data, n };
	struct tmplc_result r = tmplc_compile(a, S("f.html"), source);
	int lines = 1;
	for (size_t i = 0; i < n; i++) lines += data[i] == '\n';
	ASSERT(r.ok ? r.line == 0 : r.line >= 1 && r.line <= lines && r.fault.n > 0);
	struct tmplc_result again = tmplc_compile(a, S("f.html"), source);
	ASSERT(again.ok == r.ok && str_eq(again.c, r.c));
	arena_free(a);
	return 0;
}
