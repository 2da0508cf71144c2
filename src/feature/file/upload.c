/* Uploaded files of forms (feature/file/upload.h). */
#include "feature/file/upload.h"

#include <string.h>

#include "security/random.h"
#include "store/blob.h"
#include "ui/form.h"

STATEMENT(upload_claim, "UPDATE blob SET source = '' WHERE id = $1 AND source LIKE 'form:%'");
STATEMENT(upload_unclaim, "UPDATE blob SET source = $2 WHERE id = $1 AND source = ''");
STATEMENT(upload_old_chunks, "DELETE FROM blob_chunk WHERE blob IN (SELECT id FROM blob WHERE source LIKE 'form:%' AND created_at < $1)");
STATEMENT(upload_old, "DELETE FROM blob WHERE source LIKE 'form:%' AND created_at < $1");
STATEMENT(upload_describe, "UPDATE blob SET alt = $2 WHERE id = $1 AND source LIKE 'form:%'");

/* What a form takes (issue: PDF, Word, Excel, PowerPoint, JPEG, PNG, WebP). */
static const struct {
	const char *type;
	bool image;
} takes[] = {
	{ "application/pdf", false },
	{ "application/msword", false },
	{ "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false },
	{ "application/vnd.ms-excel", false },
	{ "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false },
	{ "application/vnd.ms-powerpoint", false },
	{ "application/vnd.openxmlformats-officedocument.presentationml.presentation", false },
	{ "image/jpeg", true },
	{ "image/png", true },
	{ "image/webp", true },
};

static bool taken(struct str type, bool image_only)
{
	for (size_t i = 0; i < COUNT_OF(takes); i++)
		if (str_is(type, takes[i].type)) return takes[i].image || !image_only;
	return false;
}

static struct param *value_of(struct upload_params *values, struct str name)
{
	for (size_t i = 0; i < values->n; i++)
		if (str_eq(values->v[i].name, name)) return &values->v[i];
	return NULL;
}

static void put(struct arena *a, struct upload_params *values, struct str name, struct str value)
{
	struct param *p = value_of(values, name);
	if (!p) p = vec_add(a, values);
	*p = (struct param){ name, value };
}

static const struct upload *upload_of(const struct request *req, const struct field *f)
{
	for (size_t i = 0; i < req->uploads; i++)
		if (str_is(req->upload[i].field, f->column) && req->upload[i].bytes.n) return &req->upload[i];
	return NULL;
}

/* What is wrong with the file, or "". */
static struct str refused(struct arena *a, const struct field *f, struct str label, const struct upload *u)
{
	int64_t w = 0, h = 0;
	if (u->bytes.n > UPLOAD_FILE_MAX) {
		long long tenth = ((long long)u->bytes.n * 10 + (1 << 19)) / (1 << 20);
		return str_fmt(a, "%.*s：ファイルの容量が大きすぎます（%lld.%lldMB）。5MB以下のファイルを選んでください。", STR_ARG(label), tenth / 10, tenth % 10);
	}
	if (taken(blob_type(u->bytes, &w, &h), f->flags & IMAGE)) return STR_NONE;
	return str_fmt(a, "%.*s：この種類のファイルは受け付けていません。%sのファイルを選んでください。", STR_ARG(label),
		f->flags & IMAGE ? "JPEG・PNG・WebP" : "PDF・Word・Excel・PowerPoint・JPEG・PNG・WebP");
}

static enum err store(struct request *req, struct db_write *w, const struct keys *keys, const struct upload *u, int64_t *id)
{
	struct blob blob = { .name = u->file_name.n ? str_clip(u->file_name, 200) : S("file"), .source = str_cat(req->arena, S("form:"), random_word(req->arena, 20)),
		.scan = BLOB_UNSCANNED, .created_at = req->now };
	enum err err = blob_put(w, req->arena, keys, &blob, u->bytes);
	*id = blob.id;
	return err;
}

/* 代替テキスト or 装飾 for a picture (WCAG 1.1.1; everybody who uploads is asked). */
static enum err describe(struct request *req, struct db_write *w, const struct field *f, struct str label, struct upload_params *values,
	struct faults *faults)
{
	struct arena *a = req->arena;
	struct blob blob;
	int64_t id = 0;
	struct str alt_name = form_file_input(a, f, "alt"), plain_name = form_file_input(a, f, "decorative");
	struct str alt = str_trim(request_form(req, str_cz(a, alt_name))), plain = request_form(req, str_cz(a, plain_name));
	const struct param *file = value_of(values, str_of(f->column));
	put(a, values, alt_name, alt);
	put(a, values, plain_name, plain);
	if (!file || !str_int(file->value, 1, INT64_MAX, &id)) return OK;
	enum err err = blob_info(db_reading(w), a, id, &blob);
	/* A file that was there before the form is described by staff. */
	if (err || !str_starts(blob.type, S("image/")) || !str_starts(blob.source, S("form:"))) return err;
	if (!alt.n && !plain.n)
		fault_add(faults, f, str_fmt(a, "%.*s：画像の内容（代替テキスト）をお書きになるか、「飾りの画像」に✓をつけてください。", STR_ARG(label)));
	return db_do(w, &upload_describe, BIND(b_int(id), b_str(plain.n ? STR_NONE : str_clip(alt, 500))));
}

enum err upload_take(struct request *req, struct db_write *w, const struct keys *keys, const struct form *form, struct str action,
	struct upload_params *values, struct faults *faults)
{
	struct arena *a = req->arena;
	enum err err = OK;
	for (ENTITY_FIELDS(form->entity, f)) {
		if (f->type != TYPE_FILE_ID || !form_asks(form, f)) continue;
		struct str label = field_label(form->entity, f, form->kind);
		const struct upload *u = upload_of(req, f);
		struct str no = u ? refused(a, f, label, u) : STR_NONE;
		int64_t id = 0;
		if (str_eq(action, str_fmt(a, "remove:%s", f->column))) put(a, values, str_of(f->column), STR_NONE);
		if (no.n) fault_add(faults, f, no);
		else if (u) {
			err = store(req, w, keys, u, &id);
			if (err) return err;
			put(a, values, str_of(f->column), str_fmt(a, "%lld", (long long)id));
		}
		err = describe(req, w, f, label, values, faults);
		if (err) return err;
	}
	return OK;
}

enum err upload_keep(struct db_write *w, const struct form *form, const void *record)
{
	enum err err = OK;
	for (ENTITY_FIELDS(form->entity, f))
		if (f->type == TYPE_FILE_ID && form_asks(form, f) && *field_int(f, record) && !err)
			err = db_do(w, &upload_claim, BIND(b_int(*field_int(f, record))));
	return err;
}

enum err upload_release(struct db_write *w, struct arena *a, const struct entity *e, const void *record)
{
	enum err err = OK;
	for (ENTITY_FIELDS(e, f)) {
		int64_t id = f->type == TYPE_FILE_ID ? *field_int(f, record) : 0;
		if (!id || err) continue;
		err = db_do(w, &upload_unclaim, BIND(b_int(id), b_str(str_fmt(a, "form:released:%lld", (long long)id))));
	}
	return err;
}

enum err upload_sweep(struct db_write *w, int64_t now, int64_t *removed)
{
	enum err err = db_do(w, &upload_old_chunks, BIND(b_int(now - UPLOAD_KEEP_SECONDS)));
	if (!err) err = db_do(w, &upload_old, BIND(b_int(now - UPLOAD_KEEP_SECONDS)));
	*removed = err ? 0 : db_changes(w);
	return err;
}
