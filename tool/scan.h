/* What the source checkers share: reading a file, its lines, a report of faults. Header only: the tools
 * are single files. Not a C parser: comments and strings can be blanked out, nothing more.
 */
#ifndef TOOL_SCAN_H
#define TOOL_SCAN_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/out.h"
#include "core/vec.h"

struct scan {
	struct arena *arena;
	int faults;
};

static inline struct str scan_file(struct scan *s, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct out o = out_new(s->arena, 64 << 20);
	char b[8192];
	size_t n;
	while (f && (n = fread(b, 1, sizeof b, f)) > 0) out_bytes(&o, b, n);
	if (!f || ferror(f)) {
		fprintf(stderr, "%s: cannot be read\n", path);
		s->faults++;
	}
	if (f) fclose(f);
	return out_view(&o);
}

PRINTF_LIKE(4, 5) static inline void scan_fault(struct scan *s, const char *path, int line, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: ", path, line);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	s->faults++;
}

/* The source with comments and the insides of literals turned to blanks; line breaks stay. */
static inline struct str scan_code(struct arena *a, struct str src)
{
	char *p = arena_alloc(a, src.n + 1);
	char in = 0; /* / line comment, * comment, " or ' literal */
	for (size_t i = 0; i < src.n; i++) {
		char c = src.p[i], next = i + 1 < src.n ? src.p[i + 1] : 0;
		bool last = (in == '/' && c == '\n') || (in == '*' && c == '/' && i && src.p[i - 1] == '*') || ((in == '"' || in == '\'') && c == in);
		p[i] = in && c != '\n' ? ' ' : c;
		if ((in == '"' || in == '\'') && c == in) p[i] = c;
		if ((in == '"' || in == '\'') && c == '\\' && next != '\n') p[++i] = ' ';
		else if (last) in = 0;
		else if (!in && c == '/' && (next == '/' || next == '*')) {
			p[i] = p[i + 1] = ' ';
			in = next;
			i++;
			if (in == '*' && i + 1 < src.n && src.p[i + 1] == '/') p[i + 1] = ' ';
		} else if (!in && (c == '"' || (c == '\'' && !(i && ((src.p[i - 1] >= '0' && src.p[i - 1] <= '9')))))) in = c;
	}
	return (struct str){ p, src.n };
}


#endif
