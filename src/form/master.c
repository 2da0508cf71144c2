/* The choice lists in memory (form/master.h). */
#include "form/master.h"

#include <stdlib.h>
#include <string.h>

#include "core/token.h"
#include "core/vec.h"

enum { NAMES = 4 };

struct row {
	struct master m;
	struct str folded[NAMES];
};
struct list {
	const char *name;
	struct row **by_sort; /* display order */
	size_t n, cap;
	struct row *by_num[MASTER_NUM_MAX + 1];
};
struct masters {
	struct list *v;
	size_t n, cap;
};

STATEMENT(master_rows,
	"SELECT list, num, code, label, short_label, plain, sort, active, provisional, on_super, on_aika, from_minute, to_minute "
	"FROM master WHERE trashed_at = 0 ORDER BY list, sort, num");

static struct list *list_of(const struct masters *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->v[i].name, name) == 0) return &m->v[i];
	return NULL;
}

static void add(struct arena *a, struct masters *m, const struct master *row)
{
	if (row->num < 1 || row->num > MASTER_NUM_MAX) return;
	struct list *l = list_of(m, row->list);
	if (!l) {
		m->v = vec_room(a, m->v, sizeof *m->v, m->n, &m->cap);
		l = &m->v[m->n++];
		*l = (struct list){ .name = str_cz(a, str_of(row->list)) };
	}
	struct row *r = ARENA_NEW(a, struct row);
	r->m = *row;
	r->m.list = l->name;
	const struct str name[NAMES] = { row->label, row->short_label, row->code, row->plain };
	for (size_t i = 0; i < NAMES; i++) r->folded[i] = fold(a, name[i]);
	l->by_sort = vec_room(a, l->by_sort, sizeof(*l->by_sort), l->n, &l->cap);
	l->by_sort[l->n++] = r;
	l->by_num[row->num] = r;
}

struct masters *masters_build(struct arena *a, const struct master *rows, size_t n)
{
	struct masters *m = ARENA_NEW(a, struct masters);
	for (size_t i = 0; i < n; i++) add(a, m, &rows[i]);
	return m;
}

enum err masters_load(struct db_read *db, struct arena *a, struct masters **out)
{
	struct masters *m = ARENA_NEW(a, struct masters);
	struct rows r = db_rows(db, a, &master_rows, BIND_NONE);
	while (rows_next(&r)) {
		struct master row = { .list = str_cz(a, rows_str(&r, 0)), .num = rows_int(&r, 1), .code = rows_str(&r, 2), .label = rows_str(&r, 3),
			.short_label = rows_str(&r, 4), .plain = rows_str(&r, 5), .sort = rows_int(&r, 6), .active = rows_int(&r, 7),
			.provisional = rows_int(&r, 8), .on_super = rows_int(&r, 9), .on_aika = rows_int(&r, 10), .from_minute = rows_int(&r, 11),
			.to_minute = rows_int(&r, 12) };
		add(a, m, &row);
	}
	*out = m;
	return rows_end(&r);
}

const struct master *master_get(const struct masters *m, const char *list, int64_t num)
{
	const struct list *l = m ? list_of(m, list) : NULL;
	return l && num >= 1 && num <= MASTER_NUM_MAX && l->by_num[num] ? &l->by_num[num]->m : NULL;
}

const struct master *master_at(const struct masters *m, const char *list, size_t i)
{
	const struct list *l = m ? list_of(m, list) : NULL;
	return l && i < l->n ? &l->by_sort[i]->m : NULL;
}

const struct master *master_by_code(const struct masters *m, const char *list, struct str code)
{
	const struct master *row;
	for (size_t i = 0; (row = master_at(m, list, i)); i++)
		if (str_eq(row->code, code)) return row;
	return NULL;
}

const struct master *master_by_text(const struct masters *m, const char *list, struct str text)
{
	const struct list *l = m ? list_of(m, list) : NULL;
	if (!l || !text.n) return NULL;
	struct arena *a = arena_new();
	struct str folded = fold(a, text);
	const struct master *found = NULL;
	for (size_t k = 0; k < NAMES && !found; k++)
		for (size_t i = 0; i < l->n && !found; i++)
			if (folded.n && str_eq(l->by_sort[i]->folded[k], folded)) found = &l->by_sort[i]->m;
	arena_free(a);
	return found;
}
