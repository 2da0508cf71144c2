/* What is secret stands nowhere in the data folder: a record of every kind is saved with known values in all
 * of its SECRET fields, indexed and closed, and then every byte of every file is searched for them. */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "feature/master/master.h"
#include "feature/member/member.h"
#include "feature/search/search.h"
#include "security/seal.h"
#include "store/test_db.h"
#include "test.h"

enum { SECRET_DATE = 19730412, MARKERS_MAX = 600 };

struct markers {
	struct str v[MARKERS_MAX];
	size_t n;
};

/* A value nobody else has, Japanese and ASCII mixed, in every secret text; a known date in every date. */
static void fill(struct arena *a, const struct entity *e, void *record, struct markers *m)
{
	for (ENTITY_FIELDS(e, f)) {
		if (!(f->flags & SECRET)) continue;
		if (f->type == TYPE_DATE) *field_int(f, record) = SECRET_DATE;
		if (!field_is_str(f)) continue;
		struct str mark = str_fmt(a, "秘%s-%s密%d", e->name, f->column, (int)m->n);
		*field_str(f, record) = mark;
		if (m->n < MARKERS_MAX) m->v[m->n++] = mark;
	}
}

static void save_all(struct db *db, const struct keys *keys, const struct masters *masters, struct markers *m)
{
	struct arena *a = test_arena();
	struct db_write *w;
	CHECK_INT(db_write_begin(db, &w), OK);
	for (size_t i = 0; i < entities_count; i++) {
		const struct entity *e = entities[i];
		if (e == &master_entity) continue;
		for (size_t kind = 0; kind < e->kinds; kind++) {
			struct record *r = arena_alloc(a, e->size);
			r->site = SITE_AIKA;
			r->kind = (int64_t)kind;
			r->state = (int64_t)e->visible;
			r->source = str_fmt(a, "test:%s:%zu", e->name, kind);
			fill(a, e, r, m);
			CHECK_INT(entity_save(w, a, keys, e, r, 1000), OK);
			CHECK_INT(search_put(w, a, masters, e, r), OK);
		}
	}
	CHECK_INT(db_write_commit(w), OK);
}

static struct str read_whole(struct arena *a, const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		if (fd >= 0) close(fd);
		return STR_NONE;
	}
	char *p = arena_alloc(a, (size_t)st.st_size + 1);
	ssize_t n = read(fd, p, (size_t)st.st_size);
	close(fd);
	return n > 0 ? (struct str){ p, (size_t)n } : STR_NONE;
}

static int files_with(const char *dir, struct str mark, size_t *bytes)
{
	DIR *d = opendir(dir);
	int found = 0;
	CHECK(d != NULL);
	for (struct dirent *e; d && (e = readdir(d));) {
		struct arena *a = arena_new();
		struct str all = read_whole(a, str_cz(a, str_fmt(a, "%s/%s", dir, e->d_name)));
		*bytes += all.n;
		if (all.n && memmem(all.p, all.n, mark.p, mark.n)) found++;
		arena_free(a);
	}
	if (d) closedir(d);
	return found;
}

TEST(sealed_no_secret_value_stands_readable_in_the_data_folder)
{
	struct arena *a = test_arena();
	struct db *db = test_db();
	struct keys *keys = NULL;
	const char *dir = test_folder();
	struct markers *m = ARENA_NEW(a, struct markers);
	CHECK_INT(keys_create(dir, 1000), OK);
	CHECK_INT(keys_open(a, dir, &keys), OK);
	save_all(db, keys, masters_of_seed(a), m);
	CHECK(m->n > 50);
	size_t bytes = 0;
	for (size_t i = 0; i < m->n; i++) /* with the write-ahead log still there */
		if (files_with(dir, m->v[i], &bytes)) CHECK_EQ(m->v[i], S("is not readable"));
	CHECK_INT(files_with(dir, S("19730412"), &bytes), 0);
	CHECK(files_with(dir, S("test:member:0"), &bytes) > 0); /* what is not secret is found: the search works */
	CHECK(bytes > 1000000);
	db_close(db);
}

TEST(sealed_personal_fields_are_marked_secret)
{
	static const char *const column[] = { "login_id", "password", "name", "kana", "phone", "mail", "birth", "address", "postal", "contact_name" };
	for (size_t i = 0; i < COUNT_OF(column); i++) {
		const struct field *f = entity_field(&member_entity, column[i]);
		CHECK(f && f->flags & SECRET);
	}
}
