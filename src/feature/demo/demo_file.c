/* Demo files: drawn landscapes as PNG and a one-page PDF, so that pages with pictures and papers have some. */
#include <string.h>
#include <zlib.h>

#include "feature/demo/demo_text.h"
#include "store/blob.h"

enum { WIDTH = 480, HEIGHT = 320, ROW = 1 + 3 * WIDTH };

static void out_u32(struct out *o, uint32_t v)
{
	for (int s = 24; s >= 0; s -= 8) out_char(o, (char)(v >> s & 0xFF));
}

static void out_chunk(struct out *o, const char *type, struct str data)
{
	out_u32(o, (uint32_t)data.n);
	size_t from = o->n;
	out_bytes(o, type, 4);
	out_str(o, data);
	out_u32(o, (uint32_t)crc32(0, (const unsigned char *)o->p + from, (unsigned)(o->n - from)));
}

struct scene {
	unsigned char sky[3], far[3], near[3], sun[3];
	int sun_x, waves;
};
static const struct scene scenes[DEMO_PHOTOS] = {
	{ { 196, 226, 245 }, { 120, 160, 130 }, { 70, 120, 80 }, { 255, 236, 170 }, 100, 3 },
	{ { 250, 214, 180 }, { 150, 120, 140 }, { 90, 80, 110 }, { 255, 120, 80 }, 360, 2 },
	{ { 180, 220, 240 }, { 60, 130, 170 }, { 30, 90, 140 }, { 255, 250, 220 }, 240, 5 },
	{ { 222, 240, 214 }, { 170, 190, 90 }, { 120, 150, 50 }, { 255, 240, 150 }, 400, 4 },
	{ { 246, 224, 236 }, { 220, 150, 180 }, { 110, 140, 90 }, { 255, 255, 235 }, 160, 6 },
	{ { 205, 215, 225 }, { 140, 150, 160 }, { 90, 100, 115 }, { 250, 250, 250 }, 300, 3 },
};

/* Height of a hill line at x: a sum of triangles, so that no library of sines is asked. */
static int hill(int x, int waves, int base, int size)
{
	int period = WIDTH / waves, t = x % period, up = t < period / 2 ? t : period - t;
	return base - up * size / period;
}

static struct str picture(struct arena *a, const struct scene *s)
{
	unsigned char *raw = arena_alloc(a, (size_t)ROW * HEIGHT);
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++) {
			int dx = x - s->sun_x, dy = y - 70;
			const unsigned char *c = dx * dx + dy * dy < 34 * 34 ? s->sun : s->sky;
			if (y > hill(x, s->waves, 210, 120)) c = s->far;
			if (y > hill(x + 60, s->waves - 1, 270, 90)) c = s->near;
			for (int k = 0; k < 3; k++) raw[y * ROW + 1 + x * 3 + k] = c[k];
		}
	uLongf n = compressBound((uLong)ROW * HEIGHT);
	unsigned char *packed = arena_alloc(a, n);
	ASSERT(compress2(packed, &n, raw, (uLong)ROW * HEIGHT, 6) == Z_OK);
	struct out o = out_new(a, 1 << 20), head = out_new(a, 100);
	out_u32(&head, WIDTH);
	out_u32(&head, HEIGHT);
	out_bytes(&head, "\x08\x02\x00\x00\x00", 5);
	out_bytes(&o, "\x89PNG\r\n\x1a\n", 8);
	out_chunk(&o, "IHDR", out_view(&head));
	out_chunk(&o, "IDAT", (struct str){ (const char *)packed, n });
	out_chunk(&o, "IEND", STR_NONE);
	return out_view(&o);
}

static struct str paper(struct arena *a)
{
	static const char *const object[] = {
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		"<< /Length 57 >>\nstream\nBT /F 28 Tf 72 740 Td (Sample flyer - demo data  ) Tj ET\n\nendstream",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	};
	struct out o = out_new(a, 8192);
	size_t at[COUNT_OF(object)];
	out_lit(&o, "%PDF-1.4\n");
	for (size_t i = 0; i < COUNT_OF(object); i++) {
		at[i] = o.n;
		out_fmt(&o, "%zu 0 obj\n%s\nendobj\n", i + 1, object[i]);
	}
	size_t xref = o.n;
	out_fmt(&o, "xref\n0 %zu\n0000000000 65535 f \n", COUNT_OF(object) + 1);
	for (size_t i = 0; i < COUNT_OF(object); i++) out_fmt(&o, "%010zu 00000 n \n", at[i]);
	out_fmt(&o, "trailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", COUNT_OF(object) + 1, xref);
	return out_view(&o);
}

enum err demo_files(struct demo *d)
{
	static const char *const alt[DEMO_PHOTOS] = { "丘の上にのぼる朝日", "夕焼けの山並み", "青い海と島かげ", "菜の花のさく丘", "桜色にそまる山", "冬の曇り空の山並み" };
	enum err e = OK;
	for (int i = 0; !e && i <= DEMO_PHOTOS; i++) {
		bool pdf = i == DEMO_PHOTOS;
		struct str bytes = pdf ? paper(d->row) : picture(d->row, &scenes[i]);
		struct blob b = { .scan = BLOB_CLEAN, .created_at = d->o->now, .source = str_fmt(d->row, "demo:file:%d", i),
			.name = pdf ? S("見本のチラシ.pdf") : str_fmt(d->row, "見本の写真%d.png", i + 1), .alt = pdf ? STR_NONE : str_of(alt[i]) };
		e = blob_put(d->w, d->row, d->o->keys, &b, bytes);
		if (pdf) d->paper = b.id;
		else d->photo[i] = b.id;
	}
	arena_clear(d->row);
	return e;
}
