/* Sends raw requests to the server directly and through nginx, and judges both.
 *
 *   vectors DIRECT_PORT PROXY_PORT FILE...      (PROXY_PORT 0 = only directly)
 * A file holds vectors:  == name | direct | proxy [| text]   and lines of bytes in C escapes (\r \n \t \0 \xHH
 * \\), where line breaks do not count and {N*c} stands for N times the byte c. `direct` and `proxy` are lists
 * of what may come: a status, "close" (ended without an answer), "wait" (nothing yet); "2:200" = two answers.
 * Both hops: when both say 200, what they understood must be the same (the echo page's body); nginx
 * may refuse what the server takes, and tidy up what the server refuses. `text` must stand in the
 * first answer of the direct hop. Last line: "N passed, N failed". */
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/out.h"
#include "core/vec.h"
#include "../test/http/bytes.h"

enum { BATCH = 40, WAIT_MS = 900, WAIT_MOST = 8000, ANSWER_MAX = 1 << 20 };

struct vector {
	struct str name, want[2], text, bytes;
};
struct hop {
	int fd;
	size_t sent;
	struct out got;
	bool closed;
};
struct verdict {
	int answers, status;
	struct str body;
};

static struct arena *arena;

/* ---- reading the files ---- */

static struct VEC_OF(struct vector) all;

static void begin_vector(struct str line)
{
	struct vector v = { 0 };
	struct str part, *field[] = { &v.name, &v.want[0], &v.want[1], &v.text };
	for (size_t i = 0; i < 4 && str_split(&line, '|', &part); i++) *field[i] = str_trim(part);
	*vec_add(arena, &all) = v;
}

static void read_file(const char *path)
{
	struct str text = bytes_file(arena, path), line;
	struct out bytes = out_new(arena, 1 << 23);
	while (str_split(&text, '\n', &line)) {
		if (str_starts(line, S("#"))) continue;
		if (str_starts(line, S("=="))) {
			begin_vector(str_skip(line, 2));
			bytes = out_new(arena, 1 << 23);
		} else if (all.n) {
			bytes_unescape(&bytes, line);
			all.v[all.n - 1].bytes = out_view(&bytes);
		}
	}
}

/* ---- talking ---- */

static int dial(int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to)) return -1;
	fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

static void step(struct hop *h, struct str bytes)
{
	char buffer[16384];
	if (h->sent < bytes.n) {
		ssize_t n = send(h->fd, bytes.p + h->sent, bytes.n - h->sent, MSG_NOSIGNAL);
		if (n > 0) h->sent += (size_t)n;
	}
	ssize_t n = recv(h->fd, buffer, sizeof buffer, 0);
	if (n > 0) out_bytes(&h->got, buffer, (size_t)n);
	else if (n == 0 || h->sent == 0) h->closed = n == 0;
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static struct verdict judge(struct str got, bool head_request);

/* A busy machine gets longer, except where silence is what is wanted. */
static bool is_overdue(const struct vector *v, const struct hop hop[2])
{
	for (int k = 0; k < 2; k++) {
		bool silence = str_find(v->want[k], S("wait")) != SIZE_MAX;
		if (hop[k].fd >= 0 && !hop[k].closed && !silence && !judge(out_view(&hop[k].got), str_starts(v->bytes, S("HEAD "))).answers) return true;
	}
	return false;
}

static bool any_overdue(const struct vector *v, struct hop (*hop)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_overdue(&v[i], hop[i])) return true;
	return false;
}

static void run_batch(const struct vector *v, struct hop (*hop)[2], size_t n, const int port[2])
{
	int64_t end = now_ms() + WAIT_MS, latest = now_ms() + WAIT_MOST;
	for (size_t i = 0; i < n; i++)
		for (int k = 0; k < 2; k++)
			hop[i][k] = (struct hop){ .fd = port[k] ? dial(port[k]) : -1, .got = out_new(arena, ANSWER_MAX) };
	for (bool open = true; open && (now_ms() < end || (now_ms() < latest && any_overdue(v, hop, n)));) {
		struct pollfd p[BATCH * 2];
		open = false;
		for (size_t i = 0; i < n * 2; i++) {
			struct hop *h = &hop[i / 2][i % 2];
			p[i] = (struct pollfd){ .fd = h->closed ? -1 : h->fd, .events = (short)(POLLIN | (h->sent < v[i / 2].bytes.n ? POLLOUT : 0)) };
			open = open || p[i].fd >= 0;
		}
		if (!open || poll(p, n * 2, 50) <= 0) continue;
		for (size_t i = 0; i < n * 2; i++) {
			struct hop *h = &hop[i / 2][i % 2];
			if (p[i].revents) step(h, v[i / 2].bytes);
			if (p[i].revents & (POLLHUP | POLLERR)) h->closed = true;
		}
	}
	for (size_t i = 0; i < n * 2; i++)
		if (hop[i / 2][i % 2].fd >= 0) close(hop[i / 2][i % 2].fd);
}

/* ---- judging ---- */

static int64_t length_of(struct str head)
{
	struct str line;
	int64_t v = 0;
	while (str_split(&head, '\n', &line)) {
		size_t colon = str_find_char(line, ':');
		if (colon == SIZE_MAX || !str_eq_nocase(str_left(line, colon), S("content-length"))) continue;
		if (!str_int(str_trim(str_skip(line, colon + 1)), 0, INT64_MAX, &v)) return 0;
	}
	return v;
}

static struct verdict judge(struct str got, bool head_request)
{
	struct verdict v = { 0 };
	while (str_starts(got, S("HTTP/1.1 "))) {
		int64_t status = 0, length;
		size_t end = str_find(got, S("\r\n\r\n"));
		if (end == SIZE_MAX) break;
		if (!str_int(str_left(str_skip(got, 9), 3), 100, 599, &status)) break;
		length = head_request || status == 304 || status < 200 ? 0 : length_of(str_left(got, end));
		struct str body = str_left(str_skip(got, end + 4), (size_t)length);
		got = str_skip(got, end + 4 + (size_t)length);
		if (status == 100) continue;
		if (v.answers++ == 0) v.status = (int)status, v.body = body;
	}
	return v;
}

static bool wanted(struct str list, const struct verdict *v, bool closed)
{
	struct str one;
	while (str_split(&list, ',', &one)) {
		int64_t count = 1, status = 0;
		one = str_trim(one);
		size_t colon = str_find_char(one, ':');
		if (colon != SIZE_MAX && str_int(str_left(one, colon), 1, 9, &count)) one = str_skip(one, colon + 1);
		if (str_is(one, "close") && !v->answers && closed) return true;
		if (str_is(one, "wait") && !v->answers && !closed) return true;
		if (str_int(one, 100, 599, &status) && v->answers == count && v->status == status) return true;
	}
	return false;
}

static bool check(const struct vector *v, const struct hop hop[2], bool proxied)
{
	bool head = str_starts(v->bytes, S("HEAD ")), ok = true;
	struct verdict direct = judge(out_view(&hop[0].got), head), proxy = judge(out_view(&hop[1].got), head);
	if (!wanted(v->want[0], &direct, hop[0].closed)) ok = false;
	if (proxied && !wanted(v->want[1], &proxy, hop[1].closed)) ok = false;
	if (v->text.n && str_find(direct.body, v->text) == SIZE_MAX) ok = false;
	bool both = proxied && direct.status == 200 && proxy.status == 200;
	if (both && !str_eq(direct.body, proxy.body)) ok = false;
	if (!ok)
		printf("FAIL %.*s: direct %d x%d%s (want %.*s), proxy %d x%d%s (want %.*s)%s\n%.*s", STR_ARG(v->name), direct.status, direct.answers,
			hop[0].closed ? " closed" : "", STR_ARG(v->want[0]), proxy.status, proxy.answers, hop[1].closed ? " closed" : "",
			STR_ARG(v->want[1]), both ? ", bodies differ" : "", STR_ARG(str_left(direct.body, direct.status == 200 ? 200 : 0)));
	return ok;
}

int main(int argc, char **argv)
{
	int passed = 0, failed = 0;
	arena = arena_new();
	if (argc < 4) return 2;
	const int port[2] = { (int)strtol(argv[1], NULL, 10), (int)strtol(argv[2], NULL, 10) };
	for (int i = 3; i < argc; i++) read_file(argv[i]);
	for (size_t at = 0; at < all.n; at += BATCH) {
		struct hop hop[BATCH][2];
		size_t n = all.n - at < BATCH ? all.n - at : BATCH;
		run_batch(all.v + at, hop, n, port);
		for (size_t i = 0; i < n; i++) {
			if (check(&all.v[at + i], hop[i], port[1] != 0)) passed++;
			else failed++;
		}
	}
	printf("%d passed, %d failed\n", passed, failed);
	arena_free(arena);
	return failed || !passed;
}
