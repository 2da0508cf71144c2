/* The command line as a table: words, options, operands, help and the function that does it.
 *
 * `kenmin --help`, `kenmin WORDS --help`, usage errors and doc/commands.md are printed from the rows
 * (src/app.c). Nothing prompts. Results go to standard output, errors to standard error and say what to do.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "core/arena.h"
#include "core/err.h"
#include "core/out.h"
#include "core/str.h"

/* Exit codes; other scripts rely on them. */
enum command_exit {
	EXIT_OK = 0,
	EXIT_FAILED = 1,    /* it did not work; standard error says why */
	EXIT_USAGE = 2,     /* unknown command, option or value */
	EXIT_MISSING = 3,   /* no such data folder, file or record */
	EXIT_BUSY = 4,      /* another process holds what is needed; try again */
	EXIT_FINDINGS = 5   /* it ran and found faults: check, a dry run with quarantined rows, a publish rule not met */
};

enum { OPTIONS_MAX = 8, OPERANDS_MAX = 3 };

struct command_option {
	const char *name;  /* "data": --data */
	const char *value; /* "DIR"; NULL: a flag */
	bool required;
	const char *help;
};
struct command_line;
struct command {
	const char *words;    /* "import wordpress" */
	const char *operands; /* "DUMP.sql[.gz]", "ENTITY ID"; "" = none; all are required */
	const char *summary;
	struct command_option option[OPTIONS_MAX]; /* ends with name NULL */
	int (*run)(struct command_line *);
	bool hidden;          /* not for people */
};

struct command_line {
	struct arena *arena;
	const struct command *command, *table; /* table ends with words NULL */
	struct str option[OPTIONS_MAX]; /* by position; .p NULL = not given; a flag has "" */
	struct str operand[OPERANDS_MAX];
	int64_t now; /* UTC seconds */
};

/* Finds the command, reads its options, runs it; the exit code. `now` is the clock for the whole command. */
int command_main(const struct command *table, int argc, char **argv, int64_t now);

/* STR_NONE when not given. */
struct str command_option(const struct command_line *, const char *name);
bool command_flag(const struct command_line *, const char *name);
/* "kenmin import csv: MESSAGE" on standard error; returns the code. The message says what to do. */
int command_fail(const struct command_line *, enum command_exit, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* The usual exit code and advice of an error result, about `what`. OK gives EXIT_OK and prints nothing. */
int command_result(const struct command_line *, enum err, const char *what);
/* A line on standard output. */
void command_say(const char *fmt, ...) PRINTF_LIKE(1, 2);
void command_print(struct str text);

/* doc/commands.md */
void command_doc(struct out *, const struct command *table);

#endif
