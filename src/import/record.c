/* One field of a new record from the old site's values (job.h). Nothing is dropped: what does not fit the field is
 * kept as written where that is harmless, else in the record's old_data, and counted in the report.
 */
#include "form/entity.h"
#include "import/job.h"

#include <string.h>

#include "core/json.h"
#include "store/blob.h"

void left_over(struct leftovers *l, struct str key, struct str value)
{
	out_str(&l->json, l->first ? S("{") : S(","));
	l->first = false;
	json_str(&l->json, key);
	out_char(&l->json, ':');
	json_str(&l->json, value);
}

static bool only_a_dash(struct str s)
{
	return str_is(s, "-") || str_is(s, "－") || str_is(s, "―") || str_is(s, "—") || str_is(s, "ー");
}

/* What old systems write when they mean nothing. */
static bool means_nothing(struct str s)
{
	static const char *const words[] = { "", "0000-00-00", "0000-00-00 00:00:00", "なし", "不明" };
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(s, words[i])) return true;
	return only_a_dash(s);
}

int64_t stamp_of(struct str s)
{
	int64_t h = 0, m = 0, sec = 0;
	date_t day;
	struct str rest;
	if (s.n < 10 || !date_read(str_left(s, 10), &day, &rest) || !date_ok(date_year(day), date_month(day), date_day(day))) return 0;
	if (s.n >= 19 && (!str_int((struct str){ s.p + 11, 2 }, 0, 23, &h) || !str_int((struct str){ s.p + 14, 2 }, 0, 59, &m)
		|| !str_int((struct str){ s.p + 17, 2 }, 0, 59, &sec))) return 0;
	return utc_from_japan(day, (int)(h * 60 + m)) + sec;
}

static void unread(struct job *j, const struct origin *o, const struct field *f, struct str value, struct leftovers *l)
{
	left_over(l, str_of(f->column), value);
	import_note_add(j->report, str_fmt(j->row, "%s「%s」に読めない値（旧サイトの項目に原文のまま残した）", o->count->entity->label, f->label), o->where);
}

static const struct master *choice(struct job *j, const struct field *f, struct str s)
{
	const struct master *m = master_by_text(j->o->masters, f->list, s);
	return m ? m : master_by_code(j->o->masters, f->list, s);
}

static void set_multi(struct job *j, const struct origin *o, const struct rule *r, const struct field *f, void *record, struct values v, struct leftovers *l)
{
	int64_t *bits = field_int(f, record);
	for (size_t i = 0; i < v.n; i++) {
		bool each = str_is(r->split, "each");
		struct str rest = v.v[i];
		while (rest.n) {
			size_t n = 0;
			if (each) n = (unsigned char)rest.p[0] < 0x80 ? 1 : (unsigned char)rest.p[0] >= 0xE0 ? 3 : 2;
			else while (n < rest.n && !strchr(r->split.n ? str_cz(j->row, r->split) : ",\n", rest.p[n])) n++;
			struct str one = str_trim(str_left(rest, n));
			rest = str_skip(rest, each ? n : n + 1);
			const struct master *m = one.n ? choice(j, f, one) : NULL;
			if (m) *bits |= master_bit(m->num);
			else if (!means_nothing(one)) unread(j, o, f, one, l);
		}
	}
}

/* A BLOB column: its bytes become a file of ours. */
static int64_t file_of_bytes(struct job *j, const struct origin *o, const struct field *f, struct str bytes)
{
	struct str source = str_fmt(j->row, "%.*s#%s", STR_ARG(o->source), f->column);
	struct blob b = { 0 };
	enum err e = blob_by_source(db_reading(j->w), j->row, source, &b);
	if (e == ERR_NOT_FOUND) {
		b = (struct blob){ .name = str_fmt(j->row, "%s.png", f->column), .source = source, .created_at = j->o->now, .alt = STR_NONE };
		e = blob_put(j->w, j->row, j->o->keys, &b, bytes);
	}
	return e ? 0 : b.id; /* a failed write fails the transaction */
}

/* photo1 with several values fills photo1, photo2 ... */
static void set_files(struct job *j, const struct origin *o, const struct entity *e, const struct field *f, void *record, struct values v)
{
	for (size_t i = 0; i < v.n && f; i++) {
		bool picture = str_starts(v.v[i], S("\x89PNG")) || str_starts(v.v[i], S("\xFF\xD8\xFF")) || str_starts(v.v[i], S("GIF8"));
		int64_t blob = picture ? file_of_bytes(j, o, f, v.v[i]) : map_get(&j->attachment, v.v[i]);
		if (!blob) {
			if (j->o->uploads) import_note_add(j->report, S("参照されたファイルが旧サイトのファイルの中にない"), o->where);
			continue;
		}
		*field_int(f, record) = blob;
		const struct field *next = entity_next(e, f);
		f = next && next->type == TYPE_FILE_ID && str_eq(str_left(str_of(next->column), 5), str_left(str_of(f->column), 5)) ? next : NULL;
	}
}

static void set_ref(struct job *j, const struct origin *o, const struct rule *r, const struct field *f, void *record, struct str value, struct leftovers *l)
{
	int64_t id = map_get(&j->alias, str_fmt(j->row, "%.*s:%.*s", STR_ARG(r->ref), STR_ARG(value)));
	if (id > 0) *field_int(f, record) = id;
	else if (!str_is(value, "0")) {
		left_over(l, str_of(f->column), value);
		import_note_add(j->report, str_fmt(j->row, id < 0 ? "%s「%s」が指す相手がひとつに決まらない" : "%s「%s」が指す相手がない", o->count->entity->label, f->label), o->where);
	}
}

/* The verbatim text of a date goes into its neighbour: of founded into founded_text, of apply_to into apply_text
 * (「随時」 of a grant) where that is empty. */
const struct field *date_text(const struct entity *e, const struct field *f)
{
	char name[64];
	struct str column = str_of(f->column);
	if (f->type != TYPE_DATE || column.n + 6 > sizeof name) return NULL;
	if (str_ends(column, S("_to"))) column.n -= 3;
	else if (str_ends(column, S("_from"))) column.n -= 5;
	memcpy(name, column.p, column.n);
	memcpy(name + column.n, "_text", 6);
	const struct field *t = entity_field(e, name);
	return t && field_is_str(t) ? t : NULL;
}

static bool keep_beside(const struct entity *e, const struct field *f, void *record, struct str value)
{
	const struct field *t = date_text(e, f);
	if (!t || field_str(t, record)->n) return false;
	*field_str(t, record) = value;
	return true;
}

/* Lines end in LF, as in what is typed here; nothing else of a text is changed. */
static struct str with_lf(struct job *j, struct str s)
{
	if (str_find_char(s, '\r') == SIZE_MAX) return s;
	struct out o = out_new(j->row, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r') out_char(&o, s.p[i]);
		else if (i + 1 == s.n || s.p[i + 1] != '\n') out_char(&o, '\n');
	return out_view(&o);
}

static void set_typed(struct job *j, const struct origin *o, const struct entity *e, const struct field *f, void *record, struct str value, struct leftovers *l)
{
	struct faults faults = { .arena = j->row };
	if (field_read(j->row, j->o->masters, f, record, value, &faults)) return;
	bool harmless = field_is_str(f) && f->type != TYPE_URL && f->type != TYPE_RICH;
	if (harmless) *field_str(f, record) = value; /* always escaped where it is shown */
	else if (f->type == TYPE_DATE && keep_beside(e, f, record, value)) { }
	else {
		unread(j, o, f, value, l);
		return;
	}
	import_note_add(j->report, str_fmt(j->row, "%s「%s」はいまの決まりに合わないが原文のまま残した", e->label, f->label), o->where);
}

static void set_choice(struct job *j, const struct origin *o, const struct field *f, void *record, struct str value, struct leftovers *l)
{
	const struct master *m = choice(j, f, value);
	if (m) *field_int(f, record) = m->num;
	else unread(j, o, f, value, l);
}

/* Several values for one text: a line each, in a short one ／ between them. */
static struct str all_of(struct job *j, const struct field *f, struct values v)
{
	struct str sep = f->type == TYPE_RICH ? S("\n\n") : f->type == TYPE_LONG ? S("\n") : S("／");
	struct out o = out_new(j->row, 4 << 20);
	for (size_t i = 0; i < v.n; i++) {
		if (i && str_eq(v.v[i], v.v[i - 1])) continue; /* WordPress kept the same value twice */
		if (i) out_str(&o, sep);
		out_str(&o, v.v[i]);
	}
	return out_view(&o);
}

/* A field that takes one value only got the first of several. */
static void keep_rest(struct job *j, const struct origin *o, const struct field *f, struct values v, struct leftovers *l)
{
	for (size_t i = 1; i < v.n; i++)
		if (!str_eq(v.v[i], v.v[0])) unread(j, o, f, v.v[i], l);
}

void set_field(struct job *j, const struct origin *o, const struct rule *r, const struct entity *e, const struct field *f, void *record, struct leftovers *l)
{
	struct values v = values_of(j, o, r);
	if (!v.n) return;
	struct str value = field_is_str(f) && f->type != TYPE_URL && !(f->flags & HIDDEN) ? all_of(j, f, v) : v.v[0];
	if (f->type != TYPE_MULTI && f->type != TYPE_FILE_ID && v.n > 1 && str_eq(value, v.v[0])) keep_rest(j, o, f, v, l);
	bool plain = (f->type == TYPE_LONG || f->type == TYPE_TEXT) && !(f->flags & (HIDDEN | SECRET));
	if (plain && has_markup(value)) {
		left_over(l, str_of(f->column), value);
		value = without_markup(j, o, value);
	}
	if (f->type == TYPE_MULTI) set_multi(j, o, r, f, record, v, l);
	else if (f->type == TYPE_FILE_ID) set_files(j, o, e, f, record, v);
	else if (r->ref.n) set_ref(j, o, r, f, record, value, l);
	else if (f->type == TYPE_RICH) *field_str(f, record) = clean_body(j, o, value);
	else if (f->type == TYPE_STAMP) *field_int(f, record) = stamp_of(value);
	else if (f->flags & HIDDEN && field_is_str(f)) *field_str(f, record) = value;
	else if (f->type == TYPE_LONG) *field_str(f, record) = with_lf(j, value);
	else if (f->type == TYPE_CHOICE && choice(j, f, value)) set_choice(j, o, f, record, value, l); /* 「—」 is one of 都道府県 */
	else if (f->type == TYPE_DATE && str_is(value, "不明")) (void)keep_beside(e, f, record, value);
	else if (means_nothing(value) && (f->type != TYPE_TEXT || only_a_dash(value))) return;
	else if (f->type == TYPE_CHOICE) set_choice(j, o, f, record, value, l);
	else set_typed(j, o, e, f, record, value, l);
}
