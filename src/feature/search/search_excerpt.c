/* Excerpts around hits (search_excerpt.h). Reads records that are loaded; asks no index. */
#include "feature/search/search_excerpt.h"

#include "core/token.h"
#include "core/utf8.h"

enum { EXCERPT_BEFORE = 30, EXCERPT_LENGTH = 110 };

static size_t first_of(struct str folded, const struct search_word *word, size_t *length)
{
	size_t first = SIZE_MAX;
	for (size_t k = 0; k < word->forms; k++) {
		size_t at = str_find(folded, word->form[k]);
		if (at >= first) continue;
		first = at;
		*length = word->form[k].n;
	}
	return first;
}

size_t search_words_in(struct str folded, const struct search_words *w)
{
	size_t n = 0, length;
	for (size_t i = 0; i < w->n; i++) n += first_of(folded, &w->word[i], &length) != SIZE_MAX;
	return n;
}

/* Some characters before the first hit and after it; STR_NONE when the text has none of the words. */
static struct str around(struct arena *a, struct str text, const struct search_words *w)
{
	uint32_t *origin;
	struct str folded = fold_with_origin(a, text, &origin);
	size_t first = SIZE_MAX, length;
	for (size_t i = 0; i < w->n; i++) {
		size_t at = first_of(folded, &w->word[i], &length);
		if (at < first) first = at;
	}
	if (first == SIZE_MAX) return STR_NONE;
	size_t from = origin[first];
	for (int i = 0; i < EXCERPT_BEFORE && from > 0; i++)
		do from--;
		while (from > 0 && ((unsigned char)text.p[from] & 0xc0) == 0x80);
	struct str rest = str_skip(text, from);
	for (int i = 0; i < EXCERPT_LENGTH && rest.n; i++) utf8_next(&rest);
	struct str cut = { text.p + from, (size_t)(rest.p - text.p) - from };
	return str_fmt(a, "%s%.*s%s", from ? "…" : "", STR_ARG(cut), rest.n ? "…" : "");
}

struct html search_excerpt_text(struct arena *a, struct str label, struct str text, const struct search_words *w)
{
	struct str part = around(a, text, w);
	if (!part.n) return HTML_NONE;
	struct html hit = html_marked(a, part, w->mark, w->marks);
	if (!label.n) return hit;
	struct html name = html_marked(a, label, NULL, 0);
	struct out o = out_new(a, name.s.n + hit.s.n + 64);
	html_text_html(&o, name);
	html_text_str(&o, S("："));
	html_text_html(&o, hit);
	return html_from_out(&o);
}

struct html search_excerpt(struct arena *a, const struct masters *m, const struct entity *e, const void *record, const struct search_words *w)
{
	const struct field *best = NULL;
	struct str text = STR_NONE;
	size_t most = 0;
	for (ENTITY_FIELDS(e, f)) {
		if (most == w->n || !search_field_indexed(e, f, record)) continue;
		struct str one = search_field_text(a, m, f, record);
		size_t n = one.n ? search_words_in(fold(a, one), w) : 0;
		if (n <= most) continue;
		most = n;
		best = f;
		text = one;
	}
	return best ? search_excerpt_text(a, best->type == TYPE_RICH ? STR_NONE : str_of(best->label), text, w) : HTML_NONE;
}
