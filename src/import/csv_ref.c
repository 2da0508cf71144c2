/* What the rows of a CSV refer to, looked up in the database (job.h). The numbers of the old site are found through the
 * shipped profile: "alias dantai join:id" with the rule "old_group join:id" says in which column that number stands now.
 * Lists are read once, when the first row needs them. */
#include "import/job.h"

#include "core/token.h"
#include "feature/redirect/redirect.h"

enum { SEVERAL = -1 };

/* A name that stands for two records stands for none. */
static void note(struct job *j, struct str key, int64_t id)
{
	int64_t *at = map_at(j->arena, &j->alias, key);
	*at = *at && *at != id ? SEVERAL : id;
}

static enum err read_all(struct job *j, const struct entity *e, struct entity_list *list)
{
	return entity_select(db_reading(j->w), j->arena, e, "trashed_at >= $1", "id", BIND(b_int(0)), 0, 0, list);
}

static const void *record_at(const struct entity *e, const struct entity_list *list, size_t i)
{
	return (const char *)list->v + i * e->size;
}

/* ---- numbers of the old site ---- */

static bool same_source(const struct source *a, const struct source *b)
{
	return a->kind == b->kind && str_eq(a->name, b->name);
}

/* The field that holds what the alias was made of. */
static const struct field *alias_field(struct job *j, const struct mapping *m, const struct source *s, const struct entity *e)
{
	for (size_t i = 0; i < m->rule.n; i++)
		if (m->rule.v[i].source.n == 1 && same_source(&m->rule.v[i].source.v[0], s)) {
			const struct field *f = entity_field(e, str_cz(j->arena, m->rule.v[i].field)); /* not "user", "kind" ... */
			if (f) return f;
		}
	return NULL;
}

/* "super:posts:12" -> "12", where the alias is the row's own number. */
static struct str own_number(struct job *j, const struct mapping *m, const struct source *s, struct str source)
{
	bool post = !m->table && s->kind == FROM_POST && str_is(s->name, "ID"), row = m->table && s->kind == FROM_COLUMN && str_eq(s->name, m->key);
	struct str start = str_fmt(j->row, "%s:%.*s:", j->site_name, STR_ARG(post ? S("posts") : m->from));
	return (post || row) && str_starts(source, start) ? str_dup(j->arena, str_skip(source, start.n)) : STR_NONE;
}

static struct str text_of(struct job *j, const struct field *f, const void *record)
{
	if (field_is_str(f)) return *field_str(f, record);
	return *field_int(f, record) ? str_fmt(j->arena, "%lld", (long long)*field_int(f, record)) : STR_NONE;
}

static enum err index_mapping(struct job *j, const struct mapping *m, const struct rule *alias)
{
	const struct entity *e = entity_named(str_cz(j->arena, m->entity));
	const struct source *s = &alias->source.v[0];
	const struct field *f = e ? alias_field(j, m, s, e) : NULL;
	struct entity_list list = { 0 };
	enum err err = e ? read_all(j, e, &list) : OK;
	for (size_t i = 0; i < list.n && !err; i++) {
		const struct record *head = record_at(e, &list, i);
		struct str value = own_number(j, m, s, head->source);
		if (!value.n && f && !(f->flags & SECRET) && head->site == j->o->site) value = text_of(j, f, head);
		if (value.n) note(j, str_fmt(j->arena, "%.*s:%.*s", STR_ARG(alias->field), STR_ARG(value)), head->id);
	}
	return err;
}

enum err import_csv_alias(struct job *j, struct str name)
{
	struct str done = str_fmt(j->arena, "\x02%.*s", STR_ARG(name));
	enum err err = OK;
	if (map_get(&j->alias, done)) return OK;
	*map_at(j->arena, &j->alias, done) = 1;
	for (size_t i = 0; i < j->profile.mapping.n && !err; i++)
		for (size_t k = 0; k < j->profile.mapping.v[i].alias.n && !err; k++)
			if (str_eq(j->profile.mapping.v[i].alias.v[k].field, name)) err = index_mapping(j, &j->profile.mapping.v[i], &j->profile.mapping.v[i].alias.v[k]);
	return err;
}

bool import_csv_is_post(const struct job *j, struct str name)
{
	for (size_t i = 0; i < j->profile.mapping.n; i++)
		for (size_t k = 0; k < j->profile.mapping.v[i].alias.n; k++) {
			const struct rule *a = &j->profile.mapping.v[i].alias.v[k];
			if (str_eq(a->field, name)) return a->source.v[0].kind == FROM_POST && str_is(a->source.v[0].name, "ID");
		}
	return false;
}

/* ---- our own names for a record: number, address, source, title ---- */

static struct str ref_key(struct arena *a, const struct entity *e, struct str value)
{
	return str_fmt(a, "=%s:%.*s", e->name, STR_ARG(value));
}

/* "/dantai/mihon/" by the whole path and by its last part, the slug. */
static enum err index_addresses(struct job *j, const struct entity *e)
{
	struct entity_list list;
	enum err err = entity_select(db_reading(j->w), j->arena, &redirect_entity, "target_entity = $1", "id", BIND(b_str(str_of(e->name))), 0, 0, &list);
	for (size_t i = 0; !err && i < list.n; i++) {
		const struct redirect *r = ENTITY_AT(struct redirect, list, i);
		if (!r->target_id) continue;
		note(j, ref_key(j->arena, e, r->path), r->target_id);
		struct str rest = r->path, part, slug = STR_NONE;
		while (str_split(&rest, '/', &part))
			if (part.n) slug = part;
		if (slug.n && str_find_char(slug, '?') == SIZE_MAX) note(j, ref_key(j->arena, e, slug), r->target_id);
	}
	return err;
}

static enum err index_entity(struct job *j, const struct entity *e)
{
	struct str done = str_fmt(j->arena, "\x02=%s", e->name);
	const struct field *title = entity_title(e);
	struct entity_list list = { 0 };
	if (map_get(&j->alias, done)) return OK;
	*map_at(j->arena, &j->alias, done) = 1;
	enum err err = read_all(j, e, &list);
	for (size_t i = 0; !err && i < list.n; i++) {
		const struct record *head = record_at(e, &list, i);
		if (head->trashed_at) continue;
		*map_at(j->arena, &j->alias, ref_key(j->arena, e, str_fmt(j->row, "%lld", (long long)head->id))) = head->id;
		if (head->source.n) note(j, ref_key(j->arena, e, head->source), head->id);
		if (title && !(title->flags & SECRET) && field_is_str(title)) note(j, ref_key(j->arena, e, fold(j->row, *field_str(title, head))), head->id);
	}
	return err ? err : index_addresses(j, e);
}

enum err import_csv_target(struct job *j, const struct entity *e, struct str value, int64_t *id)
{
	enum err err = index_entity(j, e);
	if (err) return err;
	value = str_trim(value);
	*id = map_get(&j->alias, ref_key(j->row, e, value));
	if (!*id) *id = map_get(&j->alias, ref_key(j->row, e, fold(j->row, value)));
	if (*id == SEVERAL) return ERR_CONFLICT;
	return *id ? OK : ERR_NOT_FOUND;
}
