/* The template language, from source to rendered bytes. */
#include "test.h"
#include "test/tmplc/sample.h"
#include "test/tmplc/sample.html.h"

struct json sample_json(struct str title)
{
	struct out o = out_new(test_arena(), 1000);
	json_str(&o, title);
	return json_from_out(&o);
}

TEST(tmplc_renders_the_sample)
{
	struct arena *a = test_arena();
	struct sample v = { .title = S("a<b\"'&"), .body = { S("<b>x</b>") }, .n = 1 };
	*vec_add(a, &v.words) = S("a/b c");
	struct out o = out_new(a, 1 << 16);
	sample_page(&o, &v);
	CHECK_STR(out_view(&o),
		"<h1 class=\"t a&lt;b&quot;&#39;&amp;\">a&lt;b&quot;&#39;&amp;</h1>\n"
		"<p>なし\?</p>\n"
		"<ul>\n"
		"<li><a href=\"/x/a%2Fb%20c?q=a%2Fb%20c&amp;n=1\">a/b c</a>0</li>\n"
		"</ul>\n"
		"<select aria-label=\"n\"><option value=\"1\" selected>1</option></select>\n"
		"<form method=\"post\" action=\"/x\">\n"
		"<input type=\"hidden\" name=\"csrf\" value=\"1\">\n"
		"<label for=\"t\">題</label> <textarea id=\"t\" name=\"t\">\na&lt;b&quot;&#39;&amp;</textarea>\n"
		"</form>\n"
		"<script type=\"application/ld+json\">\"a\\u003cb\\\"'\\u0026\"</script>\n"
		"\n");
}
