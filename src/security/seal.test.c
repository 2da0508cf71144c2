/* Sealing and the key file: round trips, moved and changed bytes, rotation, refused files. */
#include "security/seal.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "security/random.h"
#include "test.h"

static struct keys *made(const char *dir)
{
	struct keys *k = NULL;
	CHECK_INT(keys_create(dir, 1000), OK);
	CHECK_INT(keys_open(test_arena(), dir, &k), OK);
	return k;
}

static struct person_key some_key(void)
{
	struct person_key p = { .id = 7 };
	random_bytes(p.key, sizeof p.key);
	return p;
}

static struct str random_text(size_t n)
{
	char *p = arena_alloc(test_arena(), n + 1);
	random_bytes(p, n);
	return (struct str){ p, n };
}

TEST(seal_round_trip_of_any_bytes)
{
	struct person_key p = some_key();
	for (int i = 0; i < 300; i++) {
		struct str back, plain = random_text(test_random(300));
		struct str s = seal(test_arena(), &p, "member", "mail", i, plain);
		CHECK_INT(seal_open(test_arena(), &p, "member", "mail", i, s, &back), OK);
		CHECK_EQ(back, plain);
	}
	CHECK_STR(seal(test_arena(), &p, "member", "mail", 1, STR_NONE), "");
}

TEST(seal_refuses_moved_and_changed_values)
{
	struct person_key p = some_key(), other = some_key();
	struct str back, s = seal(test_arena(), &p, "member", "mail", 5, S("a@example.jp"));
	CHECK(str_find(s, S("example")) == SIZE_MAX);
	CHECK_INT(seal_open(test_arena(), &p, "member", "mail", 6, s, &back), ERR_INPUT);
	CHECK_INT(seal_open(test_arena(), &p, "member", "mail2", 5, s, &back), ERR_INPUT);
	CHECK_INT(seal_open(test_arena(), &p, "memberm", "ail", 5, s, &back), ERR_INPUT);
	CHECK_INT(seal_open(test_arena(), &other, "member", "mail", 5, s, &back), ERR_INPUT);
	for (size_t i = 0; i < s.n; i++) {
		char *c = arena_alloc(test_arena(), s.n);
		memcpy(c, s.p, s.n);
		c[i] = (char)(c[i] ^ (1 << test_random(8)));
		CHECK_INT(seal_open(test_arena(), &p, "member", "mail", 5, (struct str){ c, s.n }, &back), ERR_INPUT);
		CHECK_INT(seal_open(test_arena(), &p, "member", "mail", 5, str_left(s, i), &back), i ? ERR_INPUT : OK);
	}
}

TEST(seal_same_text_never_looks_the_same)
{
	struct person_key p = some_key();
	CHECK(!str_eq(seal(test_arena(), &p, "t", "c", 1, S("x")), seal(test_arena(), &p, "t", "c", 1, S("x"))));
}

TEST(keys_wrap_and_survive_rotation_seen_from_an_open_process)
{
	const char *dir = test_folder();
	struct keys *old = made(dir), *new = NULL;
	struct person_key p = some_key();
	unsigned char back[32];
	struct str w = key_wrap(test_arena(), old, p.key, 9);
	CHECK_INT(w.n, 63);
	CHECK_INT(key_unwrap(old, w, 9, back), OK);
	CHECK(memcmp(back, p.key, 32) == 0);
	CHECK_INT(key_unwrap(old, w, 10, back), ERR_INPUT);
	struct str index = seal_index(test_arena(), old, "member", "mail", S("x"));
	CHECK_INT(keys_rotate(dir, 2000), OK);
	CHECK_INT(keys_open(test_arena(), dir, &new), OK);
	CHECK_INT(key_unwrap(new, w, 9, back), OK);
	CHECK(!key_is_current(new, w));
	struct str w2 = key_wrap(test_arena(), new, p.key, 9);
	CHECK(key_is_current(new, w2));
	CHECK_INT(key_unwrap(old, w2, 9, back), OK); /* the open process finds the new key by itself */
	CHECK(memcmp(back, p.key, 32) == 0);
	CHECK_EQ(seal_index(test_arena(), new, "member", "mail", S("x")), index);
	CHECK_INT(keys_retire(dir), OK);
	CHECK_INT(keys_open(test_arena(), dir, &new), OK);
	CHECK_INT(key_unwrap(new, w, 9, back), ERR_INPUT);
	CHECK_INT(key_unwrap(new, w2, 9, back), OK);
}

TEST(keys_file_is_refused_unless_private)
{
	const char *dir = test_folder();
	struct keys *k = NULL;
	CHECK_INT(keys_open(test_arena(), dir, &k), ERR_NOT_FOUND);
	made(dir);
	CHECK_INT(keys_create(dir, 1), ERR_CONFLICT);
	const char *path = str_cz(test_arena(), str_fmt(test_arena(), "%s/keys", dir));
	struct stat st;
	CHECK(stat(path, &st) == 0 && (st.st_mode & 07777) == 0600);
	CHECK(chmod(path, 0640) == 0);
	CHECK_INT(keys_open(test_arena(), dir, &k), ERR_DENIED);
	CHECK(chmod(path, 0600) == 0);
	CHECK_INT(keys_open(test_arena(), dir, &k), OK);
	const char *moved = str_cz(test_arena(), str_fmt(test_arena(), "%s/elsewhere", dir));
	CHECK(rename(path, moved) == 0 && symlink(moved, path) == 0);
	CHECK_INT(keys_open(test_arena(), dir, &k), ERR_DENIED);
}

TEST(keys_file_refuses_nonsense)
{
	static const char *const bad[] = { "", "1 00 5 current\n", "hello\n", "1 2 3 4 5\n",
		"70000 0000000000000000000000000000000000000000000000000000000000000000 1 current\n" };
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const char *path = str_cz(test_arena(), str_fmt(test_arena(), "%s/keys", test_folder()));
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		CHECK(fd >= 0 && write(fd, bad[i], strlen(bad[i])) == (ssize_t)strlen(bad[i]));
		close(fd);
		struct keys *k = NULL;
		CHECK_INT(keys_open(test_arena(), test_folder(), &k), ERR_INPUT);
	}
}

TEST(keys_index_and_derived_keys_separate_their_places)
{
	struct keys *k = made(test_folder());
	struct str a = seal_index(test_arena(), k, "member", "mail", S("x"));
	CHECK_INT(a.n, 16);
	CHECK(!str_eq(a, seal_index(test_arena(), k, "group", "mail", S("x"))));
	CHECK(!str_eq(a, seal_index(test_arena(), k, "member", "mail", S("y"))));
	unsigned char csrf[32], link[32];
	keys_derive(k, "csrf", csrf);
	keys_derive(k, "link", link);
	CHECK(memcmp(csrf, link, 32) != 0);
}
