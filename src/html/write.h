/* HTML writers, one per context. Templates call them; nobody else writes markup.
 *
 * The template compiler (tool/tmplc) chooses the writer by the place in the markup where a value
 * stands; html_text(), html_attr() ... then choose by the C type, so that a type which is not
 * allowed in a place does not compile.
 *
 *   place              writer       accepts
 *   text               html_text    struct str, struct html, integers
 *   quoted attribute   html_attr    struct str, integers
 *   href/src/action    html_url     struct url (whole value)
 *   <title>, <textarea> html_attr    struct str, integers
 *   application/ld+json html_json    struct json
 *   inside a literal address: path  html_path   struct str, integers   (percent-encodes / too)
 *                             query html_query  struct str, integers
 * There is no writer for script, style, event handlers, unquoted values, names and comments: the
 * compiler refuses values there.
 */
#ifndef HTML_WRITE_H
#define HTML_WRITE_H

#include "core/json.h"
#include "html/url.h"

/* Markup we made: only from template functions (html_from_out) and html/rich.c. */
struct html {
	struct str s;
};
#define HTML_NONE ((struct html){ STR_NONE })

void html_text_str(struct out *, struct str);  /* & < > escaped, and " ' too */
void html_text_html(struct out *, struct html);
void html_text_int(struct out *, int64_t);
void html_attr_str(struct out *, struct str);
void html_url_url(struct out *, struct url);   /* as attribute text: & becomes &amp; */
void html_path_str(struct out *, struct str);  /* one path segment: RFC 3986 unreserved kept */
void html_query_str(struct out *, struct str); /* one query value: unreserved kept, the rest %XX */
void html_query_int(struct out *, int64_t);

#define html_text(o, v) _Generic((v), struct str: html_text_str, struct html: html_text_html, \
	int: html_text_int, int64_t: html_text_int, uint32_t: html_text_int, size_t: html_text_int)((o), (v))
#define html_attr(o, v) _Generic((v), struct str: html_attr_str, \
	int: html_text_int, int64_t: html_text_int, uint32_t: html_text_int, size_t: html_text_int)((o), (v))
#define html_url(o, v) _Generic((v), struct url: html_url_url)((o), (v))
#define html_path(o, v) _Generic((v), struct str: html_path_str, \
	int: html_query_int, int64_t: html_query_int, size_t: html_query_int)((o), (v))
#define html_query(o, v) _Generic((v), struct str: html_query_str, \
	int: html_query_int, int64_t: html_query_int, size_t: html_query_int)((o), (v))

/* <script type="application/ld+json">: json.h escapes < > & */
void html_json_json(struct out *, struct json);
#define html_json(o, v) _Generic((v), struct json: html_json_json)((o), (v))

/* What a template function wrote, as a value. Used by generated code and ui/page.c only
 * (tool/style checks). */
struct html html_from_out(const struct out *);

/* Text with line breaks as paragraphs: blank line = <p>, single break = <br>; http(s) addresses and
 * nothing else become links. For plain-text fields that people wrote with line breaks. */
/* A line that is drawn with eight or more of one sign ("--------") becomes <hr>. */
struct html html_paragraphs(struct arena *, struct str text);
/* The text with each of `words` (already folded, core/fold.h) wrapped in <mark>. */
struct html html_marked(struct arena *, struct str text, const struct str *words, size_t n);

#endif
