/* CSV (form/csv.h). Rows are cut on bytes: in CP932 no second byte is a comma, quote or line break. */
#include "form/csv.h"

#include <iconv.h>
#include <string.h>

#include "core/utf8.h"

void csv_open(struct csv *c, size_t (*more)(void *ctx, char *buf, size_t n), void *ctx, enum csv_encoding encoding)
{
	c->more = more;
	c->ctx = ctx;
	c->encoding = encoding;
	c->line = 1;
	c->replaced = c->odd_quotes = c->err_line = 0;
	c->err = OK;
	c->at = c->n = 0;
	c->begun = c->ended = false;
}

static size_t from_memory(void *ctx, char *buf, size_t n)
{
	struct str *rest = ctx;
	if (n > rest->n) n = rest->n;
	if (n) memcpy(buf, rest->p, n);
	*rest = str_skip(*rest, n);
	return n;
}

void csv_open_memory(struct csv *c, struct str *rest, enum csv_encoding encoding)
{
	csv_open(c, from_memory, rest, encoding);
}

/* The next byte, left in place; -1 at the end. */
static int peek(struct csv *c)
{
	if (c->at == c->n) {
		if (c->ended) return -1;
		c->at = 0;
		c->n = c->more(c->ctx, c->buf, sizeof c->buf);
		if (!c->n) {
			c->ended = true;
			return -1;
		}
	}
	return (unsigned char)c->buf[c->at];
}

static void skip_bom(struct csv *c)
{
	static const int bom[] = { 0xEF, 0xBB, 0xBF };
	size_t i = 0;
	c->begun = true;
	while (i < COUNT_OF(bom) && peek(c) == bom[i]) {
		c->at++;
		i++;
	}
	/* A beginning that only looked like one can not be put back; it was no UTF-8 anyway. */
	if (i && i < COUNT_OF(bom)) c->replaced++;
}

/* CP932 as UTF-8; what is no character becomes U+FFFD. */
static struct str decode(struct csv *c, struct arena *a, struct str raw)
{
	iconv_t cd = iconv_open("UTF-8", "CP932");
	ASSERT(cd != (iconv_t)-1);
	size_t cap = raw.n * 3 + 4, left = cap, in_left = raw.n;
	char *out = arena_alloc(a, cap), *to = out, *in = (char *)(uintptr_t)raw.p;
	while (in_left) {
		if (iconv(cd, &in, &in_left, &to, &left) != (size_t)-1) break;
		char mark[4];
		size_t n = utf8_put(0xFFFD, mark);
		ASSERT(left >= n);
		memcpy(to, mark, n);
		to += n;
		left -= n;
		in++;
		in_left--;
		c->replaced++;
	}
	iconv_close(cd);
	return (struct str){ out, (size_t)(to - out) };
}

static struct str text_of(struct csv *c, struct arena *a, struct str raw)
{
	bool ascii = true;
	for (size_t i = 0; i < raw.n && ascii; i++) ascii = raw.p[i] > 0;
	if (ascii) return raw;
	if (c->encoding == CSV_CP932) return decode(c, a, raw);
	size_t replaced;
	struct str s = utf8_repair(a, raw, &replaced);
	c->replaced += (int64_t)replaced;
	return s;
}

static void take_newline(struct csv *c, int ch)
{
	c->at++;
	c->line++;
	if (ch == '\r' && peek(c) == '\n') c->at++;
}

/* Inside quotes, up to the closing one. False when the file ends first. */
static bool quoted(struct csv *c, struct out *o)
{
	for (;;) {
		int ch = peek(c);
		if (ch < 0) return false;
		if (ch == '\n' || ch == '\r') {
			take_newline(c, ch);
			out_char(o, '\n');
			continue;
		}
		c->at++;
		if (ch != '"') {
			if (ch) out_char(o, (char)ch);
			continue;
		}
		if (peek(c) != '"') return true;
		c->at++;
		out_char(o, '"');
	}
}

/* One field up to its comma or row end, which stays. */
static bool field(struct csv *c, struct arena *a, struct str *text)
{
	struct out o = out_new(a, CSV_FIELD_MAX);
	bool first = true;
	for (int ch; (ch = peek(c)) >= 0 && ch != ',' && ch != '\n' && ch != '\r'; first = false) {
		c->at++;
		if (ch == '"' && first) {
			if (!quoted(c, &o)) {
				c->err = ERR_INPUT;
				return false;
			}
			continue;
		}
		if (ch == '"') c->odd_quotes++;
		if (ch) out_char(&o, (char)ch); /* NUL is no text */
	}
	if (!out_ok(&o)) c->err = ERR_FULL;
	*text = text_of(c, a, out_view(&o));
	return !c->err;
}

static bool row_end(struct csv *c)
{
	int ch = peek(c);
	if (ch == '\n' || ch == '\r') take_newline(c, ch);
	return ch != ',';
}

bool csv_next(struct csv *c, struct arena *a, struct csv_row *row)
{
	if (c->err) return false;
	if (!c->begun) skip_bom(c);
	for (int ch; (ch = peek(c)) == '\n' || ch == '\r';) take_newline(c, ch);
	row->n = 0;
	row->line = c->line;
	if (peek(c) < 0) return false;
	do {
		if (row->n == CSV_COLUMNS_MAX) c->err = ERR_FULL;
		if (c->err || !field(c, a, &row->field[row->n++])) {
			c->err_line = row->line;
			return false;
		}
		if (row_end(c)) return true;
		c->at++; /* the comma */
	} while (true);
}

size_t csv_column(const struct csv_row *header, struct str name)
{
	for (size_t i = 0; i < header->n; i++)
		if (str_eq(header->field[i], name)) return i;
	return SIZE_MAX;
}

void csv_bom(struct out *o)
{
	out_lit(o, "\xEF\xBB\xBF");
}

static void write_field(struct out *o, struct str s)
{
	bool quote = s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
	for (size_t i = 0; i < s.n && !quote; i++) quote = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
	if (!quote) {
		out_str(o, s);
		return;
	}
	out_char(o, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"') out_char(o, '"');
		out_char(o, s.p[i]);
	}
	out_char(o, '"');
}

void csv_write(struct out *o, const struct str *f, size_t n)
{
	if (n == 1 && !f[0].n) out_lit(o, "\"\""); /* a row of one empty field is no empty line */
	else
		for (size_t i = 0; i < n; i++) {
			if (i) out_char(o, ',');
			write_field(o, f[i]);
		}
	out_lit(o, "\r\n");
}
