/* Reading a command line by its table, help and documentation (command/command.h). */
#include "command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct { enum command_exit code; const char *meaning; } exit_codes[] = {
	{ EXIT_OK, "done" },
	{ EXIT_FAILED, "it did not work; standard error says why and what to do" },
	{ EXIT_USAGE, "unknown command, option or value" },
	{ EXIT_MISSING, "no such data folder, file or record" },
	{ EXIT_BUSY, "another process holds what is needed; try again" },
	{ EXIT_FINDINGS, "it ran and found faults (check, dry runs, a record that may not be published)" },
};

/* ---- printing ---- */

void command_say(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
}

void command_print(struct str text)
{
	fwrite(text.p, 1, text.n, stdout);
}

int command_fail(const struct command_line *l, enum command_exit code, const char *fmt, ...)
{
	va_list ap;
	fprintf(stderr, "kenmin%s%s: ", l->command ? " " : "", l->command ? l->command->words : "");
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return code;
}

int command_result(const struct command_line *l, enum err e, const char *what)
{
	static const struct { enum command_exit code; const char *advice; } row[ERR_COUNT] = {
		[ERR_NOT_FOUND] = { EXIT_MISSING, "not found" },
		[ERR_DENIED] = { EXIT_FAILED, "not allowed: owner or mode is wrong (the folder must be 0700 and yours, DIR/keys 0600)" },
		[ERR_CONFLICT] = { EXIT_FAILED, "it is there already, or was changed by somebody else" },
		[ERR_BUSY] = { EXIT_BUSY, "another process is writing: try again" },
		[ERR_INPUT] = { EXIT_FAILED, "the content is not what it should be (damaged, or another program's file)" },
		[ERR_FULL] = { EXIT_FAILED, "a limit was reached: look at the free disk space" },
		[ERR_IO] = { EXIT_FAILED, "the system refused (disk, permission); the line above says where" },
	};
	if (!e) return EXIT_OK;
	return command_fail(l, row[e].code, "%s: %s", what, row[e].advice);
}

static void out_synopsis(struct out *o, const struct command *c)
{
	out_fmt(o, "kenmin %s", c->words);
	for (const struct command_option *p = c->option; p->name; p++)
		out_fmt(o, p->required ? " --%s%s%s" : " [--%s%s%s]", p->name, p->value ? " " : "", p->value ? p->value : "");
	if (*c->operands) out_fmt(o, " %s", c->operands);
}

static void out_help(struct out *o, const struct command *c)
{
	out_lit(o, "usage: ");
	out_synopsis(o, c);
	out_fmt(o, "\n\n%s\n", c->summary);
	if (c->option[0].name) out_lit(o, "\n");
	for (const struct command_option *p = c->option; p->name; p++) {
		char left[64];
		snprintf(left, sizeof left, "--%s%s%s", p->name, p->value ? " " : "", p->value ? p->value : "");
		out_fmt(o, "  %-22s %s%s\n", left, p->help, p->required ? " (required)" : "");
	}
	out_lit(o, "\nExit codes: ");
	for (size_t i = 0; i < COUNT_OF(exit_codes); i++)
		out_fmt(o, "%s%d %s", i ? "\n            " : "", exit_codes[i].code, exit_codes[i].meaning);
	out_lit(o, "\n");
}

static void out_overview(struct out *o, const struct command *table)
{
	out_lit(o, "kenmin: the two sites of Yamaguchi's citizens' activities in one program.\n\n");
	for (const struct command *c = table; c->words; c++)
		if (!c->hidden) out_fmt(o, "  kenmin %-18s %s\n", c->words, c->summary);
	out_lit(o, "\nkenmin COMMAND --help says more. A first start:\n"
	           "  kenmin init --data DIR && kenmin serve --data DIR\n");
}

void command_doc(struct out *o, const struct command *table)
{
	out_lit(o, "# Commands\n\nPrinted by `kenmin doc`. Nothing prompts; errors go to standard error and say what to do;\n"
	           "work of over a second shows a progress bar on a terminal.\n\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
	for (size_t i = 0; i < COUNT_OF(exit_codes); i++) out_fmt(o, "| %d | %s |\n", exit_codes[i].code, exit_codes[i].meaning);
	for (const struct command *c = table; c->words; c++) {
		if (c->hidden) continue;
		out_fmt(o, "\n## kenmin %s\n\n```\n", c->words);
		out_synopsis(o, c);
		out_fmt(o, "\n```\n\n%s\n", c->summary);
		if (c->option[0].name) out_lit(o, "\n| option | meaning |\n|---|---|\n");
		for (const struct command_option *p = c->option; p->name; p++)
			out_fmt(o, "| `--%s%s%s` | %s%s |\n", p->name, p->value ? " " : "", p->value ? p->value : "", p->help,
				p->required ? " (required)" : "");
	}
}

/* ---- reading ---- */

static size_t option_index(const struct command *c, struct str name)
{
	for (size_t i = 0; c->option[i].name; i++)
		if (str_is(name, c->option[i].name)) return i;
	return SIZE_MAX;
}

struct str command_option(const struct command_line *l, const char *name)
{
	size_t i = option_index(l->command, str_of(name));
	ASSERT(i != SIZE_MAX);
	return l->option[i].p ? l->option[i] : STR_NONE;
}

bool command_flag(const struct command_line *l, const char *name)
{
	size_t i = option_index(l->command, str_of(name));
	ASSERT(i != SIZE_MAX);
	return l->option[i].p != NULL;
}

/* How many of the arguments the command's words take; 0: not this command. */
static int words_match(const char *words, int argc, char **argv)
{
	struct str rest = str_of(words), word;
	int n = 0;
	for (; str_split(&rest, ' ', &word); n++)
		if (n >= argc || !str_is(word, argv[n])) return 0;
	return n;
}

static const struct command *find_command(const struct command *table, int argc, char **argv, int *taken)
{
	const struct command *best = NULL;
	*taken = 0;
	for (const struct command *c = table; c->words; c++) {
		int n = words_match(c->words, argc, argv);
		if (n > *taken) *taken = n, best = c;
	}
	return best;
}

static size_t count_words(const char *text)
{
	struct str rest = str_of(text), word;
	size_t n = 0;
	while (str_split(&rest, ' ', &word))
		if (word.n) n++;
	return n;
}

/* One option at argv[*i], its value perhaps behind '='. */
static int read_option(struct command_line *l, int argc, char **argv, int *i)
{
	struct str text = str_skip(str_of(argv[*i]), 2);
	size_t eq = str_find_char(text, '=');
	struct str name = eq == SIZE_MAX ? text : str_left(text, eq);
	size_t at = option_index(l->command, name);
	if (at == SIZE_MAX)
		return command_fail(l, EXIT_USAGE, "there is no option --%.*s (see kenmin %s --help)", STR_ARG(name), l->command->words);
	const struct command_option *o = &l->command->option[at];
	if (l->option[at].p) return command_fail(l, EXIT_USAGE, "--%s is given twice", o->name);
	if (!o->value) {
		if (eq != SIZE_MAX) return command_fail(l, EXIT_USAGE, "--%s takes no value", o->name);
		l->option[at] = S("");
	} else if (eq != SIZE_MAX) l->option[at] = str_skip(text, eq + 1);
	else if (*i + 1 < argc) l->option[at] = str_of(argv[++*i]);
	else return command_fail(l, EXIT_USAGE, "--%s needs a value: --%s %s", o->name, o->name, o->value);
	return EXIT_OK;
}

static int check_complete(const struct command_line *l, size_t operands)
{
	for (size_t i = 0; l->command->option[i].name; i++)
		if (l->command->option[i].required && !l->option[i].p)
			return command_fail(l, EXIT_USAGE, "--%s %s is missing (see kenmin %s --help)", l->command->option[i].name,
				l->command->option[i].value, l->command->words);
	if (operands < count_words(l->command->operands))
		return command_fail(l, EXIT_USAGE, "expected: %s (see kenmin %s --help)", l->command->operands, l->command->words);
	return EXIT_OK;
}

static int read_line(struct command_line *l, int argc, char **argv)
{
	size_t operands = 0, most = count_words(l->command->operands);
	bool only_operands = false;
	ASSERT(most <= OPERANDS_MAX);
	for (int i = 0; i < argc; i++) {
		if (!only_operands && strcmp(argv[i], "--") == 0) {
			only_operands = true;
		} else if (!only_operands && strncmp(argv[i], "--", 2) == 0) {
			int code = read_option(l, argc, argv, &i);
			if (code) return code;
		} else if (operands == most) {
			return command_fail(l, EXIT_USAGE, "one word too many: %s", argv[i]);
		} else {
			l->operand[operands++] = str_of(argv[i]);
		}
	}
	return check_complete(l, operands);
}

static bool asks_help(int argc, char **argv)
{
	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return true;
	return false;
}

static int help(struct arena *a, const struct command *table, const struct command *c, FILE *to)
{
	struct out o = out_new(a, 64 << 10);
	if (c) out_help(&o, c);
	else out_overview(&o, table);
	fwrite(o.p, 1, o.n, to);
	return to == stdout ? EXIT_OK : EXIT_USAGE;
}

int command_main(const struct command *table, int argc, char **argv, int64_t now)
{
	struct arena *a = arena_new();
	int taken = 0, code;
	struct command_line l = { .arena = a, .table = table, .now = now };
	l.command = find_command(table, argc - 1, argv + 1, &taken);
	if (asks_help(argc - 1, argv + 1)) code = help(a, table, l.command, stdout);
	else if (argc < 2) code = help(a, table, NULL, stderr);
	else if (!l.command) code = command_fail(&l, EXIT_USAGE, "there is no command \"%s\" (see kenmin --help)", argv[1]);
	else code = read_line(&l, argc - 1 - taken, argv + 1 + taken);
	if (!code && l.command && !asks_help(argc - 1, argv + 1)) code = l.command->run(&l);
	if (fflush(stdout) && !code) code = EXIT_FAILED;
	arena_free(a);
	return code;
}
