/* Blobs, person keys and the event sink: sealed, erased, appended. */
#include "store/blob.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/fault.h"
#include "core/out.h"
#include "security/seal.h"
#include "store/person_key.h"
#include "store/sink.h"
#include "store/test_db.h"
#include "test.h"

static struct keys *test_keys(void)
{
	struct keys *k = NULL;
	CHECK_INT(keys_create(test_folder(), 1), OK);
	CHECK_INT(keys_open(test_arena(), test_folder(), &k), OK);
	return k;
}

static struct str random_text(size_t n)
{
	char *p = arena_alloc(test_arena(), n + 1);
	for (size_t i = 0; i < n; i++) p[i] = (char)test_random(256);
	return (struct str){ p, n };
}

static bool files_hold(struct str what)
{
	static const char *const names[] = { "kenmin.db", "kenmin.db-wal" };
	bool found = false;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		int fd = open(str_cz(test_arena(), str_fmt(test_arena(), "%s/%s", test_folder(), names[i])), O_RDONLY | O_CLOEXEC);
		if (fd < 0) continue;
		off_t n = lseek(fd, 0, SEEK_END);
		char *p = arena_alloc(test_arena(), (size_t)n + 1);
		CHECK_INT(pread(fd, p, (size_t)n, 0), n);
		found = found || memmem(p, (size_t)n, what.p, what.n);
		close(fd);
	}
	return found;
}

TEST(blob_comes_back_and_is_sealed)
{
	static const size_t sizes[] = { 0, 1, 1000, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 700000 };
	struct keys *keys = test_keys();
	struct db *db = test_db();
	struct str text[COUNT_OF(sizes)];
	int64_t id[COUNT_OF(sizes)];
	struct db_write *w;
	struct db_read *r;
	CHECK_INT(db_write_begin(db, &w), OK);
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct blob b = { .name = S("名前.bin"), .type = S(""), .alt = S(""), .source = str_fmt(test_arena(), "super:%zu", i), .created_at = 5 };
		text[i] = random_text(sizes[i]);
		CHECK_INT(blob_put(w, test_arena(), keys, &b, text[i]), OK);
		id[i] = b.id;
	}
	CHECK_INT(blob_set_scan(w, id[1], BLOB_CLEAN), OK);
	CHECK_INT(db_write_commit(w), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct str back;
		struct blob b = { 0 };
		CHECK_INT(blob_bytes(r, test_arena(), keys, id[i], &back), OK);
		CHECK(str_eq(back, text[i]));
		CHECK_INT(blob_by_source(r, test_arena(), str_fmt(test_arena(), "super:%zu", i), &b), OK);
		CHECK_INT(b.id, id[i]);
		CHECK_INT(b.size, sizes[i]);
		CHECK_INT(b.scan, i == 1 ? BLOB_CLEAN : BLOB_UNSCANNED);
		CHECK_STR(b.name, "名前.bin");
		if (sizes[i] > 100) CHECK(!files_hold(str_left(text[i], 32)));
	}
	struct blob b;
	struct str none;
	CHECK_INT(blob_info(r, test_arena(), 999, &b), ERR_NOT_FOUND);
	CHECK_INT(blob_bytes(r, test_arena(), keys, 999, &none), ERR_NOT_FOUND);
	CHECK_INT(blob_by_source(r, test_arena(), STR_NONE, &b), ERR_NOT_FOUND);
	db_read_done(r);
	db_close(db);
}

STATEMENT(t_swap, "UPDATE blob_chunk SET n = CASE n WHEN 0 THEN 1000 WHEN 1 THEN 0 ELSE n END");
STATEMENT(t_swap_back, "UPDATE blob_chunk SET n = 1 WHERE n = 1000");
STATEMENT(t_cut, "DELETE FROM blob_chunk WHERE n = 1");

TEST(blob_with_moved_or_missing_chunks_is_refused)
{
	struct keys *keys = test_keys();
	for (int cut = 0; cut < 2; cut++) {
		struct db *db = test_db();
		struct db_write *w;
		struct blob b = { .name = S("a"), .type = S(""), .alt = S(""), .source = S(""), .created_at = 5 };
		struct str back;
		CHECK_INT(db_write_begin(db, &w), OK);
		CHECK_INT(blob_put(w, test_arena(), keys, &b, random_text(600000)), OK);
		CHECK_INT(blob_bytes(db_reading(w), test_arena(), keys, b.id, &back), OK);
		CHECK_INT(db_do(w, cut ? &t_cut : &t_swap, BIND_NONE), OK);
		CHECK_INT(db_do(w, &t_swap_back, BIND_NONE), OK);
		CHECK_INT(blob_bytes(db_reading(w), test_arena(), keys, b.id, &back), ERR_INPUT);
		db_write_roll_back(w);
		db_close(db);
	}
}

TEST(blob_type_by_content)
{
	static const struct { struct str bytes; const char *type; int64_t w, h; } cases[] = {
		{ STR_INIT("%PDF-1.7\n..."), "application/pdf", 0, 0 },
		{ STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\0\x20\x08\x06"), "image/png", 256, 32 },
		{ STR_INIT("GIF89a\x10\0\x20\0..."), "image/gif", 16, 32 },
		{ STR_INIT("\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08\0\x40\1\0\3...."), "image/jpeg", 256, 64 },
		{ STR_INIT("RIFF....WEBPVP8X....\0\0\0\0\xff\0\0\x7f\0\0...."), "image/webp", 256, 128 },
		{ STR_INIT("RIFF\0\0\0\0WAVEfmt "), "application/octet-stream", 0, 0 },
		{ STR_INIT("PK\3\4....word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 0, 0 },
		{ STR_INIT("PK\3\4....xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 0, 0 },
		{ STR_INIT("PK\3\4....evil.exe"), "application/octet-stream", 0, 0 },
		{ STR_INIT("日本語の文\r\n"), "text/plain", 0, 0 },
		{ STR_INIT("<script>alert(1)</script>"), "text/plain", 0, 0 },
		{ STR_INIT("MZ\x90\0"), "application/octet-stream", 0, 0 },
		{ STR_INIT(""), "application/octet-stream", 0, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t w, h;
		CHECK_STR(blob_type(cases[i].bytes, &w, &h), cases[i].type);
		CHECK_INT(w, cases[i].w);
		CHECK_INT(h, cases[i].h);
		for (size_t n = 0; n < cases[i].bytes.n; n++) CHECK(blob_type(str_dup(test_arena(), str_left(cases[i].bytes, n)), &w, &h).n > 0);
	}
}

TEST(person_key_lives_and_dies)
{
	struct keys *keys = test_keys();
	struct db *db = test_db();
	struct db_write *w;
	struct person_key key = { 0 }, back = { 0 }, second = { 0 };
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(person_key_new(w, keys, 7, &key), OK);
	CHECK_INT(person_key_new(w, keys, 7, &second), OK);
	CHECK(key.id != second.id && memcmp(key.key, second.key, 32) != 0);
	CHECK_INT(person_key_get(db_reading(w), keys, key.id, &back), OK);
	CHECK(back.id == key.id && memcmp(back.key, key.key, 32) == 0);
	CHECK_INT(person_key_destroy(w, key.id, 8), OK);
	CHECK_INT(person_key_get(db_reading(w), keys, key.id, &back), ERR_NOT_FOUND);
	CHECK_INT(person_key_destroy(w, key.id, 9), ERR_NOT_FOUND);
	CHECK_INT(person_key_get(db_reading(w), keys, second.id, &back), OK);
	CHECK_INT(person_key_get(db_reading(w), keys, 12345, &back), ERR_NOT_FOUND);
	CHECK_INT(db_write_commit(w), OK);
	CHECK(!files_hold((struct str){ (char *)second.key, 32 }));
	db_close(db);
}

TEST(person_keys_and_blob_keys_are_rewrapped)
{
	struct keys *keys = test_keys();
	struct db *db = test_db();
	struct db_write *w;
	struct db_read *r;
	struct person_key key[3], back;
	struct blob b = { .name = S("a"), .type = S(""), .alt = S(""), .source = S(""), .created_at = 5 };
	struct str bytes, text = random_text(5000);
	CHECK_INT(db_write_begin(db, &w), OK);
	for (int i = 0; i < 3; i++) CHECK_INT(person_key_new(w, keys, 7, &key[i]), OK);
	CHECK_INT(person_key_destroy(w, key[1].id, 8), OK);
	CHECK_INT(blob_put(w, test_arena(), keys, &b, text), OK);
	CHECK_INT(db_write_commit(w), OK);
	int64_t n = -1;
	CHECK_INT(person_key_rewrap(db, keys, &n), OK);
	CHECK_INT(n, 0);
	CHECK_INT(keys_rotate(test_folder(), 9), OK);
	CHECK_INT(keys_open(test_arena(), test_folder(), &keys), OK);
	CHECK_INT(person_key_rewrap(db, keys, &n), OK);
	CHECK_INT(n, 3);
	CHECK_INT(keys_retire(test_folder()), OK);
	CHECK_INT(keys_open(test_arena(), test_folder(), &keys), OK);
	CHECK_INT(db_read_begin(db, &r), OK);
	CHECK_INT(person_key_get(r, keys, key[2].id, &back), OK);
	CHECK(memcmp(back.key, key[2].key, 32) == 0);
	CHECK_INT(person_key_get(r, keys, key[1].id, &back), ERR_NOT_FOUND);
	CHECK_INT(blob_bytes(r, test_arena(), keys, b.id, &bytes), OK);
	CHECK(str_eq(bytes, text));
	db_read_done(r);
	db_close(db);
}

static struct str event_file(const char *name)
{
	int fd = open(str_cz(test_arena(), str_fmt(test_arena(), "%s/events/%s", test_folder(), name)), O_RDONLY | O_CLOEXEC);
	if (fd < 0) return S("none");
	char *p = arena_alloc(test_arena(), 4096);
	ssize_t n = read(fd, p, 4096);
	close(fd);
	return (struct str){ p, n > 0 ? (size_t)n : 0 };
}

TEST(sink_appends_one_line_per_event)
{
	struct sink *s = NULL;
	CHECK_INT(sink_open(test_arena(), test_folder(), &s), OK);
	struct sink_event e = { .kind = EVENT_VIEW, .now = 1795604400 /* 2026-11-25 JST */, .site = 1, .record = 12, .what = S("group") };
	CHECK_INT(sink_append(s, &e), OK);
	e.kind = EVENT_PERSONAL_VIEW;
	e.viewer = 3;
	CHECK_INT(sink_append(s, &e), OK);
	e.now += 10 * 86400;
	CHECK_INT(sink_append(s, &e), OK);
	CHECK_STR(event_file("202611.log"), "1795604400 view 1 12 0 group\n1795604400 personal 1 12 3 group\n");
	CHECK_STR(event_file("202612.log"), "1796468400 personal 1 12 3 group\n");
	static const char *const bad[] = { "a b", "a\nb", "A", "名", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		e.what = str_of(bad[i]);
		CHECK_INT(sink_append(s, &e), ERR_INPUT);
	}
	sink_close(s);
}

STATEMENT(t_seen, "SELECT n FROM access_count WHERE day = $1 AND site = 1 AND kind = $2 AND what = 'group' AND record = 12");

static int64_t seen(struct db *db, int64_t day, enum event_kind kind)
{
	struct db_read *r;
	int64_t n = 0;
	CHECK_INT(db_read_begin(db, &r), OK);
	enum err e = db_int(r, &t_seen, BIND(b_int(day), b_int(kind)), &n);
	CHECK(e == OK || e == ERR_NOT_FOUND);
	db_read_done(r);
	return n;
}

static void append_raw(const char *name, struct str text)
{
	int fd = open(str_cz(test_arena(), str_fmt(test_arena(), "%s/events/%s", test_folder(), name)), O_WRONLY | O_APPEND | O_CLOEXEC);
	CHECK_INT(write(fd, text.p, text.n), text.n);
	close(fd);
}

TEST(sink_lines_count_once)
{
	struct db *db = test_db();
	struct sink *s = NULL;
	int64_t n = -1;
	CHECK_INT(sink_fold(db, test_folder(), &n), OK); /* no folder yet */
	CHECK_INT(n, 0);
	CHECK_INT(sink_open(test_arena(), test_folder(), &s), OK);
	struct sink_event e = { .kind = EVENT_VIEW, .now = 1795604400 /* 2026-11-25 in Japan */, .site = 1, .record = 12, .what = S("group") };
	for (int i = 0; i < 3; i++) CHECK_INT(sink_append(s, &e), OK);
	e.kind = EVENT_BOT_VIEW;
	CHECK_INT(sink_append(s, &e), OK);
	e.now += 10 * 86400;
	CHECK_INT(sink_append(s, &e), OK);
	append_raw("202611.log", S("nonsense\n1 view x 2 3 a\n1795604400 view 1 12 0 group extra\n1795604400 view 1 12"));
	CHECK_INT(sink_fold(db, test_folder(), &n), OK);
	CHECK_INT(n, 5);
	CHECK_INT(seen(db, 20261125, EVENT_VIEW), 3);
	CHECK_INT(seen(db, 20261125, EVENT_BOT_VIEW), 1);
	CHECK_INT(seen(db, 20261205, EVENT_BOT_VIEW), 1);
	CHECK_INT(sink_fold(db, test_folder(), &n), OK);
	CHECK_INT(n, 0);
	append_raw("202611.log", S(" 0 group\n")); /* the other half of the line */
	CHECK_INT(sink_fold(db, test_folder(), &n), OK);
	CHECK_INT(n, 1);
	CHECK_INT(seen(db, 20261125, EVENT_VIEW), 4);
	sink_close(s);
	db_close(db);
}

#ifdef KENMIN_FAULTS
TEST(sink_fails_closed)
{
	struct sink *s = NULL;
	struct sink_event e = { .kind = EVENT_PERSONAL_VIEW, .now = 1795604400, .site = 1, .record = 12, .what = S("member") };
	CHECK_INT(sink_open(test_arena(), test_folder(), &s), OK);
	static const char *const places[] = { "sink.write", "sink.sync" };
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		fault_arm(places[i], 1, false);
		CHECK_INT(sink_append(s, &e), ERR_IO);
		CHECK_INT(fault_disarm(), 1);
	}
	CHECK_INT(sink_append(s, &e), OK);
	sink_close(s);
}
#endif
