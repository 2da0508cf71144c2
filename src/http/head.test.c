/* Heads: what is read and what is refused, and that pieces of any size give the same. */
#include <string.h>

#include "core/out.h"
#include "http/head.h"
#include "test.h"

static int fed(struct str request, size_t step, struct wire *w)
{
	int bad = 0;
	wire_begin(w, test_arena());
	for (size_t i = 0; i < request.n && !bad; i += step) {
		size_t n = request.n - i < step ? request.n - i : step;
		bad = wire_feed(w, request.p + i, n);
	}
	return bad;
}

TEST(head_reads_a_plain_request)
{
	struct wire w;
	CHECK_INT(fed(S("GET /a?b=c HTTP/1.1\r\nHost: x\r\nAccept:  text/html \t\r\n\r\n"), 1000, &w), 0);
	CHECK_INT(w.at, WIRE_FULL);
	CHECK_STR(w.head.method, "GET");
	CHECK_STR(w.head.target, "/a?b=c");
	CHECK_STR(head_value(&w.head, "accept"), "text/html");
	CHECK_INT(w.head.minor, 1);
	CHECK_INT(w.head.length, -1);
}

TEST(head_refuses)
{
	static const struct {
		int status;
		struct str request;
	} row[] = {
		{ 400, STR_INIT("GET / HTTP/1.1\nHost: x\n\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\rY: 1\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\r\n a: folded\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\r\nnocolon\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\r\nA: b\x7f\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\r\nA: \xff\xfe\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n") },
		{ 400, STR_INIT("GET  / HTTP/1.1\r\nHost: x\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1 \r\nHost: x\r\n\r\n") },
		{ 505, STR_INIT("GET / HTTP/2.0\r\nHost: x\r\n\r\n") },
		{ 505, STR_INIT("GET / HTTP/0.9\r\nHost: x\r\n\r\n") },
		{ 400, STR_INIT("GET / http/1.1\r\nHost: x\r\n\r\n") },
		{ 400, STR_INIT("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n") },
		{ 400, STR_INIT("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc") },
		{ 400, STR_INIT("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc") },
		{ 400, STR_INIT("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc") },
		{ 413, STR_INIT("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\nabc") },
		{ 411, STR_INIT("POST / HTTP/1.1\r\nHost: x\r\n\r\n") },
		{ 411, STR_INIT("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") },
		{ 400, STR_INIT("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc") },
		{ 501, STR_INIT("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n") },
		{ 400, STR_INIT("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc") },
	};
	struct wire w;
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		int got = fed(row[i].request, 1 + test_random(40), &w);
		CHECK_INT(got, row[i].status);
		if (got != row[i].status) CHECK_EQ(row[i].request, STR_NONE);
	}
}

TEST(head_bounds)
{
	struct arena *a = test_arena();
	struct wire w;
	struct out many = out_new(a, 1 << 20);
	out_lit(&many, "GET / HTTP/1.1\r\nHost: x\r\n");
	for (int i = 0; i < HEAD_FIELDS_MAX; i++) out_fmt(&many, "A%d: b\r\n", i);
	out_lit(&many, "\r\n");
	CHECK_INT(fed(out_view(&many), 4096, &w), 431);
	char *big = arena_alloc(a, 20000);
	memset(big, 'a', 20000);
	struct str target = str_cat(a, S("GET /"), (struct str){ big, HEAD_TARGET_MAX });
	CHECK_INT(fed(str_cat(a, target, S(" HTTP/1.1\r\nHost: x\r\n\r\n")), 4096, &w), 414);
	CHECK_INT(fed(str_cat(a, S("GET / HTTP/1.1\r\nA: "), (struct str){ big, 20000 }), 4096, &w), 431);
}

TEST(head_body_and_what_follows)
{
	struct wire w;
	struct str post = S("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
	for (size_t step = 1; step < 12; step++) {
		CHECK_INT(fed(post, step, &w), 0);
		CHECK_INT(w.at, WIRE_FULL);
		CHECK(!w.more);
		CHECK_INT(fed(str_cat(test_arena(), post, S("GET / HTTP/1.1\r\n")), step, &w), 0);
		CHECK(w.more);
		CHECK_INT(fed(str_left(post, post.n - 1), step, &w), 0);
		CHECK_INT(w.at, WIRE_BODY);
	}
}

/* Random changes of a good request: no reading depends on how the bytes arrived. */
TEST(head_pieces_do_not_matter)
{
	static const char good[] = "POST /a%20b?c=1 HTTP/1.1\r\nHost: example.jp\r\nCookie: display=l.black\r\nContent-Length: 5\r\n\r\na=b&c";
	struct arena *a = test_arena();
	for (int i = 0; i < 2000; i++) {
		char *p = arena_alloc(a, sizeof good);
		memcpy(p, good, sizeof good);
		for (uint64_t k = test_random(3); k > 0; k--) p[test_random(sizeof good - 1)] = "\r\n\0 :\t\x80" "Aa%"[test_random(10)];
		struct str s = { p, sizeof good - 1 };
		struct wire one, many;
		int whole = fed(s, s.n, &one), pieces = fed(s, 1 + test_random(7), &many);
		CHECK_INT(whole, pieces);
		CHECK_INT(one.at, many.at);
		if (!whole && one.at != WIRE_HEAD) CHECK_INT(one.head.fields, many.head.fields);
	}
}
