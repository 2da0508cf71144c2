/* Loops of CFS, repeaters of ACF (loop.h). */
#include "import/loop.h"

#include <stdlib.h>

#include "core/out.h"
#include "import/php.h"

/* Where a value stands: the fields' names and the rows between them. */
struct place {
	struct str name[LOOP_DEPTH];
	int64_t order[LOOP_DEPTH]; /* of the field among its siblings */
	int64_t row[LOOP_DEPTH];   /* one fewer than names */
	size_t names;
	int64_t sub;               /* of several values of one field */
	struct str value;
};
struct places VEC_OF(struct place);

/* ---- what CFS says ---- */

static int64_t number_of(struct str s)
{
	int64_t v = 0;
	return s.p && str_int(s, 0, INT64_MAX, &v) ? v : 0;
}

static void define(struct arena *a, struct loops *loops, struct str text)
{
	struct php list;
	struct php_report report;
	if (php_read(a, text, &list, &report) != OK || list.type != PHP_LIST) return;
	for (size_t i = 0; i < list.n; i++) {
		const struct php *f = &list.value[i], *id = php_get(f, "id"), *name = php_get(f, "name");
		if (!id || !name || !number_of(php_text(id))) continue;
		*vec_add(a, &loops->field) = (struct loop_field){ number_of(php_text(id)), (int64_t)i, php_text(name) };
	}
}

static int by_post_meta(const void *x, const void *y)
{
	const struct loop_value *a = x, *b = y;
	if (a->post != b->post) return a->post < b->post ? -1 : 1;
	return (a->meta > b->meta) - (a->meta < b->meta);
}

void loop_index(struct arena *a, const struct dataset *d, struct loops *loops)
{
	const struct table_data *t = dataset_table(d, S("cfs_values"));
	*loops = (struct loops){ 0 };
	for (size_t i = 0; t && i < t->row.n; i++) {
		const struct table_row *r = &t->row.v[i];
		struct str hierarchy = row_value(t, r, S("hierarchy"));
		*vec_add(a, &loops->value) = (struct loop_value){ number_of(row_value(t, r, S("post_id"))), number_of(row_value(t, r, S("meta_id"))),
			number_of(row_value(t, r, S("sub_weight"))), hierarchy.p ? hierarchy : STR_NONE };
	}
	if (loops->value.n) qsort(loops->value.v, loops->value.n, sizeof *loops->value.v, by_post_meta);
	for (size_t i = 0; t && i < d->post.n; i++) {
		struct str text = str_is(d->post.v[i].type, "cfs") ? post_meta(&d->post.v[i], S("cfs_fields"), 0) : STR_NONE;
		if (text.n) define(a, loops, text);
	}
}

static const struct loop_field *field_of(const struct loops *loops, int64_t id)
{
	for (size_t i = 0; i < loops->field.n; i++)
		if (loops->field.v[i].id == id) return &loops->field.v[i];
	return NULL;
}

static bool cfs_place(const struct loops *loops, const struct post *p, const struct meta *m, struct place *place)
{
	struct loop_value key = { .post = p->id, .meta = (int64_t)m->order };
	const struct loop_value *v = loops->value.n ? bsearch(&key, loops->value.v, loops->value.n, sizeof key, by_post_meta) : NULL;
	if (!v) return false;
	*place = (struct place){ .value = m->value, .sub = v->sub_weight };
	struct str rest = v->hierarchy, token;
	for (size_t i = 0; str_split(&rest, ':', &token); i++) {
		if (i % 2) {
			place->row[i / 2] = number_of(token);
			continue;
		}
		if (place->names == LOOP_DEPTH) return false;
		const struct loop_field *f = field_of(loops, number_of(token));
		place->order[place->names] = f ? f->place : number_of(token);
		place->name[place->names++] = f ? f->name : token;
	}
	if (!place->names) place->names = 1;
	place->name[place->names - 1] = m->key; /* the meta's own key is the last one's name */
	return true;
}

/* ---- what ACF's keys say ---- */

/* "_12_" at the beginning of s: the number and how long it is. */
static bool row_mark(struct str s, int64_t *row, size_t *n)
{
	size_t digits = 0;
	if (!s.n || s.p[0] != '_') return false;
	while (1 + digits < s.n && s.p[1 + digits] >= '0' && s.p[1 + digits] <= '9') digits++;
	*n = digits + 2;
	return digits && *n < s.n && s.p[1 + digits] == '_' && str_int((struct str){ s.p + 1, digits }, 0, INT32_MAX, row);
}

/* A part is a repeater when its own key holds a count above the row. */
static bool acf_place(const struct post *p, const struct meta *m, struct place *place)
{
	size_t start = 0;
	*place = (struct place){ .value = m->value };
	for (size_t i = 1; i < m->key.n && place->names + 1 < LOOP_DEPTH; i++) {
		int64_t row;
		size_t n;
		if (!row_mark(str_skip(m->key, i), &row, &n)) continue;
		if (number_of(post_meta(p, str_left(m->key, i), 0)) <= row) continue;
		place->name[place->names] = str_left(str_skip(m->key, start), i - start);
		place->row[place->names++] = row;
		start = i + n;
		i = start;
	}
	if (!place->names) return false;
	place->order[place->names] = (int64_t)m->order;
	place->name[place->names++] = str_skip(m->key, start);
	return true;
}

static bool place_of(const struct loops *loops, const struct post *p, const struct meta *m, struct place *place)
{
	if (m->null || !m->key.n || m->key.p[0] == '_') return false;
	return cfs_place(loops, p, m, place) || acf_place(p, m, place);
}

bool loop_path(struct arena *a, const struct loops *loops, const struct post *p, const struct meta *m, struct str *path)
{
	struct place place;
	if (!place_of(loops, p, m, &place) || place.names < 2) return false;
	*path = place.name[0];
	for (size_t i = 1; i < place.names; i++) *path = str_fmt(a, "%.*s/%.*s", STR_ARG(*path), STR_ARG(place.name[i]));
	return true;
}

/* ---- values ---- */

static bool below(const struct place *place, const struct str *part, size_t parts)
{
	for (size_t i = 0; i < parts; i++)
		if (i >= place->names || !str_eq(place->name[i], part[i])) return false;
	return true;
}

static int by_place(const void *x, const void *y)
{
	const struct place *a = x, *b = y;
	for (size_t i = 0; i < a->names && i < b->names; i++) {
		if (a->order[i] != b->order[i]) return a->order[i] < b->order[i] ? -1 : 1;
		if (a->row[i] != b->row[i]) return a->row[i] < b->row[i] ? -1 : 1;
	}
	return (a->sub > b->sub) - (a->sub < b->sub);
}

/* Of one row of the loop that ends the path. */
static bool same_row(const struct place *a, const struct place *b, size_t parts)
{
	if (a->names <= parts || b->names <= parts) return false;
	for (size_t i = 0; i < parts; i++)
		if (a->row[i] != b->row[i]) return false;
	return true;
}

void loop_values(struct arena *a, const struct loops *loops, const struct post *p, struct str path, struct loop_texts *to)
{
	struct str part[LOOP_DEPTH];
	struct places found = { 0 };
	size_t parts = 0;
	while (parts < LOOP_DEPTH && str_split(&path, '/', &part[parts])) parts++;
	for (size_t i = 0; i < p->metas; i++) {
		struct place place;
		if (p->meta[i].value.n && place_of(loops, p, &p->meta[i], &place) && below(&place, part, parts)) *vec_add(a, &found) = place;
	}
	if (found.n) qsort(found.v, found.n, sizeof *found.v, by_place);
	for (size_t i = 0; i < found.n; i++) {
		struct str *text = i && same_row(&found.v[i - 1], &found.v[i], parts) ? &to->v[to->n - 1] : NULL;
		if (text) *text = str_fmt(a, "%.*s、%.*s", STR_ARG(*text), STR_ARG(found.v[i].value));
		else *vec_add(a, to) = found.v[i].value;
	}
}
