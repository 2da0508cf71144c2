/* The template compiler: tmplc IN.html OUT.c OUT.h (language and refusals: doc/templates.md).
 *
 * This file reads the directives and writes C; what is allowed where is decided by tmpl_html.c.
 * It does not understand C: expressions are only checked for being expressions.
 */
#include "tmplc.h"

#include <stdio.h>
#include <string.h>

#include "tmpl_html.h"

struct block {
	bool loop, has_else, joined;
	int line;
	size_t first_id;
	struct tmpl_state before, after;
};

struct compiler {
	struct arena *arena;
	struct str file, src;
	size_t pos;
	struct out c, h, lit;
	struct tmpl t;
	bool in_fn;
	bool mute;     /* the current line holds directives only */
	bool line_start;
	VEC(struct block) block;
};

enum word { W_VALUE, W_INCLUDE, W_FN, W_IF, W_ELIF, W_ELSE, W_END, W_FOR, W_CALL, W_COMMENT };
static const struct { const char *name; enum word word; } keyword[] = {
	{ "include", W_INCLUDE }, { "fn", W_FN }, { "if", W_IF }, { "elif", W_ELIF }, { "else", W_ELSE },
	{ "end", W_END }, { "for", W_FOR }, { "call", W_CALL }, { "#", W_COMMENT }
};

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool is_ident(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static enum word word_of(struct str d, struct str *rest)
{
	if (d.n && d.p[0] == '#') return W_COMMENT;
	size_t n = 0;
	while (n < d.n && is_ident(d.p[n])) n++;
	for (size_t i = 0; i < COUNT_OF(keyword); i++) {
		bool alone = n == d.n || is_space(d.p[n]);
		if (alone && str_is(str_left(d, n), keyword[i].name)) {
			*rest = str_trim(str_skip(d, n));
			return keyword[i].word;
		}
	}
	*rest = d;
	return W_VALUE;
}

/* The directive that starts at `pos` ("{{"): its trimmed text and the offset behind "}}"; SIZE_MAX = no end. */
static size_t directive_at(struct str src, size_t pos, struct str *text)
{
	bool comment = false;
	char quote = 0;
	size_t i = pos + 2;
	while (i < src.n && is_space(src.p[i])) i++;
	comment = i < src.n && src.p[i] == '#';
	for (i = pos + 2; i < src.n; i++) {
		char c = src.p[i];
		if (quote && c == '\\') i++;
		else if (quote) quote = c == quote ? 0 : quote;
		else if (!comment && (c == '"' || c == '\'')) quote = c;
		else if (c == '}' && i + 1 < src.n && src.p[i + 1] == '}') {
			*text = str_trim((struct str){ src.p + pos + 2, i - pos - 2 });
			return i + 2;
		}
	}
	return SIZE_MAX;
}

/* ---- expressions ---- */

struct expr {
	const char *fault;
	char open[32];
	size_t depth;
	bool comma; /* at top level */
};

static size_t skip_quoted(struct str e, size_t i)
{
	char quote = e.p[i++];
	while (i < e.n && e.p[i] != quote) i += e.p[i] == '\\' ? 2 : 1;
	return i;
}

static bool pair_refused(char a, char b, char before)
{
	static const char *const pair[] = { "++", "--", "/*", "//", "<<", ">>" };
	for (size_t i = 0; i < COUNT_OF(pair); i++)
		if (a == pair[i][0] && b == pair[i][1]) return true;
	bool compares = b == '=' || before == '=' || before == '!' || before == '<' || before == '>';
	return a == '=' && !compares;
}

static void expr_byte(struct expr *x, char c)
{
	if (c == '(' || c == '[') {
		if (x->depth == sizeof x->open) x->fault = "an expression nested too deeply";
		else x->open[x->depth++] = c;
	} else if (c == ')' || c == ']') {
		if (!x->depth || x->open[x->depth - 1] != (c == ')' ? '(' : '[')) x->fault = "brackets that do not match";
		else x->depth--;
	} else if (c == ',' && !x->depth) {
		x->comma = true;
	} else if (strchr(";{}#\\@$`", c) || (unsigned char)c > 126 || ((unsigned char)c < 32 && !is_space(c))) {
		x->fault = "only an expression may stand here";
	}
}

static bool expr_ok(struct compiler *c, struct str e)
{
	struct expr x = { 0 };
	for (size_t i = 0; i < e.n && !x.fault; i++) {
		if (e.p[i] == '"' || e.p[i] == '\'') {
			i = skip_quoted(e, i);
			if (i >= e.n) x.fault = "a quote that does not end";
			continue;
		}
		if (pair_refused(e.p[i], i + 1 < e.n ? e.p[i + 1] : 0, i ? e.p[i - 1] : 0)) x.fault = "an assignment or a comment in an expression";
		else expr_byte(&x, e.p[i]);
	}
	if (!x.fault && x.depth) x.fault = "brackets that do not match";
	if (!x.fault && x.comma) x.fault = "a comma outside of brackets";
	if (!x.fault && !str_trim(e).n) x.fault = "an expression is missing";
	if (x.fault) tmpl_refuse(&c->t, c->t.line, "%s: %.*s", x.fault, STR_ARG(e));
	return !x.fault;
}

/* ---- output ---- */

static void c_string(struct out *o, struct str s)
{
	out_char(o, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.p[i];
		if (b == '\n') out_str(o, i + 1 < s.n ? S("\\n\"\n\t\t\"") : S("\\n"));
		else if (b == '"' || b == '\\' || b == '?') out_fmt(o, "\\%c", b); /* ? because of trigraphs */
		else if (b < 32) out_fmt(o, "\\%03o", b);
		else out_char(o, (char)b);
	}
	out_char(o, '"');
}

static void flush_literal(struct compiler *c)
{
	struct str s = out_view(&c->lit);
	if (s.n) {
		out_lit(&c->c, "\tout_bytes(o, ");
		c_string(&c->c, s);
		out_fmt(&c->c, ", %zu);\n", s.n);
	}
	c->lit.n = 0;
}

static void line_mark(struct compiler *c)
{
	out_fmt(&c->c, "#line %d ", c->t.line);
	c_string(&c->c, c->file);
	out_char(&c->c, '\n');
}

static void statement(struct compiler *c, const char *before, struct str expression, const char *after)
{
	flush_literal(c);
	line_mark(c);
	out_fmt(&c->c, "\t%s", before);
	out_str(&c->c, expression);
	out_str(&c->c, str_of(after));
	out_char(&c->c, '\n');
}

/* ---- directives ---- */

static struct block *block_push(struct compiler *c, bool loop)
{
	struct block *b = vec_add(c->arena, &c->block);
	*b = (struct block){ .loop = loop, .line = c->t.line, .first_id = c->t.id.n, .before = c->t.s };
	return b;
}

static void do_include(struct compiler *c, struct str rest)
{
	bool quoted = rest.n > 2 && rest.p[0] == '"' && rest.p[rest.n - 1] == '"';
	struct str name = quoted ? str_left(str_skip(rest, 1), rest.n - 2) : STR_NONE;
	for (size_t i = 0; i < name.n; i++)
		if (!is_ident(name.p[i]) && !strchr("/.-", name.p[i])) quoted = false;
	if (!quoted || c->in_fn) {
		tmpl_refuse(&c->t, c->t.line, c->in_fn ? "include inside a function" : "include needs a \"file\"");
		return;
	}
	out_fmt(&c->h, "#include \"%.*s\"\n", STR_ARG(name));
}

static void do_fn(struct compiler *c, struct str rest)
{
	size_t n = 0;
	while (n < rest.n && is_ident(rest.p[n])) n++;
	struct str args = str_trim(str_skip(rest, n));
	if (c->in_fn) {
		tmpl_refuse(&c->t, c->t.line, "a function inside a function");
	} else if (!n || args.n < 2 || args.p[0] != '(' || args.p[args.n - 1] != ')') {
		tmpl_refuse(&c->t, c->t.line, "fn needs name(arguments)");
	} else if (expr_ok(c, args)) {
		struct str inner = str_trim(str_left(str_skip(args, 1), args.n - 2));
		struct str head = str_fmt(c->arena, "void %.*s(struct out *o%s%.*s)", (int)n, rest.p, inner.n ? ", " : "", STR_ARG(inner));
		out_fmt(&c->h, "%.*s;\n", STR_ARG(head));
		line_mark(c);
		out_fmt(&c->c, "%.*s\n{\n\t(void)o;\n", STR_ARG(head));
		c->in_fn = true;
		tmpl_begin(&c->t);
	}
}

static void do_if(struct compiler *c, struct str rest)
{
	if (!tmpl_branch(&c->t, str_cat(c->arena, S("if "), rest)) || !expr_ok(c, rest)) return;
	block_push(c, false);
	statement(c, "if (", rest, ") {");
}

/* One branch of an if ends. */
static void branch_end(struct compiler *c, struct block *b)
{
	if (b->joined) tmpl_join(&c->t, &b->after, b->line);
	b->after = c->t.s;
	b->joined = true;
}

static void do_else(struct compiler *c, struct str rest, bool with_condition)
{
	struct block *b = c->block.n ? &c->block.v[c->block.n - 1] : NULL;
	if (!b || b->loop || b->has_else) {
		tmpl_refuse(&c->t, c->t.line, "%s without an if", with_condition ? "elif" : "else");
		return;
	}
	if (!tmpl_branch(&c->t, S("else")) || (with_condition && !expr_ok(c, rest))) return;
	if (!with_condition && rest.n) tmpl_refuse(&c->t, c->t.line, "else takes nothing (elif takes a condition)");
	branch_end(c, b);
	for (size_t i = b->first_id; i < c->t.id.n; i++) c->t.id.v[i].active = false;
	c->t.s = b->before;
	b->has_else = !with_condition;
	if (with_condition) statement(c, "} else if (", rest, ") {");
	else statement(c, "} else {", STR_NONE, "");
}

static void fn_end(struct compiler *c)
{
	tmpl_finish(&c->t);
	flush_literal(c);
	out_lit(&c->c, "}\n\n");
	c->in_fn = false;
}

static void do_end(struct compiler *c, struct str rest)
{
	if (rest.n) {
		tmpl_refuse(&c->t, c->t.line, "end takes nothing");
		return;
	}
	if (!c->block.n) {
		fn_end(c);
		return;
	}
	if (!tmpl_branch(&c->t, S("end"))) return;
	struct block *b = &c->block.v[c->block.n - 1];
	if (b->loop) {
		tmpl_join(&c->t, &b->before, b->line);
		c->t.loops--;
	} else {
		branch_end(c, b);
		if (!b->has_else) tmpl_join(&c->t, &b->before, b->line);
	}
	for (size_t i = b->first_id; i < c->t.id.n; i++) c->t.id.v[i].active = true;
	c->block.n--;
	statement(c, b->loop ? "} }" : "}", STR_NONE, "");
}

/* for TYPE NAME in EXPRESSION */
static void do_for(struct compiler *c, struct str rest)
{
	size_t in = str_find(rest, S(" in "));
	struct str decl = str_trim(str_left(rest, in == SIZE_MAX ? 0 : in)), list = str_trim(str_skip(rest, in == SIZE_MAX ? rest.n : in + 4));
	size_t n = decl.n;
	while (n && is_ident(decl.p[n - 1])) n--;
	struct str name = str_skip(decl, n), type = str_trim(str_left(decl, n));
	if (!name.n || !type.n || !list.n) {
		tmpl_refuse(&c->t, c->t.line, "for needs: for TYPE NAME in LIST");
		return;
	}
	if (c->t.s.place == P_TAG || c->t.s.place == P_TAG_TIGHT || c->t.s.place == P_TAG_NAME || c->t.s.place == P_ATTR_NAME) {
		tmpl_refuse(&c->t, c->t.line, "for inside a tag");
		return;
	}
	if (!tmpl_branch(&c->t, S("for")) || !expr_ok(c, type) || !expr_ok(c, list)) return;
	block_push(c, true);
	c->t.loops++;
	bool pointer = type.p[type.n - 1] == '*';
	struct str head = str_fmt(c->arena, "{ __auto_type %.*s_list = (%.*s); for (size_t %.*s_i = 0; %.*s_i < %.*s_list.n; %.*s_i++) { ",
		STR_ARG(name), STR_ARG(list), STR_ARG(name), STR_ARG(name), STR_ARG(name), STR_ARG(name));
	struct str item = str_fmt(c->arena, "%.*s%s%.*s = %s%.*s_list.v[%.*s_i];",
		STR_ARG(type), pointer ? "" : " ", STR_ARG(name), pointer ? "&" : "", STR_ARG(name), STR_ARG(name));
	statement(c, "", str_cat(c->arena, head, item), "");
}

static void do_call(struct compiler *c, struct str rest)
{
	size_t n = 0;
	while (n < rest.n && is_ident(rest.p[n])) n++;
	struct str args = str_trim(str_skip(rest, n));
	if (!n || args.n < 2 || args.p[0] != '(' || args.p[args.n - 1] != ')') {
		tmpl_refuse(&c->t, c->t.line, "call needs name(arguments)");
		return;
	}
	if (!expr_ok(c, rest) || !tmpl_call(&c->t, str_left(rest, n))) return;
	struct str inner = str_trim(str_left(str_skip(args, 1), args.n - 2));
	statement(c, "", str_fmt(c->arena, "%.*s(o%s%.*s);", (int)n, rest.p, inner.n ? ", " : "", STR_ARG(inner)), "");
}

static void do_value(struct compiler *c, struct str e)
{
	if (!expr_ok(c, e)) return;
	const char *writer = tmpl_value(&c->t, e);
	if (writer) statement(c, str_cz(c->arena, str_fmt(c->arena, "%s(o, ", writer)), e, ");");
}

static void directive(struct compiler *c, struct str text)
{
	struct str rest = STR_NONE;
	enum word w = word_of(text, &rest);
	if (!c->in_fn && w != W_INCLUDE && w != W_FN && w != W_COMMENT) {
		tmpl_refuse(&c->t, c->t.line, "only include, fn and comments may stand outside of a function");
		return;
	}
	switch (w) {
	case W_INCLUDE: do_include(c, rest); break;
	case W_FN: do_fn(c, rest); break;
	case W_IF: do_if(c, rest); break;
	case W_ELIF: do_else(c, rest, true); break;
	case W_ELSE: do_else(c, rest, false); break;
	case W_END: do_end(c, rest); break;
	case W_FOR: do_for(c, rest); break;
	case W_CALL: do_call(c, rest); break;
	case W_COMMENT: break;
	case W_VALUE: do_value(c, rest); break;
	}
}

/* ---- the source, line by line ---- */

/* True when the line that starts at `pos` holds directives and blanks only (a value is not one). */
static bool directives_only(struct compiler *c, size_t pos)
{
	bool any = false;
	while (pos < c->src.n && c->src.p[pos] != '\n') {
		if (is_space(c->src.p[pos])) {
			pos++;
			continue;
		}
		struct str text, rest;
		if (c->src.p[pos] != '{' || pos + 1 >= c->src.n || c->src.p[pos + 1] != '{') return false;
		size_t next = directive_at(c->src, pos, &text);
		if (next == SIZE_MAX || word_of(text, &rest) == W_VALUE) return false;
		any = true;
		pos = next;
	}
	return any;
}

static bool keeps_space(const struct compiler *c)
{
	const struct tmpl_state *s = &c->t.s;
	for (size_t i = 0; i < s->depth; i++)
		if (str_is(s->open[i].name, "pre") || str_is(s->open[i].name, "textarea")) return true;
	return false;
}

static void literal_byte(struct compiler *c, char b)
{
	bool indent = c->line_start && (b == ' ' || b == '\t');
	bool drop = (c->mute && is_space(b)) || b == '\r' || (indent && !keeps_space(c));
	if (!indent) c->line_start = false;
	if (!c->in_fn) {
		if (!is_space(b)) tmpl_refuse(&c->t, c->t.line, "text outside of a function");
	} else if (!drop) {
		tmpl_feed(&c->t, b);
	}
	if (b == '\n') {
		c->t.line++;
		c->line_start = true;
	}
}

/* Markup comments outside of functions. */
static bool skip_comment(struct compiler *c)
{
	struct str rest = str_skip(c->src, c->pos);
	if (c->in_fn || !str_starts(rest, S("<!--"))) return false;
	size_t end = str_find(rest, S("-->"));
	if (end == SIZE_MAX) tmpl_refuse(&c->t, c->t.line, "a comment that does not end");
	end = end == SIZE_MAX ? rest.n : end + 3;
	for (size_t i = 0; i < end; i++) c->t.line += rest.p[i] == '\n';
	c->pos += end;
	return true;
}

static void step(struct compiler *c)
{
	if (c->pos == 0 || c->src.p[c->pos - 1] == '\n') {
		c->line_start = true;
		c->mute = directives_only(c, c->pos);
	}
	if (skip_comment(c)) return;
	if (!str_starts(str_skip(c->src, c->pos), S("{{"))) {
		literal_byte(c, c->src.p[c->pos++]);
		return;
	}
	struct str text = STR_NONE;
	size_t next = directive_at(c->src, c->pos, &text);
	if (next == SIZE_MAX) {
		tmpl_refuse(&c->t, c->t.line, "a {{ without }}");
		return;
	}
	directive(c, text);
	for (size_t i = c->pos; i < next; i++) c->t.line += c->src.p[i] == '\n';
	c->line_start = false;
	c->pos = next;
}

static struct str guard_name(struct arena *a, struct str file)
{
	char *p = arena_alloc(a, file.n + 1);
	for (size_t i = 0; i < file.n; i++) p[i] = is_ident(file.p[i]) ? file.p[i] : '_';
	return (struct str){ p, file.n };
}

static void write_head(struct compiler *c)
{
	struct str guard = guard_name(c->arena, c->file), base = c->file;
	size_t slash;
	while ((slash = str_find_char(base, '/')) != SIZE_MAX) base = str_skip(base, slash + 1);
	out_fmt(&c->h, "/* Made by tool/tmplc from %.*s. */\n#ifndef TMPL_%.*s\n#define TMPL_%.*s\n\n#include \"html/write.h\"\n",
		STR_ARG(c->file), STR_ARG(guard), STR_ARG(guard));
	out_fmt(&c->c, "/* Made by tool/tmplc from %.*s. */\n#include \"%.*s.h\"\n\n", STR_ARG(c->file), STR_ARG(base));
}

struct tmplc_result tmplc_compile(struct arena *a, struct str file, struct str source)
{
	enum { MAX = 16 << 20 };
	struct compiler *c = ARENA_NEW(a, struct compiler);
	*c = (struct compiler){ .arena = a, .file = file, .src = source, .c = out_new(a, MAX), .h = out_new(a, MAX), .lit = out_new(a, MAX) };
	c->t = (struct tmpl){ .arena = a, .lit = &c->lit, .line = 1, .word = out_new(a, MAX) };
	write_head(c);
	while (c->pos < source.n && !c->t.fault_line) step(c);
	if (c->block.n) tmpl_refuse(&c->t, c->block.v[c->block.n - 1].line, "%s without an end", c->block.v[c->block.n - 1].loop ? "for" : "if");
	if (c->in_fn) tmpl_refuse(&c->t, c->t.line, "the last function has no end");
	out_lit(&c->h, "\n#endif\n");
	return (struct tmplc_result){ !c->t.fault_line, out_view(&c->c), out_view(&c->h), c->t.fault_line, c->t.fault };
}

#ifndef TMPLC_LIB
static struct str read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct out o = out_new(a, 16 << 20);
	char b[8192];
	size_t n;
	while (f && (n = fread(b, 1, sizeof b, f)) > 0) out_bytes(&o, b, n);
	if (!f || ferror(f)) fprintf(stderr, "%s: cannot be read\n", path);
	if (f) fclose(f);
	return out_view(&o);
}

static bool write_file(const char *path, struct str s)
{
	FILE *f = fopen(path, "wb");
	bool ok = f && fwrite(s.p, 1, s.n, f) == s.n;
	if (f && fclose(f)) ok = false;
	if (!ok) fprintf(stderr, "%s: cannot be written\n", path);
	return ok;
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: tmplc IN.html OUT.c OUT.h\n");
		return 2;
	}
	struct arena *a = arena_new();
	struct tmplc_result r = tmplc_compile(a, str_of(argv[1]), read_file(a, argv[1]));
	if (!r.ok) fprintf(stderr, "%s:%d: %.*s\n", argv[1], r.line, STR_ARG(r.fault));
	bool ok = r.ok && write_file(argv[2], r.c) && write_file(argv[3], r.h);
	arena_free(a);
	return ok ? 0 : 1;
}
#endif
