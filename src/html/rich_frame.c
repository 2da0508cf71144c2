/* Embeds of a finished page opened: each embed block becomes its frame. For requests with ?embed=1, called by
 * the page frame only (html/rich.h). It reads our own markup, but trusts no address in it: the allow-list of
 * rich_embed.c decides again.
 */
#include "html/rich.h"
#include "html/rich_token.h"
#include "html/rich_tree.h"

/* Behind the </div> that ends the block; our blocks hold no other div. */
static size_t block_end(struct str s)
{
	size_t end = str_find(s, S("</div>"));
	return end == SIZE_MAX ? s.n : end + 6;
}

static bool frame(struct arena *a, struct str block, struct out *o)
{
	struct rich_lexer lexer = { block, 0 };
	struct rich_token *t = ARENA_NEW(a, struct rich_token);
	struct str src, title;
	rich_next(&lexer, t);
	if (t->kind != RICH_START || !rich_attr(t, "data-embed", &src)) return false;
	rich_attr(t, "data-title", &title);
	const struct rich_embed *e = rich_embed_find(a, rich_decode(a, src), rich_decode(a, title), true);
	if (!e) return false;
	struct rich_doc *d = rich_doc_new(a, false, 1 << 20);
	rich_add_embed(d, e);
	rich_finish(d);
	rich_write(d, o, true);
	return true;
}

struct html rich_frames(struct arena *a, struct html page)
{
	static const struct str mark = STR_INIT("<div class=\"embed\" ");
	struct out o = out_new(a, SIZE_MAX / 4);
	struct str rest = page.s;
	for (size_t at; (at = str_find(rest, mark)) != SIZE_MAX;) {
		out_str(&o, str_left(rest, at));
		rest = str_skip(rest, at);
		size_t n = block_end(rest);
		if (!frame(a, str_left(rest, n), &o)) out_str(&o, str_left(rest, n));
		rest = str_skip(rest, n);
	}
	out_str(&o, rest);
	return (struct html){ out_view(&o) };
}
