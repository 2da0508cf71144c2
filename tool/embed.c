/* Builds files into the program:
 *   embed asset OUT.c FILES...       asset_table of src/http/asset.h; names are the paths below asset/
 *   embed migration OUT.c FILES...   migrations of src/store/migration.h
 *   embed profile OUT.c FILES...     mapping profiles of src/import/profile_data.h
 * Compression happens here, at build time, so that the program never compresses a file twice.
 */
#include <brotli/encode.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/out.h"
#include "core/vec.h"

enum { FILE_MAX = 64 << 20, HASH_DIGITS = 12 };

static const struct { const char *suffix, *type; bool packed; } media[] = {
	{ ".css", "text/css; charset=utf-8", true }, { ".js", "text/javascript; charset=utf-8", true },
	{ ".svg", "image/svg+xml", true }, { ".txt", "text/plain; charset=utf-8", true },
	{ ".html", "text/html; charset=utf-8", true }, { ".json", "application/json", true },
	{ ".webmanifest", "application/manifest+json", true }, { ".xsl", "text/xsl; charset=utf-8", true },
	{ ".xml", "application/xml; charset=utf-8", true }, { ".ico", "image/x-icon", true },
	{ ".png", "image/png", false }, { ".jpg", "image/jpeg", false }, { ".webp", "image/webp", false },
	{ ".gif", "image/gif", false }, { ".woff2", "font/woff2", false }, { ".pdf", "application/pdf", false },
};

struct file {
	struct str path, name, body;
	char hash[SHA256_DIGEST_LENGTH * 2 + 1];
};

static void die(const char *what, const char *path)
{
	fprintf(stderr, "embed: %s: %s\n", path, what);
	exit(1);
}

static struct str file_read(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f) die("cannot be read", path);
	struct out o = out_new(a, FILE_MAX);
	static char b[65536];
	size_t n;
	while ((n = fread(b, 1, sizeof b, f)) > 0) out_bytes(&o, b, n);
	if (ferror(f) || !out_ok(&o)) die("cannot be read, or is larger than 64 MB", path);
	fclose(f);
	return out_view(&o);
}

static struct file file_load(struct arena *a, const char *path)
{
	struct file f = { .path = str_of(path), .body = file_read(a, path) };
	unsigned char sum[SHA256_DIGEST_LENGTH];
	SHA256((const unsigned char *)f.body.p, f.body.n, sum);
	for (size_t i = 0; i < sizeof sum; i++) snprintf(f.hash + i * 2, 3, "%02x", sum[i]);
	return f;
}

static int file_order(const void *a, const void *b)
{
	return str_cmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

/* The bytes as a C string: octal, so that no escape can swallow the digit behind it. */
static void put_bytes(FILE *out, struct str s)
{
	size_t column = 0;
	fputs("\n\"", out);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c >= 32 && c < 127 && !strchr("\"\\?", c)) column += (size_t)fprintf(out, "%c", c);
		else column += (size_t)fprintf(out, "\\%03o", c);
		if (column > 110 && i + 1 < s.n) {
			fputs("\"\n\"", out);
			column = 0;
		}
	}
	fputs("\"", out);
}

static void put_str(FILE *out, const char *member, struct str s)
{
	fprintf(out, "\t.%s = { ", member);
	put_bytes(out, s);
	fprintf(out, ", %zu },\n", s.n);
}

static struct str pack_gzip(struct arena *a, struct str s)
{
	z_stream z = { 0 };
	if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) exit(1);
	size_t room = deflateBound(&z, s.n);
	char *p = arena_alloc(a, room);
	z.next_in = (unsigned char *)(uintptr_t)s.p;
	z.avail_in = (unsigned)s.n;
	z.next_out = (unsigned char *)p;
	z.avail_out = (unsigned)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END) exit(1);
	struct str packed = { p, z.total_out };
	deflateEnd(&z);
	return packed.n < s.n ? packed : STR_NONE;
}

static struct str pack_brotli(struct arena *a, struct str s)
{
	size_t n = BrotliEncoderMaxCompressedSize(s.n) + 64;
	uint8_t *p = arena_alloc(a, n);
	if (!BrotliEncoderCompress(11, 22, BROTLI_MODE_GENERIC, s.n, (const uint8_t *)s.p, &n, p)) return STR_NONE;
	return n < s.n ? (struct str){ (char *)p, n } : STR_NONE;
}

static void put_asset(FILE *out, struct arena *a, const struct file *f)
{
	size_t kind = 0;
	while (kind < COUNT_OF(media) && !str_ends(f->name, str_of(media[kind].suffix))) kind++;
	if (kind == COUNT_OF(media)) die("no media type is known for this suffix (tool/embed.c)", str_cz(a, f->path));
	size_t stem = f->name.n - strlen(media[kind].suffix);
	struct str hashed = str_fmt(a, "%.*s.%.*s%s", (int)stem, f->name.p, HASH_DIGITS, f->hash, media[kind].suffix);
	fputs("{\n", out);
	put_str(out, "name", f->name);
	put_str(out, "hashed", hashed);
	put_str(out, "address", str_fmt(a, "/asset/%.*s", STR_ARG(hashed)));
	put_str(out, "type", str_of(media[kind].type));
	put_str(out, "etag", str_fmt(a, "\"%.*s\"", HASH_DIGITS, f->hash));
	put_str(out, "body", f->body);
	put_str(out, "gzip", media[kind].packed ? pack_gzip(a, f->body) : STR_NONE);
	put_str(out, "brotli", media[kind].packed ? pack_brotli(a, f->body) : STR_NONE);
	fputs("},\n", out);
}

static void put_migration(FILE *out, struct arena *a, const struct file *f, int64_t number)
{
	int64_t n;
	bool shape = f->name.n > 9 && f->name.p[4] == '_' && str_ends(f->name, S(".sql"));
	struct str digits = str_left(f->name, 4);
	while (digits.n > 1 && digits.p[0] == '0') digits = str_skip(digits, 1);
	if (!shape || !str_int(digits, 1, 9999, &n)) die("a migration is named NNNN_name.sql", str_cz(a, f->path));
	if (n != number) die("the numbers of migrations must follow each other", str_cz(a, f->path));
	fprintf(out, "{\n\t.number = %d,\n", (int)n);
	fprintf(out, "\t.name = \"%.*s\",\n", (int)f->name.n - 4, f->name.p);
	put_str(out, "text", f->body);
	fputs("},\n", out);
}

static void put_profile(FILE *out, struct arena *a, const struct file *f, int64_t number)
{
	(void)a, (void)number;
	struct str name = f->name;
	if (str_ends(name, S(".profile"))) name.n -= sizeof ".profile" - 1;
	fprintf(out, "{\n\t.name = \"%.*s\",\n", (int)name.n, name.p);
	put_str(out, "text", f->body);
	fputs("},\n", out);
}

static void put_one_asset(FILE *out, struct arena *a, const struct file *f, int64_t number)
{
	(void)number;
	put_asset(out, a, f);
}

/* What can be embedded: the word on the command line, where the files stand, and the table they become. */
static const struct kind {
	const char *word, *folder, *header, *type, *table, *count, *none;
	void (*put)(FILE *, struct arena *, const struct file *, int64_t number);
} kinds[] = {
	{ "asset", "asset/", "http/asset", "asset", "asset_table", "asset_count", "{ .name = { \"\", 0 } }\n", put_one_asset },
	{ "migration", "migrations/", "store/migration", "migration", "migrations", "migrations_count", "{ .number = 0 }\n", put_migration },
	{ "profile", "profile/", "import/profile_data", "profile_text", "profile_texts", "profile_texts_count", "{ .name = \"\" }\n", put_profile },
};

static const struct kind *kind_of(int argc, char **argv)
{
	for (size_t i = 0; argc > 2 && i < COUNT_OF(kinds); i++)
		if (!strcmp(argv[1], kinds[i].word)) return &kinds[i];
	return NULL;
}

static struct str name_below(struct str path, struct str folder)
{
	size_t at = str_find(path, folder);
	return at == SIZE_MAX ? path : str_skip(path, at + folder.n);
}

int main(int argc, char **argv)
{
	const struct kind *k = kind_of(argc, argv);
	if (!k) {
		fprintf(stderr, "usage: embed asset|migration|profile OUT.c FILES...\n");
		return 2;
	}
	struct arena *a = arena_new();
	FILE *out = fopen(argv[2], "wb");
	if (!out) die("cannot be written", argv[2]);
	size_t n = (size_t)argc - 3;
	struct file *file = ARENA_ARRAY(a, struct file, n + 1);
	for (size_t i = 0; i < n; i++) {
		file[i] = file_load(a, argv[i + 3]);
		file[i].name = name_below(file[i].path, str_of(k->folder));
	}
	qsort(file, n, sizeof *file, file_order);
	fprintf(out, "/* Made by tool/embed. */\n#include \"%s.h\"\n\n", k->header);
	fprintf(out, "const size_t %s = %zu;\nconst struct %s %s[] = {\n", k->count, n, k->type, k->table);
	for (size_t i = 0; i < n; i++) k->put(out, a, &file[i], (int64_t)i + 1);
	if (!n) fputs(k->none, out); /* C knows no empty array */
	fputs("};\n", out);
	if (fclose(out)) die("cannot be written", argv[2]);
	arena_free(a);
	return 0;
}
