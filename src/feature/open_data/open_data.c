/* Writing the files of open data (open_data.h). */
#include "feature/open_data/open_data.h"

#include "core/json.h"
#include "feature/address/address.h"
#include "feature/event/event.h"
#include "feature/grant/grant.h"
#include "feature/group/group.h"
#include "feature/search/visible.h"
#include "form/csv.h"
#include "html/rich.h"

#include <string.h>

enum { BATCH = 200, COLUMNS_MAX = 128 };

const struct dataset datasets[] = {
	{ "groups", &group_entity, "団体・企業", "県民活動団体・NPO法人・企業の情報です。公開している項目だけを含みます。" },
	{ "events", &event_entity, "イベント・募集", "イベント・講座・そのほかの募集の情報です。終了したものも含みます。" },
	{ "grants", &grant_entity, "助成", "助成・補助の情報です。募集を終えたものも含みます。" },
	{ .name = NULL },
};

bool open_data_field(const struct entity *e, const struct field *f)
{
	if (f->type == TYPE_SECTION || f->type == TYPE_FILE_ID || f->type == TYPE_REF || (f->flags & (HIDDEN | SECRET))) return false;
	for (size_t k = 0; k < e->kinds; k++)
		if (f->show[k] == OPEN && f->need[k] != NOT) return true;
	return false;
}

static const struct {
	enum field_type type;
	const char *word;
} types[] = {
	{ TYPE_INT, "整数" }, { TYPE_BOOL, "はい・いいえ" }, { TYPE_DATE, "日付" }, { TYPE_TIME, "時刻" }, { TYPE_STAMP, "日時" },
	{ TYPE_CHOICE, "選択肢から一つ" }, { TYPE_MULTI, "選択肢からいくつでも" }, { TYPE_URL, "URL" }, { TYPE_EMAIL, "メールアドレス" },
	{ TYPE_PHONE, "電話番号" }, { TYPE_POSTAL, "郵便番号" }, { TYPE_LONG, "文章" }, { TYPE_RICH, "文章（書式なし）" },
};

const char *open_data_type(const struct field *f)
{
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (types[i].type == f->type) return types[i].word;
	return "文字";
}

/* ---- reading in batches ---- */

struct writer {
	struct request *req;
	const struct entity *entity;
	const struct address *address;
	struct out *out;
	struct arena *scratch; /* of one record's texts */
	bool first;
	void (*record)(struct writer *, const void *record);
};

static const char *page_where(struct arena *a, const struct entity *e)
{
	struct str where = str_fmt(a, "%s AND id > $3", visible_where(a, e));
	return str_cz(a, where);
}

/* The last id of the part before: parts are counted in ids' order. */
static enum err part_start(struct request *req, struct db_read *db, const struct dataset *d, int64_t part, int64_t *after)
{
	*after = 0;
	for (int64_t p = 1; p < part; p++) {
		struct rows r = visible_rows(db, req->arena, d->entity, SITE_SUPER, NULL, req->now, *after, OPEN_DATA_PART);
		int64_t last = -1;
		while (rows_next(&r)) last = rows_int(&r, 0);
		enum err e = rows_end(&r);
		if (e != OK) return e;
		if (last < 0) return ERR_NOT_FOUND;
		*after = last;
	}
	return OK;
}

static enum err write_records(struct writer *w, struct db_read *db, int64_t after)
{
	struct arena *batch = arena_new();
	const char *where = page_where(w->req->arena, w->entity);
	enum err e = OK;
	for (int64_t left = OPEN_DATA_PART; left > 0 && e == OK;) {
		struct entity_list list;
		int64_t most = left < BATCH ? left : BATCH;
		arena_clear(batch);
		e = entity_select(db, batch, w->entity, where, "id", BIND(b_int(w->req->now), b_int(date_in_japan(w->req->now)), b_int(after)), most, 0, &list);
		if (e != OK || !list.n) break;
		for (size_t i = 0; i < list.n; i++) {
			const void *record = (const char *)list.v + i * w->entity->size;
			arena_clear(w->scratch);
			w->record(w, record);
			after = ((const struct record *)record)->id;
		}
		left -= (int64_t)list.n;
		if (!out_ok(w->out)) e = ERR_FULL;
	}
	arena_free(batch);
	return e;
}

static enum err write_all(struct request *req, struct db_read *db, const struct dataset *d, int64_t part, struct out *o,
	void (*record)(struct writer *, const void *))
{
	int64_t after;
	struct writer w = { .req = req, .entity = d->entity, .address = address_of(d->entity, SITE_SUPER), .out = o, .first = true, .record = record };
	enum err e = part_start(req, db, d, part, &after);
	if (e != OK) return e;
	w.scratch = arena_new();
	e = write_records(&w, db, after);
	arena_free(w.scratch);
	return e;
}

enum err open_data_count(struct request *req, struct db_read *db, const struct dataset *d, int64_t *count)
{
	return entity_count(db, d->entity, visible_where(req->arena, d->entity), BIND(b_int(req->now), b_int(date_in_japan(req->now))), count);
}

/* ---- values ---- */

static struct str record_link_text(struct writer *w, const struct record *r)
{
	struct str id = str_fmt(w->scratch, "%lld", (long long)r->id);
	return str_cat(w->scratch, w->req->app->base_url, url_path(w->scratch, str_of(w->req->app->super->prefix), w->address->record, &id, 1).s);
}

static struct str kind_text(const struct entity *e, const struct record *r)
{
	return r->kind >= 0 && r->kind < (int64_t)e->kinds ? str_of(e->kind_label[r->kind]) : STR_NONE;
}

static struct str value_text(struct writer *w, const struct field *f, const void *record)
{
	if (!field_open(w->entity, f, record)) return STR_NONE;
	if (f->type == TYPE_RICH) return str_trim(rich_text(w->scratch, *field_str(f, record)));
	if (!field_given(f, record)) return STR_NONE;
	if (f->type == TYPE_DATE) return date_iso(w->scratch, (date_t)*field_int(f, record));
	if (f->type == TYPE_TIME) {
		int64_t minute = *field_int(f, record);
		return str_fmt(w->scratch, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
	}
	return field_text(w->scratch, w->req->app->masters, f, record);
}

/* ---- CSV ---- */

/* Spreadsheets run cells that begin like a formula; a leading apostrophe makes them text. Numbers and
 * telephone numbers stay as they are. */
static struct str cell(struct arena *a, struct str s)
{
	if (!s.n || !strchr("=+-@\t\r", s.p[0])) return s;
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("+-0123456789.() ", s.p[i])) return str_cat(a, S("'"), s);
	return s;
}

static void csv_record(struct writer *w, const void *record)
{
	struct str column[COLUMNS_MAX];
	const struct record *r = record;
	size_t n = 0;
	column[n++] = str_fmt(w->scratch, "%lld", (long long)r->id);
	column[n++] = record_link_text(w, r);
	column[n++] = kind_text(w->entity, r);
	for (ENTITY_FIELDS(w->entity, f))
		if (n < COLUMNS_MAX - 1 && open_data_field(w->entity, f)) column[n++] = cell(w->scratch, value_text(w, f, record));
	column[n++] = utc_iso(w->scratch, r->updated_at);
	csv_write(w->out, column, n);
}

enum err open_data_csv(struct request *req, struct db_read *db, const struct dataset *d, int64_t part, struct out *o)
{
	struct str column[COLUMNS_MAX];
	size_t n = 0;
	column[n++] = S("番号");
	column[n++] = S("ページのURL");
	column[n++] = S("種類");
	for (ENTITY_FIELDS(d->entity, f))
		if (n < COLUMNS_MAX - 1 && open_data_field(d->entity, f)) column[n++] = str_of(f->label);
	column[n++] = S("更新日時");
	csv_write(o, column, n);
	return write_all(req, db, d, part, o, csv_record);
}

/* ---- JSON ---- */

static void json_multi(struct writer *w, const struct field *f, int64_t bits)
{
	const struct master *m;
	bool first = true;
	out_char(w->out, '[');
	for (size_t i = 0; (m = master_at(w->req->app->masters, f->list, i)); i++) {
		if (!(bits & master_bit(m->num))) continue;
		if (!first) out_char(w->out, ',');
		first = false;
		json_str(w->out, m->label);
	}
	out_char(w->out, ']');
}

static void json_value(struct writer *w, bool *first, const struct field *f, const void *record)
{
	if (!field_given(f, record) || !field_open(w->entity, f, record)) return;
	if (f->type == TYPE_INT) {
		json_member_int(w->out, first, f->column, *field_int(f, record));
		return;
	}
	if (f->type != TYPE_MULTI && f->type != TYPE_BOOL) {
		json_member(w->out, first, f->column, value_text(w, f, record));
		return;
	}
	out_fmt(w->out, "%s\"%s\":", *first ? "" : ",", f->column);
	*first = false;
	if (f->type == TYPE_BOOL) out_str(w->out, *field_int(f, record) ? S("true") : S("false"));
	else json_multi(w, f, *field_int(f, record));
}

static void json_record(struct writer *w, const void *record)
{
	const struct record *r = record;
	bool first = true;
	out_str(w->out, w->first ? S("\n{") : S(",\n{"));
	w->first = false;
	json_member_int(w->out, &first, "id", r->id);
	json_member(w->out, &first, "page", record_link_text(w, r));
	if (kind_text(w->entity, r).n) json_member(w->out, &first, "kind", kind_text(w->entity, r));
	for (ENTITY_FIELDS(w->entity, f))
		if (open_data_field(w->entity, f)) json_value(w, &first, f, record);
	json_member(w->out, &first, "updated", utc_iso(w->scratch, r->updated_at));
	out_char(w->out, '}');
}

enum err open_data_json(struct request *req, struct db_read *db, const struct dataset *d, int64_t part, struct out *o)
{
	bool first = true;
	out_char(o, '{');
	json_member(o, &first, "title", str_of(d->label));
	json_member(o, &first, "publisher", str_of(req->site->name));
	json_member(o, &first, "about", url_absolute(req, url_to(req, "/open-data")).s);
	out_lit(o, ",\"records\":[");
	enum err e = write_all(req, db, d, part, o, json_record);
	out_lit(o, "\n]}\n");
	return e != OK ? e : out_ok(o) ? OK : ERR_FULL;
}
