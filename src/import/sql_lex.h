/* A streaming reader of SQL dumps: tables and rows as values. It never executes SQL.
 *
 * Reads what mysqldump, mariadb-dump, phpMyAdmin and like tools write (MySQL 4.1 - 8, MariaDB 5 - 11):
 * CREATE TABLE (column names and types), INSERT / REPLACE with or without column list, extended,
 * IGNORE; strings with all escapes ('' and \0 \b \t \n \r \Z \\ \% \_), "..." strings, adjacent strings,
 * _charset and N introducers, 0x.., x'..', b'..', NULL, numbers, TRUE, FALSE; identifiers bare, in
 * backticks or in "ansi quotes"; comments --, #, and C style incl. the conditional ones of MySQL (!)
 * and MariaDB (M!), which are skipped; DELIMITER. Every other statement is counted and skipped.
 *
 * Bytes stay bytes: BIT and BLOB values are raw, so that a file need not be UTF-8 as a whole; who
 * takes a text column checks it (import/text.h). Memory: the window, one row, and the table heads.
 * Source: MySQL 8 and MariaDB 10.11 reference manuals (lexical structure), field-and-peers.md D.1.
 */
#ifndef IMPORT_SQL_LEX_H
#define IMPORT_SQL_LEX_H

#include "import/input.h"

enum { SQL_COLUMNS_MAX = 512, SQL_TABLES_MAX = 4096, SQL_ROW_MAX = 64 << 20, SQL_NAME_MAX = 512 };

enum sql_type {
	SQL_OTHER, SQL_INTEGER, SQL_REAL, SQL_TEXT, SQL_BYTES, SQL_BIT, SQL_DATE, SQL_TIME, SQL_DATETIME,
	SQL_TIMESTAMP, SQL_YEAR, SQL_ENUM, SQL_SET
};
struct sql_column {
	struct str name;
	struct str declared; /* first word of the type, lower case: "varchar" */
	enum sql_type type;
};
struct sql_table {
	struct str name;
	struct sql_column *column;
	size_t columns;
	int64_t line;  /* of its CREATE TABLE, or of the first INSERT with column names */
	int64_t rows;  /* read so far */
	int number;    /* 0, 1, 2 ... in order of appearance */
	bool ignored;  /* sql_ignore() */
};
enum sql_value_type {
	VALUE_NULL,
	VALUE_NUMBER, /* s: the digits as written */
	VALUE_TEXT,   /* s: the bytes, escapes resolved; BIT literals as bytes */
	VALUE_ABSENT, /* not in the INSERT's column list */
	VALUE_RAW     /* an expression we don't evaluate; s: its text */
};
struct sql_value {
	enum sql_value_type type;
	struct str s; /* lives until the next sql_next() */
};

enum sql_event {
	SQL_END,     /* the file is complete */
	SQL_CREATE,  /* dump->table was declared */
	SQL_ROW,     /* dump->value[0 .. dump->table->columns), dump->row_line */
	SQL_BAD_ROW, /* more or fewer values than columns; the row is in dump->value[0 .. dump->values) */
	SQL_ERROR    /* dump->error: "12行目: ..." in Japanese; reading stops */
};

struct sql_dump {
	struct input in;
	struct arena *arena;       /* tables and the row buffer */
	const struct sql_table *table;
	struct sql_value value[SQL_COLUMNS_MAX];
	size_t values;
	int64_t row_line;
	struct str error;
	int64_t statements, skipped; /* all; of these not CREATE TABLE or INSERT */
	int64_t views;
	char charset[32];          /* of SET NAMES; "" = not said */

	/* private */
	struct sql_table **tables;
	size_t table_count, table_cap;
	char *row;                 /* bytes of the row; values are offsets until it is complete */
	size_t row_n, row_cap, start[SQL_COLUMNS_MAX];
	struct sql_table *target;  /* INSERT being read */
	size_t order[SQL_COLUMNS_MAX], listed;
	bool in_insert, keep, has_head, completed, no_backslash, failed, any;
	char delimiter[8];
};

MUST_USE enum err sql_open(struct arena *, const char *path, struct sql_dump *);
void sql_open_memory(struct arena *, struct str bytes, struct sql_dump *);
/* Reads on to the next table or row. After SQL_END and SQL_ERROR it returns the same again. */
enum sql_event sql_next(struct sql_dump *);
/* Rows of this table are checked and counted from now on, but not delivered. */
void sql_ignore(struct sql_dump *, const struct sql_table *);
/* Position of a column, or -1. */
int sql_column_at(const struct sql_table *, const char *name);
/* The table, or NULL when it was not seen (yet). */
const struct sql_table *sql_table_named(const struct sql_dump *, struct str name);
size_t sql_table_count(const struct sql_dump *);
const struct sql_table *sql_table_at(const struct sql_dump *, size_t i);

#endif
