/* Fuzz target: raw connection bytes; the reading does not depend on the pieces, and what is accepted keeps its promises. */
#include "core/out.h"
#include "core/utf8.h"
#include "http/head.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new();
	struct wire one, many;
	const char *p = (const char *)data;
	wire_begin(&one, a);
	wire_begin(&many, a);
	int whole = wire_feed(&one, p, n), pieces = 0;
	for (size_t i = 0; i < n && !pieces; i++) pieces = wire_feed(&many, p + i, 1);
	ASSERT(whole == pieces && one.at == many.at && one.more == many.more);
	if (!whole && one.at != WIRE_HEAD) {
		ASSERT(one.head.fields <= HEAD_FIELDS_MAX && one.head.length <= HEAD_BODY_MAX);
		ASSERT(utf8_valid((struct str){ one.bytes, one.n }));
		ASSERT(head_count(&one.head, "Content-Length") <= 1 && head_count(&one.head, "Host") <= 1);
		ASSERT(head_count(&one.head, "Transfer-Encoding") == 0);
	}
	arena_free(a);
	return 0;
}
