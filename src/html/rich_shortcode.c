/* Shortcodes (rich_shortcode.h): finds the pairs in one pass with a bounded stack, then expands. */
#include "html/rich_shortcode.h"

#include "core/vec.h"

enum { DEPTH = 4, OPEN = 16, NAME_MAX_BYTES = 40 };

struct code {
	struct str name, attributes;
	size_t start, end;  /* of the tag, with its brackets */
	size_t close, behind; /* of the end tag; close = SIZE_MAX when there is none */
	bool stop;
	bool literal; /* [[x]]: means the text [x] */
};
struct codes VEC_OF(struct code);

struct expander {
	struct arena *arena;
	struct str src;
	struct codes codes;
	const struct rich_options *opt;
	size_t max;
};

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* A tag at `at` ("["): no bracket or line break inside. */
static bool read_code(struct str s, size_t at, struct code *c)
{
	size_t i = at + 1;
	bool stop = i < s.n && s.p[i] == '/';
	if (stop) i++;
	size_t name = i;
	while (i < s.n && is_name(s.p[i])) i++;
	if (i == name || i - name > NAME_MAX_BYTES) return false;
	size_t behind_name = i;
	while (i < s.n && s.p[i] != ']' && s.p[i] != '[' && s.p[i] != '<' && s.p[i] != '\n') i++;
	if (i >= s.n || s.p[i] != ']') return false;
	struct str attributes = str_trim((struct str){ s.p + behind_name, i - behind_name });
	if (attributes.n && s.p[behind_name] != ' ' && s.p[behind_name] != '/' && s.p[behind_name] != '=') return false;
	*c = (struct code){ .name = { s.p + name, behind_name - name }, .attributes = attributes,
		.start = at, .end = i + 1, .close = SIZE_MAX, .stop = stop };
	return true;
}

static void find_codes(struct expander *x)
{
	size_t open[OPEN], n = 0;
	bool in_tag = false;
	for (size_t i = 0; i < x->src.n; i++) {
		char ch = x->src.p[i];
		if (ch == '<') in_tag = i + 1 < x->src.n && (is_name(x->src.p[i + 1]) || x->src.p[i + 1] == '!');
		else if (ch == '>') in_tag = false;
		struct code c;
		if (ch != '[' || in_tag || !read_code(x->src, i, &c)) continue;
		c.literal = i > 0 && x->src.p[i - 1] == '[' && c.end < x->src.n && x->src.p[c.end] == ']';
		i = c.end - 1;
		if (c.literal) {
			c.start--;
			c.end++;
			*vec_add(x->arena, &x->codes) = c;
			continue;
		}
		if (!c.stop) {
			if (n == OPEN) n = 0; /* pairs nested deeper are not pairs to us */
			open[n++] = x->codes.n;
			*vec_add(x->arena, &x->codes) = c;
			continue;
		}
		for (size_t k = n; k-- > 0;) {
			struct code *o = &x->codes.v[open[k]];
			if (!str_eq(o->name, c.name)) continue;
			o->close = c.start;
			o->behind = c.end;
			n = k;
			break;
		}
	}
}

/* [caption]<img ...> words[/caption] */
static bool caption(struct str content, struct out *o)
{
	size_t cut = 0;
	for (size_t i = 0; i < content.n; i++)
		if (content.p[i] == '>') cut = i + 1;
	out_lit(o, "<figure>");
	out_str(o, str_left(content, cut));
	out_lit(o, "<figcaption>");
	out_str(o, str_skip(content, cut));
	out_lit(o, "</figcaption></figure>");
	return true;
}

static bool known(struct expander *x, const struct code *c, struct str content, struct out *o)
{
	if (x->opt->shortcode && x->opt->shortcode(x->opt->ctx, x->arena, c->name, c->attributes, content, o)) return true;
	if (str_is(c->name, "caption") || str_is(c->name, "wp_caption")) return caption(content, o);
	if (!str_is(c->name, "embed")) return false;
	out_lit(o, "<p>");
	out_str(o, content);
	out_lit(o, "</p>");
	return true;
}

/* Expands what stands in [from, to); `next` is the first code not before `from`. */
static void expand(struct expander *x, size_t from, size_t to, size_t *next, int depth, struct out *o)
{
	while (*next < x->codes.n && x->codes.v[*next].start < to) {
		const struct code c = x->codes.v[(*next)++];
		if (c.start < from) continue;
		out_bytes(o, x->src.p + from, c.start - from);
		if (c.literal) {
			out_bytes(o, x->src.p + c.start + 1, c.end - c.start - 2);
			from = c.end;
			continue;
		}
		bool pair = c.close != SIZE_MAX && c.close <= to && depth < DEPTH;
		struct out inner = out_new(x->arena, x->max), made = out_new(x->arena, x->max);
		if (pair) expand(x, c.end, c.close, next, depth + 1, &inner);
		from = pair ? c.behind : c.end;
		if (known(x, &c, out_view(&inner), &made)) {
			out_str(o, out_view(&made));
			continue;
		}
		out_bytes(o, x->src.p + c.start, c.end - c.start);
		out_str(o, out_view(&inner));
		if (pair) out_bytes(o, x->src.p + c.close, c.behind - c.close);
	}
	if (from < to) out_bytes(o, x->src.p + from, to - from);
}

struct str rich_shortcodes(struct arena *a, struct str source, const struct rich_options *opt)
{
	struct expander x = { .arena = a, .src = source, .opt = opt, .max = (opt->max ? opt->max : 4u << 20) + source.n };
	if (str_find_char(source, '[') == SIZE_MAX) return source;
	find_codes(&x);
	if (!x.codes.n) return source;
	struct out o = out_new(a, x.max);
	size_t next = 0;
	expand(&x, 0, source.n, &next, 0, &o);
	return out_view(&o);
}
