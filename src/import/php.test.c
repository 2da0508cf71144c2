/* Tests of the reader of PHP's serialize(): every type, damage, and random values read back. */
#include "import/php.h"

#include <stdio.h>
#include <string.h>

#include "core/out.h"
#include "test.h"

static struct php_report report;

static struct php read_ok(const char *text)
{
	struct php v = { 0 };
	CHECK(php_read(test_arena(), str_of(text), &v, &report) == OK);
	if (report.fault) printf("  %s: %s\n", text, report.fault);
	return v;
}

static void check_fault(const char *text, const char *why)
{
	struct php v;
	CHECK(php_read(test_arena(), str_of(text), &v, &report) == ERR_INPUT);
	CHECK_STR(str_of(report.fault), why);
}

TEST(php_reads_every_type)
{
	struct php v = read_ok("a:8:{s:9:\"山口市\";s:1:\";\";i:0;b:1;i:1;i:-42;i:2;d:0.5;i:3;N;i:4;a:1:{s:1:\"x\";s:4:\"\"};\"\";}"
	                       "i:5;O:8:\"stdClass\":1:{s:1:\"a\";i:1;}i:6;E:11:\"Suit:Hearts\";}");
	CHECK_INT(v.n, 8);
	CHECK_STR(v.key[0].s, "山口市");
	CHECK_STR(v.value[0].s, ";");
	CHECK_INT(v.value[1].type, PHP_BOOL);
	CHECK_INT(v.value[2].i, -42);
	CHECK_STR(php_text(&v.value[3]), "0.5");
	CHECK_INT(v.value[4].type, PHP_NULL);
	CHECK_STR(v.value[5].value[0].s, "\"};\"");
	CHECK_STR(v.value[6].s, "stdClass");
	CHECK_STR(php_get(&v.value[6], "a")->s, "1");
	CHECK_INT(v.value[7].type, PHP_OTHER);
	CHECK_INT(report.repaired, 0);
	CHECK(php_get(&v, "nothing") == NULL);
}

TEST(php_repairs_wrong_lengths_and_says_so)
{
	struct php v = read_ok("a:2:{s:4:\"name\";s:5:\"短い\";s:1:\"k\";s:99:\"x\";}");
	CHECK_STR(php_get(&v, "name")->s, "短い");
	CHECK_STR(php_get(&v, "k")->s, "x");
	CHECK_INT(report.repaired, 2);
	v = read_ok("a:3:{i:0;s:1:\"a\";}");
	CHECK_INT(v.n, 1);
	CHECK_INT(report.repaired, 1);
	check_fault("s:5:\"ab", "直列化された文字列の長さが合わず、終わりも見つかりません");
}

TEST(php_reads_through_double_serialising)
{
	struct php v = read_ok("s:28:\"a:1:{i:0;s:9:\"山口市\";}\";");
	CHECK_INT(v.type, PHP_LIST);
	CHECK_STR(v.value[0].s, "山口市");
	CHECK_INT(report.twice, 1);
	CHECK_INT(report.repaired, 1);
	v = read_ok("s:26:\"a:1:{i:0;s:9:\"山口市\";}\";");
	CHECK_STR(v.value[0].s, "山口市");
	CHECK_INT(report.repaired, 0);
	v = read_ok("s:5:\"a:b;c\";");
	CHECK_STR(v.s, "a:b;c");
}

TEST(php_refuses_what_is_broken)
{
	check_fault("", "直列化された値が途中で終わっています");
	check_fault("a:2:{i:0;i:1;", "直列化された値が途中で終わっています");
	check_fault("a:1:{a:0:{}i:1;}", "直列化された配列の鍵が数でも文字列でもありません");
	check_fault("x:1;", "直列化された値の型が分かりません");
	check_fault("i:1;i:2;", "直列化された値の後ろに余分な文字があります");
	check_fault("i:9x;", "直列化された数を読めません");
	check_fault("i:;", "直列化された数を読めません");
	check_fault("b:2;", "直列化された数を読めません");
	struct out o = out_new(test_arena(), 4096);
	for (int i = 0; i < 40; i++) out_lit(&o, "a:1:{i:0;");
	struct php v;
	CHECK(php_read(test_arena(), out_view(&o), &v, &report) == ERR_INPUT);
	CHECK_STR(str_of(report.fault), "直列化された値の入れ子が深すぎます");
	CHECK(php_looks_serialized(S("a:0:{}")) && php_looks_serialized(S("N;")) && php_looks_serialized(S("d:.5;")));
	CHECK(!php_looks_serialized(S("a:b")) && !php_looks_serialized(S("時間: 10:00;")) && !php_looks_serialized(S("")));
}

static void write_value(struct out *o, struct out *plain, int depth)
{
	static const char *const strings[] = { "", "山口", "\";", "a:1:{", "}", "s:3:\"x\";", "\n", "'" };
	uint64_t way = test_random(depth > 3 ? 4 : 6);
	if (way == 0) {
		out_lit(o, "N;");
	} else if (way == 1) {
		out_fmt(o, "b:%d;", (int)test_random(2));
	} else if (way == 2) {
		int n = (int)test_random(1000) - 500;
		out_fmt(o, "i:%d;", n);
		out_fmt(plain, "<%d>", n);
	} else if (way == 3) {
		struct str s = str_of(strings[test_random(COUNT_OF(strings))]);
		out_fmt(o, "s:%zu:\"%.*s\";", s.n, STR_ARG(s));
		out_fmt(plain, "<%.*s>", STR_ARG(s));
	} else {
		int n = (int)test_random(5);
		out_fmt(o, "a:%d:{", n);
		for (int i = 0; i < n; i++) {
			out_fmt(o, "i:%d;", i);
			write_value(o, plain, depth + 1);
		}
		out_char(o, '}');
	}
}

static void flatten(struct out *o, const struct php *v)
{
	if (v->type == PHP_STRING || v->type == PHP_INT) out_fmt(o, "<%.*s>", STR_ARG(v->s));
	for (size_t i = 0; i < v->n; i++) flatten(o, &v->value[i]);
}

TEST(php_reads_back_random_values)
{
	for (int round = 0; round < 2000; round++) {
		struct arena *a = arena_new();
		struct out o = out_new(a, 1 << 20), plain = out_new(a, 1 << 20), got = out_new(a, 1 << 20);
		out_lit(&o, "a:1:{i:0;");
		write_value(&o, &plain, 0);
		out_char(&o, '}');
		struct php v;
		CHECK(php_read(a, out_view(&o), &v, &report) == OK && report.repaired == 0);
		flatten(&got, &v);
		CHECK_EQ(out_view(&got), out_view(&plain));
		arena_free(a);
	}
}

TEST(php_survives_damage)
{
	const char *text = "a:3:{s:4:\"name\";s:6:\"短い\";i:1;d:1.5;s:1:\"k\";O:3:\"Foo\":1:{s:1:\"x\";N;}}";
	for (int round = 0; round < 3000; round++) {
		char copy[128];
		size_t n = strlen(text);
		memcpy(copy, text, n);
		for (uint64_t k = test_random(3) + 1; k > 0; k--) copy[test_random(n)] = text[test_random(n)];
		struct php v;
		struct arena *a = arena_new();
		enum err e = php_read(a, (struct str){ copy, test_random(n + 1) }, &v, &report);
		CHECK((e == OK) == (report.fault == NULL));
		arena_free(a);
	}
}
