/* A CSV into one entity (import.h): the rows of a table that has no dump. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "form/csv.h"
#include "import/job.h"

/* Heads the old site's own export wrote in Japanese -> columns of its tables. */
static const struct { const char *head; const char *column[3]; } heads[] = {
	{ "番号", { "id" } }, { "区分", { "kubun" } }, { "氏名・名称", { "name" } }, { "メールアドレス", { "email" } }, { "電話番号", { "tel" } },
	{ "内容", { "naiyo" } }, { "備考", { "biko" } }, { "題名", { "title" } },
};

struct columns {
	const struct csv_row *head;
	struct str *old;   /* the name in the old table, or the head itself */
};

static size_t more(void *ctx, char *buf, size_t n)
{
	ssize_t got = read(*(const int *)ctx, buf, n);
	return got > 0 ? (size_t)got : 0;
}

static bool names_column(const struct mapping *m, struct str column)
{
	for (size_t i = 0; i < m->rule.n; i++)
		for (size_t k = 0; k < m->rule.v[i].source.n; k++)
			if (m->rule.v[i].source.v[k].kind == FROM_COLUMN && str_eq(m->rule.v[i].source.v[k].name, column)) return true;
	for (size_t k = 0; k < m->same.value.n; k++)
		if (str_eq(m->same.value.v[k].name, column)) return true;
	return str_eq(m->key, column) || str_eq(m->where_column, column);
}

static struct str old_column(struct str head)
{
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		if (str_is(head, heads[i].head)) return str_of(heads[i].column[0]);
	return head;
}

/* How many heads the mapping knows. A mapping fits when it knows more than half of them and its key. */
static bool fits(const struct mapping *m, const struct csv_row *head)
{
	size_t known = 0;
	struct str keys = m->key, key;
	for (size_t i = 0; i < head->n; i++) known += names_column(m, old_column(head->field[i]));
	while (str_split(&keys, ',', &key)) {
		bool there = false;
		for (size_t i = 0; i < head->n; i++) there = there || str_eq(old_column(head->field[i]), key);
		if (!there) return false;
	}
	return known * 2 > head->n;
}

static const struct mapping *find_mapping(const struct job *j, const struct entity *e, const struct csv_row *head)
{
	for (size_t i = 0; i < j->profile.mapping.n + j->profile.csv.n; i++) {
		const struct mapping *m = i < j->profile.csv.n ? &j->profile.csv.v[i] : &j->profile.mapping.v[i - j->profile.csv.n];
		if (m->table && str_is(m->entity, e->name) && fits(m, head)) return m;
	}
	return NULL;
}

static const struct field *field_of_head(struct arena *a, const struct entity *e, struct str head)
{
	const struct field *f = entity_field(e, str_cz(a, head));
	if (f) return f;
	for (ENTITY_FIELDS(e, each))
		for (size_t k = 0; k < e->kinds; k++)
			if (str_eq(field_label(e, each, (int64_t)k), head) || str_is(head, each->label)) return each;
	return NULL;
}

/* No mapping of the profile: one rule per head that is a field of ours. */
static const struct mapping *own_mapping(struct job *j, const struct entity *e, const struct csv_row *head)
{
	struct mapping *m = ARENA_NEW(j->arena, struct mapping);
	size_t known = 0;
	*m = (struct mapping){ .table = true, .from = str_of(e->table), .entity = str_of(e->name), .key = STR_NONE, .where_column = STR_NONE };
	for (size_t i = 0; i < head->n; i++) {
		const struct field *f = field_of_head(j->arena, e, head->field[i]);
		bool own = str_is(head->field[i], "kind") || str_is(head->field[i], "state");
		if (!f && !own) continue;
		known++;
		struct rule *r = vec_add(j->arena, &m->rule);
		*r = (struct rule){ .field = own || !f ? head->field[i] : str_of(f->column), .split = S(",、\n"), .ref = STR_NONE };
		if (f && f->type == TYPE_REF) r->ref = str_fmt(j->arena, "=%s", f->list);
		*vec_add(j->arena, &r->source) = (struct source){ .kind = FROM_COLUMN, .name = head->field[i] };
	}
	return known ? m : NULL;
}

static struct sql_table *table_of(struct job *j, const struct mapping *m, const struct csv_row *head, bool own)
{
	struct sql_table *t = ARENA_NEW(j->arena, struct sql_table);
	t->name = m->from;
	t->columns = head->n;
	t->column = ARENA_ARRAY(j->arena, struct sql_column, head->n);
	for (size_t i = 0; i < head->n; i++) {
		struct str name = own ? head->field[i] : old_column(head->field[i]);
		bool bytes = !own && (str_is(name, "ip") || str_is(name, "qr_png"));
		t->column[i] = (struct sql_column){ .name = name, .declared = bytes ? S("varbinary") : STR_NONE, .type = bytes ? SQL_BYTES : SQL_TEXT };
	}
	return t;
}

/* BIT columns were written as the hex of their byte. */
static struct str cell(struct str s)
{
	if (str_is(s, "31")) return S("1");
	return str_is(s, "30") ? S("0") : s;
}

static bool is_switch(const struct mapping *m, const struct entity *e, struct arena *a, struct str column)
{
	for (size_t i = 0; i < m->rule.n; i++) {
		const struct field *f = entity_field(e, str_cz(a, m->rule.v[i].field));
		if (f && f->type == TYPE_BOOL && m->rule.v[i].source.n && str_eq(m->rule.v[i].source.v[0].name, column)) return true;
	}
	return false;
}

static struct str content_key(struct job *j, const struct csv_row *row)
{
	struct out all = out_new(j->row, 16 << 20), hex = out_new(j->row, 64);
	for (size_t i = 0; i < row->n; i++) {
		out_fmt(&all, "%zu:", row->field[i].n);
		out_str(&all, row->field[i]);
	}
	struct str raw = seal_index(j->row, j->o->keys, "import", "csv", out_view(&all));
	for (size_t i = 0; i < raw.n; i++) out_fmt(&hex, "%02x", (unsigned)(unsigned char)raw.p[i]);
	return out_view(&hex);
}

/* A row that can not be taken: told with its line, kept sealed. */
static enum err refuse(struct job *j, struct import_count *c, const struct csv_row *row, struct str reason)
{
	struct out raw = out_new(j->row, 16 << 20);
	for (size_t i = 0; i < row->n; i++) {
		if (i) out_char(&raw, '\t');
		out_str(&raw, row->field[i]);
	}
	struct bad_row bad = { .table = S("csv"), .line = row->line, .reason = str_cz(j->row, reason), .raw = out_view(&raw) };
	c->quarantined++;
	import_note_add(j->report, str_fmt(j->row, "取り込まない行（封をして残した）: %.*s", STR_ARG(reason)), str_fmt(j->row, "%lld行目", (long long)row->line));
	return import_quarantine(j, &bad);
}

/* Bytes (pictures, internet addresses) were written as hex. */
static struct str from_hex(struct arena *a, struct str s)
{
	static const char digits[] = "0123456789abcdef";
	char *p = ARENA_ARRAY(a, char, s.n / 2 + 1);
	for (size_t i = 0; i + 1 < s.n; i += 2) {
		size_t high = str_find_char((struct str){ digits, 16 }, s.p[i]), low = str_find_char((struct str){ digits, 16 }, s.p[i + 1]);
		if (high == SIZE_MAX || low == SIZE_MAX) return s;
		p[i / 2] = (char)(high << 4 | low);
	}
	return (struct str){ p, s.n / 2 };
}

static struct str value_of(struct job *j, const struct mapping *m, const struct entity *e, const struct sql_column *column, struct str s)
{
	if (is_switch(m, e, j->row, column->name)) return cell(s);
	return column->type == SQL_BYTES && s.n % 2 == 0 ? from_hex(j->row, s) : s;
}

/* Under our own heads a reference is a number, an old address, a slug or a title: it becomes the number. A reference
 * that leads nowhere, or to several, makes *reason. */
static enum err resolve(struct job *j, const struct mapping *m, const struct entity *e, const struct table_data *t, struct table_row *row, struct str *reason)
{
	enum err err = OK;
	for (size_t i = 0; i < m->rule.n && !err; i++) {
		const struct rule *r = &m->rule.v[i];
		if (!r->ref.n) continue;
		if (r->ref.p[0] != '=') {
			err = import_csv_alias(j, r->ref);
			continue;
		}
		const struct field *f = entity_field(e, str_cz(j->row, r->field));
		const struct entity *target = f ? entity_named(f->list) : NULL;
		int at = sql_column_at(t->table, str_cz(j->row, r->source.v[0].name));
		int64_t id = 0;
		if (!target || at < 0 || !str_trim(row->value[at]).n) continue;
		err = import_csv_target(j, target, row->value[at], &id);
		if (!err) row->value[at] = str_fmt(j->row, "%lld", (long long)id);
		else if (err == ERR_NOT_FOUND || err == ERR_CONFLICT) {
			*reason = str_fmt(j->row, err == ERR_CONFLICT ? "「%s」に当てはまる%sが2件以上ある（番号で書いてください）" : "「%s」に当てはまる%sがない", f->label, target->label);
			err = OK;
		}
	}
	return err;
}

/* The source of the record this row is more about: of the alias the profile names; else what a later dump will know it by. */
static enum err same_source(struct job *j, const struct origin *o, const struct entity *e, struct str *source)
{
	const struct mapping *m = o->mapping;
	struct str value = m->same.alias.n ? first_value(j, o, &m->same.value) : STR_NONE;
	enum err err = value.n ? import_csv_alias(j, m->same.alias) : OK;
	int64_t id = value.n && !err ? map_get(&j->alias, str_fmt(j->row, "%.*s:%.*s", STR_ARG(m->same.alias), STR_ARG(value))) : 0;
	if (!err && value.n && !id && import_csv_is_post(j, m->same.alias)) *source = str_fmt(j->row, "%s:posts:%.*s", j->site_name, STR_ARG(value));
	if (err || id <= 0) return err;
	void *record = arena_alloc(j->row, e->size);
	err = entity_load(db_reading(j->w), j->row, NULL, e, id, record);
	if (!err && ((struct record *)record)->source.n) *source = ((struct record *)record)->source;
	return err;
}

static enum err take_row(struct job *j, const struct mapping *m, struct table_data *t, const struct entity *e, const struct csv_row *row, struct import_count *c)
{
	struct table_row values = { .value = ARENA_ARRAY(j->row, struct str, t->table->columns) };
	struct origin o = { .mapping = m, .table = t, .row = &values, .count = c, .where = str_fmt(j->row, "%lld行目", (long long)row->line) };
	struct str reason = STR_NONE;
	c->read++;
	if (row->n != t->table->columns) return refuse(j, c, row, S("列の数が見出しと合わない"));
	for (size_t i = 0; i < row->n; i++) values.value[i] = value_of(j, m, e, &t->table->column[i], row->field[i]);
	if (m->where_column.n && !str_eq(row_value(t, &values, m->where_column), m->where_value)) {
		c->passed++;
		return OK;
	}
	struct str key = m->key.n ? import_row_key(j, m, t, &values) : STR_NONE;
	if (m->key.n && !key.n) return refuse(j, c, row, S("番号がない"));
	o.source = m->key.n ? str_fmt(j->row, "%s:%.*s:%.*s", j->site_name, STR_ARG(m->from), STR_ARG(key))
	                    : str_fmt(j->row, "%s:csv:%s:%.*s", j->site_name, e->name, STR_ARG(content_key(j, row)));
	enum err err = resolve(j, m, e, t, &values, &reason);
	if (!err) err = same_source(j, &o, e, &o.source);
	if (!err && reason.n) return refuse(j, c, row, reason);
	return err ? err : import_one(j, &o, e);
}

static enum err take_rows(struct job *j, const struct csv_options *o, struct csv *csv)
{
	struct csv_row *head = ARENA_NEW(j->arena, struct csv_row), *row = ARENA_NEW(j->arena, struct csv_row);
	if (!csv_next(csv, j->arena, head)) {
		j->report->message = S("CSV に見出しの行がありません");
		return csv->err ? csv->err : ERR_INPUT;
	}
	const struct mapping *m = find_mapping(j, o->entity, head);
	bool own = !m;
	if (own) m = own_mapping(j, o->entity, head);
	if (!m) {
		j->report->message = str_fmt(j->arena, "1行目の見出しに%sの項目がひとつもありません（kenmin fields で項目名を見られます）", o->entity->label);
		return ERR_INPUT;
	}
	struct table_data t = { .name = m->from, .table = table_of(j, m, head, own) };
	struct import_count c = { .entity = o->entity, .from = S("CSV") };
	enum err e = OK;
	while (!e && csv_next(csv, j->row, row)) {
		e = take_row(j, m, &t, o->entity, row, &c);
		arena_clear(j->row);
	}
	*vec_add(j->arena, &j->report->count) = c;
	j->report->repaired = csv->replaced;
	if (csv->err) j->report->message = str_fmt(j->arena, "%lld行目からの行が読めません（引用符が閉じていないか、行が大きすぎます）", (long long)csv->err_line);
	return e ? e : csv->err;
}

enum err import_csv(struct arena *a, const struct csv_options *o, struct import_report *report)
{
	struct job *j = ARENA_NEW(a, struct job);
	struct csv *csv = ARENA_NEW(a, struct csv);
	struct import_options common = { .db = o->db, .keys = o->keys, .masters = o->masters, .now = o->now, .site = o->site, .dry_run = o->dry_run };
	*report = (struct import_report){ .arena = a, .dry_run = o->dry_run, .csv = true, .message = STR_NONE };
	*j = (struct job){ .arena = a, .row = arena_new(), .o = &common, .report = report, .csv = true, .site_name = o->site == SITE_AIKA ? "aika" : "super" };
	int fd = open(o->file, O_RDONLY | O_CLOEXEC);
	enum err e = fd < 0 ? ERR_NOT_FOUND : profile_read(a, profile_shipped(j->site_name), &j->profile, &report->message);
	if (!e) e = db_write_begin(o->db, &j->w);
	if (!e) {
		csv_open(csv, more, &fd, o->cp932 ? CSV_CP932 : CSV_UTF8);
		e = take_rows(j, o, csv);
		if (!e && !o->dry_run) e = db_write_commit(j->w);
		else db_write_roll_back(j->w);
	}
	if (fd >= 0) close(fd);
	arena_free(j->row);
	return e;
}
