/* Fuzz target: the dump reader ends with SQL_END or a message, and never gives more values than it may. */
#include <stddef.h>
#include <stdint.h>

#include "import/sql_lex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sql_dump dump; /* large; one at a time */
	struct arena *a = arena_new();
	sql_open_memory(a, (struct str){ (const char *)data, size }, &dump);
	size_t bytes = 0;
	for (;;) {
		enum sql_event event = sql_next(&dump);
		if (event == SQL_ERROR) ASSERT(dump.error.n > 0);
		if (event == SQL_END || event == SQL_ERROR) break;
		if (event == SQL_CREATE) continue;
		ASSERT(dump.values <= SQL_COLUMNS_MAX);
		ASSERT(event != SQL_ROW || dump.values == dump.table->columns);
		for (size_t i = 0; i < dump.values; i++)
			for (size_t k = 0; k < dump.value[i].s.n; k++) bytes += (unsigned char)dump.value[i].s.p[k];
	}
	ASSERT(bytes < SIZE_MAX);
	arena_free(a);
	return 0;
}
