/* Tests of the dump reader: every way of writing a value, damage, and random dumps read back. */
#include "import/sql_lex.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "core/out.h"
#include "test.h"

static struct sql_dump dump;

static void open_text(const char *text)
{
	sql_open_memory(test_arena(), str_of(text), &dump);
}

/* Reads to the first row. */
static bool first_row(const char *text)
{
	open_text(text);
	enum sql_event e;
	while ((e = sql_next(&dump)) == SQL_CREATE) {}
	if (e == SQL_ERROR) printf("  %.*s\n", STR_ARG(dump.error));
	return e == SQL_ROW;
}

static void check_fails(const char *text, const char *message)
{
	open_text(text);
	enum sql_event e;
	while ((e = sql_next(&dump)) != SQL_END && e != SQL_ERROR) {}
	CHECK(e == SQL_ERROR);
	CHECK_STR(dump.error, message);
	CHECK(sql_next(&dump) == SQL_ERROR);
}

TEST(sql_reads_columns_and_types)
{
	open_text("/*M!999999\\- enable the sandbox mode */ \n"
	          "CREATE TABLE IF NOT EXISTS `db`.`we``ird` (\n `a` int(11) NOT NULL COMMENT 'x, (y) ;',\n"
	          " \"b c\" varchar(20) DEFAULT 'a''b\\'' , d enum('ア','b,)') , e BLOB,\n"
	          " PRIMARY KEY (`a`), KEY `k` (`d`(3)), CONSTRAINT c FOREIGN KEY (a) REFERENCES t (b)\n) ENGINE=InnoDB;\n");
	CHECK(sql_next(&dump) == SQL_CREATE);
	CHECK_STR(dump.table->name, "we`ird");
	CHECK_INT(dump.table->columns, 4);
	CHECK_STR(dump.table->column[1].name, "b c");
	CHECK_INT(dump.table->column[0].type, SQL_INTEGER);
	CHECK_INT(dump.table->column[2].type, SQL_ENUM);
	CHECK_INT(dump.table->column[3].type, SQL_BYTES);
	CHECK_INT(sql_column_at(dump.table, "D"), 2);
	CHECK_INT(sql_column_at(dump.table, "PRIMARY"), -1);
	CHECK(sql_next(&dump) == SQL_END);
}

TEST(sql_reads_every_way_of_writing_a_value)
{
	CHECK(first_row("create table t (a int, b int, c int, d int, e int, f int, g int, h int, i int, j int);\n"
	                "INSERT INTO t VALUES (NULL,-1.5e3,'a\\'\\\\\\n\\0\\Z\\%''b','x' 'y',0x41Ff,_binary 'z',X'4142',b'101',TRUE,\"q\"\"'\");"));
	CHECK_INT(dump.value[0].type, VALUE_NULL);
	CHECK_STR(dump.value[1].s, "-1.5e3");
	CHECK(str_eq(dump.value[2].s, S("a'\\\n\0\x1A\\%'b")));
	CHECK_STR(dump.value[3].s, "xy");
	CHECK_STR(dump.value[4].s, "A\xff");
	CHECK_STR(dump.value[5].s, "z");
	CHECK_STR(dump.value[6].s, "AB");
	CHECK_STR(dump.value[7].s, "\x05");
	CHECK_STR(dump.value[8].s, "1");
	CHECK_STR(dump.value[9].s, "q\"'");
	CHECK(sql_next(&dump) == SQL_END);
}

TEST(sql_reads_odd_hex_right_aligned)
{
	CHECK(first_row("create table t (a int, b int);insert into t values (0x1FF, 0b100000001);"));
	CHECK(str_eq(dump.value[0].s, S("\x01\xff")));
	CHECK(str_eq(dump.value[1].s, S("\x01\x01")));
}

TEST(sql_keeps_an_expression_as_text)
{
	CHECK(first_row("create table t (a int, b int);insert into t values (ST_GeomFromText('POINT(1 2)'), now());"));
	CHECK_INT(dump.value[0].type, VALUE_RAW);
	CHECK_STR(dump.value[1].s, "NOW()");
}

TEST(sql_puts_listed_columns_into_table_order)
{
	CHECK(first_row("-- phpMyAdmin SQL Dump\nSTART TRANSACTION;\nCREATE TABLE t (a int, b int, c int);\n"
	                "REPLACE IGNORE INTO `t` (`c`, \"a\") VALUES (3, 1), (6, 4);\nALTER TABLE t ADD PRIMARY KEY (a);COMMIT;"));
	CHECK_STR(dump.value[0].s, "1");
	CHECK_INT(dump.value[1].type, VALUE_ABSENT);
	CHECK_STR(dump.value[2].s, "3");
	CHECK(sql_next(&dump) == SQL_ROW);
	CHECK_STR(dump.value[0].s, "4");
	CHECK_INT(dump.row_line, 4);
	CHECK(sql_next(&dump) == SQL_END);
	CHECK_INT(dump.skipped, 3);
	CHECK(first_row("insert into only_data (x, y) values (1, 2) on duplicate key update x = 'a;b';"));
	CHECK_STR(dump.table->name, "only_data");
	CHECK(sql_next(&dump) == SQL_END);
}

TEST(sql_skips_comments_and_other_statements)
{
	CHECK(first_row("# one ' quote\n-- two ' quotes\n/* three ' */ SET x = ';';\n/*!50003 CREATE VIEW v AS SELECT '*/' */;\n"
	                "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; END;;\nDELIMITER ;\n/*!40101 SET NAMES utf8mb4 */;\n"
	                "create table t (a /* int */ int);INSERT /*!40000 IGNORE */ INTO t VALUES /* c */ ( 7 ) , (8);"));
	CHECK_STR(dump.value[0].s, "7");
	CHECK_STR(str_of(dump.charset), "utf8mb4");
	CHECK_INT(dump.views, 1);
}

TEST(sql_reports_rows_that_do_not_fit)
{
	open_text("create table t (a int, b int);insert into t values (1),(1,2),(1,2,3);insert into t (a) values (1,2),(5);");
	enum sql_event want[] = { SQL_CREATE, SQL_BAD_ROW, SQL_ROW, SQL_BAD_ROW, SQL_BAD_ROW, SQL_ROW, SQL_END };
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		CHECK_INT(sql_next(&dump), want[i]);
		if (i == 3) CHECK_INT(dump.values, 3);
		if (i == 5) CHECK_STR(dump.value[0].s, "5");
	}
}

TEST(sql_names_the_line_of_what_is_wrong)
{
	check_fails("", "1行目: SQL のダンプではありません（CREATE TABLE も INSERT もありません）");
	check_fails("PK\003\004 some zip\n", "2行目: SQL のダンプではありません（CREATE TABLE も INSERT もありません）");
	check_fails("<html>\n<p>It's not a dump</p>", "2行目: SQL のダンプではありません（CREATE TABLE も INSERT もありません）");
	check_fails("create table t (a int);\ninsert into t values (1),\n('cut", "3行目: 文字列の途中でファイルが終わっています");
	check_fails("create table t (a int);\ninsert into t values (1)\n", "3行目: INSERT の途中でファイルが終わっています");
	check_fails("create table t (a int,\n", "2行目: CREATE TABLE の列の名前を読めません");
	check_fails("create table t (a int);\n/* open", "2行目: コメントの途中でファイルが終わっています");
	check_fails("insert into t values (1);", "1行目: CREATE TABLE のない表への INSERT で、列の名前もありません");
	check_fails("create table t (a int);\ninsert into t values (1 2);", "2行目: 値の間にコンマがありません");
	check_fails("create table t (a int);\ninsert into t (z) values (1);", "2行目: INSERT に CREATE TABLE にない列があります");
	check_fails("-- MariaDB dump 10.19\ncreate table t (a int);\ninsert into t values (1);\n",
	            "4行目: ダンプが途中で終わっています（最後に「-- Dump completed」の行がありません）");
}

TEST(sql_knows_no_backslash_escapes)
{
	CHECK(first_row("/*!40101 SET SQL_MODE='NO_BACKSLASH_ESCAPES' */;create table t (a int,b int);insert into t values ('C:\\','x');"));
	CHECK_STR(dump.value[0].s, "C:\\");
	CHECK_STR(dump.value[1].s, "x");
}

TEST(sql_ignores_a_table_but_counts_it)
{
	open_text("create table t (a int);create table u (a int);insert into t values (1),('x'),(0x41);insert into u values (9);");
	CHECK(sql_next(&dump) == SQL_CREATE);
	sql_ignore(&dump, dump.table);
	CHECK(sql_next(&dump) == SQL_CREATE);
	CHECK(sql_next(&dump) == SQL_ROW);
	CHECK_STR(dump.value[0].s, "9");
	CHECK(sql_next(&dump) == SQL_END);
	CHECK_INT(sql_table_named(&dump, S("t"))->rows, 3);
}

/* ---- random dumps ---- */

static struct str random_bytes(struct arena *a)
{
	static const char alphabet[] = "'\"\\\n\r\t;,()`-#/*%_ab\0\x1A\x80\xE3\x81\x82\xFF 0xNULL";
	size_t n = test_random(20) == 0 ? 300 * 1024 + test_random(1000) : test_random(40);
	char *p = arena_alloc(a, n + 1);
	for (size_t i = 0; i < n; i++) p[i] = alphabet[test_random(sizeof alphabet - 1)];
	return (struct str){ p, n };
}

static void write_quoted(struct out *o, struct str s, char quote)
{
	out_char(o, quote);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == quote && test_random(2)) out_char(o, c), out_char(o, c);
		else if (c == '\\' || c == quote) out_char(o, '\\'), out_char(o, c);
		else if (c == '\n' && test_random(2)) out_lit(o, "\\n");
		else if (c == 0) out_lit(o, "\\0");
		else out_char(o, c);
	}
	out_char(o, quote);
}

static void write_value(struct out *o, struct str s)
{
	uint64_t way = test_random(4);
	if (way == 0 && s.n) {
		out_lit(o, "0x");
		for (size_t i = 0; i < s.n; i++) out_fmt(o, "%02X", (unsigned char)s.p[i]);
	} else {
		if (way == 1) out_lit(o, "_binary ");
		write_quoted(o, s, way == 2 ? '"' : '\'');
	}
	static const char *const noise[] = { "", " ", "\n", " /* ' */ ", " -- '\n", "\t# x'\n" };
	out_str(o, str_of(noise[test_random(COUNT_OF(noise))]));
}

static void check_file(struct arena *a, const char *path, const struct str *want, size_t n)
{
	CHECK(sql_open(a, path, &dump) == OK);
	CHECK(sql_next(&dump) == SQL_CREATE);
	for (size_t i = 0; i < n; i += 3) {
		if (sql_next(&dump) != SQL_ROW) {
			CHECK(false);
			printf("  %.*s\n", STR_ARG(dump.error));
			return;
		}
		for (size_t k = 0; k < 3; k++) CHECK(str_eq(dump.value[k].s, want[i + k]));
	}
	CHECK(sql_next(&dump) == SQL_END);
}

TEST(sql_reads_back_random_dumps_plain_and_gzip)
{
	for (int round = 0; round < 8; round++) {
		struct arena *a = arena_new();
		struct out o = out_new(a, 64 << 20);
		struct str want[60];
		out_lit(&o, "-- MariaDB dump\nCREATE TABLE `t` (`a` longblob, `b` longblob, `c` longblob);\n");
		for (size_t i = 0; i < COUNT_OF(want); i += 3) {
			out_str(&o, i % 12 == 0 ? S("INSERT INTO `t` VALUES\n(") : S(",\n("));
			for (size_t k = 0; k < 3; k++) {
				want[i + k] = random_bytes(a);
				if (k) out_char(&o, ',');
				write_value(&o, want[i + k]);
			}
			out_str(&o, i % 12 == 9 ? S(");\n") : S(")"));
		}
		out_lit(&o, "-- Dump completed on 2026-11-21\n");
		CHECK(out_ok(&o));
		for (int gz = 0; gz < 2; gz++) {
			const char *path = str_fmt(a, "%s/x.sql%s", test_folder(), gz ? ".gz" : "").p;
			gzFile f = gzopen(path, gz ? "wb1" : "wbT");
			CHECK(f && gzwrite(f, o.p, (unsigned)o.n) == (int)o.n && gzclose(f) == Z_OK);
			check_file(a, path, want, COUNT_OF(want));
		}
		arena_free(a);
	}
}

TEST(sql_survives_a_dump_cut_anywhere)
{
	const char *text = "-- MySQL dump\nCREATE TABLE `t` (`a` int COMMENT 'x', b text);\nINSERT INTO `t` (`a`,`b`) VALUES (1,'a\\'b'),"
	                   "(0x41,_utf8 'b');\n/*!40000 ALTER */;\n-- Dump completed\n";
	for (size_t n = 0; n < strlen(text); n++) {
		sql_open_memory(test_arena(), (struct str){ text, n }, &dump);
		enum sql_event e;
		while ((e = sql_next(&dump)) != SQL_END && e != SQL_ERROR) {}
		if (n < strlen(text) - 1) CHECK(e == SQL_ERROR || n > strlen(text) - 4);
	}
}

TEST(sql_reports_a_cut_gzip)
{
	const char *path = str_fmt(test_arena(), "%s/cut.gz", test_folder()).p;
	struct out o = out_new(test_arena(), 4 << 20);
	out_lit(&o, "create table t (a int);\n");
	for (int i = 0; i < 20000; i++) out_fmt(&o, "insert into t values (%d);\n", (int)test_random(1000000));
	gzFile f = gzopen(path, "wb");
	gzwrite(f, o.p, (unsigned)o.n);
	gzclose(f);
	FILE *cut = fopen(path, "r+");
	fseek(cut, 0, SEEK_END);
	CHECK(ftruncate(fileno(cut), ftell(cut) / 2) == 0);
	fclose(cut);
	CHECK(sql_open(test_arena(), path, &dump) == OK);
	enum sql_event e;
	while ((e = sql_next(&dump)) != SQL_END && e != SQL_ERROR) {}
	CHECK(e == SQL_ERROR);
	CHECK(str_find(dump.error, S("行目: gzip の圧縮が壊れているか")) != SIZE_MAX);
}

/* Found by fuzzing: a NUL in the word made an empty delimiter, which is met everywhere and never passed. */
TEST(sql_lex_delimiter_of_zero_bytes)
{
	static struct sql_dump d;
	static const char text[] = "DELIMITER \0\0;\nSELECT 1;\nINSERT INTO t (a) VALUES (1);\n";
	sql_open_memory(test_arena(), (struct str){ text, sizeof text - 1 }, &d);
	int events = 0;
	for (enum sql_event e = sql_next(&d); e != SQL_END && e != SQL_ERROR && events < 1000; e = sql_next(&d)) events++;
	CHECK(events < 1000);
}
