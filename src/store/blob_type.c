/* What a file is, by its first bytes and, for packed office files, by the names inside; never by its
 * name. Only a label for the answer's Content-Type: no format is parsed further than its header.
 */
#include <string.h>

#include "core/utf8.h"
#include "store/blob.h"

static uint32_t be16(const unsigned char *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t le16(const unsigned char *p)
{
	return (uint32_t)p[1] << 8 | p[0];
}

static uint32_t be32(const unsigned char *p)
{
	return be16(p) << 16 | be16(p + 2);
}

static void size_png(const unsigned char *p, size_t n, int64_t *w, int64_t *h)
{
	if (n < 24 || memcmp(p + 12, "IHDR", 4) != 0) return;
	*w = be32(p + 16);
	*h = be32(p + 20);
}

static void size_gif(const unsigned char *p, size_t n, int64_t *w, int64_t *h)
{
	if (n < 10) return;
	*w = le16(p + 6);
	*h = le16(p + 8);
}

/* The first frame header (SOF0..SOF15 without DHT, JPG, DAC) behind the application segments. */
static void size_jpeg(const unsigned char *p, size_t n, int64_t *w, int64_t *h)
{
	for (size_t i = 2; i + 9 < n;) {
		if (p[i] != 0xff) return;
		unsigned char marker = p[i + 1];
		if (marker == 0xff) {
			i++;
			continue;
		}
		if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
			*h = be16(p + i + 5);
			*w = be16(p + i + 7);
			return;
		}
		if (marker == 0xda || marker == 0xd9) return;
		i += 2 + be16(p + i + 2);
	}
}

static void size_webp(const unsigned char *p, size_t n, int64_t *w, int64_t *h)
{
	if (n < 30) return;
	if (memcmp(p + 12, "VP8 ", 4) == 0) {
		*w = le16(p + 26) & 0x3fff;
		*h = le16(p + 28) & 0x3fff;
	} else if (memcmp(p + 12, "VP8L", 4) == 0) {
		uint32_t b = le16(p + 21) | le16(p + 23) << 16;
		*w = (b & 0x3fff) + 1;
		*h = (b >> 14 & 0x3fff) + 1;
	} else if (memcmp(p + 12, "VP8X", 4) == 0) {
		*w = (le16(p + 24) | (uint32_t)p[26] << 16) + 1;
		*h = (le16(p + 27) | (uint32_t)p[29] << 16) + 1;
	}
}

static const struct {
	size_t at;
	struct str magic;
	const char *type;
	void (*size)(const unsigned char *, size_t, int64_t *, int64_t *);
	struct str also; /* at `also_at`, for container formats */
	size_t also_at;
} magics[] = {
	{ 0, STR_INIT("%PDF-"), "application/pdf", NULL, STR_INIT(""), 0 },
	{ 0, STR_INIT("\xff\xd8\xff"), "image/jpeg", size_jpeg, STR_INIT(""), 0 },
	{ 0, STR_INIT("\x89PNG\r\n\x1a\n"), "image/png", size_png, STR_INIT(""), 0 },
	{ 0, STR_INIT("GIF87a"), "image/gif", size_gif, STR_INIT(""), 0 },
	{ 0, STR_INIT("GIF89a"), "image/gif", size_gif, STR_INIT(""), 0 },
	{ 0, STR_INIT("RIFF"), "image/webp", size_webp, STR_INIT("WEBP"), 8 },
};

/* A word that stands in a file of that kind: names of the members of a zip, UTF-16 names in an OLE file. */
static const struct {
	struct str in, word;
	const char *type;
} packed[] = {
	{ STR_INIT("PK\3\4"), STR_INIT("word/"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
	{ STR_INIT("PK\3\4"), STR_INIT("xl/"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
	{ STR_INIT("PK\3\4"), STR_INIT("ppt/"), "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
	{ STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), STR_INIT("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "application/msword" },
	{ STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), STR_INIT("W\0o\0r\0k\0b\0o\0o\0k\0"), "application/vnd.ms-excel" },
	{ STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), STR_INIT("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0"), "application/vnd.ms-powerpoint" },
};

static bool stands_at(struct str bytes, size_t at, struct str what)
{
	return bytes.n >= at + what.n && memcmp(bytes.p + at, what.p, what.n) == 0;
}

/* Text: valid UTF-8 without control characters but tab and line ends (and a BOM). */
static bool is_text(struct str bytes)
{
	if (!bytes.n || !utf8_valid(bytes)) return false;
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f) return false;
	}
	return true;
}

struct str blob_type(struct str bytes, int64_t *width, int64_t *height)
{
	*width = *height = 0;
	for (size_t i = 0; i < COUNT_OF(magics); i++) {
		if (!stands_at(bytes, magics[i].at, magics[i].magic) || !stands_at(bytes, magics[i].also_at, magics[i].also)) continue;
		if (magics[i].size) magics[i].size((const unsigned char *)bytes.p, bytes.n, width, height);
		return str_of(magics[i].type);
	}
	for (size_t i = 0; i < COUNT_OF(packed); i++)
		if (stands_at(bytes, 0, packed[i].in) && str_find(bytes, packed[i].word) != SIZE_MAX) return str_of(packed[i].type);
	return is_text(bytes) ? S("text/plain") : S("application/octet-stream");
}
