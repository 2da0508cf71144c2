/* Reading a mapping profile (profile.h). One statement a line; # begins a comment. */
#include "import/profile.h"

#include <string.h>

#include "import/profile_data.h"

struct reader {
	struct arena *arena;
	struct profile *profile;
	struct mapping *mapping;
	struct str *message;
	int64_t line;
};

static bool fail(struct reader *r, const char *what, struct str word)
{
	*r->message = str_fmt(r->arena, "プロファイルの%lld行目: %s（%.*s）", (long long)r->line, what, STR_ARG(word));
	return false;
}

/* The next word; "quoted words" may hold blanks. Empty at the end. */
static struct str word_of(struct str *rest)
{
	*rest = str_trim(*rest);
	if (rest->n && rest->p[0] == '"') {
		size_t end = str_find_char(str_skip(*rest, 1), '"');
		if (end == SIZE_MAX) end = rest->n - 1;
		struct str w = { rest->p + 1, end };
		*rest = str_skip(*rest, end + 2);
		return w;
	}
	size_t n = 0;
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t') n++;
	struct str w = str_left(*rest, n);
	*rest = str_skip(*rest, n);
	return w;
}

static const struct { const char *name; enum source_kind kind; bool bare; } source_names[] = {
	{ "title", FROM_TITLE, true }, { "content", FROM_CONTENT, true }, { "meta", FROM_META, false }, { "term", FROM_TERM, false },
	{ "slug", FROM_SLUG, false }, { "col", FROM_COLUMN, false }, { "user", FROM_USER, false }, { "usermeta", FROM_USERMETA, false },
	{ "join", FROM_JOIN, false }, { "const", FROM_CONST, false }, { "post", FROM_POST, false }, { "rows", FROM_ROWS, false },
};

static bool read_source(struct reader *r, struct str text, struct sources *to)
{
	size_t colon = str_find_char(text, ':');
	struct str head = colon == SIZE_MAX ? text : str_left(text, colon);
	for (size_t i = 0; i < COUNT_OF(source_names); i++) {
		if (!str_is(head, source_names[i].name) || source_names[i].bare != (colon == SIZE_MAX)) continue;
		*vec_add(r->arena, to) = (struct source){ source_names[i].kind, STR_NONE, colon == SIZE_MAX ? STR_NONE : str_skip(text, colon + 1) };
		return true;
	}
	return fail(r, "知らない取り出し元です", text);
}

static bool read_sources(struct reader *r, struct str text, struct sources *to)
{
	struct str part;
	while (str_split(&text, '|', &part))
		if (!read_source(r, part, to)) return false;
	return true;
}

/* field source [word=word ...] [split=...] [ref=...] */
static bool read_rule(struct reader *r, struct str field, struct str rest, struct rule *rule)
{
	*rule = (struct rule){ .field = field, .line = r->line };
	if (!read_sources(r, word_of(&rest), &rule->source)) return false;
	for (struct str w; (w = word_of(&rest)).n;) {
		size_t eq = str_find_char(w, '=');
		if (eq == SIZE_MAX) return fail(r, "「もとの値=新しい値」の形ではありません", w);
		struct str from = str_left(w, eq), to = str_skip(w, eq + 1);
		if (str_is(from, "split")) rule->split = to;
		else if (str_is(from, "ref")) rule->ref = to;
		else *vec_add(r->arena, &rule->words) = (struct translation){ from, to };
	}
	return true;
}

static bool statement_from(struct reader *r, struct str rest)
{
	struct str kind = word_of(&rest), name = word_of(&rest), into = word_of(&rest), entity = word_of(&rest);
	bool csv = str_is(kind, "csv");
	if ((!csv && !str_is(kind, "post") && !str_is(kind, "table")) || !str_is(into, "into") || !entity.n)
		return fail(r, "「from post|table|csv 名前 into 種類」の形で書いてください", name);
	r->mapping = csv ? vec_add(r->arena, &r->profile->csv) : vec_add(r->arena, &r->profile->mapping);
	*r->mapping = (struct mapping){ .table = !str_is(kind, "post"), .from = name, .entity = entity, .key = S("id"), .line = r->line };
	return true;
}

static bool statement_join(struct reader *r, struct str rest)
{
	r->mapping->join.table = word_of(&rest);
	r->mapping->join.column = word_of(&rest);
	return read_sources(r, word_of(&rest), &r->mapping->join.value);
}

static bool statement_unless(struct reader *r, struct str rest)
{
	r->mapping->unless.alias = word_of(&rest);
	return read_sources(r, word_of(&rest), &r->mapping->unless.value);
}

static bool statement_same(struct reader *r, struct str rest)
{
	r->mapping->same.alias = word_of(&rest);
	return read_sources(r, word_of(&rest), &r->mapping->same.value);
}

static bool statement_where(struct reader *r, struct str rest)
{
	r->mapping->where_column = word_of(&rest);
	r->mapping->where_value = word_of(&rest);
	return r->mapping->where_value.n ? true : fail(r, "値がありません", r->mapping->where_column);
}

static bool statement_key(struct reader *r, struct str rest)
{
	r->mapping->key = word_of(&rest);
	return true;
}

static bool statement_was(struct reader *r, struct str rest)
{
	*vec_add(r->arena, &r->mapping->address) = (struct old_address){ word_of(&rest) };
	return true;
}

static bool statement_alias(struct reader *r, struct str rest)
{
	struct str name = word_of(&rest);
	return read_rule(r, name, rest, vec_add(r->arena, &r->mapping->alias));
}

static bool statement_prefix(struct reader *r, struct str rest)
{
	r->profile->prefix = word_of(&rest);
	return true;
}

static bool statement_uploads(struct reader *r, struct str rest)
{
	r->profile->uploads = word_of(&rest);
	return true;
}

static bool statement_front(struct reader *r, struct str rest)
{
	*vec_add(r->arena, &r->profile->front) = (struct old_address){ word_of(&rest) };
	return true;
}

static bool statement_ignore(struct reader *r, struct str rest)
{
	struct str kind = word_of(&rest), name = word_of(&rest);
	*vec_add(r->arena, &r->profile->ignored) = (struct ignored){ str_fmt(r->arena, "%.*s %.*s", STR_ARG(kind), STR_ARG(name)), str_trim(rest) };
	return true;
}

static const struct { const char *word; bool inside; bool (*read)(struct reader *, struct str); } statements[] = {
	{ "from", false, statement_from }, { "prefix", false, statement_prefix }, { "uploads", false, statement_uploads },
	{ "front", false, statement_front }, { "ignore", false, statement_ignore }, { "join", true, statement_join },
	{ "where", true, statement_where }, { "unless", true, statement_unless },
	{ "same", true, statement_same }, { "key", true, statement_key }, { "was", true, statement_was }, { "alias", true, statement_alias },
};

static bool read_line(struct reader *r, struct str line)
{
	struct str rest = line, first = word_of(&rest);
	for (size_t i = 0; i < COUNT_OF(statements); i++) {
		if (!str_is(first, statements[i].word)) continue;
		if (statements[i].inside && !r->mapping) return fail(r, "from より前に書かれています", first);
		return statements[i].read(r, rest);
	}
	if (!r->mapping) return fail(r, "知らない文です", first);
	return read_rule(r, first, rest, vec_add(r->arena, &r->mapping->rule));
}

enum err profile_read(struct arena *a, struct str text, struct profile *p, struct str *message)
{
	struct reader r = { .arena = a, .profile = p, .message = message };
	struct str line;
	*p = (struct profile){ .uploads = S("/wp-content/uploads/") };
	while (str_split(&text, '\n', &line)) {
		r.line++;
		line = str_trim(line);
		if (!line.n || line.p[0] == '#') continue;
		if (!read_line(&r, line)) return ERR_INPUT;
	}
	return OK;
}

struct str profile_shipped(const char *site)
{
	for (size_t i = 0; i < profile_texts_count; i++)
		if (strcmp(profile_texts[i].name, site) == 0) return profile_texts[i].text;
	return STR_NONE;
}
