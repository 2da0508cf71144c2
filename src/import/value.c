/* Where a rule's values come from, and how they are decoded (job.h). */
#include "import/job.h"

#include "core/utf8.h"
#include "import/php.h"

struct str percent_decoded(struct arena *a, struct str s)
{
	static const char hex[] = "0123456789abcdef0123456789ABCDEF";
	struct out o = out_new(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		bool room = s.p[i] == '%' && i + 2 < s.n;
		size_t high = room ? str_find_char((struct str){ hex, 32 }, s.p[i + 1]) : SIZE_MAX, low = room ? str_find_char((struct str){ hex, 32 }, s.p[i + 2]) : SIZE_MAX;
		if (high != SIZE_MAX && low != SIZE_MAX) {
			out_char(&o, (char)((high & 15) << 4 | (low & 15)));
			i += 2;
		} else {
			out_char(&o, s.p[i]);
		}
	}
	size_t replaced;
	return utf8_repair(a, out_view(&o), &replaced);
}

static void add(struct job *j, struct values *to, struct str s)
{
	if (s.p && str_trim(s).n) *vec_add(j->row, to) = s;
}

/* Lists within lists are flattened; a list of switches gives the names that are on. */
static void add_php(struct job *j, struct values *to, const struct php *p, int depth)
{
	if (p->type != PHP_LIST) {
		add(j, to, php_text(p));
		return;
	}
	for (size_t i = 0; i < p->n && depth < 8; i++) {
		bool named_switch = p->value[i].type == PHP_BOOL && p->key[i].type == PHP_STRING;
		if (!named_switch) add_php(j, to, &p->value[i], depth + 1);
		else if (p->value[i].i) add(j, to, p->key[i].s);
	}
}

static void add_decoded(struct job *j, const struct origin *o, struct values *to, struct str s)
{
	struct php p;
	struct php_report report = { 0 };
	if (!s.p || !php_looks_serialized(s)) {
		add(j, to, s);
		return;
	}
	if (php_read(j->row, s, &p, &report) != OK) {
		import_note_add(j->report, S("直列化された値が壊れていて読めない（旧サイトの項目に原文のまま残した）"), o->where);
		return;
	}
	if (report.repaired) import_note_add(j->report, S("直列化された値の長さが誤っていたが読み取れた"), o->where);
	add_php(j, to, &p, 0);
}

static void add_terms(struct job *j, const struct origin *o, struct values *to, struct str taxonomy, bool slug)
{
	for (size_t i = 0; o->post && i < o->post->terms; i++) {
		int64_t id = j->data.link.v[o->post->first_term + i].taxonomy_id;
		for (size_t k = 0; k < j->data.term.n; k++) {
			const struct term *t = &j->data.term.v[k];
			if (t->taxonomy_id == id && str_eq(t->taxonomy, taxonomy)) add(j, to, slug ? t->slug : t->name);
		}
	}
}

static struct str post_column(struct job *j, const struct post *p, struct str name)
{
	if (!p) return STR_NONE;
	if (str_is(name, "ID")) return str_fmt(j->row, "%lld", (long long)p->id);
	if (str_is(name, "order")) return str_fmt(j->row, "%lld", (long long)p->order);
	if (str_is(name, "parent")) return str_fmt(j->row, "%lld", (long long)p->parent);
	if (str_is(name, "slug")) return percent_decoded(j->row, p->name);
	if (str_is(name, "status")) return p->status;
	return str_is(name, "excerpt") ? p->excerpt : STR_NONE;
}

/* VARBINARY(16) holds an internet address: as text, before blanks at the ends are cut. */
static struct str address_text(struct job *j, const struct table_data *t, struct str column, struct str s)
{
	int c = sql_column_at(t->table, str_cz(j->row, column));
	const unsigned char *p = (const unsigned char *)s.p;
	bool binary = c >= 0 && t->table->column[c].type == SQL_BYTES && str_ends(t->table->column[c].declared, S("binary"));
	if (!binary || (s.n != 4 && s.n != 16)) return s;
	if (s.n == 4) return str_fmt(j->row, "%d.%d.%d.%d", p[0], p[1], p[2], p[3]);
	struct out o = out_new(j->row, 64);
	for (size_t i = 0; i < 16; i += 2) out_fmt(&o, "%s%x", i ? ":" : "", p[i] << 8 | p[i + 1]);
	return out_view(&o);
}

static void add_rows(struct job *j, const struct origin *o, struct values *to, struct str path)
{
	struct loop_texts texts = { 0 };
	if (o->post) loop_values(j->row, &j->loops, o->post, path, &texts);
	for (size_t i = 0; i < texts.n; i++) add_decoded(j, o, to, texts.v[i]);
}

static void add_source(struct job *j, const struct origin *o, const struct source *s, struct values *to)
{
	const struct table_data *users = dataset_table(&j->data, S("users"));
	switch (s->kind) {
	case FROM_TITLE: add(j, to, o->post ? o->post->title : STR_NONE); break;
	case FROM_CONTENT: add(j, to, o->post ? o->post->content : STR_NONE); break;
	case FROM_META:
		for (size_t i = 0; o->post && i < o->post->metas; i++)
			if (str_eq(o->post->meta[i].key, s->name) && !o->post->meta[i].null) add_decoded(j, o, to, o->post->meta[i].value);
		break;
	case FROM_TERM: case FROM_SLUG: add_terms(j, o, to, s->name, s->kind == FROM_SLUG); break;
	case FROM_COLUMN: if (o->row) add_decoded(j, o, to, address_text(j, o->table, s->name, row_value(o->table, o->row, s->name))); break;
	case FROM_USER: if (o->user_row) add(j, to, row_value(users, o->user_row, s->name)); break;
	case FROM_USERMETA: if (o->user) add_decoded(j, o, to, dataset_usermeta(&j->data, o->user, s->name)); break;
	case FROM_JOIN: if (o->join) add_decoded(j, o, to, row_value(o->join_table, o->join, s->name)); break;
	case FROM_CONST: add(j, to, s->name); break;
	case FROM_ROWS: add_rows(j, o, to, s->name); break;
	case FROM_POST: add(j, to, post_column(j, o->post, s->name)); break;
	}
}

static struct str translated(const struct rule *r, struct str s)
{
	for (size_t i = 0; i < r->words.n; i++)
		if (str_eq(r->words.v[i].from, s)) return r->words.v[i].to;
	return s;
}

struct values values_of(struct job *j, const struct origin *o, const struct rule *r)
{
	struct values v = { 0 };
	for (size_t i = 0; i < r->source.n && !v.n; i++) {
		add_source(j, o, &r->source.v[i], &v);
		if (v.n == 1 && i + 1 < r->source.n && str_starts(v.v[0], S("0000-00-00"))) v.n = 0; /* no date: another source may have one */
	}
	for (size_t i = 0; i < v.n; i++) v.v[i] = translated(r, str_trim(v.v[i]));
	return v;
}

struct str first_value(struct job *j, const struct origin *o, const struct sources *s)
{
	struct rule r = { .source = *s };
	struct values v = values_of(j, o, &r);
	return v.n ? v.v[0] : STR_NONE;
}
