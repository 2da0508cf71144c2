/* Fuzz target: the sanitiser is idempotent on any bytes and never lets a script or a frame through. */
#include "html/rich.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new();
	bool classic = n && data[0] & 1;
	struct str once = rich_clean(a, (struct str){ (const char *)data, n }, &(struct rich_options){ .classic = classic }, NULL).s;
	ASSERT(str_eq(rich_load(a, once).s, once));
	ASSERT(str_find(once, S("<script")) == SIZE_MAX && str_find(once, S("<iframe")) == SIZE_MAX);
	(void)rich_text(a, once);
	arena_free(a);
	return 0;
}
