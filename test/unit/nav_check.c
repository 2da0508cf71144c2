/* Reads test/data/nav.txt (tests run from the project's folder) and walks a site's tables beside it. */
#include "nav_check.h"

#include <stdio.h>
#include <string.h>

#include "test.h"
#include "ui/icon.h"

static struct str nav_file(void)
{
	static char buffer[64 * 1024];
	FILE *f = fopen("test/data/nav.txt", "r");
	CHECK(f != NULL);
	size_t n = f ? fread(buffer, 1, sizeof(buffer), f) : 0;
	if (f)
		fclose(f);
	CHECK(n > 0 && n < sizeof(buffer));
	return (struct str){ buffer, n };
}

/* The file's rows of one list, as "label<tab>target<newline>". */
static struct str wanted(struct str file, const char *site, const char *list)
{
	struct out o = out_new(test_arena(), 64 * 1024);
	struct str line, part;
	while (str_split(&file, '\n', &line)) {
		struct str field[5] = { { 0 } };
		size_t n = 0;
		while (n < 5 && str_split(&line, '\t', &part))
			field[n++] = part;
		if (n == 5 && str_is(field[1], site) && str_is(field[2], list))
			out_fmt(&o, "%.*s\t%.*s\n", STR_ARG(field[3]), STR_ARG(field[4]));
	}
	return out_view(&o);
}

static void write_links(struct out *o, const struct nav_link *links)
{
	for (; links->label; links++) {
		out_fmt(o, "%s\t%s\n", links->label, links->path ? links->path : "-");
		CHECK(!links->icon || icon_exists(links->icon));
	}
}

void nav_check(const struct site *site, const char *name)
{
	struct str file = nav_file();
	const struct nav_link *lists[] = { site->tabs, site->side, site->banners };
	static const char *const names[] = { "tabs", "side", "banners" };
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		struct out o = out_new(test_arena(), 64 * 1024);
		write_links(&o, lists[i]);
		CHECK(wanted(file, name, names[i]).n > 0);
		CHECK_EQ(out_view(&o), wanted(file, name, names[i]));
	}
	struct out foot = out_new(test_arena(), 64 * 1024);
	for (const struct nav_link *const *column = site->footer; *column; column++)
		write_links(&foot, *column);
	if (wanted(file, name, "footer").n)
		CHECK_EQ(out_view(&foot), wanted(file, name, "footer"));
}
