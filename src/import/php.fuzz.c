/* Fuzz target: whatever php_read() accepts can be walked, and its parts lie inside the text. */
#include <stddef.h>
#include <stdint.h>

#include "import/php.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(const struct php *v, struct str text)
{
	if (v->s.n) ASSERT(v->s.p >= text.p && v->s.p + v->s.n <= text.p + text.n);
	for (size_t i = 0; i < v->n; i++) {
		walk(&v->key[i], text);
		walk(&v->value[i], text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct str text = { (const char *)data, size };
	struct php v;
	struct php_report report;
	if (php_read(a, text, &v, &report) == OK) walk(&v, text);
	else ASSERT(report.fault != NULL);
	arena_free(a);
	return 0;
}
