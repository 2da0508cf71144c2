/* What the bar draws; that it stays silent without a terminal is seen by test/suite (stderr is a file there). */
#include "core/progress.h"

#include "test.h"

TEST(progress_line_shows_share_and_time_left)
{
	struct progress p = { .label = "rows", .total = 200 };
	char line[160];
	progress_line(&p, 50, 10000, line, sizeof line);
	CHECK_STR(str_of(line), "rows                     [#######.......................]  25%  30s left");
	progress_line(&p, 500, 10000, line, sizeof line);
	CHECK(str_find(str_of(line), S("100%")) != SIZE_MAX);
	p.total = 0;
	progress_line(&p, 7, 3000, line, sizeof line);
	CHECK(str_find(str_of(line), S("7  3s")) != SIZE_MAX);
}
