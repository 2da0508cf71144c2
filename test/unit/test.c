/* The harness (test.h) and the main of kenmin-test. */
#include "test.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct {
	struct test_case *all;
	struct arena *arena;
	char folder[64];
	uint64_t random;
	int failures;
} state;

void test_add(struct test_case *c)
{
	struct test_case **at = &state.all;
	while (*at && (strcmp((*at)->file, c->file) < 0)) at = &(*at)->next;
	c->next = *at;
	*at = c;
}

struct arena *test_arena(void)
{
	return state.arena;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st, (void)flag, (void)ftw;
	return remove(path);
}

const char *test_folder(void)
{
	if (!state.folder[0]) {
		snprintf(state.folder, sizeof state.folder, "/tmp/kenmin-test-XXXXXX");
		if (!mkdtemp(state.folder)) abort();
	}
	return state.folder;
}

/* xorshift64*: good enough to choose test values. */
uint64_t test_random(uint64_t below)
{
	state.random ^= state.random >> 12;
	state.random ^= state.random << 25;
	state.random ^= state.random >> 27;
	uint64_t v = state.random * 2685821657736338717ULL >> 11;
	return below ? v % below : v;
}

void test_check(bool ok, const char *file, int line, const char *text)
{
	if (ok) return;
	state.failures++;
	printf("  %s:%d: %s\n", file, line, text);
}

void test_check_str(struct str got, struct str want, const char *file, int line)
{
	if (str_eq(got, want)) return;
	state.failures++;
	printf("  %s:%d:\n    got  \"%.*s\"\n    want \"%.*s\"\n", file, line, STR_ARG(got), STR_ARG(want));
}

void test_check_int(int64_t got, int64_t want, const char *file, int line)
{
	if (got == want) return;
	state.failures++;
	printf("  %s:%d: got %lld, want %lld\n", file, line, (long long)got, (long long)want);
}

static bool chosen(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strstr(name, argv[i])) return true;
	return argc < 2;
}

static bool run(const struct test_case *c)
{
	state.arena = arena_new();
	state.folder[0] = 0;
	state.failures = 0;
	c->run();
	arena_free(state.arena);
	if (state.folder[0]) nftw(state.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (state.failures) printf("FAIL %s (%s)\n", c->name, c->file);
	fflush(stdout);
	return state.failures == 0;
}

int main(int argc, char **argv)
{
	const char *seed = getenv("TEST_SEED");
	uint64_t start = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
	int passed = 0, failed = 0;
	printf("TEST_SEED=%llu\n", (unsigned long long)start);
	for (const struct test_case *c = state.all; c; c = c->next) {
		if (!chosen(c->name, argc, argv)) continue;
		state.random = start * 6364136223846793005ULL + 1442695040888963407ULL;
		if (run(c)) passed++;
		else failed++;
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
