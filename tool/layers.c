/* Checks the direction of includes: layers FILES...   (ARCHITECTURE.md, "Folders, in include order").
 *
 * A file may include its own folder and folders on earlier lines; three system headers belong to one
 * folder's driver each. Tests and fuzz targets may include everything.
 */
#include "scan.h"

/* In include order; `admin` and `site` know features, `role` and `command` know everything. */
static const char *const layer[] = { "core", "security", "html", "http", "store", "form", "ui", "feature", "site", "admin", "import", "role", "command" };
static const struct { const char *header, *file; } owner[] = {
	{ "microhttpd.h", "src/http/listen.c" }, { "sqlite3.h", "src/store/sqlite" }, { "libpq-fe.h", "src/store/pg.c" },
	{ "seccomp.h", "src/security/sandbox" }, { "openssl/", "src/security/" },
};

static int layer_of(struct str path)
{
	size_t slash = str_find_char(path, '/');
	for (size_t i = 0; slash != SIZE_MAX && i < COUNT_OF(layer); i++)
		if (str_is(str_left(path, slash), layer[i])) return (int)i;
	return -1;
}

static void check_system(struct scan *s, const char *path, int line, struct str name)
{
	for (size_t i = 0; i < COUNT_OF(owner); i++)
		if (str_starts(name, str_of(owner[i].header)) && !str_starts(str_of(path), str_of(owner[i].file)))
			scan_fault(s, path, line, "<%.*s> belongs to %s only", STR_ARG(name), owner[i].file);
}

static void check_own(struct scan *s, const char *path, int line, struct str name)
{
	int from = layer_of(str_skip(str_of(path), 4)), to = layer_of(name);
	if (from >= 0 && to > from)
		scan_fault(s, path, line, "%s/ may not include %s/: \"%.*s\"", layer[from], layer[to], STR_ARG(name));
}

static void check_file(struct scan *s, const char *path)
{
	struct str rest = scan_file(s, path), text;
	for (int line = 1; str_split(&rest, '\n', &text); line++) {
		text = str_trim(text);
		bool template = str_starts(text, S("{{ include"));
		if (!template && !str_starts(text, S("#include"))) continue;
		size_t open = str_find_char(text, '"'), angle = str_find_char(text, '<');
		size_t start = open != SIZE_MAX ? open : angle;
		if (start == SIZE_MAX) continue;
		struct str name = str_skip(text, start + 1);
		size_t end = str_find_char(name, open != SIZE_MAX ? '"' : '>');
		name = str_left(name, end == SIZE_MAX ? name.n : end);
		if (open != SIZE_MAX) check_own(s, path, line, name);
		else check_system(s, path, line, name);
	}
}

int main(int argc, char **argv)
{
	struct scan s = { arena_new(), 0 };
	for (int i = 1; i < argc; i++) {
		struct str path = str_of(argv[i]);
		if (!str_starts(path, S("src/")) || str_ends(path, S(".test.c")) || str_ends(path, S(".fuzz.c"))) continue;
		check_file(&s, argv[i]);
	}
	arena_free(s.arena);
	if (argc < 2) fprintf(stderr, "usage: layers FILES...\n");
	return s.faults || argc < 2 ? 1 : 0;
}
