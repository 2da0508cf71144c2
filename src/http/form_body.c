/* The reader of urlencoded forms and query strings (http/form_body.h). */
#include "http/form_body.h"

#include <string.h>

#include "core/utf8.h"

void form_begin(struct form_reader *r, struct arena *arena, size_t size)
{
	*r = (struct form_reader){ .arena = arena, .size = size, .equal = SIZE_MAX };
}

size_t form_clean_value(char *p, size_t n)
{
	size_t to = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c == '\r') {
			if (i + 1 < n && p[i + 1] == '\n') continue;
			c = '\n';
		}
		if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return SIZE_MAX;
		p[to++] = (char)c;
	}
	return utf8_valid((struct str){ p, to }) ? to : SIZE_MAX;
}

/* A name is short and has no control byte, not even a line end. */
static int check_name(const struct form_reader *r, struct str name)
{
	if (name.n == 0) return 400;
	if (name.n > FORM_NAME_MAX || r->params.n == FORM_PARAMS_MAX) return 413;
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7F) return 400;
	return utf8_valid(name) ? 0 : 400;
}

static int end_pair(struct form_reader *r)
{
	if (r->hex) return 400;
	if (r->n == 0 && r->equal == SIZE_MAX) return 0; /* "a=1&&b=2" */
	char *all = arena_alloc(r->arena, r->n);
	if (r->n) memcpy(all, r->pair, r->n);
	size_t name_end = r->equal == SIZE_MAX ? r->n : r->equal;
	struct str name = { all, name_end };
	size_t value_n = form_clean_value(all + name_end, r->n - name_end);
	int bad = check_name(r, name);
	r->n = 0;
	r->equal = SIZE_MAX;
	if (bad || value_n == SIZE_MAX) return bad ? bad : 400;
	*vec_add(r->arena, &r->params) = (struct param){ name, { all + name_end, value_n } };
	return 0;
}

static void put(struct form_reader *r, unsigned char c)
{
	if (r->n == r->cap) {
		size_t more = r->cap ? r->cap * 2 : 128;
		r->pair = arena_grow(r->arena, r->pair, r->cap, more);
		r->cap = more;
	}
	r->pair[r->n++] = (char)c;
}

static int hex_digit(unsigned char c)
{
	if (c >= '0' && c <= '9') return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int feed_byte(struct form_reader *r, unsigned char c)
{
	if (r->hex) {
		int v = hex_digit(c);
		if (v < 0) return 400;
		r->high = (unsigned char)(r->high << 4 | v);
		if (--r->hex == 0) put(r, r->high);
		return 0;
	}
	switch (c) {
	case '%':
		r->hex = 2;
		r->high = 0;
		return 0;
	case '&':
		return end_pair(r);
	case '=':
		if (r->equal == SIZE_MAX) {
			r->equal = r->n;
			return 0;
		}
		break;
	case '+':
		c = ' ';
		break;
	default:
		break;
	}
	put(r, c);
	return 0;
}

int form_feed(struct form_reader *r, struct str piece)
{
	for (size_t i = 0; i < piece.n && !r->refusal; i++) {
		if (r->seen++ == r->size) r->refusal = 413;
		else r->refusal = feed_byte(r, (unsigned char)piece.p[i]);
	}
	return r->refusal;
}

int form_end(struct form_reader *r, struct params *params)
{
	if (!r->refusal && r->hex) r->refusal = 400;
	if (!r->refusal) r->refusal = end_pair(r);
	*params = r->refusal ? (struct params){ NULL, 0 } : (struct params){ r->params.v, r->params.n };
	return r->refusal;
}
