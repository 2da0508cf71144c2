/* Bytes written as text (bytes.h). */
#include "../test/http/bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static size_t escape(struct out *o, struct str s)
{
	static const char from[] = "rnt0\\{", to[] = { '\r', '\n', '\t', 0, '\\', '{' };
	if (s.n > 3 && s.p[1] == 'x' && hex(s.p[2]) >= 0 && hex(s.p[3]) >= 0) {
		out_char(o, (char)(hex(s.p[2]) << 4 | hex(s.p[3])));
		return 4;
	}
	const char *at = s.n > 1 ? strchr(from, s.p[1]) : NULL;
	if (!at || !*at) {
		fprintf(stderr, "bad escape: %.*s\n", STR_ARG(str_left(s, 20)));
		exit(2);
	}
	out_char(o, to[at - from]);
	return 2;
}

void bytes_unescape(struct out *o, struct str s)
{
	while (s.n) {
		int64_t times;
		size_t star = str_find_char(str_left(s, 10), '*');
		if (s.p[0] == '\\') {
			s = str_skip(s, escape(o, s));
		} else if (s.p[0] == '{' && star != SIZE_MAX && str_int((struct str){ s.p + 1, star - 1 }, 1, 1 << 22, &times)) {
			while (times--) out_char(o, s.p[star + 1]);
			s = str_skip(s, star + 3);
		} else {
			out_char(o, s.p[0]);
			s = str_skip(s, 1);
		}
	}
}

struct str bytes_file(struct arena *a, const char *path)
{
	enum { MOST = 4 << 20 };
	FILE *f = fopen(path, "rb");
	char *p = arena_alloc(a, MOST);
	if (!f) {
		fprintf(stderr, "can not read %s\n", path);
		exit(2);
	}
	size_t n = fread(p, 1, MOST, f);
	fclose(f);
	return (struct str){ p, n };
}
