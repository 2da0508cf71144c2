/* The page of open data and its files. */
#include "core/cp932.h"
#include "feature/address/address.h"
#include "feature/feed/feed_kind.h"
#include "feature/open_data/open_data.h"
#include "feature/open_data/open_data.html.h"
#include "feature/open_data/open_data_routes.h"
#include "form/csv.h"

enum { FILE_BYTES = 64 * 1024 * 1024, PARTS_MAX = 1000 };

/* The kinds of file; the name behind the dataset's is the address. */
static const struct format {
	const char *ending, *label, *type;
	bool json, cp932;
} formats[] = {
	{ ".csv", "CSV（UTF-8）", "text/csv; charset=utf-8; header=present", false, false },
	{ "-cp932.csv", "CSV（シフトJIS）", "text/csv; charset=windows-31j; header=present", false, true },
	{ ".json", "JSON", "application/json", true, false },
};

/* ---- the page ---- */

static void add_column(struct request *req, struct dataset_view *v, const char *label, const char *name, const char *type)
{
	*vec_add(req->arena, &v->columns) = (struct column_view){ str_of(label), str_of(name), str_of(type) };
}

static void add_columns(struct request *req, const struct dataset *d, struct dataset_view *v)
{
	add_column(req, v, "番号", "id", "整数（変わりません）");
	add_column(req, v, "ページのURL", "page", "URL");
	add_column(req, v, "種類", "kind", "選択肢から一つ");
	for (ENTITY_FIELDS(d->entity, f))
		if (open_data_field(d->entity, f)) add_column(req, v, f->label, f->column, open_data_type(f));
	add_column(req, v, "更新日時", "updated", "日時");
	v->summary = str_fmt(req->arena, "%sの項目の説明（%zu項目）", d->label, v->columns.n);
	v->caption = str_fmt(req->arena, "%sの項目", d->label);
}

static void add_files(struct request *req, const struct dataset *d, int64_t count, struct dataset_view *v)
{
	int64_t parts = count ? (count + OPEN_DATA_PART - 1) / OPEN_DATA_PART : 1;
	for (int64_t part = 1; part <= parts && part <= PARTS_MAX; part++) {
		for (size_t i = 0; i < COUNT_OF(formats); i++) {
			struct str name = str_fmt(req->arena, "%s%s", d->name, formats[i].ending), number = str_fmt(req->arena, "%lld", (long long)part);
			struct url url = url_on(req, "/open-data/%", &name, 1);
			if (part > 1) url = url_with(req->arena, url, "part", number);
			struct str label = parts > 1 ? str_fmt(req->arena, "%s %s %lld/%lld", d->label, formats[i].label, (long long)part, (long long)parts)
				: str_fmt(req->arena, "%s %s", d->label, formats[i].label);
			*vec_add(req->arena, &v->files) = (struct link_view){ label, url, false };
		}
	}
}

static void add_feeds(struct request *req, struct open_data_view *v)
{
	for (const struct feed_kind *k = feed_kinds; k->name; k++) {
		struct str name = str_fmt(req->arena, "%s.atom", k->name), ics = str_fmt(req->arena, "%s.ics", k->name);
		const char *where = k->site == SITE_AIKA ? "あいかさねっと" : "スーパーネット";
		struct str prefix = address_path(req, k->site, "").s;
		*vec_add(req->arena, &v->feeds) = (struct link_view){ str_fmt(req->arena, "%s：%s（Atom）", where, k->title),
			url_path(req->arena, prefix, "/feeds/%", &name, 1), false };
		if (k->day)
			*vec_add(req->arena, &v->feeds) = (struct link_view){ str_fmt(req->arena, "%s：%sの日程（iCal）", where, k->title),
				url_path(req->arena, prefix, "/feeds/%", &ics, 1), false };
	}
}

static struct reply open_data_show(struct request *req, struct db_read *db)
{
	struct open_data_view v = { .title = S("オープンデータ"), .site = str_of(req->site->name),
		.lead = S("団体・企業、イベント・募集、助成の情報を、表計算ソフトやプログラムで使える形で配布しています。") };
	for (const struct dataset *d = datasets; d->name; d++) {
		int64_t count;
		enum err e = open_data_count(req, db, d, &count);
		if (e != OK) return page_error(req, e);
		struct dataset_view *s = vec_add(req->arena, &v.sets);
		s->id = str_of(d->name);
		s->heading = str_of(d->label);
		s->about = str_of(d->about);
		s->records = str_fmt(req->arena, "%lld件", (long long)count);
		add_files(req, d, count, s);
		add_columns(req, d, s);
	}
	add_feeds(req, &v);
	struct out o = page_out(req);
	open_data_body(&o, &v);
	struct crumb crumb = { v.title, URL_NONE };
	return page_reply(req, &(struct page){ .title = v.title, .description = v.lead, .body = page_body(&o), .crumb = &crumb, .crumbs = 1 });
}

/* ---- the files ---- */

static bool file_of(struct str name, const struct dataset **set, const struct format **format)
{
	for (const struct dataset *d = datasets; d->name; d++)
		for (size_t i = 0; i < COUNT_OF(formats); i++) {
			struct str ending = str_of(formats[i].ending);
			if (!str_ends(name, ending) || !str_is(str_left(name, name.n - ending.n), d->name)) continue;
			*set = d;
			*format = &formats[i];
			return true;
		}
	return false;
}

static struct reply open_data_file(struct request *req, struct db_read *db)
{
	const struct dataset *d;
	const struct format *f;
	if (!file_of(req->arg[0], &d, &f)) return page_not_found(req);
	int64_t part = request_query_int(req, "part", 1, PARTS_MAX, 1);
	struct out o = out_new(req->arena, FILE_BYTES);
	if (!f->json && !f->cp932) csv_bom(&o);
	enum err e = f->json ? open_data_json(req, db, d, part, &o) : open_data_csv(req, db, d, part, &o);
	if (e != OK) return page_error(req, e == ERR_FULL ? ERR_BUSY : e);
	struct str body = out_view(&o);
	if (f->cp932) body = cp932_from_utf8(req->arena, body, NULL);
	struct reply reply = reply_download(req, str_of(f->type), str_cat(req->arena, S("kenmin-"), req->arg[0]), body);
	reply.cache = CACHE_PUBLIC;
	return reply;
}

const struct route open_data_routes[] = {
	{ "/open-data", ANYONE, open_data_show, NULL, NULL, 0 },
	{ "/open-data/:file", ANYONE, open_data_file, NULL, "part", ROUTE_NO_COOKIES },
	{ .path = NULL },
};
