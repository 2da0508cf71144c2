/* The unit-test harness: tests stand beside the code in x.test.c and are linked into BUILD/kenmin-test.
 *
 *   TEST(str_splits_empty_parts) { CHECK(str_eq(a, b)); CHECK_STR(got, "want"); CHECK_INT(got, 3); }
 * A failed check prints file, line and both values; the test goes on. test_arena() lives for one test.
 * kenmin-test [part of a name ...] runs the named ones. Last line: "N passed, N failed".
 */
#ifndef TEST_UNIT_TEST_H
#define TEST_UNIT_TEST_H

#include "core/arena.h"
#include "core/str.h"

struct test_case {
	const char *name, *file;
	void (*run)(void);
	struct test_case *next;
};
void test_add(struct test_case *);
struct arena *test_arena(void);
/* A fresh empty folder for this test, removed afterwards. */
const char *test_folder(void);
/* Random numbers from the printed seed (TEST_SEED=n repeats a run): property tests. */
uint64_t test_random(uint64_t below);
void test_check(bool ok, const char *file, int line, const char *text);
void test_check_str(struct str got, struct str want, const char *file, int line);
void test_check_int(int64_t got, int64_t want, const char *file, int line);

#define TEST(id)                                                                              \
	static void test_##id(void);                                                          \
	__attribute__((constructor)) static void test_##id##_add(void)                        \
	{                                                                                     \
		static struct test_case c = { #id, __FILE__, test_##id, NULL };               \
		test_add(&c);                                                                 \
	}                                                                                     \
	static void test_##id(void)
#define CHECK(cond) test_check((cond), __FILE__, __LINE__, #cond)
#define CHECK_STR(got, want) test_check_str((got), str_of(want), __FILE__, __LINE__)
#define CHECK_EQ(got, want) test_check_str((got), (want), __FILE__, __LINE__)
#define CHECK_INT(got, want) test_check_int((int64_t)(got), (int64_t)(want), __FILE__, __LINE__)

#endif
