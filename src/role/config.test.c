/* Settings: defaults, files, refusals with line numbers. */
#include "role/config.h"

#include "test.h"

TEST(config_reads_a_file_over_the_defaults)
{
	struct config c = config_default();
	struct str m = STR_NONE;
	CHECK_INT(config_parse(test_arena(), S("# comment\n\n listen = 127.0.0.1:9000\nthreads=3\n"), &c, &m), OK);
	CHECK_STR(c.listen, "127.0.0.1:9000");
	CHECK_INT(c.threads, 3);
	CHECK_STR(c.aika_prefix, "/aikasanet");
}

TEST(config_refuses_unknown_names_and_bad_values_with_the_line)
{
	static const char *const bad[] = { "\nno_such = 1", "\nthreads = 0", "\nthreads = many", "\nlisten" };
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct config c = config_default();
		struct str m = STR_NONE;
		CHECK_INT(config_parse(test_arena(), str_of(bad[i]), &c, &m), ERR_INPUT);
		CHECK(str_starts(m, S("line 2: ")));
	}
}
