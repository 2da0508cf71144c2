/* Reading a dump into memory (dataset.h). */
#include "import/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "core/out.h"
#include "core/utf8.h"

/* Columns of the tables we know, found by name once per table. */
enum known { KNOWN_POSTS, KNOWN_POSTMETA, KNOWN_USERMETA, KNOWN_TERMS, KNOWN_TAXONOMY, KNOWN_LINKS, KNOWN_OPTIONS, KNOWN_COUNT };
static const char *const known_name[KNOWN_COUNT] = { "posts", "postmeta", "usermeta", "terms", "term_taxonomy", "term_relationships", "options" };

enum { COLUMNS = 16, RECENT = 8192, SHORT = 400, ROOM = 65536 };
static const char *const known_column[KNOWN_COUNT][COLUMNS] = {
	[KNOWN_POSTS] = { "ID", "post_author", "post_date", "post_date_gmt", "post_content", "post_title", "post_excerpt", "post_status", "post_name",
		"post_modified", "post_parent", "guid", "menu_order", "post_type" },
	[KNOWN_POSTMETA] = { "post_id", "meta_key", "meta_value", "meta_id" },
	[KNOWN_USERMETA] = { "user_id", "meta_key", "meta_value", "umeta_id" },
	[KNOWN_TERMS] = { "term_id", "name", "slug" },
	[KNOWN_TAXONOMY] = { "term_taxonomy_id", "term_id", "taxonomy" },
	[KNOWN_LINKS] = { "object_id", "term_taxonomy_id" },
	[KNOWN_OPTIONS] = { "option_name", "option_value" },
};

struct reader {
	struct dataset *d;
	int at[KNOWN_COUNT][COLUMNS];     /* positions in the dump's table */
	const struct sql_table *table[KNOWN_COUNT];
	struct map keys;                  /* meta keys, each kept once */
	VEC(struct term) names;           /* term_id, name, slug before the taxonomy is known */
	struct str recent[RECENT];        /* short texts kept lately, by hash: dates, towns, yes and no come by the thousand */
	char *room;                       /* for short texts, side by side */
	size_t room_left;
};

/* Half a million short texts: without the arena's alignment, and equal ones once. */
static struct str keep_short(struct reader *r, struct str s)
{
	size_t hash = s.n;
	for (size_t i = 0; i < s.n; i++) hash = hash * 31 + (unsigned char)s.p[i];
	struct str *known = &r->recent[(hash ^ hash >> 16) % RECENT];
	if (str_eq(*known, s)) return *known;
	if (r->room_left < s.n) {
		r->room = ARENA_ARRAY(r->d->arena, char, ROOM);
		r->room_left = ROOM;
	}
	memcpy(r->room, s.p, s.n);
	*known = (struct str){ r->room, s.n };
	r->room += s.n;
	r->room_left -= s.n;
	return *known;
}

static struct str keep(struct reader *r, const struct sql_value *v)
{
	size_t replaced;
	if (v->type == VALUE_NULL || v->type == VALUE_ABSENT) return (struct str){ NULL, 0 };
	struct str s = utf8_repair(r->d->arena, v->s, &replaced);
	r->d->repaired += replaced > 0;
	if (!s.n) return STR_NONE;
	if (s.n <= SHORT) return keep_short(r, s);
	return s.p == v->s.p ? str_dup(r->d->arena, s) : s;
}

/* Meta keys repeat a hundred thousand times. */
static struct str keep_key(struct reader *r, const struct sql_value *v)
{
	if (v->type == VALUE_NULL) return STR_NONE;
	int64_t *at = map_at(r->d->arena, &r->keys, v->s);
	if (*at) return *(const struct str *)(intptr_t)*at;
	struct str *s = ARENA_NEW(r->d->arena, struct str);
	*s = keep(r, v);
	/* The map's key must live on too. */
	for (size_t i = 0; i < r->keys.cap; i++)
		if (r->keys.v[i].used && &r->keys.v[i].value == at) r->keys.v[i].key = *s;
	*at = (int64_t)(intptr_t)s;
	return *s;
}

static const struct sql_value *cell(const struct reader *r, enum known k, int column)
{
	static const struct sql_value none = { VALUE_ABSENT, STR_INIT("") };
	int at = r->at[k][column];
	return at < 0 ? &none : &r->d->dump.value[at];
}

static int64_t number(const struct reader *r, enum known k, int column)
{
	int64_t v = 0;
	return str_int(cell(r, k, column)->s, INT64_MIN, INT64_MAX, &v) ? v : 0;
}

/* Double-byte characters of CP932 and nothing else beyond ASCII and half-width kana. */
static bool like_cp932(struct str s)
{
	size_t pairs = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i], next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
		if (c < 0x80 || (c >= 0xA1 && c <= 0xDF)) continue;
		bool lead = (c >= 0x81 && c <= 0x9F) || (c >= 0xE0 && c <= 0xFC);
		if (!lead || next < 0x40 || next == 0x7F || next > 0xFC) return false;
		i++;
		pairs++;
	}
	return pairs > 0;
}

static void keep_bad(struct reader *r, const char *reason)
{
	struct sql_dump *dump = &r->d->dump;
	struct out raw = out_new(r->d->arena, 1 << 20);
	for (size_t i = 0; i < dump->values; i++) {
		if (i) out_char(&raw, '\t');
		out_str(&raw, dump->value[i].type == VALUE_NULL ? S("\\N") : dump->value[i].s);
	}
	*vec_add(r->d->arena, &r->d->bad_row) = (struct bad_row){ dump->table->name, dump->row_line, reason, out_view(&raw) };
}

/* Bytes that are no text are taken with U+FFFD in their place; the row as it was is kept too. */
static void check_texts(struct reader *r)
{
	const struct sql_dump *dump = &r->d->dump;
	for (size_t i = 0; i < dump->values; i++) {
		enum sql_type type = dump->table->column[i].type;
		if (type == SQL_BYTES || type == SQL_BIT || dump->value[i].type == VALUE_NULL || utf8_valid(dump->value[i].s)) continue;
		keep_bad(r, like_cp932(dump->value[i].s) ? "UTF-8 ではない（CP932 のよう）。読めない文字を「\xEF\xBF\xBD」にして取り込んだ"
			: "UTF-8 として読めない文字を「\xEF\xBF\xBD」にして取り込んだ");
		return;
	}
}

/* ---- rows of the tables we know ---- */

static void add_post(struct reader *r)
{
	struct post *p = vec_add(r->d->arena, &r->d->post);
	bool copy = str_is(cell(r, KNOWN_POSTS, 13)->s, "revision"); /* older states of a post: counted, never taken over */
	static const struct sql_value empty = { VALUE_TEXT, STR_INIT("") };
	*p = (struct post){ .id = number(r, KNOWN_POSTS, 0), .author = number(r, KNOWN_POSTS, 1), .date = keep(r, cell(r, KNOWN_POSTS, 2)),
		.date_gmt = keep(r, cell(r, KNOWN_POSTS, 3)), .content = keep(r, copy ? &empty : cell(r, KNOWN_POSTS, 4)), .title = keep(r, cell(r, KNOWN_POSTS, 5)),
		.excerpt = keep(r, cell(r, KNOWN_POSTS, 6)), .status = keep_key(r, cell(r, KNOWN_POSTS, 7)), .name = keep(r, cell(r, KNOWN_POSTS, 8)),
		.modified = keep(r, cell(r, KNOWN_POSTS, 9)), .parent = number(r, KNOWN_POSTS, 10), .guid = keep(r, cell(r, KNOWN_POSTS, 11)),
		.order = number(r, KNOWN_POSTS, 12), .type = keep_key(r, cell(r, KNOWN_POSTS, 13)) };
}

static void add_meta(struct reader *r, enum known k, struct metas *to)
{
	if (cell(r, k, 1)->type == VALUE_NULL) {
		keep_bad(r, "項目名（meta_key）がない");
		return;
	}
	struct meta *m = vec_add(r->d->arena, to);
	const struct sql_value *v = cell(r, k, 2);
	int64_t id = number(r, k, 3);
	*m = (struct meta){ .owner = number(r, k, 0), .key = keep_key(r, cell(r, k, 1)), .null = v->type == VALUE_NULL,
		.order = (uint32_t)(id > 0 && id <= INT32_MAX ? id : (int64_t)to->n) & INT32_MAX,
		.line = (uint32_t)r->d->dump.row_line };
	m->value = keep(r, v);
}

static void add_row(struct reader *r, struct table_data *t)
{
	const struct sql_table *table = t->table;
	struct table_row *row = vec_add(r->d->arena, &t->row);
	row->value = ARENA_ARRAY(r->d->arena, struct str, table->columns);
	for (size_t i = 0; i < table->columns; i++) {
		const struct sql_value *v = &r->d->dump.value[i];
		enum sql_type type = table->column[i].type;
		if (v->type == VALUE_NULL || v->type == VALUE_ABSENT) continue;
		if (type == SQL_BIT) row->value[i] = v->s.n && v->s.p[v->s.n - 1] && v->s.p[v->s.n - 1] != '0' ? S("1") : S("0");
		else if (type == SQL_BYTES) row->value[i] = str_dup(r->d->arena, v->s);
		else row->value[i] = keep(r, v);
	}
}

static void take_row(struct reader *r, struct table_data *t)
{
	struct arena *a = r->d->arena;
	enum known k = 0;
	while (k < KNOWN_COUNT && r->table[k] != t->table) k++;
	switch (k) {
	case KNOWN_POSTS: add_post(r); break;
	case KNOWN_POSTMETA: add_meta(r, k, &r->d->meta); break;
	case KNOWN_USERMETA: add_meta(r, k, &r->d->usermeta); break;
	case KNOWN_TERMS:
		*vec_add(a, &r->names) = (struct term){ .term_id = number(r, k, 0), .name = keep(r, cell(r, k, 1)), .slug = keep(r, cell(r, k, 2)) };
		break;
	case KNOWN_TAXONOMY:
		*vec_add(a, &r->d->term) = (struct term){ .taxonomy_id = number(r, k, 0), .term_id = number(r, k, 1), .taxonomy = keep(r, cell(r, k, 2)) };
		break;
	case KNOWN_LINKS: *vec_add(a, &r->d->link) = (struct term_link){ number(r, k, 0), number(r, k, 1) }; break;
	case KNOWN_OPTIONS:
		if (str_is(cell(r, k, 0)->s, "home")) r->d->home = keep(r, cell(r, k, 1));
		break;
	case KNOWN_COUNT: add_row(r, t); break;
	}
}

/* ---- tables ---- */

static struct str without_prefix(const struct dataset *d, struct str name)
{
	return d->prefix.n && str_starts(name, d->prefix) ? str_skip(name, d->prefix.n) : name;
}

/* The prefix is what stands before "postmeta": that table comes before the others in a dump. */
static void find_prefix(struct dataset *d, struct str table)
{
	static const char *const first[] = { "commentmeta", "comments", "links", "options", "postmeta", "posts" };
	for (size_t i = 0; !d->prefix.n && i < COUNT_OF(first); i++) {
		struct str tail = str_of(first[i]);
		if (str_ends(table, tail)) d->prefix = str_dup(d->arena, str_left(table, table.n - tail.n));
	}
}

static struct table_data *data_of(struct reader *r, const struct sql_table *table)
{
	for (size_t i = r->d->table.n; i-- > 0;)
		if (r->d->table.v[i].table == table) return &r->d->table.v[i];
	if (!r->d->prefix.n) {
		find_prefix(r->d, table->name);
		for (size_t i = 0; r->d->prefix.n && i < r->d->table.n; i++) /* those that came before it was known */
			r->d->table.v[i].name = without_prefix(r->d, r->d->table.v[i].table->name);
	}
	struct table_data *t = vec_add(r->d->arena, &r->d->table);
	*t = (struct table_data){ .name = without_prefix(r->d, table->name), .table = table };
	for (enum known k = 0; k < KNOWN_COUNT; k++) {
		if (!str_is(t->name, known_name[k])) continue;
		r->table[k] = table;
		for (int c = 0; c < COLUMNS; c++) r->at[k][c] = known_column[k][c] ? sql_column_at(table, known_column[k][c]) : -1;
	}
	return t;
}

/* ---- order ---- */

static int by_post(const void *x, const void *y)
{
	const struct post *a = x, *b = y;
	return (a->id > b->id) - (a->id < b->id);
}

static int by_owner(const void *x, const void *y)
{
	const struct meta *a = x, *b = y;
	if (a->owner != b->owner) return a->owner < b->owner ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static int by_link(const void *x, const void *y)
{
	const struct term_link *a = x, *b = y;
	if (a->post != b->post) return a->post < b->post ? -1 : 1;
	return (a->taxonomy_id > b->taxonomy_id) - (a->taxonomy_id < b->taxonomy_id);
}

static void name_terms(struct reader *r)
{
	for (size_t i = 0; i < r->d->term.n; i++)
		for (size_t k = 0; k < r->names.n; k++)
			if (r->names.v[k].term_id == r->d->term.v[i].term_id) {
				r->d->term.v[i].name = r->names.v[k].name;
				r->d->term.v[i].slug = r->names.v[k].slug;
			}
}

static void orphan(struct dataset *d, const struct meta *m)
{
	d->orphans++;
	struct str raw = str_fmt(d->arena, "%lld\t%.*s\t%.*s", (long long)m->owner, STR_ARG(m->key), STR_ARG(m->value));
	*vec_add(d->arena, &d->bad_row) = (struct bad_row){ str_cat(d->arena, d->prefix, S("postmeta")), m->line, "持ち主のない項目（記事が消されている）", raw };
}

static void join(struct dataset *d)
{
	size_t m = 0, t = 0;
	if (d->post.n) qsort(d->post.v, d->post.n, sizeof *d->post.v, by_post);
	if (d->meta.n) qsort(d->meta.v, d->meta.n, sizeof *d->meta.v, by_owner);
	if (d->usermeta.n) qsort(d->usermeta.v, d->usermeta.n, sizeof *d->usermeta.v, by_owner);
	if (d->link.n) qsort(d->link.v, d->link.n, sizeof *d->link.v, by_link);
	for (size_t i = 0; i < d->post.n; i++) {
		struct post *p = &d->post.v[i];
		for (; m < d->meta.n && d->meta.v[m].owner < p->id; m++) orphan(d, &d->meta.v[m]);
		p->meta = d->meta.v + m;
		while (m < d->meta.n && d->meta.v[m].owner == p->id) m++, p->metas++;
		while (t < d->link.n && d->link.v[t].post < p->id) t++;
		p->first_term = t;
		while (t < d->link.n && d->link.v[t].post == p->id) t++, p->terms++;
	}
	for (; m < d->meta.n; m++) orphan(d, &d->meta.v[m]);
}

static enum err read_all(struct dataset *d, struct str *message)
{
	struct reader *r = ARENA_NEW(d->arena, struct reader);
	r->d = d;
	for (;;) {
		enum sql_event e = sql_next(&d->dump);
		if (e == SQL_END) break;
		if (e == SQL_ERROR) {
			*message = d->dump.error;
			return d->dump.in.err ? d->dump.in.err : ERR_INPUT;
		}
		struct table_data *t = data_of(r, d->dump.table);
		if (e == SQL_BAD_ROW) {
			t->bad++;
			keep_bad(r, "値の数が列の数と合わない行");
		}
		t->read += e == SQL_ROW || e == SQL_BAD_ROW;
		if (e == SQL_ROW) {
			check_texts(r);
			take_row(r, t);
		}
	}
	name_terms(r);
	join(d);
	return OK;
}

/* A first look over the file: is it whole, and how much room do the large lists need? Lists that grow leave their
 * smaller forms behind, which for half a million rows is more than the dump itself. */
static enum err look(struct dataset *d, const char *path, struct str *message)
{
	struct arena *a = arena_new();
	struct sql_dump *dump = ARENA_NEW(a, struct sql_dump);
	size_t metas = 0, posts = 0;
	enum err e = sql_open(a, path, dump);
	while (!e) {
		enum sql_event event = sql_next(dump);
		if (event == SQL_END) break;
		if (event == SQL_CREATE) sql_ignore(dump, dump->table);
		if (event == SQL_ERROR) {
			*message = str_dup(d->arena, dump->error);
			e = dump->in.err ? dump->in.err : ERR_INPUT;
		}
	}
	for (size_t i = 0; !e && i < sql_table_count(dump); i++) {
		const struct sql_table *t = sql_table_at(dump, i);
		if (str_ends(t->name, S("postmeta"))) metas += (size_t)t->rows;
		else if (str_ends(t->name, S("posts"))) posts += (size_t)t->rows;
	}
	arena_free(a);
	if (metas) d->meta.v = ARENA_ARRAY(d->arena, struct meta, metas);
	if (posts) d->post.v = ARENA_ARRAY(d->arena, struct post, posts);
	d->meta.cap = metas;
	d->post.cap = posts;
	return e;
}

enum err dataset_read(struct arena *a, const char *path, struct str prefix, struct dataset *d, struct str *message)
{
	*d = (struct dataset){ .arena = a, .prefix = prefix, .home = STR_NONE };
	enum err e = look(d, path, message);
	if (e && message->n) return e;
	if (!e) e = sql_open(a, path, &d->dump);
	if (e) *message = str_fmt(a, "ファイルを開けません: %s", path);
	return e ? e : read_all(d, message);
}

enum err dataset_read_memory(struct arena *a, struct str bytes, struct str prefix, struct dataset *d, struct str *message)
{
	*d = (struct dataset){ .arena = a, .prefix = prefix, .home = STR_NONE };
	sql_open_memory(a, bytes, &d->dump);
	return read_all(d, message);
}

/* ---- looking up ---- */

const struct post *dataset_post(const struct dataset *d, int64_t id)
{
	struct post key = { .id = id };
	return d->post.n ? bsearch(&key, d->post.v, d->post.n, sizeof key, by_post) : NULL;
}

struct str post_meta(const struct post *p, struct str key, size_t n)
{
	for (size_t i = 0; i < p->metas; i++)
		if (str_eq(p->meta[i].key, key) && n-- == 0) return p->meta[i].null ? (struct str){ NULL, 0 } : p->meta[i].value;
	return (struct str){ NULL, 0 };
}

struct str dataset_usermeta(const struct dataset *d, int64_t user, struct str key)
{
	size_t low = 0, high = d->usermeta.n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (d->usermeta.v[mid].owner < user) low = mid + 1;
		else high = mid;
	}
	for (; low < d->usermeta.n && d->usermeta.v[low].owner == user; low++)
		if (str_eq(d->usermeta.v[low].key, key)) return d->usermeta.v[low].value;
	return (struct str){ NULL, 0 };
}

const struct table_data *dataset_table(const struct dataset *d, struct str name)
{
	for (size_t i = 0; i < d->table.n; i++)
		if (str_eq(d->table.v[i].name, name)) return &d->table.v[i];
	return NULL;
}

struct str row_value(const struct table_data *t, const struct table_row *row, struct str column)
{
	for (size_t i = 0; i < t->table->columns; i++)
		if (str_eq(t->table->column[i].name, column)) return row->value[i];
	return (struct str){ NULL, 0 };
}
