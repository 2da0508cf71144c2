/* Bodies of posts: through the sanitiser, with the old site's files, addresses and shortcodes (job.h). */
#include "import/job.h"

#include "html/rich.h"

struct body {
	struct job *job;
	const struct origin *origin;
};

/* "2019/04/x-300x200.png" -> "2019/04/x.png" */
static struct str without_size(struct arena *a, struct str path)
{
	size_t dot = path.n;
	while (dot > 0 && path.p[dot - 1] != '.') dot--;
	if (dot < 2) return path;
	size_t i = dot - 1, digits = 0;
	while (i > 0 && ((path.p[i - 1] >= '0' && path.p[i - 1] <= '9') || path.p[i - 1] == 'x')) i--, digits++;
	if (digits < 3 || i == 0 || path.p[i - 1] != '-') return path;
	return str_cat(a, str_left(path, i - 1), str_skip(path, dot - 1));
}

static struct str file_address(struct job *j, struct str path)
{
	struct str decoded = percent_decoded(j->row, path);
	int64_t id = map_get(&j->file, decoded);
	if (!id) id = map_get(&j->file, without_size(j->row, decoded));
	return id ? str_fmt(j->row, "/files/%lld", (long long)id) : STR_NONE;
}

/* Files become ours; pages of the old site keep their old path, which is redirected. */
static struct str map_url(void *ctx, struct arena *a, struct str url, bool is_image)
{
	const struct body *b = ctx;
	struct job *j = b->job;
	size_t at = str_find(url, j->profile.uploads);
	if (at != SIZE_MAX) {
		struct str ours = file_address(j, str_skip(url, at + j->profile.uploads.n));
		if (!ours.n) import_note_add(j->report, S("本文が指すファイルが旧サイトのファイルの中にない"), b->origin->where);
		return ours;
	}
	if (str_starts(url, S("/files/"))) return url; /* made by a shortcode below */
	if (is_image) return STR_NONE;
	struct str home = j->data.home;
	bool own = home.n && str_starts(url, home) && (url.n == home.n || url.p[home.n] == '/' || url.p[home.n] == '?');
	struct str path = own ? str_skip(url, home.n) : url;
	if (!own && !(url.n && url.p[0] == '/' && !(url.n > 1 && url.p[1] == '/'))) return url;
	struct str front = j->profile.front.n ? j->profile.front.v[j->profile.front.n > 1 ? 1 : 0].pattern : S("/");
	return str_cat(a, front, path.n && path.p[0] == '/' ? str_skip(path, 1) : path);
}

/* The value of name="..." in a shortcode. */
static struct str attribute(struct arena *a, struct str attributes, const char *name)
{
	size_t at = str_find(attributes, str_fmt(a, "%s=\"", name));
	if (at == SIZE_MAX) return STR_NONE;
	struct str rest = str_skip(attributes, at + str_of(name).n + 2);
	size_t end = str_find_char(rest, '"');
	return end == SIZE_MAX ? STR_NONE : str_left(rest, end);
}

static bool gallery(struct job *j, struct str attributes, struct out *o)
{
	struct str ids = attribute(j->row, attributes, "ids"), id;
	while (ids.n && str_split(&ids, ',', &id)) {
		int64_t blob = map_get(&j->attachment, str_trim(id));
		if (!blob) continue;
		int64_t number = 0;
		const struct post *p = str_int(str_trim(id), 1, INT64_MAX, &number) ? dataset_post(&j->data, number) : NULL;
		struct str alt = p ? post_meta(p, S("_wp_attachment_image_alt"), 0) : STR_NONE;
		out_fmt(o, "<figure><img src=\"/files/%lld\" alt=\"", (long long)blob);
		html_attr_str(o, alt.p ? alt : STR_NONE);
		out_lit(o, "\"></figure>");
	}
	return true;
}

static bool pdf_link(struct job *j, struct str attributes, struct str content, struct out *o)
{
	int64_t blob = map_get(&j->attachment, attribute(j->row, attributes, "id"));
	if (!blob) {
		out_str(o, content);
		return true;
	}
	out_fmt(o, "<a href=\"/files/%lld\">", (long long)blob);
	out_str(o, content);
	out_lit(o, "（PDF）</a>");
	return true;
}

static bool shortcode(void *ctx, struct arena *a, struct str name, struct str attributes, struct str content, struct out *o)
{
	const struct body *b = ctx;
	(void)a;
	if (str_is(name, "gallery")) return gallery(b->job, attributes, o);
	if (str_is(name, "pdf_link")) return pdf_link(b->job, attributes, content, o);
	if (str_is(name, "caption") || str_is(name, "wp_caption") || str_is(name, "embed")) return false;
	if (!content.n && str_find_char(attributes, '=') == SIZE_MAX) { /* could as well be somebody's [brackets] */
		import_note_add(b->job->report, S("知らないショートコード（文字のまま残した。人の確認が要る）"), b->origin->where);
		return false;
	}
	import_note_add(b->job->report, S("知らないショートコード（外した。囲まれた文字は残した。人の確認が要る）"), b->origin->where);
	out_str(o, content);
	return true;
}

/* Elements people wrote into plain fields; <mailto:x@example.jp> and a < b are none. */
static bool is_tag(struct str s)
{
	static const char *const names[] = { "a", "b", "i", "u", "p", "o:p", "br", "hr", "em", "strong", "font", "center", "div", "span", "img", "ul", "ol", "li", "dl", "dt", "dd",
		"h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th", "tbody", "small", "big", "sup", "sub", "blockquote", "pre", "script", "style", "iframe" };
	if (str_starts(s, S("!--"))) return true;
	size_t n = 0, from = s.n && s.p[0] == '/';
	while (from + n < s.n && s.p[from + n] != '>' && s.p[from + n] != ' ' && s.p[from + n] != '/' && s.p[from + n] != '\n') n++;
	if (from + n == s.n || str_find_char(s, '>') == SIZE_MAX) return false;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_eq_nocase((struct str){ s.p + from, n }, str_of(names[i]))) return true;
	return false;
}

/* &amp; &#39; &nbsp; and the like: an ampersand, a few letters, a semicolon. */
static bool is_entity(struct str s)
{
	size_t n = 0;
	while (n < s.n && n < 9 && ((s.p[n] >= 'a' && s.p[n] <= 'z') || (s.p[n] >= 'A' && s.p[n] <= 'Z') || (s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '#')) n++;
	return n >= 2 && n < s.n && s.p[n] == ';';
}

bool has_markup(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] == '<' && is_tag(str_skip(s, i + 1))) || (s.p[i] == '&' && is_entity(str_skip(s, i + 1)))) return true;
	return false;
}

struct str without_markup(struct job *j, const struct origin *o, struct str source)
{
	import_note_add(j->report, S("文字だけの項目に書かれたHTMLを文字にした（元の書き方は旧サイトの項目に残した）"), o->where);
	struct rich_report report;
	struct rich_options options = { .classic = true };
	return str_trim(rich_text(j->row, rich_clean(j->row, source, &options, &report).s));
}

static bool lone_url(struct str line)
{
	line = str_trim(line);
	if (!str_starts(line, S("https://")) && !str_starts(line, S("http://"))) return false;
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] == ' ' || line.p[i] == '<' || (unsigned char)line.p[i] >= 0x80) return false;
	return true;
}

/* What WordPress does to a body of its old editor before it makes paragraphs: an address alone on its line stands apart
 * (it may become an embed), and so do the two halves around "more" and "next page". */
static struct str apart(struct job *j, struct str source)
{
	struct out o = out_new(j->row, 8 << 20);
	struct str rest = source, line;
	if (str_find(source, S("<!-- wp:")) != SIZE_MAX) return source;
	for (bool first = true; str_split(&rest, '\n', &line); first = false) {
		bool url = lone_url(line);
		if (!first) out_char(&o, '\n');
		if (url) out_char(&o, '\n');
		for (size_t at; (at = str_find(line, S("<!--more"))) != SIZE_MAX || (at = str_find(line, S("<!--nextpage"))) != SIZE_MAX;) {
			size_t end = str_find(str_skip(line, at), S("-->"));
			if (end == SIZE_MAX) break;
			out_str(&o, str_left(line, at));
			out_lit(&o, "\n\n");
			line = str_skip(line, at + end + 3);
		}
		out_str(&o, line);
		if (url) out_char(&o, '\n');
	}
	return out_ok(&o) ? out_view(&o) : source;
}

struct str clean_body(struct job *j, const struct origin *o, struct str source)
{
	struct body b = { j, o };
	source = apart(j, source);
	struct rich_report report;
	struct rich_options options = { .classic = true, .map_url = map_url, .shortcode = shortcode, .ctx = &b };
	struct str clean = rich_clean(j->row, source, &options, &report).s;
	if (report.images_without_alt) import_note_add(j->report, S("代替テキストのない画像がある（人の確認が要る）"), o->where);
	if (report.dropped_urls) import_note_add(j->report, S("使えないリンク先を外した（文字は残した）"), o->where);
	return clean;
}
