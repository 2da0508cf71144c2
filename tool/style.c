/* Checks what the compiler can't: style FILES...
 *
 * Banned calls, memory outside of core/, a comment at the head of each file, length of lines, functions
 * and files, values of the safe types made where they may not be, statements outside of STATEMENT(),
 * words that mark unfinished work. Each rule is a row or one small function.
 */
#include "scan.h"

/* Lines should end before column 120; what is refused is a line nobody can read. */
enum { LINE_MAX_COLUMNS = 180, FUNCTION_MAX = 80, FILE_MAX = 800, TAB = 4 };

static const struct { const char *name, *instead; } banned[] = {
	{ "strcpy", "out.h" }, { "strcat", "out.h" }, { "sprintf", "out_fmt or snprintf" }, { "vsprintf", "vsnprintf" },
	{ "strncpy", "str.h" }, { "strncat", "out.h" }, { "strtok", "str_split" }, { "atoi", "str_int" }, { "atol", "str_int" },
	{ "sscanf", "str_int and a parser" }, { "gets", "a bounded read" }, { "localtime", "core/time.h" },
	{ "gmtime", "core/time.h" }, { "system", "nothing: no shell" }, { "popen", "nothing: no shell" },
	{ "alloca", "an arena" }, { "setjmp", "enum err" }, { "longjmp", "enum err" }, { "rand", "security/random.h" },
	{ "tmpnam", "mkstemp" }, { "mktemp", "mkstemp" },
};
static const char *const memory[] = { "malloc", "calloc", "realloc", "free", "strdup" };

/* Values that are safe because few places make them: where a literal of the type may stand. */
static const struct { const char *type; const char *where[8]; } made_in[] = {
	{ "(struct html){", { "src/html/" } },
	{ "(struct url){", { "src/html/", "src/ui/page.c", "src/ui/display.c", "src/http/asset.c", "src/http/server.c" } },
	{ "(struct header_value){", { "src/http/" } },
	{ "(struct sql){", { "src/store/", "src/form/" } },
	{ "(struct json){", { "src/core/json.c", "src/feature/feed/jsonld.c" } },
};
/* Calls by which written bytes become markup: what templates and the frame do, and nobody else. */
static const char *const html_makers[] = { "src/html/", "src/ui/", "src/feature/", "src/site/", "src/form/field.c" };
/* Statements that are composed of literals according to the filters chosen; values are bound there too. */
static const char *const composed_sql[] = { "src/feature/search/search.c", "src/feature/search/search_all.c", "src/feature/search/visible.c", "src/feature/search/page_clock.c" };
static const char *const sql_words[] = {
	"\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE FROM ", "\"select ", "\"insert into ", "\"update ", "\"delete from "
};
static const char *const unfinished[] = { "TO" "DO", "FIX" "ME", "X" "XX", "HA" "CK", "lorem " "ipsum" };

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

struct file {
	struct scan *scan;
	const char *path;
	struct str src, code; /* code: comments and insides of literals blanked */
	bool test;            /* tests may do what the program may not */
	bool product;         /* under src/ */
};

static int line_of(struct file *f, size_t at)
{
	int line = 1;
	for (size_t i = 0; i < at; i++) line += f->src.p[i] == '\n';
	return line;
}

static bool path_in(const char *path, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n && list[i]; i++)
		if (str_starts(str_of(path), str_of(list[i]))) return true;
	return false;
}

/* The next place where `name` is called, from `from` on; SIZE_MAX when there is none. */
static size_t call_of(struct str code, const char *name, size_t from)
{
	size_t n = strlen(name);
	while (from < code.n) {
		size_t found = str_find(str_skip(code, from), str_of(name));
		if (found == SIZE_MAX) return SIZE_MAX;
		found += from;
		bool left = found && (is_word(code.p[found - 1]) || code.p[found - 1] == '.' || (code.p[found - 1] == '>' && code.p[found - 2] == '-'));
		bool right = found + n < code.n && code.p[found + n] == '(';
		if (!left && right) return found;
		from = found + n;
	}
	return SIZE_MAX;
}

static void check_calls(struct file *f)
{
	for (size_t i = 0; i < COUNT_OF(banned); i++)
		for (size_t at = 0; (at = call_of(f->code, banned[i].name, at)) != SIZE_MAX; at++)
			scan_fault(f->scan, f->path, line_of(f, at), "%s() is banned: use %s", banned[i].name, banned[i].instead);
	bool core = str_starts(str_of(f->path), S("src/core/"));
	for (size_t i = 0; i < COUNT_OF(memory) && f->product && !core && !f->test; i++)
		for (size_t at = 0; (at = call_of(f->code, memory[i], at)) != SIZE_MAX; at++)
			scan_fault(f->scan, f->path, line_of(f, at), "%s() outside of core/: use an arena", memory[i]);
}

static void check_head(struct file *f)
{
	if (str_ends(str_of(f->path), S(".html"))) return;
	if (!str_starts(f->src, S("/*"))) scan_fault(f->scan, f->path, 1, "the file does not begin with a comment that says what it is");
}

static size_t columns(struct str line)
{
	size_t n = 0;
	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];
		if (c == '\t') n += TAB - n % TAB;
		else if ((c & 0xC0) != 0x80) n++;
	}
	return n;
}

/* Sentences for readers are not broken to fit. */
static bool has_japanese(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if ((unsigned char)line.p[i] >= 0xE3) return true;
	return false;
}

static void check_lines(struct file *f)
{
	struct str rest = f->src, line;
	int number = 0;
	struct str path = str_of(f->path);
	bool table = str_ends(path, S(".def")) || str_ends(path, S(".html")) || str_ends(path, S("_table.h"));
	while (str_split(&rest, '\n', &line)) {
		number++;
		if (!table && !f->test && !has_japanese(line) && columns(line) > LINE_MAX_COLUMNS) scan_fault(f->scan, f->path, number, "a line of %zu columns", columns(line));
		if (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t')) scan_fault(f->scan, f->path, number, "blanks at the end of a line");
	}
	bool generated = str_ends(str_of(f->path), S("_table.h"));
	if (number > FILE_MAX && !generated) scan_fault(f->scan, f->path, number, "a file of %d lines", number);
}

/* A function begins with { in the first column and ends with } there. */
static void check_functions(struct file *f)
{
	struct str rest = f->code, line;
	int number = 0, start = 0;
	while (str_split(&rest, '\n', &line)) {
		number++;
		if (str_is(line, "{")) start = number;
		if (!start || !line.n || line.p[0] != '}') continue;
		if (number - start - 1 > FUNCTION_MAX) scan_fault(f->scan, f->path, start, "a function of %d lines", number - start - 1);
		start = 0;
	}
}

static void check_types(struct file *f)
{
	if (f->test || !f->product) return;
	for (size_t i = 0; i < COUNT_OF(made_in); i++) {
		if (path_in(f->path, made_in[i].where, COUNT_OF(made_in[i].where))) continue;
		struct str type = str_of(made_in[i].type);
		for (size_t at = 0, n; (n = str_find(str_skip(f->code, at), type)) != SIZE_MAX; at += n + type.n)
			scan_fault(f->scan, f->path, line_of(f, at + n), "%.*s ...} may not be made here", STR_ARG(type));
	}
	if (path_in(f->path, html_makers, COUNT_OF(html_makers))) return;
	for (size_t at = 0; (at = call_of(f->code, "html_from_out", at)) != SIZE_MAX; at++)
		scan_fault(f->scan, f->path, line_of(f, at), "html_from_out() is for templates and the page frame");
}

/* SQL text outside of a STATEMENT: in files of features and sites there is no other place for it. */
static void check_sql(struct file *f)
{
	static const char *const pages[] = { "src/feature/", "src/site/", "src/ui/" };
	bool page = path_in(f->path, pages, COUNT_OF(pages));
	if (f->test || !page || path_in(f->path, composed_sql, COUNT_OF(composed_sql))) return;
	for (size_t i = 0; i < COUNT_OF(sql_words); i++) {
		struct str word = str_of(sql_words[i]);
		for (size_t at = 0, n; (n = str_find(str_skip(f->src, at), word)) != SIZE_MAX; at += n + word.n) {
			size_t here = at + n, from = here > 400 ? here - 400 : 0;
			struct str before = { f->src.p + from, here - from };
			size_t last = SIZE_MAX, found;
			for (size_t k = 0; (found = str_find(str_skip(before, k), S("STATEMENT"))) != SIZE_MAX; k += found + 1) last = k + found;
			bool inside = last != SIZE_MAX && str_find(str_skip(before, last), S(";\n")) == SIZE_MAX;
			if (!inside) scan_fault(f->scan, f->path, line_of(f, here), "SQL outside of STATEMENT()");
		}
	}
}

static void check_words(struct file *f)
{
	for (size_t i = 0; i < COUNT_OF(unfinished); i++) {
		size_t at = str_find(f->src, str_of(unfinished[i]));
		size_t end = at == SIZE_MAX ? 0 : at + strlen(unfinished[i]);
		bool whole = at != SIZE_MAX && !(at && is_word(f->src.p[at - 1])) && !(end < f->src.n && is_word(f->src.p[end]));
		if (whole) scan_fault(f->scan, f->path, line_of(f, at), "unfinished work: %s", unfinished[i]);
	}
}

static void check_file(struct scan *s, const char *path)
{
	struct file f = { .scan = s, .path = path, .src = scan_file(s, path) };
	f.code = str_ends(str_of(path), S(".html")) ? f.src : scan_code(s->arena, f.src);
	f.test = str_ends(str_of(path), S(".test.c")) || str_ends(str_of(path), S(".fuzz.c")) || str_starts(str_of(path), S("test/"));
	f.product = str_starts(str_of(path), S("src/"));
	check_head(&f);
	check_calls(&f);
	check_lines(&f);
	check_functions(&f);
	check_types(&f);
	check_sql(&f);
	check_words(&f);
}

int main(int argc, char **argv)
{
	struct scan s = { arena_new(), 0 };
	for (int i = 1; i < argc; i++) check_file(&s, argv[i]);
	arena_free(s.arena);
	if (argc < 2) fprintf(stderr, "usage: style FILES...\n");
	return s.faults || argc < 2 ? 1 : 0;
}
