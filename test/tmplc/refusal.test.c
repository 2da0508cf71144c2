/* Every refusal of the template compiler, with its message and line. What compiles and what comes out of
 * it is tmplc.test.c; that a wrong C type does not compile is test/suite/15-types.
 */
#include <string.h>

#include "test.h"
#include "tool/tmplc.h"

#define FN(body) "{{ fn f(const struct v *v) }}\n" body "\n{{ end }}\n"

static const struct refusal {
	const char *source;
	int line;
	const char *message;
} refusal[] = {
	/* values where no writer exists */
	{ FN("<script>{{ v->x }}</script>"), 2, "a value in a script, style or iframe" },
	{ FN("<style>{{ v->x }}</style>"), 2, "a value in a script, style or iframe" },
	{ FN("<iframe src=\"/x\" title=\"t\">{{ v->x }}</iframe>"), 2, "a value in a script, style or iframe" },
	{ FN("<p onclick=\"{{ v->x }}\">a</p>"), 2, "the attribute onclick is not allowed" },
	{ FN("<p style=\"{{ v->x }}\">a</p>"), 2, "the attribute style is not allowed" },
	{ FN("<iframe srcdoc=\"{{ v->x }}\"></iframe>"), 2, "the attribute srcdoc is not allowed" },
	{ FN("<!-- {{ v->x }} -->"), 2, "a value in a comment" },
	{ FN("<!{{ v->x }}>"), 2, "a value in a comment or declaration" },
	{ FN("<{{ v->x }}>"), 2, "a value in a tag name" },
	{ FN("<h{{ v->x }}>"), 2, "a value in a tag name" },
	{ FN("<p></{{ v->x }}>"), 2, "a value in an end tag" },
	{ FN("<p {{ v->x }}>"), 2, "a value in an attribute name" },
	{ FN("<p data-{{ v->x }}=\"1\">"), 2, "a value in an attribute name" },
	{ FN("<p class={{ v->x }}>"), 2, "a value in an unquoted attribute" },
	{ FN("<p class=a{{ v->x }}>"), 2, "a value in an unquoted attribute" },
	{ FN("<img alt=\"\" srcset=\"{{ v->x }}\">"), 2, "a value inside srcset" },
	{ FN("<p class='a'>a</p>"), 2, "must stand in double quotes" },
	/* attributes and elements that are never allowed */
	{ FN("<p\n onmouseover=\"x()\">a</p>"), 3, "the attribute onmouseover is not allowed" },
	{ FN("<p style=\"color:red\">a</p>"), 2, "the attribute style is not allowed" },
	{ FN("<meta http-equiv=\"refresh\">"), 2, "the attribute http-equiv is not allowed" },
	{ FN("<base href=\"/x\">"), 2, "<base> is not allowed" },
	{ FN("<object data=\"/x\"></object>"), 2, "<object> is not allowed" },
	{ FN("<script>x()</script>"), 2, "<script> with content" },
	{ FN("<style>a{}</style>"), 2, "<style> with content" },
	{ FN("<script type=\"application/ld+json\">{}</script>"), 2, "takes one value and nothing else" },
	{ FN("<p class=\"a\" class=\"b\">a</p>"), 2, "the attribute class stands twice" },
	{ FN("<p class=\"a\"id=\"b\">a</p>"), 2, "white space is needed" },
	/* addresses */
	{ FN("<a href=\"javascript:x()\">a</a>"), 2, "a scheme that is not allowed" },
	{ FN("<a href=\"java\nscript:x()\">a</a>"), 3, "a scheme that is not allowed" },
	{ FN("<a href=\"data:text/html,x\">a</a>"), 2, "a scheme that is not allowed" },
	{ FN("<a href=\"{{ v->u }}/x\">a</a>"), 2, "holds nothing else" },
	{ FN("<a href=\"{{ v->u }}{{ v->u }}\">a</a>"), 2, "holds nothing else" },
	{ FN("<a href=\"/{{ v->x }}\">a</a>"), 2, "behind the first path segment" },
	{ FN("<a href=\"//{{ v->x }}\">a</a>"), 2, "behind the first path segment" },
	{ FN("<a href=\"https://{{ v->x }}/\">a</a>"), 2, "behind the first path segment" },
	{ FN("<a href=\"javascript:{{ v->x }}\">a</a>"), 2, "behind the first path segment" },
	/* branches */
	{ FN("{{ if v->x }}<p>{{ end }}a"), 2, "end in different places" },
	{ FN("{{ if v->x }}<p>\n{{ else }}<div>\n{{ end }}a"), 4, "end in different places" },
	{ FN("<p{{ if v->x }}>{{ end }}a</p>"), 2, "end in different places" },
	{ FN("<p class=\"a{{ if v->x }}\">{{ end }}</p>"), 2, "end in different places" },
	{ FN("<a href=\"/x{{ if v->x }}?a{{ end }}\">a</a>"), 2, "end in different places" },
	{ FN("{{ for int i in v->l }}<p>{{ end }}</p>"), 2, "end in different places" },
	{ FN("<p {{ for int i in v->l }}a=\"1\"{{ end }}>"), 2, "for inside a tag" },
	{ FN("<p class={{ if v->x }}a{{ end }}>"), 2, "a branch in an unquoted attribute" },
	{ FN("<{{ if v->x }}p{{ end }}>"), 2, "a branch in a tag name" },
	{ FN("<p {{ call g() }}>"), 2, "a call outside of text" },
	{ FN("{{ else }}"), 2, "else without an if" },
	{ FN("{{ elif v->x }}"), 2, "elif without an if" },
	{ FN("{{ if v->x }}{{ else }}{{ else }}{{ end }}"), 2, "else without an if" },
	{ FN("{{ if v->x }}{{ else v->y }}{{ end }}"), 2, "else takes nothing" },
	{ "{{ fn f() }}\n{{ if v->x }}a\n", 2, "if without an end" },
	{ "{{ fn f() }}\n{{ for int i in l }}a\n", 2, "for without an end" },
	/* forms and accessibility */
	{ FN("\n<form method=\"post\" action=\"/x\"></form>"), 3, "without {{ call csrf(...) }}" },
	{ FN("<form method=\"POST\" action=\"/x\">{{ if v->x }}{{ call csrf(v) }}{{ end }}</form>"), 2, "without {{ call csrf(...) }}" },
	{ FN("<form method=\"{{ v->x }}\" action=\"/x\"></form>"), 2, "the attribute method must be literal" },
	{ FN("<button formmethod=\"post\">a</button>"), 2, "formmethod=\"post\" is not allowed" },
	{ FN("<img src=\"/x\">"), 2, "<img> without alt" },
	{ FN("<img src=\"/x\"{{ if v->x }} alt=\"\"{{ end }}>"), 2, "<img> without alt" },
	{ FN("<input type=\"image\" src=\"/x\">"), 2, "without alt" },
	{ FN("<input name=\"a\">"), 2, "<input> without a label" },
	{ FN("<label for=\"b\">b</label><input id=\"a\">"), 2, "<input> without a label" },
	{ FN("<select id=\"a\"></select>"), 2, "<select> without a label" },
	{ FN("<textarea></textarea>"), 2, "<textarea> without a label" },
	/* ids and balance */
	{ FN("<p id=\"a\">a</p>\n<p id=\"a\">a</p>"), 3, "the id \"a\" stands already in line 2" },
	{ FN("{{ for int i in v->l }}<p id=\"a\">a</p>{{ end }}"), 2, "stands in a loop" },
	{ FN("<p>a"), 2, "<p> is not closed" },
	{ FN("a</p>"), 2, "</p> closes nothing" },
	{ FN("<b>\n<i>a</b></i>"), 3, "</b> but <i> of line 3 is open" },
	{ FN("<div/>"), 2, "does not close the element" },
	{ FN("<p><div>a</div></p>"), 2, "<div> inside <p>" },
	{ FN("<a href=\"/x\"><a href=\"/x\">a</a></a>"), 2, "<a> inside <a>" },
	{ FN("<form action=\"/x\"><form action=\"/x\"></form></form>"), 2, "<form> inside <form>" },
	{ FN("a < b"), 2, "write &lt;" },
	{ FN("<title>a<b</title>"), 2, "< inside <title>" },
	{ FN("<p title=\"a<b\">"), 2, "a < inside a value" },
	{ FN("<![CDATA[x]]>"), 2, "only <!doctype html> and comments" },
	/* expressions and directives */
	{ FN("{{ v->x = 1 }}"), 2, "an assignment" },
	{ FN("{{ v->x += 1 }}"), 2, "an assignment" },
	{ FN("{{ v->x++ }}"), 2, "an assignment" },
	{ FN("{{ v->x); g( }}"), 2, "brackets that do not match" },
	{ FN("{{ (v->x }}"), 2, "brackets that do not match" },
	{ FN("{{ v->x; }}"), 2, "only an expression" },
	{ FN("{{ ({ g(); }) }}"), 2, "only an expression" },
	{ FN("{{ v->x /* y */ }}"), 2, "an assignment or a comment" },
	{ FN("{{ a, b }}"), 2, "a comma outside of brackets" },
	{ FN("{{ }}"), 2, "an expression is missing" },
	{ FN("{{ if }}{{ end }}"), 2, "an expression is missing" },
	{ FN("{{ for x }}{{ end }}"), 2, "for needs" },
	{ FN("{{ call }}"), 2, "call needs" },
	{ "{{ fn f() }}\n{{ v->x\n", 2, "a {{ without }}" },
	{ FN("{{ include \"a.h\" }}"), 2, "include inside a function" },
	{ FN("{{ fn g() }}"), 2, "a function inside a function" },
	{ FN("{{ end x }}"), 2, "end takes nothing" },
	{ "\n{{ include a.h }}\n", 2, "include needs a \"file\"" },
	{ "{{ include \"a\\\".h\" }}", 1, "include needs a \"file\"" },
	{ "{{ fn f }}", 1, "fn needs name(arguments)" },
	{ "text", 1, "text outside of a function" },
	{ "{{ v->x }}", 1, "may stand outside of a function" },
	{ "<!-- x", 1, "a comment that does not end" },
	{ "{{ fn f() }}\na", 2, "the last function has no end" },
};

TEST(tmplc_refuses_with_message_and_line)
{
	for (size_t i = 0; i < COUNT_OF(refusal); i++) {
		const struct refusal *r = &refusal[i];
		struct tmplc_result got = tmplc_compile(test_arena(), S("t.html"), str_of(r->source));
		bool right = !got.ok && got.line == r->line && str_find(got.fault, str_of(r->message)) != SIZE_MAX;
		if (right) continue;
		CHECK_STR(str_fmt(test_arena(), "%d %.*s", got.line, STR_ARG(got.fault)), r->message);
		CHECK_STR(str_of(r->source), "");
	}
}

/* The neighbours of the refusals: what must stay allowed. */
static const char *const allowed[] = {
	FN("<script src=\"/asset/x.js\" defer></script>"),
	FN("<script type=\"application/ld+json\">{{ v->j }}</script>"),
	FN("<a href=\"{{ if v->x }}{{ v->u }}{{ else }}/x{{ end }}\">a</a>"),
	FN("<a href=\"/x/{{ v->x }}?a={{ v->y }}#{{ v->z }}\">a</a>"),
	FN("<a href=\"#{{ v->x }}\">a</a>"),
	FN("<a href=\"https://example.jp/{{ v->x }}\">a</a>"),
	FN("<img src=\"{{ v->u }}\"{{ if v->x }} alt=\"a\"{{ else }} alt=\"\"{{ end }}>"),
	FN("{{ if v->x }}<p id=\"a\">a</p>{{ else }}<p id=\"a\">b</p>{{ end }}"),
	FN("<label for=\"f-{{ v->x }}\">a</label><input id=\"f-{{ v->x }}\">"),
	FN("<label>a <input></label>"),
	FN("<input type=\"hidden\" name=\"a\">"),
	FN("<svg viewBox=\"0 0 1 1\"><title>a</title><use href=\"#x\"/></svg>"),
	FN("{{ if v->x }}<div class=\"a\">{{ else }}<div class=\"b\">{{ end }}a</div>"),
	FN("<form method=\"post\" action=\"/x\">{{ if v->x }}{{ call csrf(v) }}{{ else }}{{ call csrf(v) }}{{ end }}</form>"),
	FN("{{ f(\"}}\", ',') }}"),
	FN("<!doctype html>"),
};

TEST(tmplc_allows)
{
	for (size_t i = 0; i < COUNT_OF(allowed); i++) {
		struct tmplc_result got = tmplc_compile(test_arena(), S("t.html"), str_of(allowed[i]));
		if (!got.ok) CHECK_STR(got.fault, allowed[i]);
	}
}

/* The generated C, as it stands: one call per literal run, #line before each directive. */
TEST(tmplc_generates)
{
	static const char source[] = "{{ include \"a/b.h\" }}\n{{ fn f(int n) }}\n  <p>\n  a?\n  {{ if n }}\n  {{ n }}\n  {{ end }}\n</p>\n{{ end }}\n";
	struct tmplc_result got = tmplc_compile(test_arena(), S("x/t.html"), str_of(source));
	CHECK_STR(got.c,
		"/* Made by tool/tmplc from x/t.html. */\n#include \"t.html.h\"\n\n"
		"#line 2 \"x/t.html\"\nvoid f(struct out *o, int n)\n{\n\t(void)o;\n"
		"\tout_bytes(o, \"<p>\\n\"\n\t\t\"a\\?\\n\", 7);\n"
		"#line 5 \"x/t.html\"\n\tif (n) {\n"
		"#line 6 \"x/t.html\"\n\thtml_text(o, n);\n"
		"\tout_bytes(o, \"\\n\", 1);\n"
		"#line 7 \"x/t.html\"\n\t}\n"
		"\tout_bytes(o, \"</p>\\n\", 5);\n}\n\n");
	CHECK_STR(got.h,
		"/* Made by tool/tmplc from x/t.html. */\n#ifndef TMPL_x_t_html\n#define TMPL_x_t_html\n\n#include \"html/write.h\"\n"
		"#include \"a/b.h\"\nvoid f(struct out *o, int n);\n\n#endif\n");
}
