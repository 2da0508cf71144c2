/* Fuzz target: multipart bytes (boundary "XX") in one piece and byte by byte give the same. */
#include "core/utf8.h"
#include "http/multipart.h"

struct read {
	struct params params;
	const struct upload *upload;
	size_t uploads;
	int status;
};

static struct read read_parts(struct arena *a, struct str s, size_t step)
{
	struct multipart m;
	struct read r = { .status = multipart_begin(&m, a, S("multipart/form-data; boundary=XX"), s.n) };
	for (size_t i = 0; i < s.n && !r.status; i += step) r.status = multipart_feed(&m, str_left(str_skip(s, i), step));
	r.status = multipart_end(&m, &r.params, &r.upload, &r.uploads);
	return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new();
	struct str s = { (const char *)data, n };
	struct read one = read_parts(a, s, n + 1), many = read_parts(a, s, 1);
	ASSERT(one.status == many.status && one.params.n == many.params.n && one.uploads == many.uploads);
	for (size_t i = 0; i < one.params.n; i++)
		ASSERT(str_eq(one.params.v[i].value, many.params.v[i].value) && utf8_valid(one.params.v[i].value));
	for (size_t i = 0; i < one.uploads; i++) {
		ASSERT(str_eq(one.upload[i].bytes, many.upload[i].bytes) && utf8_valid(one.upload[i].file_name));
		ASSERT(str_find_char(one.upload[i].file_name, '/') == SIZE_MAX);
	}
	arena_free(a);
	return 0;
}
