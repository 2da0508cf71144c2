/* Multipart forms: meaning, refusals, and any split of the bytes. */
#include <string.h>

#include "http/multipart.h"
#include "test.h"

struct read {
	struct params params;
	const struct upload *upload;
	size_t uploads;
	int status;
};

static struct read read_parts(struct str body, size_t step)
{
	struct multipart m;
	struct read r = { .status = multipart_begin(&m, test_arena(), S("multipart/form-data; boundary=XX"), body.n) };
	for (size_t i = 0; i < body.n && !r.status; i += step) r.status = multipart_feed(&m, str_left(str_skip(body, i), step));
	r.status = multipart_end(&m, &r.params, &r.upload, &r.uploads);
	return r;
}

#define PART(name) "--XX\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_PART(name, file) "--XX\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\nContent-Type: image/png\r\n\r\n"

TEST(multipart_reads)
{
	struct str body = S(PART("title") "夏\r\n" PART("empty") "\r\n" FILE_PART("pic", "C:\\x\\..\\絵.png") "\x89PNG\r\n--X\r\n\0end\r\n"
		FILE_PART("none", "") "\r\n--XX--\r\n");
	for (size_t step = 1; step < 60; step++) {
		struct read r = read_parts(body, step);
		CHECK_INT(r.status, 0);
		CHECK_INT(r.params.n, 2);
		CHECK_INT(r.uploads, 1);
		if (r.status || r.uploads != 1) return;
		CHECK_STR(r.params.v[0].value, "夏");
		CHECK_STR(r.params.v[1].value, "");
		CHECK_STR(r.upload[0].file_name, "絵.png");
		CHECK_EQ(r.upload[0].bytes, S("\x89PNG\r\n--X\r\n\0end"));
	}
}

TEST(multipart_refuses)
{
	static const struct str bad[] = {
		STR_INIT(""), STR_INIT("--XX"), STR_INIT("preamble\r\n" PART("a") "b\r\n--XX--"), STR_INIT(PART("a") "b"),
		STR_INIT(PART("a") "b\r\n--XXjunk"), STR_INIT("--XX\r\n\r\nb\r\n--XX--"), STR_INIT("--XX\r\nContent-Disposition: form-data\r\n\r\nb\r\n--XX--"),
		STR_INIT("--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n--XX--"), STR_INIT(PART("a") "\xff\r\n--XX--"),
		STR_INIT(PART("a") "\0\r\n--XX--"), STR_INIT(PART("a") "b\r\n--XX--\r\nmore"), STR_INIT("--XX\r\nX Y: z\r\n\r\nb\r\n--XX--"),
		STR_INIT("--XX\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nb\r\n--XX--"),
		STR_INIT("--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nb\r\n--XX--"),
		STR_INIT(FILE_PART("a", "x\x01y") "b\r\n--XX--"),
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct read r = read_parts(bad[i], 1 + test_random(9));
		CHECK_INT(r.status, 400);
		CHECK_INT(r.params.n, 0);
	}
	struct multipart m;
	CHECK_INT(multipart_begin(&m, test_arena(), S("multipart/form-data"), 10), 400);
	CHECK_INT(multipart_begin(&m, test_arena(), S("multipart/form-data; boundary=\"a b\""), 10), 400);
}

TEST(multipart_bounds)
{
	struct arena *a = test_arena();
	struct out o = out_new(a, 4 << 20);
	out_lit(&o, "--XX\r\nContent-Disposition: form-data; name=\"a\"; x=\"");
	for (int i = 0; i < MULTIPART_HEAD_MAX; i++) out_char(&o, 'y');
	CHECK_INT(read_parts(out_view(&o), 500).status, 413);
	o = out_new(a, 4 << 20);
	for (int i = 0; i <= MULTIPART_FILES_MAX; i++) out_lit(&o, FILE_PART("f", "n") "x\r\n");
	out_lit(&o, "--XX--");
	CHECK_INT(read_parts(out_view(&o), 500).status, 413);
	o = out_new(a, 4 << 20);
	out_lit(&o, PART("a"));
	for (int i = 0; i <= MULTIPART_TEXT_MAX; i++) out_char(&o, 'x');
	CHECK_INT(read_parts(out_view(&o), 4096).status, 413);
}

/* Damaged bodies: the same verdict however they are cut. */
TEST(multipart_pieces_do_not_matter)
{
	static const char good[] = PART("a") "one\r\n" FILE_PART("f", "g") "bytes\r\n--X\r\n" PART("b") "two\r\n--XX--\r\n";
	for (int i = 0; i < 2000; i++) {
		char *p = arena_alloc(test_arena(), sizeof good);
		memcpy(p, good, sizeof good);
		for (uint64_t k = test_random(3); k > 0; k--) p[test_random(sizeof good - 1)] = "\r\n\0-X\";:\x80"[test_random(9)];
		struct str s = { p, sizeof good - 1 };
		struct read whole = read_parts(s, s.n), pieces = read_parts(s, 1 + test_random(11));
		CHECK_INT(whole.status, pieces.status);
		CHECK_INT(whole.params.n, pieces.params.n);
		CHECK_INT(whole.uploads, pieces.uploads);
	}
}
