/* Hits in a text, wrapped in <mark>: compared after folding, shown as written. */
#include <string.h>

#include "core/token.h"
#include "html/write.h"

/* Marks the bytes of the text whose folding holds the word. */
static void mark_word(bool *hit, struct str folded, const uint32_t *origin, struct str word)
{
	if (!word.n) return;
	for (size_t at = 0; at < folded.n;) {
		size_t found = str_find(str_skip(folded, at), word);
		if (found == SIZE_MAX) return;
		size_t from = at + found, to = from + word.n;
		uint32_t last = origin[to - 1]; /* the last character, whole: one character may fold to several */
		while (to < folded.n && origin[to] == last) to++;
		memset(hit + origin[from], 1, origin[to] - origin[from]);
		at = to;
	}
}

struct html html_marked(struct arena *a, struct str text, const struct str *words, size_t n)
{
	uint32_t *origin;
	struct str folded = fold_with_origin(a, text, &origin);
	bool *hit = ARENA_ARRAY(a, bool, text.n + 1);
	for (size_t i = 0; i < n; i++) mark_word(hit, folded, origin, words[i]);
	struct out o = out_new(a, text.n * 16 + 64);
	for (size_t at = 0, end; at < text.n; at = end) {
		for (end = at + 1; end < text.n && hit[end] == hit[at]; end++) ;
		if (hit[at]) out_lit(&o, "<mark>");
		html_text_str(&o, (struct str){ text.p + at, end - at });
		if (hit[at]) out_lit(&o, "</mark>");
	}
	ASSERT(out_ok(&o));
	return html_from_out(&o);
}
