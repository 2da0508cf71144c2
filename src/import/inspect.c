/* What an unknown dump holds, and a first profile for it (import.h). The output is a profile itself: what is found stands
 * in it as comments, so that it can be saved, finished by hand and given to --profile. */
#include <string.h>

#include "form/entity.h"
#include "import/dataset.h"
#include "import/import.h"
#include "import/loop.h"
#include "import/php.h"

enum { KEYS_MAX = 2000, SAMPLE = 24 };

struct key_count {
	struct str key, sample;
	int64_t n, empty, lists;
};
struct inspect {
	struct arena *arena;
	struct dataset data;
	struct loops loops;
	struct profile shipped[2];
	struct out *out;
};

/* A value short enough for one line; what looks personal is named, not shown. */
static struct str sample_of(struct arena *a, struct str s)
{
	if (str_find_char(s, '@') != SIZE_MAX) return S("（メールアドレス）");
	if (str_starts(s, S("$P$")) || str_starts(s, S("$wp$")) || str_starts(s, S("$2y$"))) return S("（パスワード）");
	size_t digits = 0;
	for (size_t i = 0; i < s.n; i++) digits += s.p[i] >= '0' && s.p[i] <= '9';
	if (digits >= 10 && digits <= 12 && s.n <= 24 && (s.p[0] == '0' || s.p[0] == '(')) return S("（電話番号）");
	struct out o = out_new(a, 256);
	struct str clip = str_clip(s, SAMPLE * 3);
	for (size_t i = 0; i < clip.n; i++) out_char(&o, (unsigned char)clip.p[i] < ' ' ? ' ' : clip.p[i]);
	return out_view(&o);
}

/* A name on a line of a profile: no control characters, no quotes; in quotes when it has blanks. */
static struct str name_of(struct arena *a, struct str s)
{
	struct out o = out_new(a, s.n + 3);
	bool blank = s.n == 0;
	for (size_t i = 0; i < s.n; i++) blank = blank || s.p[i] == ' ';
	if (blank) out_char(&o, '"');
	for (size_t i = 0; i < s.n; i++) out_char(&o, (unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F || s.p[i] == '"' ? '?' : s.p[i]);
	if (blank) out_char(&o, '"');
	return out_view(&o);
}

static struct key_count *count_at(struct arena *a, struct map *at, struct key_count *v, size_t *n, struct str key)
{
	int64_t *i = map_at(a, at, key);
	if (!*i && *n < KEYS_MAX) {
		v[*n] = (struct key_count){ .key = key, .sample = STR_NONE };
		*i = (int64_t)++*n;
	}
	return *i ? &v[*i - 1] : NULL;
}

/* ---- suggestions ---- */

static const struct mapping *shipped_mapping(const struct inspect *in, bool table, struct str from)
{
	for (size_t k = 0; k < COUNT_OF(in->shipped); k++)
		for (size_t i = 0; i < in->shipped[k].mapping.n; i++)
			if (in->shipped[k].mapping.v[i].table == table && str_eq(in->shipped[k].mapping.v[i].from, from)) return &in->shipped[k].mapping.v[i];
	return NULL;
}

/* By the shipped profiles, by the name of an entity, or by words other sites use. */
static const struct entity *suggested(const struct inspect *in, bool table, struct str from)
{
	static const struct { const char *part, *entity; } words[] = {
		{ "dantai", "group" }, { "group", "group" }, { "npo", "group" }, { "event", "event" }, { "koza", "event" }, { "josei", "grant" }, { "grant", "grant" },
		{ "book", "book" }, { "zosho", "book" }, { "report", "report" }, { "jirei", "report" }, { "boshu", "offer" }, { "volunteer", "offer" }, { "kaiin", "member" },
		{ "member", "member" }, { "mailmag", "newsletter" }, { "news", "news" }, { "oshirase", "news" }, { "faq", "help" }, { "page", "page" }, { "post", "news" },
		{ "yoyaku", "booking" },
	};
	const struct mapping *m = shipped_mapping(in, table, from);
	if (m) return entity_named(str_cz(in->arena, m->entity));
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_find(from, str_of(words[i].part)) != SIZE_MAX) return entity_named(words[i].entity);
	return NULL;
}

/* The rule of a shipped profile for this entity that reads this key. */
static const struct rule *shipped_rule(const struct inspect *in, const struct entity *e, bool table, struct str key)
{
	for (size_t k = 0; k < COUNT_OF(in->shipped); k++) {
		for (size_t i = 0; i < in->shipped[k].mapping.n; i++) {
			const struct mapping *m = &in->shipped[k].mapping.v[i];
			if (m->table != table || !str_is(m->entity, e->name)) continue;
			for (size_t r = 0; r < m->rule.n; r++)
				for (size_t s = 0; s < m->rule.v[r].source.n; s++)
					if (str_eq(m->rule.v[r].source.v[s].name, key)) return &m->rule.v[r];
		}
	}
	return NULL;
}

static void put_words(struct inspect *in, const struct rule *r)
{
	for (size_t i = 0; r && i < r->words.n; i++) out_fmt(in->out, " %.*s=%.*s", STR_ARG(r->words.v[i].from), STR_ARG(r->words.v[i].to));
	if (r && r->split.n) out_fmt(in->out, " split=%.*s", STR_ARG(r->split));
	if (r && r->ref.n) out_fmt(in->out, " ref=%.*s", STR_ARG(r->ref));
}

/* One line of comment (counts, a sample), then the rule; "# ?" where nobody knows. */
static void put_rule(struct inspect *in, const struct entity *e, const char *source, const struct key_count *c)
{
	const struct rule *r = e ? shipped_rule(in, e, str_is(str_of(source), "col"), c->key) : NULL;
	struct str name = c->key, part;
	for (struct str rest = c->key; str_split(&rest, '/', &part);) name = part; /* of LOOP/SUB the SUB */
	struct str target = r ? r->field : e && entity_field(e, str_cz(in->arena, name)) ? name : STR_NONE;
	const struct field *f = e && target.n ? entity_field(e, str_cz(in->arena, target)) : NULL;
	out_fmt(in->out, "#   %lld件、空%lld件", (long long)c->n, (long long)c->empty);
	if (c->lists) out_fmt(in->out, "、うち直列化された一覧%lld件", (long long)c->lists);
	if (c->sample.n && f && f->flags & SECRET) out_lit(in->out, "、例 （個人情報）");
	else if (c->sample.n) out_fmt(in->out, "、例 %.*s", STR_ARG(c->sample));
	struct str from = name_of(in->arena, str_fmt(in->arena, "%s:%.*s", source, STR_ARG(c->key)));
	bool sound = target.n && str_find_char(c->key, '|') == SIZE_MAX; /* | parts sources */
	out_fmt(in->out, "\n%s%.*s %.*s", sound ? "" : "# ?", STR_ARG(target), STR_ARG(from));
	put_words(in, r);
	out_lit(in->out, "\n");
}

/* ---- post types ---- */

static void count_values(struct inspect *in, struct key_count *c, struct str value, bool null)
{
	if (!c) return;
	c->n++;
	c->empty += null || value.n == 0;
	if (value.n && !c->sample.n) c->sample = sample_of(in->arena, value);
	c->lists += value.n && php_looks_serialized(value);
}

static void put_statuses(struct inspect *in, struct str type)
{
	struct map at = { 0 };
	struct key_count *v = ARENA_ARRAY(in->arena, struct key_count, KEYS_MAX);
	size_t n = 0;
	for (size_t i = 0; i < in->data.post.n; i++) {
		if (!str_eq(in->data.post.v[i].type, type)) continue;
		struct key_count *c = count_at(in->arena, &at, v, &n, in->data.post.v[i].status);
		if (c) c->n++;
	}
	for (size_t i = 0; i < n; i++) {
		struct str status = name_of(in->arena, v[i].key);
		out_fmt(in->out, "#   %.*s %lld件\n", STR_ARG(status), (long long)v[i].n);
	}
}

static void put_terms(struct inspect *in, const struct entity *e, struct str type)
{
	struct map at = { 0 };
	struct key_count *v = ARENA_ARRAY(in->arena, struct key_count, KEYS_MAX);
	size_t n = 0;
	for (size_t i = 0; i < in->data.post.n; i++) {
		const struct post *p = &in->data.post.v[i];
		for (size_t k = 0; str_eq(p->type, type) && k < p->terms; k++)
			for (size_t t = 0; t < in->data.term.n; t++)
				if (in->data.term.v[t].taxonomy_id == in->data.link.v[p->first_term + k].taxonomy_id)
					count_values(in, count_at(in->arena, &at, v, &n, in->data.term.v[t].taxonomy), in->data.term.v[t].name, false);
	}
	for (size_t i = 0; i < n; i++) put_rule(in, e, "term", &v[i]);
}

struct keys {
	const char *source;
	struct map at;
	struct key_count *v;
	size_t n;
};

static struct key_count *key_at(struct inspect *in, struct keys *k, struct str key)
{
	if (!k->v) k->v = ARENA_ARRAY(in->arena, struct key_count, KEYS_MAX);
	return count_at(in->arena, &k->at, k->v, &k->n, key);
}

static void put_keys(struct inspect *in, const struct entity *e, const struct keys *k)
{
	for (size_t i = 0; i < k->n; i++) put_rule(in, e, k->source, &k->v[i]);
}

static void put_type(struct inspect *in, struct str type, int64_t posts)
{
	struct keys metas = { .source = "meta" }, rows = { .source = "rows" };
	for (size_t i = 0; i < in->data.post.n; i++) {
		const struct post *p = &in->data.post.v[i];
		for (size_t k = 0; str_eq(p->type, type) && k < p->metas; k++) {
			struct str path = p->meta[k].key;
			if (!path.n || path.p[0] == '_') continue;
			struct keys *to = loop_path(in->arena, &in->loops, p, &p->meta[k], &path) ? &rows : &metas;
			count_values(in, key_at(in, to, path), p->meta[k].value, p->meta[k].null);
		}
	}
	const struct entity *e = suggested(in, false, type);
	struct str shown = name_of(in->arena, type);
	out_fmt(in->out, "\n# 投稿タイプ %.*s %lld件\n", STR_ARG(shown), (long long)posts);
	put_statuses(in, type);
	if (!e) {
		out_fmt(in->out, "ignore post %.*s 取り込み先が分からない（人の確認が要る）\n", STR_ARG(shown));
		put_keys(in, NULL, &metas);
		put_keys(in, NULL, &rows);
		return;
	}
	const struct field *title = entity_title(e), *body = entity_field(e, "body");
	if (!body) body = entity_field(e, "content");
	out_fmt(in->out, "from post %.*s into %s\n", STR_ARG(shown), e->name);
	if (title) out_fmt(in->out, "%s title\n", title->column);
	if (body) out_fmt(in->out, "%s content\n", body->column);
	put_keys(in, e, &metas);
	put_keys(in, e, &rows);
	put_terms(in, e, type);
}

static void put_types(struct inspect *in)
{
	struct map at = { 0 };
	struct key_count *v = ARENA_ARRAY(in->arena, struct key_count, KEYS_MAX);
	size_t n = 0;
	for (size_t i = 0; i < in->data.post.n; i++) {
		struct key_count *c = count_at(in->arena, &at, v, &n, in->data.post.v[i].type);
		if (c) c->n++;
	}
	static const char *const inner[] = { "revision", "attachment", "nav_menu_item", "custom_css", "oembed_cache", "customize_changeset", "acf-field", "acf-field-group", "cfs" };
	for (size_t i = 0; i < n; i++) {
		bool is_inner = false;
		for (size_t k = 0; k < COUNT_OF(inner); k++) is_inner = is_inner || str_is(v[i].key, inner[k]);
		if (is_inner) out_fmt(in->out, "\nignore post %.*s WordPress の内部のもの（%lld件）\n", STR_ARG(v[i].key), (long long)v[i].n);
		else put_type(in, v[i].key, v[i].n);
	}
}

/* ---- tables ---- */

static void put_table(struct inspect *in, const struct table_data *t)
{
	static const char *const core[] = { "posts", "postmeta", "usermeta", "terms", "term_taxonomy", "term_relationships", "users", "options", "links", "comments",
		"commentmeta", "termmeta" };
	for (size_t i = 0; i < COUNT_OF(core); i++)
		if (str_is(t->name, core[i])) {
			out_fmt(in->out, "\n# WordPress の表 %.*s %lld行\n", STR_ARG(t->name), (long long)t->read);
			return;
		}
	static const struct { const char *name, *why; } plugin[] = {
		{ "cfs_values", "CFS の値の並び（rows: が読む）" }, { "cfs_sessions", "CFS の入力の途中" },
	};
	for (size_t i = 0; i < COUNT_OF(plugin); i++)
		if (str_is(t->name, plugin[i].name)) {
			out_fmt(in->out, "\nignore table %s %s\n", plugin[i].name, plugin[i].why);
			return;
		}
	const struct entity *e = suggested(in, true, t->name);
	struct str shown = name_of(in->arena, t->name), first = name_of(in->arena, t->table->columns ? t->table->column[0].name : STR_NONE);
	out_fmt(in->out, "\n# 独自の表 %.*s %lld行\n", STR_ARG(shown), (long long)t->read);
	const struct mapping *m = shipped_mapping(in, true, t->name);
	if (e) out_fmt(in->out, "from table %.*s into %s\n", STR_ARG(shown), e->name);
	if (e && m) out_fmt(in->out, "key %.*s\n", STR_ARG(m->key));
	else if (e && sql_column_at(t->table, "id") < 0) out_fmt(in->out, "# 行を区別する列（確かめてください）\nkey %.*s\n", STR_ARG(first));
	if (!e) out_fmt(in->out, "ignore table %.*s 取り込み先が分からない（人の確認が要る）\n", STR_ARG(shown));
	for (size_t c = 0; c < t->table->columns; c++) {
		struct key_count count = { .key = t->table->column[c].name, .sample = STR_NONE };
		for (size_t i = 0; i < t->row.n && t->table->column[c].type != SQL_BYTES; i++) {
			struct str s = t->row.v[i].value[c];
			count_values(in, &count, s.p ? s : STR_NONE, !s.p);
		}
		put_rule(in, e, "col", &count);
	}
}

static enum err begin(struct inspect *in, struct arena *a, struct out *out, struct str *message)
{
	in->arena = a;
	in->out = out;
	*message = STR_NONE;
	enum err e = profile_read(a, profile_shipped("super"), &in->shipped[0], message);
	return e ? e : profile_read(a, profile_shipped("aika"), &in->shipped[1], message);
}

static enum err put_all(struct inspect *in, const char *dump, struct str *message)
{
	struct out *out = in->out;
	if (!in->data.table.n) {
		*message = str_fmt(in->arena, "表がひとつもありません（SQLのダンプではないようです）: %s", dump);
		return ERR_INPUT;
	}
	out_fmt(out, "# %s の中身と、取り込みプロファイルの下書き。「# ?」の行と例を確かめて直し、--profile で使ってください。\n", dump);
	struct str home = name_of(in->arena, in->data.home), prefix = name_of(in->arena, in->data.prefix);
	out_fmt(out, "# 旧サイトのアドレス: %.*s\n", STR_ARG(home));
	if (in->data.prefix.n) out_fmt(out, "prefix %.*s\n", STR_ARG(prefix));
	loop_index(in->arena, &in->data, &in->loops);
	put_types(in);
	for (size_t i = 0; i < in->data.table.n; i++) put_table(in, &in->data.table.v[i]);
	if (in->data.orphans) out_fmt(out, "\n# 持ち主のない項目 %lld件\n", (long long)in->data.orphans);
	if (in->data.repaired) out_fmt(out, "# UTF-8 でない文字を含む値 %lld件\n", (long long)in->data.repaired);
	return out_ok(out) ? OK : ERR_FULL;
}

enum err import_inspect(struct arena *a, const char *dump, struct out *out, struct str *message)
{
	struct inspect *in = ARENA_NEW(a, struct inspect);
	enum err e = begin(in, a, out, message);
	if (!e) e = dataset_read(a, dump, STR_NONE, &in->data, message);
	return e ? e : put_all(in, dump, message);
}

enum err import_inspect_memory(struct arena *a, struct str bytes, struct out *out, struct str *message)
{
	struct inspect *in = ARENA_NEW(a, struct inspect);
	enum err e = begin(in, a, out, message);
	if (!e) e = dataset_read_memory(a, bytes, STR_NONE, &in->data, message);
	return e ? e : put_all(in, "-", message);
}
