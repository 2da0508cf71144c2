/* At rest: no sealed value of a person stands readable in any file of the data folder, the write-ahead log included.
 * The values are those the program itself unseals; each is searched as UTF-8 and as UTF-16 in one walk over the bytes. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/out.h"
#include "feature/demo/demo.h"
#include "feature/master/master.h"
#include "security/seal.h"
#include "store/test_db.h"
#include "test.h"

enum { VALUE_MAX = 60000, BITS = 20, LEAST = 9 /* three kanji; shorter ones stand anywhere by chance */ };

struct values {
	struct { struct str v; bool shown; } v[VALUE_MAX];
	size_t n, found;
	int32_t first[1 << BITS]; /* hash of the first four bytes: the first value of that hash plus 1, or 0 */
	int32_t next[VALUE_MAX];
};

static size_t slot(const unsigned char *p)
{
	uint32_t w;
	memcpy(&w, p, 4);
	return (size_t)((w * 2654435761u) >> (32 - BITS));
}

static void value_add(struct values *s, struct str v)
{
	if (v.n < LEAST || s->n == VALUE_MAX) return;
	size_t h = slot((const unsigned char *)v.p);
	for (int32_t i = s->first[h]; i; i = s->next[i - 1])
		if (str_eq(s->v[i - 1].v, v)) return;
	s->v[s->n].v = v;
	s->next[s->n] = s->first[h];
	s->first[h] = (int32_t)++s->n;
}

/* ASCII is enough for UTF-16: mail, phone, login; the rest goes by UTF-8. */
static struct str wide(struct arena *a, struct str v)
{
	char *p = arena_alloc(a, 2 * v.n + 1);
	for (size_t i = 0; i < v.n; i++) p[2 * i] = v.p[i], p[2 * i + 1] = 0;
	return (struct str){ p, 2 * v.n };
}

/* Marks (shown) or counts the values standing in the bytes. */
/* One thread only: not instrumented, or the scan alone takes half an hour under ThreadSanitizer. */
__attribute__((no_sanitize("thread")))
static void walk(struct values *s, const char *p, size_t n, bool mark, const char *where)
{
	for (size_t at = 0; at + LEAST <= n; at++)
		for (int32_t i = s->first[slot((const unsigned char *)p + at)]; i; i = s->next[i - 1]) {
			struct str v = s->v[i - 1].v;
			if (v.n > n - at || memcmp(v.p, p + at, v.n) != 0) continue;
			if (mark) s->v[i - 1].shown = true;
			if (mark || s->v[i - 1].shown) continue;
			if (s->found++ < 5) printf("a value of %zu bytes stands in %s at %zu\n", v.n, where, at);
		}
}

static void each_file(struct values *s, const char *dir)
{
	DIR *d = opendir(dir);
	CHECK(d != NULL);
	for (struct dirent *e; d && (e = readdir(d));) {
		char path[512];
		struct stat st;
		snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
		int fd = open(path, O_RDONLY);
		if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
			char *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
			CHECK(p != MAP_FAILED);
			if (p != MAP_FAILED) walk(s, p, (size_t)st.st_size, false, e->d_name), munmap(p, (size_t)st.st_size);
		}
		if (fd >= 0) close(fd);
	}
	if (d) closedir(d);
}

/* Every record's texts: the sealed ones into the set, or (mark) the open ones walked over. */
static void each_record(struct values *s, struct db_read *r, const struct keys *keys, const struct entity *e, bool mark)
{
	struct arena *ids = arena_new();
	struct entity_list list;
	CHECK_INT(entity_select(r, ids, e, "id > 0", "id", BIND_NONE, 0, 0, &list), OK);
	char *record = arena_alloc(ids, e->size);
	for (size_t k = 0; k < list.n; k++) {
		char *row = (char *)list.v + k * e->size;
		if (!mark && !((struct record *)(void *)row)->person_key) continue;
		if (!mark) CHECK_INT(entity_load(r, test_arena(), keys, e, ((struct record *)(void *)row)->id, record), OK);
		struct out open = out_new(ids, 1 << 20); /* one after the other, as they stand in the row: "29-2" "083-..." */
		for (ENTITY_FIELDS(e, f)) {
			if (!field_is_str(f) || mark == ((f->flags & SECRET) != 0)) continue;
			struct str v = *field_str(f, mark ? row : record);
			if (mark) out_str(&open, v);
			else value_add(s, v);
			if (!mark && v.n && !((unsigned char)v.p[0] & 0x80)) value_add(s, wide(test_arena(), v));
		}
		if (mark) walk(s, out_view(&open).p, out_view(&open).n, true, "");
	}
	arena_free(ids);
}

TEST(sealed_values_of_people_stand_readable_nowhere)
{
	struct arena *a = test_arena();
	struct db *db = test_db();
	const char *dir = test_folder();
	struct keys *keys = NULL;
	struct db_read *r;
	int64_t n;
	CHECK_INT(keys_create(dir, 1000), OK);
	CHECK_INT(keys_open(a, dir, &keys), OK);
	struct demo_options o = { .db = db, .keys = keys, .masters = masters_of_seed(a), .now = 1795570200, .scale = 1 };
	CHECK_INT(demo_run(&o, &n), OK);
	struct values *s = arena_alloc(a, sizeof *s);
	memset(s, 0, sizeof *s);
	CHECK_INT(db_read_begin(db, &r), OK);
	for (size_t i = 0; i < entities_count; i++) each_record(s, r, keys, entities[i], false);
	for (size_t i = 0; i < entities_count; i++) each_record(s, r, keys, entities[i], true);
	db_read_done(r);
	size_t searched = 0;
	for (size_t i = 0; i < s->n; i++) searched += !s->v[i].shown;
	CHECK(searched > 3000 && s->n < VALUE_MAX);
	each_file(s, dir);
	CHECK_INT(s->found, 0);
	/* The search itself sees what it should. */
	char path[512];
	snprintf(path, sizeof path, "%s/planted", dir);
	size_t i = s->n / 2;
	while (i < s->n - 1 && s->v[i].shown) i++;
	FILE *f = fopen(path, "w");
	CHECK(f && fwrite("x", 1, 1, f) == 1 && fwrite(s->v[i].v.p, 1, s->v[i].v.n, f) == s->v[i].v.n && fclose(f) == 0);
	each_file(s, dir);
	CHECK(s->found > 0);
	db_close(db);
}
