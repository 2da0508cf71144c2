/* The dump reader (import/sql_lex.h): a hand-written lexer over bytes, one statement at a time. */
#include "import/sql_lex.h"

#include <stdio.h>
#include <string.h>

static enum sql_event fail(struct sql_dump *d, const char *text)
{
	if (d->failed) return SQL_ERROR;
	d->failed = true;
	const char *why = text;
	if (d->in.err == ERR_INPUT) why = "gzip の圧縮が壊れているか、途中で切れています";
	if (d->in.err == ERR_IO) why = "ファイルを読めませんでした";
	d->error = str_fmt(d->arena, "%lld行目: %s", (long long)input_line(&d->in), why);
	return SQL_ERROR;
}

/* ---- words and blanks ---- */

static bool is_blank(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_word(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || c >= 0x80;
}

/* What the dump says about itself in a comment: who wrote it, whether it is complete, its character set. */
static void note_comment(struct sql_dump *d, struct str text)
{
	static const char *const heads[] = { "-- MySQL dump", "-- MariaDB dump" };
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		if (str_starts(text, str_of(heads[i]))) d->has_head = true;
	if (str_starts(text, S("-- Dump completed"))) d->completed = true;
	if (str_find(text, S("NO_BACKSLASH_ESCAPES")) != SIZE_MAX) d->no_backslash = true;
	if (str_find(text, S("CREATE VIEW")) != SIZE_MAX || str_find(text, S(" VIEW `")) != SIZE_MAX) d->views++;
	size_t at = str_find(text, S("SET NAMES "));
	if (at == SIZE_MAX) return;
	struct str rest = str_trim(str_skip(text, at + 10));
	size_t n = 0;
	while (n < rest.n && n < sizeof d->charset - 1 && is_word((unsigned char)rest.p[n])) n++;
	memcpy(d->charset, rest.p, n);
	d->charset[n] = 0;
}

/* Takes a quoted run whose opening quote is already taken; its bytes go nowhere. */
static bool skip_quoted(struct sql_dump *d, int quote)
{
	for (int c; (c = input_next(&d->in)) >= 0;) {
		if (c == '\\' && quote != '`' && !d->no_backslash) {
			if (input_next(&d->in) < 0) return false;
		} else if (c == quote) {
			if (input_peek(&d->in) != quote) return true;
			input_next(&d->in);
		}
	}
	return false;
}

/* A comment to the end of the line; `first` is what was taken of it. */
static void line_comment(struct sql_dump *d, const char *first)
{
	char text[80];
	size_t n = strlen(first);
	memcpy(text, first, n);
	for (int c; (c = input_next(&d->in)) >= 0 && c != '\n';)
		if (n < sizeof text) text[n++] = (char)c;
	note_comment(d, (struct str){ text, n });
}

/* A comment in C style, its opening taken. In a conditional one strings are strings. */
static bool block_comment(struct sql_dump *d)
{
	char text[160];
	size_t n = 0;
	int quote = 0;
	bool conditional = input_peek(&d->in) == '!' || input_peek(&d->in) == 'M';
	for (int c; (c = input_next(&d->in)) >= 0;) {
		if (!quote && c == '*' && input_peek(&d->in) == '/') {
			input_next(&d->in);
			note_comment(d, (struct str){ text, n });
			return true;
		}
		if (conditional && n == 1 && text[0] == 'M' && c != '!') conditional = false;
		if (n < sizeof text) text[n++] = (char)c;
		if (!conditional) continue;
		if (quote && c == '\\' && quote != '`') input_next(&d->in);
		else if (quote) quote = c == quote ? 0 : quote;
		else if (c == '\'' || c == '"' || c == '`') quote = c;
	}
	return false;
}

/* Skips blanks and comments. '-' and '/' that begin none are left: they return false in *plain. */
static bool skip_blank(struct sql_dump *d)
{
	for (;;) {
		int c = input_peek(&d->in);
		if (is_blank(c)) {
			input_next(&d->in);
		} else if (c == '#') {
			input_next(&d->in);
			line_comment(d, "#");
		} else if (c == '-' && input_ahead(&d->in, 2) && d->in.at[1] == '-') {
			input_take(&d->in, NULL, 2);
			line_comment(d, "--");
		} else if (c == '/') {
			input_next(&d->in);
			if (input_peek(&d->in) != '*') return true; /* a lone slash is nothing we read: dropped */
			input_next(&d->in);
			if (!block_comment(d)) return false;
		} else {
			return true;
		}
	}
}

/* A bare word in upper case; false when none stands here. */
static bool take_word(struct sql_dump *d, char *word, size_t max)
{
	size_t n = 0;
	while (is_word(input_peek(&d->in))) {
		int c = input_next(&d->in);
		if (n < max - 1) word[n++] = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
	}
	word[n] = 0;
	return n > 0;
}

/* An identifier, also `quoted`, "quoted"; of db.table the last part. */
static bool take_name(struct sql_dump *d, char *name)
{
	for (;;) {
		size_t n = 0;
		int quote = input_peek(&d->in);
		if (quote == '`' || quote == '"') {
			input_next(&d->in);
			for (;;) {
				int c = input_next(&d->in);
				if (c < 0) return false;
				if (c == quote && input_peek(&d->in) != quote) break;
				if (c == quote) input_next(&d->in);
				if (n < SQL_NAME_MAX - 1) name[n++] = (char)c;
			}
		} else {
			while (is_word(input_peek(&d->in))) {
				int c = input_next(&d->in);
				if (n < SQL_NAME_MAX - 1) name[n++] = (char)c;
			}
		}
		name[n] = 0;
		if (n == 0) return false;
		if (input_peek(&d->in) != '.') return true;
		input_next(&d->in);
	}
}

/* ---- skipping ---- */

static bool at_delimiter(struct sql_dump *d)
{
	size_t n = strlen(d->delimiter);
	if (input_peek(&d->in) != (unsigned char)d->delimiter[0]) return false;
	if (n > 1 && (!input_ahead(&d->in, n) || memcmp(d->in.at, d->delimiter, n) != 0)) return false;
	return input_take(&d->in, NULL, n);
}

/* To behind the end of the statement. At the end of the file: false when something was cut. */
static bool skip_statement(struct sql_dump *d)
{
	for (;;) {
		if (!skip_blank(d)) return false;
		if (at_delimiter(d)) return true;
		int c = input_next(&d->in);
		if (c < 0) return false;
		if ((c == '\'' || c == '"' || c == '`') && !skip_quoted(d, c)) return false;
	}
}

/* To the next comma or closing bracket of this level, not taken. */
static bool skip_item(struct sql_dump *d)
{
	for (int depth = 0;;) {
		if (!skip_blank(d)) return false;
		int c = input_peek(&d->in);
		if (c < 0) return false;
		if (depth == 0 && (c == ',' || c == ')')) return true;
		input_next(&d->in);
		if (c == '(') depth++;
		if (c == ')') depth--;
		if ((c == '\'' || c == '"' || c == '`') && !skip_quoted(d, c)) return false;
	}
}

/* ---- CREATE TABLE ---- */

static const struct {
	const char *word;
	enum sql_type type;
} type_words[] = {
	{ "tinyint", SQL_INTEGER }, { "smallint", SQL_INTEGER }, { "mediumint", SQL_INTEGER }, { "int", SQL_INTEGER },
	{ "integer", SQL_INTEGER }, { "bigint", SQL_INTEGER }, { "bool", SQL_INTEGER }, { "boolean", SQL_INTEGER },
	{ "decimal", SQL_REAL }, { "numeric", SQL_REAL }, { "float", SQL_REAL }, { "double", SQL_REAL }, { "real", SQL_REAL },
	{ "char", SQL_TEXT }, { "varchar", SQL_TEXT }, { "tinytext", SQL_TEXT }, { "text", SQL_TEXT },
	{ "mediumtext", SQL_TEXT }, { "longtext", SQL_TEXT }, { "json", SQL_TEXT }, { "uuid", SQL_TEXT },
	{ "binary", SQL_BYTES }, { "varbinary", SQL_BYTES }, { "tinyblob", SQL_BYTES }, { "blob", SQL_BYTES },
	{ "mediumblob", SQL_BYTES }, { "longblob", SQL_BYTES }, { "bit", SQL_BIT }, { "date", SQL_DATE }, { "time", SQL_TIME },
	{ "datetime", SQL_DATETIME }, { "timestamp", SQL_TIMESTAMP }, { "year", SQL_YEAR }, { "enum", SQL_ENUM }, { "set", SQL_SET },
};

static enum sql_type type_of(struct str word)
{
	for (size_t i = 0; i < COUNT_OF(type_words); i++)
		if (str_eq_nocase(word, str_of(type_words[i].word))) return type_words[i].type;
	return SQL_OTHER;
}

static struct sql_table *find_table(const struct sql_dump *d, struct str name)
{
	for (size_t i = 0; i < d->table_count; i++)
		if (str_eq(d->tables[i]->name, name)) return d->tables[i];
	return NULL;
}

static struct sql_table *table_new(struct sql_dump *d, struct str name)
{
	struct sql_table *t = find_table(d, name);
	if (!t) {
		if (d->table_count == SQL_TABLES_MAX) return NULL;
		if (d->table_count == d->table_cap) {
			size_t cap = d->table_cap ? d->table_cap * 2 : 32;
			d->tables = arena_grow(d->arena, d->tables, d->table_cap * sizeof *d->tables, cap * sizeof *d->tables);
			d->table_cap = cap;
		}
		t = ARENA_NEW(d->arena, struct sql_table);
		t->number = (int)d->table_count;
		t->name = str_dup(d->arena, name);
		d->tables[d->table_count++] = t;
	}
	t->columns = 0;
	t->line = input_line(&d->in);
	return t;
}

static bool is_key_word(struct str word)
{
	static const char *const words[] = { "PRIMARY", "KEY", "UNIQUE", "INDEX", "FULLTEXT", "SPATIAL", "CONSTRAINT", "FOREIGN",
		"CHECK", "PERIOD" };
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq_nocase(word, str_of(words[i]))) return true;
	return false;
}

/* One line of a CREATE TABLE: a column, or a key (ignored). */
static const char *take_definition(struct sql_dump *d, struct sql_column *column, size_t *n)
{
	char name[SQL_NAME_MAX], word[64];
	bool quoted = input_peek(&d->in) == '`' || input_peek(&d->in) == '"';
	if (!take_name(d, name)) return "CREATE TABLE の列の名前を読めません";
	if (!quoted && is_key_word(str_of(name))) return skip_item(d) ? NULL : "CREATE TABLE の途中でファイルが終わっています";
	if (!skip_blank(d)) return "CREATE TABLE の途中でファイルが終わっています";
	if (*n == SQL_COLUMNS_MAX) return "列が多すぎます";
	word[0] = 0;
	take_word(d, word, sizeof word);
	for (char *p = word; *p; p++)
		if (*p >= 'A' && *p <= 'Z') *p = (char)(*p + 32);
	struct str declared = str_dup(d->arena, str_of(word));
	column[(*n)++] = (struct sql_column){ str_dup(d->arena, str_of(name)), declared, type_of(declared) };
	return skip_item(d) ? NULL : "CREATE TABLE の途中でファイルが終わっています";
}

static enum sql_event read_create(struct sql_dump *d)
{
	char name[SQL_NAME_MAX], word[16];
	const char *cut = "CREATE TABLE の途中でファイルが終わっています";
	if (!skip_blank(d) || !take_name(d, name)) return fail(d, "CREATE TABLE の表の名前を読めません");
	if (str_eq_nocase(str_of(name), S("if"))) {
		for (int i = 0; i < 2; i++)
			if (!skip_blank(d) || !take_word(d, word, sizeof word)) return fail(d, cut);
		if (!skip_blank(d) || !take_name(d, name)) return fail(d, cut);
	}
	struct sql_table *t = table_new(d, str_of(name));
	if (!t) return fail(d, "表が多すぎます");
	if (!skip_blank(d)) return fail(d, cut);
	if (input_peek(&d->in) != '(') return skip_statement(d) ? SQL_END : fail(d, cut); /* CREATE TABLE a LIKE b */
	input_next(&d->in);
	struct sql_column column[SQL_COLUMNS_MAX];
	size_t n = 0;
	for (;;) {
		if (!skip_blank(d)) return fail(d, cut);
		const char *fault = take_definition(d, column, &n);
		if (fault) return fail(d, fault);
		if (input_next(&d->in) == ')') break;
	}
	if (!skip_statement(d)) return fail(d, cut);
	t->column = ARENA_ARRAY(d->arena, struct sql_column, n ? n : 1);
	if (n) memcpy(t->column, column, n * sizeof *column);
	t->columns = n;
	d->table = t;
	return SQL_CREATE;
}

/* ---- values ---- */

static bool put(struct sql_dump *d, const void *p, size_t n)
{
	if (!d->keep) return true;
	if (n > d->row_cap - d->row_n) {
		if (n > SQL_ROW_MAX - d->row_n) return false;
		size_t cap = d->row_cap ? d->row_cap : 64 * 1024;
		while (cap - d->row_n < n) cap *= 2;
		d->row = arena_grow(d->arena, d->row, d->row_cap, cap);
		d->row_cap = cap;
	}
	if (n) memcpy(d->row + d->row_n, p, n); /* an empty text has no room yet */
	d->row_n += n;
	return true;
}

static bool put_byte(struct sql_dump *d, int c)
{
	char b = (char)c;
	return put(d, &b, 1);
}

/* The bytes an escape stands for. \% and \_ keep their backslash (they matter only in patterns). */
static bool put_escaped(struct sql_dump *d, int c)
{
	static const char from[] = "0btnrZ", to[] = "\0\b\t\n\r\x1A";
	const char *hit = c ? strchr(from, c) : NULL;
	if (c == '%' || c == '_') return put_byte(d, '\\') && put_byte(d, c);
	return put_byte(d, hit ? to[hit - from] : c);
}

/* A string behind its opening quote. */
static const char *take_string(struct sql_dump *d, int quote)
{
	for (;;) {
		if (d->in.at >= d->in.end && !input_fill(&d->in)) return "文字列の途中でファイルが終わっています";
		const unsigned char *p = d->in.at;
		while (p < d->in.end && *p != quote && *p != '\\') p++;
		if (!put(d, d->in.at, (size_t)(p - d->in.at))) return "1行のデータが大きすぎます（64 MB まで）";
		d->in.at = p;
		if (p == d->in.end) continue;
		int c = input_next(&d->in);
		if (c == '\\' && d->no_backslash) {
			if (!put_byte(d, c)) return "1行のデータが大きすぎます（64 MB まで）";
		} else if (c == '\\') {
			int escaped = input_next(&d->in);
			if (escaped < 0) return "文字列の途中でファイルが終わっています";
			if (!put_escaped(d, escaped)) return "1行のデータが大きすぎます（64 MB まで）";
		} else {
			if (input_peek(&d->in) != quote) return NULL;
			input_next(&d->in);
			if (!put_byte(d, quote)) return "1行のデータが大きすぎます（64 MB まで）";
		}
	}
}

static int hex_value(int c)
{
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	if (c >= 'A' && c <= 'F') return c - 'A' + 10;
	return -1;
}

/* Digits of 0x.., x'..' (base 16) or 0b.., b'..' (base 2) as bytes, right-aligned. */
static const char *take_digits(struct sql_dump *d, int base, bool quoted)
{
	int per_byte = base == 16 ? 2 : 8, bits = base == 16 ? 4 : 1;
	size_t first = d->row_n, digits = 0;
	unsigned have = 0;
	for (int v; (v = hex_value(input_peek(&d->in))) >= 0 && v < base; digits++) {
		input_next(&d->in);
		have = have << bits | (unsigned)v;
		if ((digits + 1) % (size_t)per_byte == 0 && !put_byte(d, (int)(have & 255))) return "1行のデータが大きすぎます（64 MB まで）";
	}
	size_t odd = digits % (size_t)per_byte;
	if (odd && d->keep) { /* an incomplete byte: shift everything to the right end */
		if (!put_byte(d, 0)) return "1行のデータが大きすぎます（64 MB まで）";
		unsigned shift = (unsigned)((size_t)per_byte - odd) * (unsigned)bits, carry = 0;
		unsigned char *p = (unsigned char *)d->row + first;
		p[d->row_n - first - 1] = (unsigned char)(have << shift & 255);
		for (size_t i = 0; i < d->row_n - first; i++) {
			unsigned whole = p[i];
			p[i] = (unsigned char)(carry | whole >> shift);
			carry = whole << (8 - shift) & 255;
		}
	}
	if (quoted && input_next(&d->in) != '\'') return "16進・2進の値が壊れています";
	return NULL;
}

static const char *take_number(struct sql_dump *d)
{
	for (int c; (c = input_peek(&d->in)) >= 0;) {
		if (!((c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-' || c == 'e' || c == 'E')) break;
		if (!put_byte(d, input_next(&d->in))) return "1行のデータが大きすぎます（64 MB まで）";
	}
	return NULL;
}

/* An expression we don't know: kept as text up to the comma or bracket of this level. */
static const char *take_raw(struct sql_dump *d)
{
	for (int depth = 0;;) {
		int c = input_peek(&d->in);
		if (c < 0) return "値の途中でファイルが終わっています";
		if (depth == 0 && (c == ',' || c == ')')) return NULL;
		if (c == ';' && depth == 0) return "値の並びが閉じていません";
		input_next(&d->in);
		if (c == '(') depth++;
		if (c == ')') depth--;
		if (!put_byte(d, c)) return "1行のデータが大きすぎます（64 MB まで）";
		if ((c == '\'' || c == '"') && take_string(d, c)) return "値の途中でファイルが終わっています";
	}
}

/* NULL, TRUE, FALSE, _utf8mb4'..', x'..', b'..', N'..', or the start of an expression. */
static const char *take_worded(struct sql_dump *d, struct sql_value *v)
{
	char word[64];
	take_word(d, word, sizeof word);
	int next = input_peek(&d->in);
	if (strcmp(word, "NULL") == 0) {
		v->type = VALUE_NULL;
		return NULL;
	}
	if (strcmp(word, "TRUE") == 0 || strcmp(word, "FALSE") == 0) {
		v->type = VALUE_NUMBER;
		return put_byte(d, word[0] == 'T' ? '1' : '0') ? NULL : "1行のデータが大きすぎます（64 MB まで）";
	}
	v->type = VALUE_TEXT;
	if (next == '\'' && (strcmp(word, "X") == 0 || strcmp(word, "B") == 0)) {
		input_next(&d->in);
		return take_digits(d, word[0] == 'X' ? 16 : 2, true);
	}
	if (word[0] == '_' || strcmp(word, "N") == 0) {
		if (!skip_blank(d)) return "値の途中でファイルが終わっています";
		next = input_peek(&d->in);
		if (next == '\'' || next == '"') return take_string(d, input_next(&d->in));
		if (next == '0') { /* _binary 0xFF */
			input_next(&d->in);
			if (input_peek(&d->in) == 'x' && input_next(&d->in)) return take_digits(d, 16, false);
		}
		if (take_word(d, word, sizeof word) && strcmp(word, "X") == 0 && input_next(&d->in) == '\'')
			return take_digits(d, 16, true);
		return "値を読めません";
	}
	v->type = VALUE_RAW;
	if (!put(d, word, strlen(word))) return "1行のデータが大きすぎます（64 MB まで）";
	return take_raw(d);
}

static const char *take_value(struct sql_dump *d, struct sql_value *v)
{
	int c = input_peek(&d->in);
	if (c == '\'' || c == '"') {
		v->type = VALUE_TEXT;
		const char *fault = take_string(d, input_next(&d->in));
		while (!fault) { /* 'a' 'b' is one string */
			if (!skip_blank(d)) return "値の途中でファイルが終わっています";
			if (input_peek(&d->in) != c) return NULL;
			fault = take_string(d, input_next(&d->in));
		}
		return fault;
	}
	if (c == '0') {
		size_t before = d->row_n;
		input_next(&d->in);
		int x = input_peek(&d->in);
		if (x == 'x' || x == 'b') {
			input_next(&d->in);
			v->type = VALUE_TEXT;
			return take_digits(d, x == 'x' ? 16 : 2, false);
		}
		d->row_n = before;
		v->type = VALUE_NUMBER;
		if (!put_byte(d, '0')) return "1行のデータが大きすぎます（64 MB まで）";
		return take_number(d);
	}
	if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.') {
		v->type = VALUE_NUMBER;
		return take_number(d);
	}
	if (is_word(c)) return take_worded(d, v);
	return c < 0 ? "値の途中でファイルが終わっています" : "値を読めません";
}

/* ---- INSERT ---- */

static const char *read_columns(struct sql_dump *d, struct str table)
{
	char name[SQL_NAME_MAX];
	struct sql_column column[SQL_COLUMNS_MAX];
	size_t n = 0;
	for (;;) {
		if (!skip_blank(d) || !take_name(d, name)) return "INSERT の列の名前を読めません";
		if (n == SQL_COLUMNS_MAX) return "列が多すぎます";
		column[n++] = (struct sql_column){ str_dup(d->arena, str_of(name)), STR_NONE, SQL_OTHER };
		if (!skip_blank(d)) return "INSERT の途中でファイルが終わっています";
		int c = input_next(&d->in);
		if (c == ')') break;
		if (c != ',') return "INSERT の列の並びを読めません";
	}
	if (!d->target) {
		if (!(d->target = table_new(d, table))) return "表が多すぎます";
		d->target->column = ARENA_ARRAY(d->arena, struct sql_column, n);
		memcpy(d->target->column, column, n * sizeof *column);
		d->target->columns = n;
	}
	for (size_t i = 0; i < n; i++) {
		int at = sql_column_at(d->target, column[i].name.p);
		if (at < 0) return "INSERT に CREATE TABLE にない列があります";
		d->order[i] = (size_t)at;
	}
	d->listed = n;
	return NULL;
}

/* INSERT or REPLACE behind its first word, up to the first bracket of the values. */
static const char *read_insert(struct sql_dump *d)
{
	static const char *const noise[] = { "INTO", "IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED" };
	char name[SQL_NAME_MAX], word[64];
	for (bool more = true; more;) {
		if (!skip_blank(d) || !take_name(d, name)) return "INSERT の表の名前を読めません";
		more = false;
		for (size_t i = 0; i < COUNT_OF(noise); i++)
			if (str_eq_nocase(str_of(name), str_of(noise[i]))) more = true;
	}
	struct str table = str_of(name);
	d->target = find_table(d, table);
	d->listed = 0;
	if (!skip_blank(d)) return "INSERT の途中でファイルが終わっています";
	if (input_peek(&d->in) == '(') {
		input_next(&d->in);
		const char *fault = read_columns(d, table);
		if (fault) return fault;
		if (!skip_blank(d)) return "INSERT の途中でファイルが終わっています";
	}
	take_word(d, word, sizeof word);
	if (strcmp(word, "VALUES") != 0 && strcmp(word, "VALUE") != 0) { /* INSERT ... SELECT, INSERT ... SET */
		d->skipped++;
		return skip_statement(d) ? NULL : "INSERT の途中でファイルが終わっています";
	}
	if (!d->target || d->target->columns == 0) return "CREATE TABLE のない表への INSERT で、列の名前もありません";
	d->in_insert = true;
	return NULL;
}

/* Turns offsets into pointers; `ordered` puts the values into the order of the table. */
static void settle_row(struct sql_dump *d, size_t n, bool ordered)
{
	struct sql_value read[SQL_COLUMNS_MAX];
	for (size_t i = 0; i < n; i++) {
		size_t end = i + 1 < n ? d->start[i + 1] : d->row_n;
		read[i] = d->value[i];
		read[i].s = (struct str){ d->row ? d->row + d->start[i] : "", d->row ? end - d->start[i] : 0 };
	}
	d->values = ordered ? d->target->columns : n;
	if (ordered)
		for (size_t i = 0; i < d->values; i++) d->value[i] = (struct sql_value){ VALUE_ABSENT, STR_NONE };
	for (size_t i = 0; i < n; i++) d->value[ordered ? d->order[i] : i] = read[i];
}

/* One tuple behind its bracket. */
static const char *read_tuple(struct sql_dump *d, size_t *n)
{
	*n = 0;
	d->row_n = 0;
	for (;;) {
		if (!skip_blank(d)) return "値の途中でファイルが終わっています";
		if (*n == SQL_COLUMNS_MAX) return "1行の値が多すぎます";
		d->start[*n] = d->row_n;
		const char *fault = take_value(d, &d->value[*n]);
		if (fault) return fault;
		(*n)++;
		if (!skip_blank(d)) return "値の途中でファイルが終わっています";
		int c = input_next(&d->in);
		if (c == ')') return NULL;
		if (c != ',') return c < 0 ? "値の途中でファイルが終わっています" : "値の間にコンマがありません";
	}
}

/* The next tuple of the INSERT, or the end of the statement (SQL_END: go on with the next one). */
static enum sql_event next_tuple(struct sql_dump *d)
{
	for (;;) {
		if (!skip_blank(d)) return fail(d, "INSERT の途中でファイルが終わっています");
		if (at_delimiter(d)) {
			d->in_insert = false;
			return SQL_END;
		}
		int c = input_next(&d->in);
		if (c == ',') continue;
		if (c != '(') { /* ON DUPLICATE KEY UPDATE ... */
			d->in_insert = false;
			if (c < 0 || !is_word(c)) return fail(d, c < 0 ? "INSERT の途中でファイルが終わっています" : "INSERT を読めません");
			return skip_statement(d) ? SQL_END : fail(d, "INSERT の途中でファイルが終わっています");
		}
		d->keep = !d->target->ignored;
		d->row_line = d->keep ? input_line(&d->in) : 0;
		size_t n;
		const char *fault = read_tuple(d, &n);
		if (fault) return fail(d, fault);
		d->target->rows++;
		bool good = n == (d->listed ? d->listed : d->target->columns);
		if (!d->keep && good) continue;
		d->table = d->target;
		settle_row(d, d->keep ? n : 0, good && d->listed); /* else there may be more values than columns */
		return good ? SQL_ROW : SQL_BAD_ROW;
	}
}

/* ---- statements ---- */

static enum sql_event at_end(struct sql_dump *d)
{
	if (d->in.err) return fail(d, "");
	if (!d->any) return fail(d, "SQL のダンプではありません（CREATE TABLE も INSERT もありません）");
	if (d->has_head && !d->completed)
		return fail(d, "ダンプが途中で終わっています（最後に「-- Dump completed」の行がありません）");
	return SQL_END;
}

static bool take_delimiter(struct sql_dump *d)
{
	size_t n = 0;
	while (input_peek(&d->in) == ' ') input_next(&d->in);
	for (int c; (c = input_next(&d->in)) >= 0 && c != '\n';)
		if (!is_blank(c) && c != 0 && n < sizeof d->delimiter - 1) d->delimiter[n++] = (char)c;
	d->delimiter[n] = 0;
	return n > 0;
}

/* Reads one statement's head; SQL_END = go on. */
static enum sql_event read_statement(struct sql_dump *d)
{
	char word[32];
	d->statements++;
	if (!take_word(d, word, sizeof word)) word[0] = 0;
	if (strcmp(word, "INSERT") == 0 || strcmp(word, "REPLACE") == 0) {
		const char *fault = read_insert(d);
		d->any = true;
		return fault ? fail(d, fault) : SQL_END;
	}
	if (strcmp(word, "CREATE") == 0) {
		if (!skip_blank(d)) return fail(d, "CREATE の途中でファイルが終わっています");
		take_word(d, word, sizeof word);
		if (strcmp(word, "TEMPORARY") == 0 && skip_blank(d)) take_word(d, word, sizeof word);
		if (strcmp(word, "TABLE") == 0) {
			d->any = true;
			return read_create(d);
		}
	}
	if (strcmp(word, "DELIMITER") == 0) return take_delimiter(d) ? SQL_END : fail(d, "DELIMITER の行を読めません");
	d->skipped++;
	if (skip_statement(d)) return SQL_END;
	if (d->in.err || d->any) return fail(d, "文の途中でファイルが終わっています");
	return fail(d, "SQL のダンプではありません（CREATE TABLE も INSERT もありません）");
}

enum sql_event sql_next(struct sql_dump *d)
{
	if (d->failed) return SQL_ERROR;
	for (;;) {
		enum sql_event event = SQL_END;
		if (d->in_insert) {
			event = next_tuple(d);
		} else {
			if (!skip_blank(d)) return fail(d, "コメントの途中でファイルが終わっています");
			if (at_delimiter(d)) continue;
			if (input_peek(&d->in) < 0) return at_end(d);
			event = read_statement(d);
		}
		if (event != SQL_END) return event;
	}
}

/* ---- opening, tables ---- */

enum err sql_open(struct arena *a, const char *path, struct sql_dump *d)
{
	*d = (struct sql_dump){ .arena = a, .delimiter = ";" };
	return input_file(a, path, &d->in);
}

void sql_open_memory(struct arena *a, struct str bytes, struct sql_dump *d)
{
	*d = (struct sql_dump){ .arena = a, .delimiter = ";" };
	input_memory(&d->in, bytes);
}

void sql_ignore(struct sql_dump *d, const struct sql_table *t)
{
	d->tables[t->number]->ignored = true;
}

int sql_column_at(const struct sql_table *t, const char *name)
{
	for (size_t i = 0; i < t->columns; i++)
		if (str_eq_nocase(t->column[i].name, str_of(name))) return (int)i;
	return -1;
}

const struct sql_table *sql_table_named(const struct sql_dump *d, struct str name)
{
	return find_table(d, name);
}

size_t sql_table_count(const struct sql_dump *d)
{
	return d->table_count;
}

const struct sql_table *sql_table_at(const struct sql_dump *d, size_t i)
{
	return d->tables[i];
}
