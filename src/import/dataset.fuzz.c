/* Fuzz target: whatever dataset_read_memory() accepts is joined soundly, and all its texts are UTF-8. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/utf8.h"
#include "import/dataset.h"
#include "import/loop.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct str message = STR_NONE;
	struct dataset *d = ARENA_NEW(a, struct dataset);
	if (dataset_read_memory(a, (struct str){ (const char *)data, size }, STR_NONE, d, &message) != OK) ASSERT(message.n > 0);
	struct loops loops = { 0 };
	if (!message.n) loop_index(a, d, &loops);
	for (size_t i = 0; !message.n && i < d->post.n; i++) {
		const struct post *p = &d->post.v[i];
		ASSERT(!p->title.p || utf8_valid(p->title) || memchr(p->title.p, 0, p->title.n));
		ASSERT(p->first_term + p->terms <= d->link.n);
		for (size_t k = 0; k < p->metas; k++) {
			struct str path = STR_NONE;
			struct loop_texts texts = { 0 };
			ASSERT(p->meta[k].owner == p->id);
			if (!loop_path(a, &loops, p, &p->meta[k], &path) || !p->meta[k].value.n) continue;
			loop_values(a, &loops, p, path, &texts); /* a value stands where its path says */
			ASSERT(texts.n > 0);
		}
	}
	arena_free(a);
	return 0;
}
