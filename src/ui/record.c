/* A record's public fields as sections; files and links as markup. */
#include "ui/record.h"

#include <string.h>

#include "ui/list.h"
#include "ui/record.html.h"

/* ---- links and files ---- */

static bool host_is_ours(const struct request *req, struct str url)
{
	return str_starts(url, req->app->base_url) && (url.n == req->app->base_url.n || url.p[req->app->base_url.n] == '/');
}

struct html link_html(struct request *req, struct str address, struct str label)
{
	struct url url;
	struct str typed = str_trim(address);
	if (typed.n == 0 || !url_checked(req->arena, typed, &url))
		return HTML_NONE;
	struct out o = page_out(req);
	record_link(&o, url, label.n ? label : typed, !host_is_ours(req, url.s));
	return page_body(&o);
}

struct html link_own_html(struct request *req, struct url url, struct str label)
{
	struct out o = page_out(req);
	record_contact(&o, url, label);
	return page_body(&o);
}

bool record_visible(const struct request *req, const struct entity *e, const void *record)
{
	const struct record *r = record;
	return record_public(e, r, req->now) && (r->site == 0 || r->site == (int64_t)req->site->id);
}

bool file_served(const struct blob *blob)
{
	return blob->scan == BLOB_CLEAN;
}

static const struct {
	const char *type, *label;
} file_labels[] = {
	{ "application/pdf", "PDF" },
	{ "application/msword", "Word" },
	{ "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word" },
	{ "application/vnd.ms-excel", "Excel" },
	{ "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel" },
	{ "application/vnd.ms-powerpoint", "PowerPoint" },
	{ "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint" },
	{ "image/jpeg", "JPEG画像" },
	{ "image/png", "PNG画像" },
	{ "image/gif", "GIF画像" },
	{ "image/webp", "WebP画像" },
	{ "text/plain", "テキスト" },
	{ "application/zip", "ZIP" },
};

struct str file_kind(struct arena *a, const struct blob *blob)
{
	const char *label = "ファイル";
	for (size_t i = 0; i < COUNT_OF(file_labels); i++) {
		if (str_is(blob->type, file_labels[i].type))
			label = file_labels[i].label;
	}
	long long size = (long long)blob->size;
	if (size < 1000 * 1024)
		return str_fmt(a, "%s：%lldKB", label, size < 1024 ? 1 : (size + 512) / 1024);
	long long tenth = (size * 10 + 512 * 1024) / (1024 * 1024);
	return str_fmt(a, "%s：%lld.%lldMB", label, tenth / 10, tenth % 10);
}

struct html file_link(struct request *req, struct db_read *db, int64_t blob_id, struct str name)
{
	struct blob blob;
	if (!blob_id || blob_info(db, req->arena, blob_id, &blob) != OK || !file_served(&blob))
		return HTML_NONE;
	struct out o = page_out(req);
	record_file(&o, url_id(req, "/files/%", blob_id), name.n ? name : blob.name, file_kind(req->arena, &blob));
	return page_body(&o);
}

static struct html list_html(struct request *req, const struct html_views *list)
{
	if (list->n == 0)
		return HTML_NONE;
	if (list->n == 1)
		return list->v[0];
	struct out o = page_out(req);
	record_list(&o, list);
	return page_body(&o);
}

struct html links_html(struct request *req, const struct link_pair *pair, size_t n)
{
	struct html_views list = { 0 };
	for (size_t i = 0; i < n; i++) {
		struct html link = link_html(req, pair[i].address, pair[i].label);
		if (link.s.n)
			*vec_add(req->arena, &list) = link;
	}
	return list_html(req, &list);
}

struct html files_html(struct request *req, struct db_read *db, const int64_t *blob_id, size_t n)
{
	struct html_views list = { 0 };
	for (size_t i = 0; i < n; i++) {
		struct html link = file_link(req, db, blob_id[i], STR_NONE);
		if (link.s.n)
			*vec_add(req->arena, &list) = link;
	}
	return list_html(req, &list);
}

struct html photos_html(struct request *req, struct db_read *db, const int64_t *blob_id, size_t n)
{
	struct out o = page_out(req);
	for (size_t i = 0; i < n; i++) {
		struct blob blob;
		if (!blob_id[i] || blob_info(db, req->arena, blob_id[i], &blob) != OK)
			continue;
		if (file_served(&blob) && str_starts(blob.type, S("image/")))
			record_photo(&o, url_id(req, "/files/%", blob.id), blob.alt, blob.width, blob.height);
	}
	return page_body(&o);
}

/* ---- fields ---- */

struct str record_label(struct arena *a, const struct field *f, const struct entity *e, int64_t kind)
{
	static const struct str bar = STR_INIT("／");
	struct str label = str_of(f->label);
	size_t at = str_find(label, bar);
	(void)a;
	if (at == SIZE_MAX || e->kinds < 2)
		return label;
	return kind + 1 == (int64_t)e->kinds ? str_skip(label, at + bar.n) : str_left(label, at);
}

struct html record_value(struct request *req, struct db_read *db, const struct entity *e, const struct field *f, const void *record)
{
	if (!field_open(e, f, record))
		return HTML_NONE;
	switch (f->type) {
	case TYPE_FILE_ID:
		return file_link(req, db, *field_int(f, record), STR_NONE);
	case TYPE_URL: {
		struct html link = link_html(req, *field_str(f, record), STR_NONE);
		return link.s.n ? link : text_html(req->arena, *field_str(f, record));
	}
	case TYPE_PHONE:
		return link_own_html(req, url_tel(req->arena, *field_str(f, record)), *field_str(f, record));
	case TYPE_EMAIL:
		return link_own_html(req, url_mailto(req->arena, *field_str(f, record)), *field_str(f, record));
	case TYPE_DATE:
		return date_html(req->arena, (date_t)*field_int(f, record));
	default:
		return field_html(req->arena, req->app->masters, f, record);
	}
}

static const char *label_override(const struct record_options *opt, const char *column, int64_t kind)
{
	for (const struct record_label *l = opt ? opt->labels : NULL; l && l->column; l++) {
		if (strcmp(l->column, column) == 0 && kind >= 0 && kind < KINDS_MAX)
			return l->label[kind];
	}
	return NULL;
}

static bool name_in(const char *const *names, const char *name)
{
	for (; names && *names; names++) {
		if (strcmp(*names, name) == 0)
			return true;
	}
	return false;
}

static struct record_part *part_new(struct arena *a, struct record_view *v, struct str heading)
{
	if (v->n && v->v[v->n - 1].fields.n == 0)
		v->n--; /* a section without anything to show */
	struct record_part *p = vec_add(a, v);
	*p = (struct record_part){ .heading = heading };
	p->id = str_fmt(a, "part-%zu", v->n);
	return p;
}

static void part_field(struct request *req, struct db_read *db, const struct entity *e, const struct field *f, const void *record,
	const struct record_options *opt, struct record_view *v)
{
	int64_t kind = ((const struct record *)record)->kind;
	struct html value = record_value(req, db, e, f, record);
	if (value.s.n == 0)
		return;
	const char *label = label_override(opt, f->column, kind);
	struct record_part *p = &v->v[v->n - 1];
	*vec_add(req->arena, &p->fields) = (struct record_field){ label ? str_of(label) : record_label(req->arena, f, e, kind), value };
}

static void part_extra(struct request *req, const char *key, const struct record_options *opt, struct record_view *v)
{
	for (size_t i = 0; i < opt->extras; i++) {
		if (strcmp(opt->extra[i].key, key) == 0 && opt->extra[i].value.s.n)
			*vec_add(req->arena, &v->v[v->n - 1].fields) = (struct record_field){ str_of(opt->extra[i].label), opt->extra[i].value };
	}
}

static void view_ordered(struct request *req, struct db_read *db, const struct entity *e, const void *record,
	const struct record_options *opt, struct record_view *v)
{
	for (const char *const *name = opt->order; *name; name++) {
		if ((*name)[0] == '#') {
			part_new(req->arena, v, str_of(*name + 1));
			continue;
		}
		if ((*name)[0] == '@') {
			part_extra(req, *name, opt, v);
			continue;
		}
		const struct field *f = entity_field(e, *name);
		if (f && !name_in(opt->skip, f->column))
			part_field(req, db, e, f, record, opt, v);
	}
}

void record_view(struct request *req, struct db_read *db, const struct entity *e, const void *record,
	const struct record_options *opt, struct record_view *v)
{
	*v = (struct record_view){ 0 };
	part_new(req->arena, v, str_of(opt && opt->heading ? opt->heading : e->label));
	if (opt && opt->order) {
		view_ordered(req, db, e, record, opt, v);
	} else {
		for (size_t i = 0; i < e->fields; i++) {
			const struct field *f = &e->field[i];
			if (f->type == TYPE_SECTION)
				part_new(req->arena, v, str_of(f->label));
			else if (!name_in(opt ? opt->skip : NULL, f->column))
				part_field(req, db, e, f, record, opt, v);
		}
	}
	if (v->n && v->v[v->n - 1].fields.n == 0)
		v->n--;
}
