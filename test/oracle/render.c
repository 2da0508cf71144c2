/* What the oracle tests look at (test/browser/oracle.mjs): texts come in on standard input, each ended by a
 * NUL byte, and go out rendered, each ended by a NUL byte.
 *   render rich      through the sanitiser      render classic   the same, as a body of the classic editor
 *   render stored    through rich_load()        render open      with the embeds as frames
 *   render sample    into every place of the sample template
 */
#include <stdio.h>
#include <string.h>

#include "html/rich.h"
#include "test/tmplc/sample.h"
#include "test/tmplc/sample.html.h"

static struct arena *now;

struct json sample_json(struct str title)
{
	struct out o = out_new(now, 1 << 20);
	json_str(&o, title);
	return json_from_out(&o);
}

static void sample(struct arena *a, struct str text, struct out *o)
{
	struct out body = out_new(a, 1 << 20);
	html_text_str(&body, text);
	struct sample v = { .title = text, .body = html_from_out(&body), .n = 1 };
	v.link = url_with(a, url_path(a, STR_NONE, "/x/%", &text, 1), "q", text);
	*vec_add(a, &v.words) = text;
	now = a;
	sample_page(o, &v);
}

static void render(struct arena *a, const char *mode, struct str text, struct out *o)
{
	const struct rich_options options = { .classic = strcmp(mode, "classic") == 0 };
	if (strcmp(mode, "sample") == 0) sample(a, text, o);
	else if (strcmp(mode, "open") == 0) out_str(o, rich_load_open(a, text).s);
	else if (strcmp(mode, "stored") == 0) out_str(o, rich_load(a, text).s);
	else out_str(o, rich_clean(a, text, &options, NULL).s);
}

int main(int argc, char **argv)
{
	if (argc != 2) return 2;
	struct arena *all = arena_new();
	struct out in = out_new(all, 256u << 20);
	static char b[65536];
	for (size_t n; (n = fread(b, 1, sizeof b, stdin)) > 0;) out_bytes(&in, b, n);
	struct str rest = out_view(&in), text;
	while (rest.n && str_split(&rest, '\0', &text)) {
		struct arena *a = arena_new();
		struct out o = out_new(a, 256u << 20);
		render(a, argv[1], text, &o);
		fwrite(out_view(&o).p, 1, o.n, stdout);
		putchar(0);
		arena_free(a);
	}
	arena_free(all);
	return 0;
}
