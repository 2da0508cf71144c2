/* Fuzz target: whatever profile_read() accepts names texts that lie inside it; what it refuses it explains. */
#include <stddef.h>
#include <stdint.h>

#include "import/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct str text = { (const char *)data, size }, message = STR_NONE;
	struct profile p;
	if (profile_read(a, text, &p, &message) != OK) ASSERT(message.n > 0);
	else
		for (size_t i = 0; i < p.mapping.n; i++) {
			struct str entity = p.mapping.v[i].entity;
			ASSERT(entity.n && entity.p >= text.p && entity.p + entity.n <= text.p + text.n);
		}
	arena_free(a);
	return 0;
}
