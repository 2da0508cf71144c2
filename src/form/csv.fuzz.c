/* CSV reader: any bytes in both encodings; what it read, written and read again, is the same. */
#include <string.h>

#include "core/utf8.h"
#include "form/csv.h"

static void again(struct arena *a, const struct csv_row *row)
{
	struct out o = out_new(a, 64 << 20);
	csv_write(&o, row->field, row->n);
	struct str rest = out_view(&o);
	struct csv *c = arena_alloc(a, sizeof *c);
	struct csv_row *back = arena_alloc(a, sizeof *back);
	csv_open_memory(c, &rest, CSV_UTF8);
	c->begun = true; /* a BOM here is part of the first field */
	ASSERT(csv_next(c, a, back) && back->n == row->n);
	for (size_t i = 0; i < row->n; i++) ASSERT(str_eq(back->field[i], row->field[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (n < 1) return 0;
	struct arena *a = arena_new();
	struct str rest = { (const char *)data + 1, n - 1 };
	struct csv *c = arena_alloc(a, sizeof *c);
	struct csv_row *row = arena_alloc(a, sizeof *row);
	csv_open_memory(c, &rest, data[0] & 1 ? CSV_CP932 : CSV_UTF8);
	while (csv_next(c, a, row)) {
		for (size_t i = 0; i < row->n; i++) ASSERT(utf8_valid(row->field[i]));
		again(a, row);
	}
	arena_free(a);
	return 0;
}
