/* Postal codes of Japan for the program: postal OUT.c SKK-JISYO.zipcode
 *
 * The file is Debian's (package skkdic-extra, public domain, EUC-JIS-2004): lines "7530064 /山口県山口市神田町/.../". Out come
 * 1,000 pieces (src/form/postal_data.h), one per first three digits, each compressed: "0064/山口県山口市神田町\n".
 * Without the file the pieces are empty and the program finds no code. What it does not do: split the address.
 */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/out.h"
#include "core/vec.h"

enum { FILE_MAX = 32 << 20, PIECES = 1000, PIECE_MAX = 1 << 20 };

static void die(const char *what, const char *path)
{
	fprintf(stderr, "postal: %s: %s\n", path, what);
	exit(1);
}

static struct str file_read(struct arena *a, FILE *f, const char *path)
{
	struct out o = out_new(a, FILE_MAX);
	static char b[65536];
	size_t n;
	while ((n = fread(b, 1, sizeof b, f)) > 0) out_bytes(&o, b, n);
	if (ferror(f) || !out_ok(&o)) die("cannot be read, or is larger than 32 MB", path);
	return out_view(&o);
}

static struct str utf8_from_euc(struct arena *a, struct str s, const char *path)
{
	iconv_t cd = iconv_open("UTF-8", "EUC-JISX0213");
	if (cd == (iconv_t)-1) cd = iconv_open("UTF-8", "EUC-JP");
	if (cd == (iconv_t)-1) die("this machine can not read EUC-JP", path);
	size_t room = 2 * s.n + 64, left = s.n;
	char *to = arena_alloc(a, room), *at = to, *from = (char *)(uintptr_t)s.p;
	while (left && (iconv(cd, &from, &left, &at, &room) != (size_t)-1 || errno == EILSEQ))
		if (left) { /* a character it does not know: its line loses it */
			from++;
			left--;
		}
	iconv_close(cd);
	return (struct str){ to, (size_t)(at - to) };
}

static void put_bytes(FILE *out, const unsigned char *p, size_t n)
{
	fputs("\"", out);
	for (size_t i = 0; i < n; i++) {
		if (p[i] >= 32 && p[i] < 127 && !strchr("\"\\?", p[i])) fputc(p[i], out);
		else fprintf(out, "\\%03o", p[i]);
		if (i % 100 == 99 && i + 1 < n) fputs("\"\n\"", out);
	}
	fputs("\"", out);
}

static void put_piece(FILE *out, struct str plain)
{
	static unsigned char packed[PIECE_MAX];
	uLongf n = sizeof packed;
	if (!plain.n) {
		fputs("{ \"\", 0, 0 },\n", out);
		return;
	}
	if (compress2(packed, &n, (const unsigned char *)plain.p, plain.n, 9) != Z_OK) exit(1);
	fputs("{ ", out);
	put_bytes(out, packed, n);
	fprintf(out, ", %zu, %zu },\n", (size_t)n, plain.n);
}

static bool digits(struct str s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (i >= s.n || s.p[i] < '0' || s.p[i] > '9') return false;
	return true;
}

int main(int argc, char **argv)
{
	if (argc != 3) return fprintf(stderr, "usage: postal OUT.c SKK-JISYO.zipcode\n"), 2;
	struct arena *a = arena_new();
	static struct out piece[PIECES];
	FILE *in = fopen(argv[2], "rb"), *out = fopen(argv[1], "wb");
	if (!out) die("cannot be written", argv[1]);
	if (!in) fprintf(stderr, "postal: %s is not here (package skkdic-extra): no address is found by postal code\n", argv[2]);
	struct str rest = in ? utf8_from_euc(a, file_read(a, in, argv[2]), argv[2]) : STR_NONE, line;
	for (int i = 0; i < PIECES; i++) piece[i] = out_new(a, PIECE_MAX);
	while (str_split(&rest, '\n', &line)) {
		if (!digits(line, 7) || line.n < 10 || line.p[8] != '/') continue;
		struct out *o = &piece[(line.p[0] - '0') * 100 + (line.p[1] - '0') * 10 + line.p[2] - '0'];
		out_str(o, str_left(str_skip(line, 3), 4));
		out_str(o, str_left(str_skip(line, 8), line.n - 9));
		out_char(o, '\n');
	}
	fputs("/* Made by tool/postal. */\n#include \"form/postal_data.h\"\n\nconst struct postal_piece postal_pieces[1000] = {\n", out);
	for (int i = 0; i < PIECES; i++) put_piece(out, out_view(&piece[i]));
	fputs("};\n", out);
	if (fclose(out)) die("cannot be written", argv[1]);
	arena_free(a);
	return 0;
}
