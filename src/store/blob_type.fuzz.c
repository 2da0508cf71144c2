/* Fuzz target: any bytes have a type, and sizes stay within what the formats can say. */
#include "store/blob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	int64_t w = -1, h = -1;
	struct str type = blob_type((struct str){ (const char *)data, n }, &w, &h);
	ASSERT(type.n && w >= 0 && h >= 0 && w <= UINT32_MAX && h <= UINT32_MAX);
	return 0;
}
