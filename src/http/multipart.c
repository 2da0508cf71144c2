/* The reader of multipart forms (http/multipart.h). */
#include "http/multipart.h"

#include <string.h>

#include "core/utf8.h"
#include "http/form_body.h"

/* ---- parameters of header values: name="value" ---- */

/* The quoted or bare value of a parameter of "form-data; name=\"a\"; filename=\"b\"". */
static bool read_parameter(struct str header, const char *name, struct str *value)
{
	struct str rest = header;
	size_t semicolon;
	while ((semicolon = str_find_char(rest, ';')) != SIZE_MAX) {
		rest = str_trim(str_skip(rest, semicolon + 1));
		size_t equal = str_find_char(rest, '=');
		if (equal == SIZE_MAX) return false;
		bool wanted = str_eq_nocase(str_left(rest, equal), str_of(name));
		struct str after = str_skip(rest, equal + 1);
		bool quoted = str_starts(after, S("\""));
		if (quoted) after = str_skip(after, 1);
		size_t end = str_find_char(after, quoted ? '"' : ';');
		if (quoted && end == SIZE_MAX) return false;
		*value = end == SIZE_MAX ? after : str_left(after, end);
		if (wanted) return true;
		rest = end == SIZE_MAX ? STR_NONE : str_skip(after, quoted ? end + 1 : end);
	}
	return false;
}

static bool is_boundary(struct str b)
{
	for (size_t i = 0; i < b.n; i++) {
		char c = b.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!word && !strchr("'()+_,-./:=?", c)) return false;
	}
	return b.n >= 1 && b.n <= 70;
}

int multipart_begin(struct multipart *m, struct arena *a, struct str content_type, size_t size)
{
	struct str boundary;
	*m = (struct multipart){ .arena = a, .size = size, .buffer = out_new(a, size), .state = MULTIPART_START };
	if (!read_parameter(content_type, "boundary", &boundary) || !is_boundary(boundary)) return m->refusal = 400;
	m->delimiter = str_cat(a, S("\r\n--"), boundary);
	return 0;
}

/* ---- the states: each returns true when it went on to the next ---- */

static struct str rest_of(const struct multipart *m)
{
	return str_skip(out_view(&m->buffer), m->at);
}

static void go(struct multipart *m, size_t bytes, int state)
{
	m->at += bytes;
	m->scanned = m->at;
	m->state = state;
}

static bool at_start(struct multipart *m)
{
	struct str rest = rest_of(m), first = str_skip(m->delimiter, 2);
	size_t n = rest.n < first.n ? rest.n : first.n;
	if (!str_eq(str_left(rest, n), str_left(first, n))) m->refusal = 400;
	if (m->refusal || n < first.n) return false;
	go(m, first.n, MULTIPART_AFTER);
	return true;
}

static bool after_boundary(struct multipart *m)
{
	struct str rest = rest_of(m);
	if (rest.n < 2) return false;
	if (str_starts(rest, S("--"))) {
		go(m, 2, MULTIPART_DONE);
		return true;
	}
	if (!str_starts(rest, S("\r\n"))) m->refusal = 400;
	else go(m, 2, MULTIPART_HEAD);
	return !m->refusal;
}

static bool token(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '-')) return false;
	return s.n > 0;
}

/* Copies: the buffer moves when it grows. NULs and other control bytes end here. */
static bool keep_text(struct multipart *m, struct str s, struct str *to)
{
	*to = str_dup(m->arena, s);
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F) return false;
	return utf8_valid(*to);
}

static struct str without_folders(struct str name)
{
	for (size_t i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/' || name.p[i - 1] == '\\') return str_skip(name, i);
	return name;
}

static int read_disposition(struct multipart *m, struct str value, struct multipart_part *part)
{
	struct str name, file;
	if (!str_starts(value, S("form-data")) || !read_parameter(value, "name", &name)) return 400;
	if (name.n == 0 || name.n > FORM_NAME_MAX || !keep_text(m, name, &part->name)) return 400;
	part->is_file = read_parameter(value, "filename", &file);
	if (!part->is_file) return 0;
	return keep_text(m, str_clip(without_folders(file), 255), &part->file_name) ? 0 : 400;
}

static int read_part_head(struct multipart *m, struct str head, struct multipart_part *part)
{
	int dispositions = 0;
	while (head.n) {
		size_t end = str_find(head, S("\r\n"));
		struct str line = end == SIZE_MAX ? head : str_left(head, end);
		head = end == SIZE_MAX ? STR_NONE : str_skip(head, end + 2);
		size_t colon = str_find_char(line, ':');
		if (colon == SIZE_MAX || !token(str_left(line, colon))) return 400;
		if (!str_eq_nocase(str_left(line, colon), S("Content-Disposition"))) continue;
		int bad = read_disposition(m, str_trim(str_skip(line, colon + 1)), part);
		if (bad || ++dispositions > 1) return 400;
	}
	return dispositions == 1 ? 0 : 400;
}

static bool in_head(struct multipart *m)
{
	struct str rest = rest_of(m);
	size_t end = str_find(str_left(rest, MULTIPART_HEAD_MAX), S("\r\n\r\n"));
	if (end == SIZE_MAX) {
		if (rest.n >= MULTIPART_HEAD_MAX) m->refusal = 413;
		return false;
	}
	struct multipart_part part = { .start = m->at + end + 4 };
	m->refusal = read_part_head(m, str_left(rest, end), &part);
	if (part.is_file && ++m->files > MULTIPART_FILES_MAX) m->refusal = 413;
	if (m->parts.n == MULTIPART_PARTS_MAX) m->refusal = 413;
	if (m->refusal) return false;
	*vec_add(m->arena, &m->parts) = part;
	go(m, end + 4, MULTIPART_CONTENT);
	return true;
}

static bool in_content(struct multipart *m)
{
	struct multipart_part *part = &m->parts.v[m->parts.n - 1];
	struct str fresh = str_skip(out_view(&m->buffer), m->scanned);
	const char *hit = memmem(fresh.p, fresh.n, m->delimiter.p, m->delimiter.n);
	size_t end = hit ? m->scanned + (size_t)(hit - fresh.p) : m->buffer.n;
	if (!part->is_file && end - part->start > MULTIPART_TEXT_MAX) m->refusal = 413;
	if (m->refusal) return false;
	if (!hit) {
		size_t back = m->delimiter.n - 1;
		if (m->buffer.n > back && m->buffer.n - back > m->scanned) m->scanned = m->buffer.n - back;
		return false;
	}
	part->end = end;
	go(m, end - m->at + m->delimiter.n, MULTIPART_AFTER);
	return true;
}

static bool at_done(struct multipart *m)
{
	struct str rest = rest_of(m);
	if (rest.n > 2 || (rest.n && !str_eq(rest, str_left(S("\r\n"), rest.n)))) m->refusal = 400;
	return false;
}

int multipart_feed(struct multipart *m, struct str piece)
{
	static bool (*const step[])(struct multipart *) = { at_start, after_boundary, in_head, in_content, at_done };
	if (m->refusal) return m->refusal;
	if (piece.n > m->size - m->buffer.n) return m->refusal = 413;
	out_str(&m->buffer, piece);
	while (step[m->state](m)) { }
	return m->refusal;
}

static bool add_text(struct multipart *m, const struct multipart_part *p, struct param *param)
{
	size_t n = form_clean_value(m->buffer.p + p->start, p->end - p->start);
	if (n == SIZE_MAX) return false;
	*param = (struct param){ p->name, { m->buffer.p + p->start, n } };
	return true;
}

int multipart_end(struct multipart *m, struct params *params, const struct upload **uploads, size_t *count)
{
	*params = (struct params){ NULL, 0 };
	*uploads = NULL;
	*count = 0;
	if (!m->refusal && m->state != MULTIPART_DONE) m->refusal = 400;
	if (m->refusal) return m->refusal;
	struct param *v = ARENA_ARRAY(m->arena, struct param, m->parts.n);
	struct upload *u = ARENA_ARRAY(m->arena, struct upload, m->files);
	size_t texts = 0, files = 0;
	for (size_t i = 0; i < m->parts.n; i++) {
		const struct multipart_part *p = &m->parts.v[i];
		struct str bytes = { m->buffer.p + p->start, p->end - p->start };
		if (!p->is_file && !add_text(m, p, &v[texts++])) return m->refusal = 400;
		if (p->is_file && (p->file_name.n || bytes.n)) u[files++] = (struct upload){ p->name, p->file_name, bytes };
	}
	*params = (struct params){ v, texts };
	*uploads = u;
	*count = files;
	return 0;
}
