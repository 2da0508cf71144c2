/* From a path to a row (http/router.h): rows sorted by mount and number of segments, compared one by one. */
#include "http/router.h"

#include <string.h>

#include "core/log.h"
#include "core/vec.h"

enum { SEGMENTS_MAX = 8 };

struct segments {
	struct str s[SEGMENTS_MAX];
	size_t n;
};
struct row {
	const struct route *route;
	size_t mount;
	struct segments path;
	size_t names; /* how many segments are :names */
	const struct declared *declared;
	size_t declares;
};
struct router {
	const struct mount *mount;
	size_t mounts, root;
	struct str *prefix;
	struct VEC_OF(struct row) rows;
};

/* "/a/b" -> a, b; "/" -> none. False with more than SEGMENTS_MAX. */
static bool cut(struct str path, struct segments *to)
{
	struct str rest = str_skip(path, 1), part;
	to->n = 0;
	while (str_split(&rest, '/', &part)) {
		if (to->n == SEGMENTS_MAX) return false;
		if (part.n || rest.n) to->s[to->n++] = part;
	}
	return true;
}

static bool is_name(struct str segment)
{
	return segment.n > 1 && segment.p[0] == ':';
}

/* ---- at start ---- */

NORETURN static void bad_row(const struct route *route, const char *what)
{
	log_error(3001, "route table: %s: %s", what, route->path);
	assert_failed(__FILE__, __LINE__, what);
}

static void split_declared(struct arena *a, struct row *row)
{
	struct VEC_OF(struct declared) list = { 0 };
	struct str rest = str_of(row->route->query), word;
	while (str_split(&rest, ' ', &word)) {
		if (word.n == 0) continue;
		bool repeatable = str_ends(word, S("*"));
		*vec_add(a, &list) = (struct declared){ repeatable ? str_left(word, word.n - 1) : word, repeatable };
	}
	row->declared = list.v;
	row->declares = list.n;
}

static bool same_shape(const struct row *a, const struct row *b)
{
	if (a->mount != b->mount || a->path.n != b->path.n) return false;
	for (size_t i = 0; i < a->path.n; i++) {
		if (is_name(a->path.s[i]) && is_name(b->path.s[i])) continue;
		if (!str_eq(a->path.s[i], b->path.s[i])) return false;
	}
	return true;
}

static void add_row(struct arena *a, struct router *r, size_t mount, const struct route *route)
{
	struct row row = { .route = route, .mount = mount };
	struct str path = str_of(route->path);
	if (!str_starts(path, S("/")) || (path.n > 1 && str_ends(path, S("/")))) bad_row(route, "not a path");
	if (!cut(path, &row.path)) bad_row(route, "too many segments");
	if (!route->get && !route->post) bad_row(route, "no handler");
	for (size_t i = 0; i < row.path.n; i++) row.names += is_name(row.path.s[i]);
	if (row.names > COUNT_OF(((struct request *)NULL)->arg)) bad_row(route, "too many :names");
	split_declared(a, &row);
	for (size_t i = 0; i < r->rows.n; i++)
		if (same_shape(&r->rows.v[i], &row)) bad_row(route, "the same path twice");
	*vec_add(a, &r->rows) = row;
	/* Rows with fewer :names come first, so that a literal wins. */
	for (size_t i = r->rows.n - 1; i > 0 && r->rows.v[i - 1].names > row.names; i--) {
		r->rows.v[i] = r->rows.v[i - 1];
		r->rows.v[i - 1] = row;
	}
}

struct router *router_new(struct arena *a, const struct mount *mount)
{
	struct router *r = ARENA_NEW(a, struct router);
	r->mount = mount;
	r->root = SIZE_MAX;
	while (mount[r->mounts].tables) r->mounts++;
	r->prefix = ARENA_ARRAY(a, struct str, r->mounts);
	for (size_t i = 0; i < r->mounts; i++) {
		r->prefix[i] = str_of(mount[i].prefix);
		if (r->prefix[i].n == 0) r->root = i;
		for (const struct route *const *table = mount[i].tables; *table; table++)
			for (const struct route *row = *table; row->path; row++) add_row(a, r, i, row);
	}
	ASSERT(r->root != SIZE_MAX);
	return r;
}

/* ---- per request ---- */

static bool row_matches(const struct row *row, const struct segments *path, struct found *f)
{
	size_t args = 0;
	if (row->path.n != path->n) return false;
	for (size_t i = 0; i < path->n; i++) {
		if (is_name(row->path.s[i])) f->arg[args++] = path->s[i];
		else if (!str_eq(row->path.s[i], path->s[i])) return false;
	}
	return true;
}

/* The mount with the longest prefix that the path lies in. */
static size_t find_mount(const struct router *r, struct str path)
{
	size_t best = r->root;
	for (size_t i = 0; i < r->mounts; i++) {
		struct str rest = str_skip(path, r->prefix[i].n);
		bool inside = str_starts(path, r->prefix[i]) && (rest.n == 0 || rest.p[0] == '/');
		if (inside && r->prefix[i].n > r->prefix[best].n) best = i;
	}
	return best;
}

/* Without double slashes and without one at the end. */
static struct str tidy(struct arena *a, struct str path)
{
	struct out o = out_new(a, path.n + 1);
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] != '/' || i == 0 || path.p[i - 1] != '/') out_char(&o, path.p[i]);
	struct str s = out_view(&o);
	return s.n > 1 && s.p[s.n - 1] == '/' ? str_left(s, s.n - 1) : s;
}

static const struct row *find_row(const struct router *r, size_t mount, struct str path, struct found *f)
{
	struct segments segments;
	if (!cut(path, &segments)) return NULL;
	for (size_t i = 0; i < r->rows.n; i++)
		if (r->rows.v[i].mount == mount && row_matches(&r->rows.v[i], &segments, f)) return &r->rows.v[i];
	return NULL;
}

struct found router_find(const struct router *r, struct arena *a, struct str full)
{
	struct found f = { .mount = NULL };
	size_t mount = find_mount(r, full);
	struct str prefix = r->prefix[mount], inside = str_skip(full, prefix.n);
	f.mount = &r->mount[mount];
	f.path = inside.n ? inside : S("/");
	bool untidy = inside.n > 1 && (inside.p[inside.n - 1] == '/' || str_find(full, S("//")) != SIZE_MAX);
	if (untidy || (inside.n == 0 && prefix.n) || str_starts(full, S("//"))) {
		struct str whole = tidy(a, full);
		size_t target = find_mount(r, whole);
		struct str rest = str_skip(whole, r->prefix[target].n);
		struct found unused;
		if (find_row(r, target, rest.n ? rest : S("/"), &unused)) f.move_to = rest.n ? whole : str_cat(a, whole, S("/"));
		return f;
	}
	const struct row *row = find_row(r, mount, f.path, &f);
	if (!row) return f;
	f.route = row->route;
	f.declared = row->declared;
	f.declares = row->declares;
	return f;
}
