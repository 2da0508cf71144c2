/* The import of one WordPress site (import.h): the dump in memory, the profile's mappings one after another. */
#include "import/job.h"

#include <string.h>

#include "core/log.h"
#include "feature/redirect/redirect.h"
#include "feature/search/search.h"
#include "security/password.h"
#include "store/audit.h"
#include "store/blob.h"

enum { ROWS_NAMED = 20 }; /* rows of a CSV are named one by one, up to here */

void import_note_add(struct import_report *r, struct str what, struct str sample)
{
	for (size_t i = 0; i < r->note.n; i++) {
		if (!str_eq(r->note.v[i].what, what)) continue;
		r->note.v[i].n++;
		if (r->csv && r->note.v[i].n <= ROWS_NAMED) r->note.v[i].sample = str_fmt(r->arena, "%.*s、%.*s", STR_ARG(r->note.v[i].sample), STR_ARG(sample));
		return;
	}
	*vec_add(r->arena, &r->note) = (struct import_note){ str_dup(r->arena, what), str_dup(r->arena, sample), 1 };
}

/* ---- states ---- */

static const struct { const char *word; enum state state; } state_words[] = {
	{ "draft", STATE_DRAFT }, { "auto-draft", STATE_DRAFT }, { "review", STATE_REVIEW }, { "pending", STATE_REVIEW }, { "published", STATE_PUBLISHED },
	{ "publish", STATE_PUBLISHED }, { "private", STATE_PRIVATE }, { "future", STATE_SCHEDULED }, { "suspended", STATE_SUSPENDED },
	{ "withdrawn", STATE_WITHDRAWN }, { "dissolved", STATE_DISSOLVED }, { "returned", STATE_RETURNED }, { "rejected", STATE_REJECTED }, { "trash", STATE_DRAFT },
};

static enum state state_of(struct str word)
{
	for (size_t i = 0; i < COUNT_OF(state_words); i++)
		if (str_is(word, state_words[i].word)) return state_words[i].state;
	return 0;
}

static const struct rule *rule_of(const struct mapping *m, const char *field)
{
	for (size_t i = 0; i < m->rule.n; i++)
		if (str_is(m->rule.v[i].field, field)) return &m->rule.v[i];
	return NULL;
}

static void set_kind(struct job *j, const struct origin *o, const struct entity *e, struct record *head)
{
	const struct rule *r = rule_of(o->mapping, "kind");
	struct values v = r ? values_of(j, o, r) : (struct values){ 0 };
	for (size_t k = 0; v.n && k < e->kinds; k++) {
		if (str_is(v.v[0], e->kind[k])) {
			head->kind = (int64_t)k;
			return;
		}
	}
	if (r) import_note_add(j->report, str_fmt(j->arena, "%sの種類が読めないので%sとして取り込んだ", e->label, e->kind_label[0]), o->where);
}

static void set_head(struct job *j, const struct origin *o, const struct entity *e, struct record *head)
{
	const struct post *p = o->post;
	const struct rule *r = rule_of(o->mapping, "state"), *date = rule_of(o->mapping, "date");
	struct values v = r ? values_of(j, o, r) : (struct values){ 0 };
	int64_t written = p ? stamp_of(p->date) : date ? stamp_of(first_value(j, o, &date->source)) : 0;
	head->site = j->o->site;
	head->source = o->source;
	head->state = p ? state_of(p->status) : STATE_DRAFT;
	if (v.n && state_of(v.v[0])) head->state = state_of(v.v[0]);
	if (!head->state) head->state = STATE_DRAFT;
	set_kind(j, o, e, head);
	head->created_at = written && written < j->o->now ? written : j->o->now;
	if (head->state == STATE_SCHEDULED && written <= j->o->now) head->state = STATE_PUBLISHED; /* its time came while the dump waited */
	if (head->state == STATE_SCHEDULED) head->open_at = written;
	if (head->state == STATE_PUBLISHED || head->state == STATE_WITHDRAWN || head->state == STATE_DISSOLVED || head->state == STATE_SUSPENDED)
		head->published_at = head->created_at;
	if (p && str_is(p->status, "trash")) {
		int64_t when = 0;
		struct str s = post_meta(p, S("_wp_trash_meta_time"), 0);
		head->trashed_at = s.p && str_int(s, 1, INT64_MAX, &when) ? when : stamp_of(p->modified);
		if (!head->trashed_at) head->trashed_at = head->created_at;
	}
}

/* ---- what the profile does not name ---- */

static bool named(const struct mapping *m, struct str key)
{
	for (size_t i = 0; i < m->rule.n; i++)
		for (size_t k = 0; k < m->rule.v[i].source.n; k++)
			if (str_eq(m->rule.v[i].source.v[k].name, key)) return true;
	for (size_t i = 0; i < m->alias.n; i++)
		for (size_t k = 0; k < m->alias.v[i].source.n; k++)
			if (str_eq(m->alias.v[i].source.v[k].name, key)) return true;
	return false;
}

/* A value for a field that this kind of record has not (分野 of a company): kept for staff. A title is no loss: it is
 * the person's name, which has a field of its own. */
static void keep_other_kinds(struct job *j, const struct origin *o, const struct rule *r, const struct field *f, int64_t kind, struct leftovers *l)
{
	struct values v = values_of(j, o, r);
	struct out all = out_new(j->row, 1 << 20);
	for (size_t i = 0; i < v.n; i++) {
		if (i) out_lit(&all, "、");
		out_str(&all, v.v[i]);
	}
	bool elsewhere = false; /* 団体の分類 and 企業のカテゴリ come from one key: the one the kind has took it */
	for (size_t i = 0; i < o->mapping->rule.n; i++) {
		const struct rule *x = &o->mapping->rule.v[i];
		const struct field *g = x == r ? NULL : entity_field(o->count->entity, str_cz(j->row, x->field));
		bool takes = g && g->need[kind] != NOT && x->source.n && r->source.n;
		elsewhere = elsewhere || (takes && x->source.v[0].kind == r->source.v[0].kind && str_eq(x->source.v[0].name, r->source.v[0].name));
	}
	bool file = f->type == TYPE_FILE_ID || f->type == TYPE_REF;
	if (all.n && !elsewhere && !file && r->source.v[0].kind != FROM_TITLE) left_over(l, str_of(f->column), out_view(&all));
}

/* Never taken over, not even aside: what opens an account on the old site (field-and-peers.md D.6). */
static bool dangerous(struct str column)
{
	return str_is(column, "user_pass") || str_is(column, "user_activation_key");
}

/* "staff/name" by a rule that reads rows:staff/name or rows:staff; "staff/" (ACF's count of rows) by any below it. */
static bool named_row(const struct mapping *m, struct str path)
{
	for (size_t i = 0; i < m->rule.n; i++)
		for (size_t k = 0; k < m->rule.v[i].source.n; k++) {
			const struct source *s = &m->rule.v[i].source.v[k];
			if (s->kind != FROM_ROWS) continue;
			bool above = str_starts(path, s->name) && (path.n == s->name.n || path.p[s->name.n] == '/');
			if (above || (str_ends(path, S("/")) && str_starts(s->name, path))) return true;
		}
	return false;
}

static void keep_unnamed(struct job *j, const struct origin *o, struct leftovers *l)
{
	for (size_t i = 0; o->post && i < o->post->metas; i++) {
		const struct meta *m = &o->post->meta[i];
		if (m->null || !m->value.n || !m->key.n || m->key.p[0] == '_') continue;
		struct str path;
		if (loop_path(j->row, &j->loops, o->post, m, &path)) {
			if (!named_row(o->mapping, path)) left_over(l, path, m->value);
		} else if (!named(o->mapping, m->key) && !named_row(o->mapping, str_fmt(j->row, "%.*s/", STR_ARG(m->key)))) left_over(l, m->key, m->value);
	}
	for (size_t i = 0; o->row && i < o->table->table->columns; i++) {
		const struct sql_column *c = &o->table->table->column[i];
		bool bytes = c->type == SQL_BYTES || dangerous(c->name);
		if (!bytes && o->row->value[i].n && !named(o->mapping, c->name) && !str_eq(c->name, o->mapping->where_column)) left_over(l, c->name, o->row->value[i]);
	}
}

/* ---- saving ---- */

/* Same content; what the store itself counts is not looked at. */
static bool same(const struct entity *e, const void *a, const void *b)
{
	const struct record *x = a, *y = b;
	if (x->kind != y->kind || x->state != y->state || x->open_at != y->open_at || x->trashed_at != y->trashed_at) return false;
	for (ENTITY_FIELDS(e, f))
		if (field_is_str(f) ? !str_eq(*field_str(f, a), *field_str(f, b)) : *field_int(f, a) != *field_int(f, b)) return false;
	return true;
}

/* A value that must be the only one of its kind and stands elsewhere already gets -2, -3 ... */
static enum err make_unique(struct job *j, const struct origin *o, const struct entity *e, void *record)
{
	for (ENTITY_FIELDS(e, f)) {
		if (!(f->flags & UNIQUE) || !field_is_str(f) || f->flags & SECRET) continue;
		struct str base = *field_str(f, record);
		for (int n = 2; n < 100; n++) {
			int64_t id;
			enum err err = entity_find(db_reading(j->w), j->row, j->o->keys, e, f->column, *field_str(f, record), &id);
			if (err == ERR_NOT_FOUND || (!err && id == ((const struct record *)record)->id)) break;
			if (err) return err;
			if (n == 2) import_note_add(j->report, str_fmt(j->row, "%s「%s」が重なるので番号をつけた", e->label, f->label), o->where);
			*field_str(f, record) = str_fmt(j->row, "%.*s-%d", STR_ARG(base), n);
		}
	}
	return OK;
}

/* A value that got its number in an earlier run keeps it. */
static void keep_numbers(const struct entity *e, void *record, const void *old)
{
	for (ENTITY_FIELDS(e, f)) {
		if (!(f->flags & UNIQUE) || !field_is_str(f)) continue;
		struct str now = *field_str(f, record), then = *field_str(f, old), rest = str_skip(then, now.n);
		int64_t n;
		if (str_starts(then, now) && rest.n > 1 && rest.p[0] == '-' && str_int(str_skip(rest, 1), 2, 99, &n)) *field_str(f, record) = then;
	}
}

/* Required today and not given then. Consents and the boxes of 登録要件 did not exist in that form: they are asked with
 * the next change (L975), and do not make every record of the old site incomplete. */
static bool is_incomplete(struct job *j, const struct entity *e, const void *record)
{
	struct faults faults = { .arena = j->row };
	(void)entity_missing(e, record, true, &faults);
	for (size_t i = 0; i < faults.n; i++)
		if (faults.v[i].field && !(faults.v[i].field->flags & (CONSENT | ALL))) return true;
	return false;
}

static bool from_this_row(const struct mapping *m, const char *field)
{
	for (size_t i = 0; i < m->rule.n; i++) {
		const struct rule *r = &m->rule.v[i];
		if (!str_is(r->field, field)) continue;
		for (size_t k = 0; k < r->source.n; k++)
			if (r->source.v[k].kind != FROM_COLUMN && r->source.v[k].kind != FROM_CONST) return false;
		return true;
	}
	return false;
}

static bool shown(const struct entity *e, const struct record *head)
{
	return head->state == e->visible && !head->trashed_at;
}

/* State and kind stay where the profile does not read them from this table alone; when it was written always. */
static void keep_head(const struct origin *o, const struct entity *e, struct record *head, const struct record *before)
{
	bool was = shown(e, head);
	if (!from_this_row(o->mapping, "kind")) head->kind = before->kind;
	if (!from_this_row(o->mapping, "state")) {
		head->state = before->state;
		head->open_at = before->open_at;
		head->trashed_at = before->trashed_at;
	}
	head->created_at = before->created_at;
	if (before->published_at) head->published_at = before->published_at;
	o->count->visible += shown(e, head) - was;
}

/* A CSV holds one table: what came from other tables stays, and a line break it wrote as LF is no change. */
static void keep_others(struct job *j, const struct origin *o, const struct entity *e, void *record, const void *old)
{
	keep_head(o, e, record, old);
	for (ENTITY_FIELDS(e, f)) {
		bool own = from_this_row(o->mapping, f->column);
		if (!field_is_str(f)) {
			bool lost = f->type == TYPE_REF && !*field_int(f, record); /* told, and kept */
			const struct field *text = date_text(e, f); /* 「不明」 is an answer too */
			if ((!own || lost) && (*field_int(f, old) || (text && field_str(text, old)->n))) *field_int(f, record) = *field_int(f, old);
			continue;
		}
		struct str then = *field_str(f, old), rest = then, line;
		struct out lf = out_new(j->row, then.n + 1);
		while (str_split(&rest, '\r', &line)) out_str(&lf, line);
		if ((!own && then.n) || str_is(str_of(f->column), "old_data") || str_eq(out_view(&lf), *field_str(f, record))) *field_str(f, record) = then;
	}
	((struct record *)record)->incomplete = is_incomplete(j, e, record);
}

static enum err store(struct job *j, const struct origin *o, const struct entity *e, void *record)
{
	struct record *head = record;
	struct import_count *c = o->count;
	void *old = arena_alloc(j->row, e->size);
	enum err err = entity_load_source(db_reading(j->w), j->row, j->o->keys, e, head->source, old);
	const struct record *before = old;
	if (err && err != ERR_NOT_FOUND) return err;
	if (!err) {
		head->id = before->id;
		head->version = before->version;
		head->person_key = before->person_key;
		keep_numbers(e, record, old);
		if (j->csv) keep_others(j, o, e, record, old);
		else import_keep(j, o->mapping, e, record, old);
		bool edited;
		err = import_edited(j, e, old, &edited);
		if (err || same(e, record, old)) {
			c->unchanged++;
			return err;
		}
		if (edited) {
			c->edited++;
			return OK;
		}
		c->changed++;
	} else {
		c->added++;
	}
	err = make_unique(j, o, e, record);
	int64_t modified = o->post ? stamp_of(o->post->modified) : 0;
	if (modified > j->o->now) modified = j->o->now;
	if (!err) err = entity_save(j->w, j->row, j->o->keys, e, record, modified ? modified : head->created_at);
	if (!err) err = import_remember(j, e, record);
	return err ? err : search_put(j->w, j->row, j->o->masters, e, record);
}

static void remember_aliases(struct job *j, const struct origin *o, int64_t id)
{
	for (size_t i = 0; i < o->mapping->alias.n; i++) {
		const struct rule *r = &o->mapping->alias.v[i];
		struct str value = first_value(j, o, &r->source);
		if (value.n) *map_at(j->arena, &j->alias, str_fmt(j->arena, "%.*s:%.*s", STR_ARG(r->field), STR_ARG(value))) = id;
	}
}

/* ---- old addresses ---- */

static enum err add_redirect(struct job *j, const struct origin *o, const struct entity *e, int64_t id, struct str path)
{
	int64_t known = map_get(&j->paths, path), found;
	struct redirect r = { .record = { .site = j->o->site, .state = STATE_PUBLISHED, .created_at = j->o->now }, .path = path, .target = S("/"), .code = 301,
		.target_entity = str_of(e->name), .target_id = id };
	if (known) {
		if (known != id) import_note_add(j->report, S("旧アドレスが重なるので先のものだけを転送する"), o->where);
		return OK;
	}
	*map_at(j->arena, &j->paths, str_dup(j->arena, path)) = id;
	enum err err = entity_find(db_reading(j->w), j->row, NULL, &redirect_entity, "path", path, &found);
	if (err != ERR_NOT_FOUND) return err;
	j->report->redirects++;
	return entity_save(j->w, j->row, j->o->keys, &redirect_entity, &r, j->o->now);
}

/* {id} {slug} {join:COLUMN} */
static struct str filled(struct job *j, const struct origin *o, struct str pattern, struct str slug)
{
	struct out out = out_new(j->row, 4096);
	while (pattern.n) {
		size_t open = str_find_char(pattern, '{'), close = str_find_char(pattern, '}');
		if (open == SIZE_MAX || close == SIZE_MAX || close < open) {
			out_str(&out, pattern);
			break;
		}
		struct str name = { pattern.p + open + 1, close - open - 1 };
		out_str(&out, str_left(pattern, open));
		if (str_is(name, "id")) out_int(&out, o->post->id);
		else if (str_is(name, "slug")) out_str(&out, slug);
		else if (str_starts(name, S("join:")) && o->join) {
			struct str v = row_value(o->join_table, o->join, str_skip(name, 5));
			if (!v.n) return STR_NONE;
			out_str(&out, v);
		} else return STR_NONE;
		pattern = str_skip(pattern, close + 1);
	}
	return out_view(&out);
}

/* The front under which pages of this site are asked for today: of several, the last address of the old site. */
static struct str main_front(const struct job *j)
{
	return j->profile.front.n ? j->profile.front.v[j->profile.front.n > 1 ? 1 : 0].pattern : S("/");
}

/* The address a post was born with: permalinks change, guids do not. */
static enum err add_guid(struct job *j, const struct origin *o, const struct entity *e, int64_t id)
{
	struct str guid = o->post->guid, home = j->data.home;
	if (!home.n || !str_starts(guid, home) || str_find_char(guid, '?') != SIZE_MAX || guid.n < home.n + 2 || guid.p[home.n] != '/') return OK;
	return add_redirect(j, o, e, id, str_cat(j->row, main_front(j), percent_decoded(j->row, str_skip(guid, home.n + 1))));
}

/* Requests come decoded: the slug is kept so, whole characters only (WordPress cuts at 200 bytes). */
static enum err add_addresses(struct job *j, const struct origin *o, const struct entity *e, int64_t id)
{
	static const char *const slug_keys[] = { "_wp_old_slug" };
	enum err err = OK;
	if (!o->post || str_is(o->post->status, "trash") || str_is(o->post->status, "auto-draft")) return OK;
	for (size_t i = 0; !err && i < o->mapping->address.n; i++) {
		struct str pattern = o->mapping->address.v[i].pattern;
		struct str path = filled(j, o, pattern, percent_decoded(j->row, o->post->name));
		bool has_slug = str_find(pattern, S("{slug}")) != SIZE_MAX;
		if (path.n && (!has_slug || o->post->name.n)) err = add_redirect(j, o, e, id, path);
		for (size_t k = 0; has_slug && !err; k++) {
			struct str old = post_meta(o->post, str_of(slug_keys[0]), k);
			if (!old.p) break;
			path = filled(j, o, pattern, percent_decoded(j->row, old));
			if (path.n && old.n) err = add_redirect(j, o, e, id, path);
		}
	}
	if (!err) err = add_guid(j, o, e, id);
	for (size_t i = 0; !err && i < j->profile.front.n; i++)
		err = add_redirect(j, o, e, id, str_fmt(j->row, "%.*s?p=%lld", STR_ARG(j->profile.front.v[i].pattern), (long long)o->post->id));
	return err;
}

/* ---- one record ---- */

static void find_join(struct job *j, struct origin *o)
{
	const struct mapping *m = o->mapping;
	o->join_table = m->join.table.n ? dataset_table(&j->data, m->join.table) : NULL;
	if (!o->join_table) return;
	struct str want = first_value(j, o, &m->join.value);
	int64_t at = want.n ? map_get(&j->alias, str_fmt(j->row, "\x01%.*s.%.*s:%.*s", STR_ARG(m->join.table), STR_ARG(m->join.column), STR_ARG(want))) : 0;
	if (at) o->join = &o->join_table->row.v[at - 1];
}

static void find_user(struct job *j, struct origin *o)
{
	const struct rule *r = rule_of(o->mapping, "user");
	const struct table_data *users = dataset_table(&j->data, S("users"));
	struct str id = r ? first_value(j, o, &r->source) : STR_NONE;
	if (!r && users && o->table == users) id = row_value(users, o->row, S("ID"));
	if (!id.n || !users || !str_int(id, 1, INT64_MAX, &o->user)) return;
	int64_t at = map_get(&j->alias, str_fmt(j->row, "\x01users.ID:%.*s", STR_ARG(id)));
	if (at) o->user_row = &users->row.v[at - 1];
}

static const char *const not_fields[] = { "kind", "state", "user", "date" };

static bool is_field_rule(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(not_fields); i++)
		if (str_is(name, not_fields[i])) return false;
	return true;
}

/* What a member or a staff user typed in the old days is kept sealed until jobs wraps it. */
static void note_password(const struct entity *e, void *record)
{
	const struct field *p = entity_field(e, "password"), *form = entity_field(e, "password_form");
	if (p && form) *field_int(form, record) = password_form(*field_str(p, record));
}

/* Corrections hold the old site's list of changes as it was; the target's name is copied from the record. */
enum err import_one(struct job *j, struct origin *o, const struct entity *e)
{
	void *record = arena_alloc(j->row, e->size);
	struct record *head = record;
	struct leftovers l = { .json = out_new(j->row, 4 << 20), .first = true };
	find_join(j, o);
	find_user(j, o);
	if (o->mapping->unless.alias.n) {
		struct str value = first_value(j, o, &o->mapping->unless.value);
		if (map_get(&j->alias, str_fmt(j->row, "%.*s:%.*s", STR_ARG(o->mapping->unless.alias), STR_ARG(value)))) {
			o->count->passed++;
			return OK;
		}
	}
	for (ENTITY_FIELDS(e, f))
		if (field_is_str(f)) *field_str(f, record) = STR_NONE;
	set_head(j, o, e, head);
	for (size_t i = 0; i < o->mapping->rule.n; i++) {
		const struct rule *r = &o->mapping->rule.v[i];
		const struct field *f = is_field_rule(r->field) ? entity_field(e, str_cz(j->row, r->field)) : NULL;
		if (f && (!e->kinds || f->need[head->kind] != NOT)) set_field(j, o, r, e, f, record, &l);
		else if (f) keep_other_kinds(j, o, r, f, head->kind, &l);
	}
	keep_unnamed(j, o, &l);
	const struct field *old = entity_field(e, "old_data");
	if (old && !l.first) {
		out_char(&l.json, '}');
		*field_str(old, record) = out_view(&l.json);
	}
	note_password(e, record);
	head->incomplete = is_incomplete(j, e, record);
	bool seen = shown(e, head);
	o->count->visible += seen;
	o->count->kind_all[head->kind]++;
	o->count->kind_visible[head->kind] += seen;
	enum err err = store(j, o, e, record);
	if (err) return err;
	o->count->incomplete += head->incomplete;
	remember_aliases(j, o, head->id);
	return add_addresses(j, o, e, head->id);
}

/* ---- the mappings ---- */

static void tell(struct job *j)
{
	if (j->o->progress) j->o->progress(j->o->ctx, ++j->done, j->total);
	arena_clear(j->row);
}

static enum err import_posts(struct job *j, struct origin *o, const struct entity *e)
{
	enum err err = OK;
	for (size_t i = 0; i < j->data.post.n && !err; i++) {
		const struct post *p = &j->data.post.v[i];
		if (!str_eq(p->type, o->mapping->from) || str_is(p->status, "auto-draft") || str_is(p->status, "inherit")) continue;
		struct origin one = *o;
		one.post = p;
		one.where = str_fmt(j->row, "%.*sposts %lld", STR_ARG(j->data.prefix), (long long)p->id);
		one.source = str_fmt(j->row, "%s:posts:%lld", j->site_name, (long long)p->id);
		o->count->read++;
		err = import_one(j, &one, e);
		tell(j);
	}
	return err;
}

struct str import_row_key(struct job *j, const struct mapping *m, const struct table_data *t, const struct table_row *row)
{
	struct out o = out_new(j->row, 1024);
	struct str keys = m->key, key;
	while (str_split(&keys, ',', &key)) {
		if (o.n) out_char(&o, ':');
		out_str(&o, row_value(t, row, key));
	}
	return out_view(&o);
}

static enum err import_rows(struct job *j, struct origin *o, const struct entity *e)
{
	const struct table_data *t = dataset_table(&j->data, o->mapping->from);
	enum err err = OK;
	if (!t) return OK;
	for (size_t i = 0; i < t->row.n && !err; i++) {
		struct origin one = *o;
		one.table = t;
		one.row = &t->row.v[i];
		if (o->mapping->where_column.n && !str_eq(row_value(t, one.row, o->mapping->where_column), o->mapping->where_value)) continue;
		struct str key = import_row_key(j, o->mapping, t, one.row);
		one.where = str_fmt(j->row, "%.*s%.*s %.*s", STR_ARG(j->data.prefix), STR_ARG(t->name), STR_ARG(key));
		one.source = str_fmt(j->row, "%s:%.*s:%.*s", j->site_name, STR_ARG(t->name), STR_ARG(key));
		o->count->read++;
		if (key.n) err = import_one(j, &one, e);
		else {
			o->count->quarantined++;
			import_note_add(j->report, S("行を区別する列が空の行（取り込まない。プロファイルの key を確かめる）"), one.where);
		}
		tell(j);
	}
	return err;
}

/* Rows of joined tables and users, found by their key in constant time. */
static void index_rows(struct job *j, struct str table, struct str column)
{
	const struct table_data *t = dataset_table(&j->data, table);
	for (size_t i = 0; t && i < t->row.n; i++) {
		struct str v = row_value(t, &t->row.v[i], column);
		if (v.n) *map_at(j->arena, &j->alias, str_fmt(j->arena, "\x01%.*s.%.*s:%.*s", STR_ARG(table), STR_ARG(column), STR_ARG(v))) = (int64_t)i + 1;
	}
}

static void index_files(struct job *j)
{
	for (size_t i = 0; i < j->data.post.n; i++) {
		const struct post *p = &j->data.post.v[i];
		if (!str_is(p->type, "attachment")) continue;
		struct str file = post_meta(p, S("_wp_attached_file"), 0);
		int64_t blob = file.p ? map_get(&j->file, file) : 0;
		if (blob) *map_at(j->arena, &j->attachment, str_fmt(j->arena, "%lld", (long long)p->id)) = blob;
		else if (j->o->uploads) j->report->files_missing++;
	}
}

static enum err import_mapping(struct job *j, const struct mapping *m)
{
	const struct entity *e = entity_named(str_cz(j->arena, m->entity));
	if (!e) {
		j->report->message = str_fmt(j->arena, "プロファイルの%lld行目: 「%.*s」という種類はありません（kenmin fields で一覧を見られます）", (long long)m->line, STR_ARG(m->entity));
		return ERR_INPUT;
	}
	for (size_t i = 0; i < m->rule.n; i++) {
		const struct rule *r = &m->rule.v[i];
		if (!is_field_rule(r->field) || entity_field(e, str_cz(j->arena, r->field))) continue;
		j->report->message = str_fmt(j->arena, "プロファイルの%lld行目: %sに「%.*s」という項目はありません（kenmin fields で一覧を見られます）", (long long)r->line, e->name, STR_ARG(r->field));
		return ERR_INPUT;
	}
	struct import_count *c = vec_add(j->report->arena, &j->report->count);
	*c = (struct import_count){ .entity = e, .from = m->table ? str_fmt(j->arena, "%.*s%.*s%s%.*s", STR_ARG(j->data.prefix), STR_ARG(m->from),
		m->where_value.n ? "：" : "", STR_ARG(m->where_value)) : str_fmt(j->arena, "%.*sposts：%.*s", STR_ARG(j->data.prefix), STR_ARG(m->from)) };
	struct import_count count = *c;
	struct origin o = { .mapping = m, .count = &count };
	enum err err = m->table ? import_rows(j, &o, e) : import_posts(j, &o, e);
	j->report->count.v[j->report->count.n - 1] = count;
	return err;
}

/* ---- what is left out, and why ---- */

static struct str why_left(const struct job *j, const char *kind, struct str name)
{
	struct str what = str_fmt(j->arena, "%s %.*s", kind, STR_ARG(name));
	for (size_t i = 0; i < j->profile.ignored.n; i++)
		if (str_eq(j->profile.ignored.v[i].what, what)) return j->profile.ignored.v[i].why;
	return S("プロファイルに書かれていない（人の確認が要る）");
}

static bool mapped(const struct job *j, bool table, struct str name)
{
	for (size_t i = 0; i < j->profile.mapping.n; i++)
		if (j->profile.mapping.v[i].table == table && str_eq(j->profile.mapping.v[i].from, name)) return true;
	return false;
}

static void leave(struct job *j, struct str what, struct str why, int64_t n)
{
	for (size_t i = 0; i < j->report->left.n; i++) {
		if (!str_eq(j->report->left.v[i].what, what) || !str_eq(j->report->left.v[i].why, why)) continue;
		j->report->left.v[i].n += n;
		return;
	}
	*vec_add(j->report->arena, &j->report->left) = (struct import_left){ what, why, n };
}

static void list_left(struct job *j)
{
	static const char *const core[] = { "posts", "postmeta", "usermeta", "terms", "term_taxonomy", "term_relationships", "users" };
	for (size_t i = 0; i < j->data.post.n; i++) {
		const struct post *p = &j->data.post.v[i];
		bool draft = str_is(p->status, "auto-draft");
		if (!draft && mapped(j, false, p->type)) continue;
		struct str name = draft ? S("auto-draft") : p->type;
		leave(j, str_fmt(j->arena, "%.*sposts：%.*s", STR_ARG(j->data.prefix), STR_ARG(name)), why_left(j, "post", name), 1);
	}
	for (size_t i = 0; i < j->data.table.n; i++) {
		const struct table_data *t = &j->data.table.v[i];
		bool known = mapped(j, true, t->name);
		for (size_t k = 0; k < COUNT_OF(core); k++) known = known || str_is(t->name, core[k]);
		if (!known) leave(j, str_fmt(j->arena, "%.*s%.*s", STR_ARG(j->data.prefix), STR_ARG(t->name)), why_left(j, "table", t->name), t->read);
	}
}

/* Rows of the dump that could not be read, or not wholly: sealed, counted by table and reason, with their lines. */
static enum err keep_bad_rows(struct job *j)
{
	enum err e = OK;
	for (size_t i = 0; i < j->data.bad_row.n && !e; i++) {
		const struct bad_row *b = &j->data.bad_row.v[i];
		leave(j, b->table, str_fmt(j->arena, "隔離: %s", b->reason), 1);
		import_note_add(j->report, str_fmt(j->row, "隔離した行（封をして残した）: %s", b->reason), str_fmt(j->row, "%.*s %lld行目", STR_ARG(b->table), (long long)b->line));
		e = import_quarantine(j, b);
		arena_clear(j->row);
	}
	return e;
}

/* ---- the run ---- */

static enum err all_mappings(struct job *j)
{
	enum err e = j->o->uploads ? import_uploads(j, j->o->uploads) : OK;
	index_files(j);
	index_rows(j, S("users"), S("ID"));
	loop_index(j->arena, &j->data, &j->loops);
	for (size_t i = 0; i < j->profile.mapping.n; i++)
		if (j->profile.mapping.v[i].join.table.n) index_rows(j, j->profile.mapping.v[i].join.table, j->profile.mapping.v[i].join.column);
	for (size_t i = 0; i < j->profile.mapping.n && !e; i++) e = import_mapping(j, &j->profile.mapping.v[i]);
	list_left(j);
	return e ? e : keep_bad_rows(j);
}

static enum err note_run(struct job *j)
{
	struct audit_entry entry = { .now = j->o->now, .actor = "command", .action = "import", .entity = "", .detail = str_fmt(j->row, "wordpress %s", j->site_name) };
	return audit_add(j->w, j->row, j->o->keys, &entry);
}

static enum err run(struct job *j)
{
	enum err e = profile_read(j->arena, j->o->profile.n ? j->o->profile : profile_shipped(j->site_name), &j->profile, &j->report->message);
	if (!e) e = dataset_read(j->arena, j->o->dump, j->profile.prefix, &j->data, &j->report->message);
	if (e) return e;
	if (!j->data.post.n) {
		j->report->message = str_fmt(j->arena, "WordPressのダンプではありません（postsの表に行がない）: %s", j->o->dump);
		return ERR_INPUT;
	}
	j->report->repaired = j->data.repaired;
	j->report->orphans = j->data.orphans;
	j->report->statements = j->data.dump.statements;
	j->report->skipped = j->data.dump.skipped;
	j->total = (int64_t)j->data.post.n;
	e = db_write_begin(j->o->db, &j->w);
	if (e) return e;
	e = all_mappings(j);
	if (!e) e = import_terms(j);
	if (!e) e = note_run(j);
	if (!e && !j->o->dry_run) return db_write_commit(j->w);
	db_write_roll_back(j->w);
	return e;
}

enum err import_wordpress(struct arena *a, const struct import_options *o, struct import_report *report)
{
	struct job *j = ARENA_NEW(a, struct job);
	*report = (struct import_report){ .arena = a, .dry_run = o->dry_run, .message = STR_NONE };
	j->arena = a;
	j->row = arena_new();
	j->o = o;
	j->report = report;
	j->site_name = o->site == SITE_AIKA ? "aika" : "super";
	enum err e = run(j);
	arena_free(j->row);
	if (e || o->dry_run) return e;
	e = db_maintain(o->db, UPKEEP_OPTIMIZE);
	return e ? e : db_maintain(o->db, UPKEEP_CHECKPOINT);
}
