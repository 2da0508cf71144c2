/* Clients that are slow, many or unlucky, against test/http/serve.
 *
 *   slow PORT SERVE      PORT: a server started with deadlines of 1 second; SERVE: the program, which
 * is started and stopped here on an inherited socket while requests run. Last line: "N passed, N failed". */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/str.h"

static int passed, failed, port;

static void check(const char *name, bool ok)
{
	if (ok) passed++;
	else failed++, printf("FAIL %s\n", name);
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void nap(int ms)
{
	struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };
	nanosleep(&t, NULL);
}

static int dial(int to_port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)to_port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval wait = { 5, 0 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
	if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0) return fd;
	close(fd);
	return -1;
}

static bool say(int fd, const char *text)
{
	size_t n = strlen(text);
	return send(fd, text, n, MSG_NOSIGNAL) == (ssize_t)n;
}

/* Reads one answer with a body of known length (the echo page is short): its status, 0 without one. */
static int answer(int fd)
{
	char b[4096];
	size_t n = 0;
	int64_t status = 0;
	while (n < sizeof b) {
		ssize_t got = recv(fd, b + n, sizeof b - n, 0);
		if (got <= 0) return 0;
		n += (size_t)got;
		struct str s = { b, n };
		size_t end = str_find(s, S("\r\n\r\n")), at = str_find(s, S("Content-Length: "));
		if (end == SIZE_MAX) continue;
		int64_t length = 0;
		struct str digits = str_skip(s, at + 16);
		if (at == SIZE_MAX || !str_int(str_left(digits, str_find_char(digits, '\r')), 0, 100000, &length)) return 0;
		if (n < end + 4 + (size_t)length) continue;
		return str_int(str_left(str_skip(s, 9), 3), 100, 599, &status) ? (int)status : 0;
	}
	return 0;
}

#define GET "GET /echo HTTP/1.1\r\nHost: test\r\n\r\n"

/* Sends one byte at a time; ms until the server closes, or -1 when it does not within `most`. */
static int drip(const char *start, int most)
{
	int fd = dial(port);
	int64_t begin = now_ms();
	(void)say(fd, start);
	while (now_ms() - begin < most) {
		char c;
		if (!say(fd, "x") || recv(fd, &c, 1, MSG_DONTWAIT) == 0) break;
		nap(100);
	}
	int64_t took = now_ms() - begin;
	close(fd);
	return took < most ? (int)took : -1;
}

static void slow_clients(void)
{
	int head = drip("GET /echo HTTP/1.1\r\nHost: test\r\nX-Slow: ", 6000);
	check("a head that drips is ended by the deadline", head > 700 && head < 3000);
	int body = drip("POST /echo HTTP/1.1\r\nHost: test\r\nOrigin: http://test\r\nContent-Type: application/x-www-form-urlencoded\r\n"
		"Content-Length: 1000\r\n\r\n", 6000);
	check("a body that drips is ended by the deadline", body > 700 && body < 3500);
}

static void keep_alive(void)
{
	int fd = dial(port);
	bool all = true;
	for (int i = 0; i < 20; i++) all = all && say(fd, GET) && answer(fd) == 200;
	check("20 requests on one connection", all);
	nap(1600);
	check("an idle connection outlives the deadlines of requests", say(fd, GET) && answer(fd) == 200);
	close(fd);
	int slow = dial(port);
	check("a slow handler answers", say(slow, "GET /slow HTTP/1.1\r\nHost: test\r\n\r\n") && answer(slow) == 200);
	close(slow);
}

static void many(void)
{
	enum { MANY = 460 };
	static int fd[MANY];
	int served = 0;
	for (int i = 0; i < MANY; i++) fd[i] = dial(port);
	nap(200);
	int probe = 0;
	for (int i = 0; i < MANY; i++) {
		if (fd[i] < 0 || !say(fd[i], GET)) continue;
		struct timeval wait = { 0, 100000 };
		setsockopt(fd[i], SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
		if (answer(fd[i]) == 200) served++;
		else if (++probe > 70) break;
	}
	check("connections up to the limit are served", served >= 300 && served <= 400);
	for (int i = 0; i < MANY; i++)
		if (fd[i] >= 0) close(fd[i]);
	nap(300);
	int after = dial(port);
	check("afterwards a new one is served", say(after, GET) && answer(after) == 200);
	close(after);
}

static void slow_reader(void)
{
	int lazy[20];
	for (int i = 0; i < 20; i++) {
		lazy[i] = dial(port);
		(void)say(lazy[i], "GET /large HTTP/1.1\r\nHost: test\r\n\r\n");
	}
	nap(100);
	int64_t begin = now_ms();
	int fd = dial(port);
	check("clients that do not read hinder nobody", say(fd, GET) && answer(fd) == 200 && now_ms() - begin < 1000);
	close(fd);
	for (int i = 0; i < 20; i++) close(lazy[i]);
}

/* ---- refused early, still sending ---- */

#define POST "POST /echo HTTP/1.1\r\nHost: test\r\nOrigin: http://test\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

/* Sends the head and `bytes` of body without reading, then reads: the status, 0 when the answer was lost. */
static int whole_body_first(const char *head, size_t bytes)
{
	static const char piece[65536];
	int fd = dial(port), status = 0;
	bool ok = say(fd, head);
	for (size_t sent = 0; ok && sent < bytes; sent += sizeof piece) ok = send(fd, piece, sizeof piece, MSG_NOSIGNAL) == (ssize_t)sizeof piece;
	if (ok) status = answer(fd);
	close(fd);
	return status;
}

/* Goes on sending after its answer, a byte at a time or as fast as it can; ms until the server is gone. */
static int sends_on(const char *head, size_t at_once, int most)
{
	static const char piece[65536];
	int fd = dial(port), nothing = 1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &nothing, sizeof nothing);
	int64_t begin = now_ms();
	(void)say(fd, head);
	while (now_ms() - begin < most && send(fd, piece, at_once, MSG_NOSIGNAL) > 0)
		if (at_once == 1) nap(50);
	int took = (int)(now_ms() - begin);
	close(fd);
	return took < most ? took : -1;
}

static void refused_early(void)
{
	check("a form over its limit is sent to its end and answered",
		whole_body_first(POST FORM "Content-Length: 8388608\r\n\r\n", 8388608) == 413);
	check("so is what is no request, however much follows", whole_body_first("POST /echo HTTP/1.1\r\nHost: test\r\nBad Name: x\r\n\r\n", 2097152) == 400);
	check("so is a form of another site", whole_body_first("POST /echo HTTP/1.1\r\nHost: test\r\nOrigin: http://evil\r\n" FORM
		"Content-Length: 262144\r\n\r\n", 262144) == 403);
	int slow = sends_on("POST /echo HTTP/1.1\r\nHost: test\r\nOrigin: http://evil\r\n" FORM "Content-Length: 1000\r\n\r\n", 1, 4500);
	check("who drips on after the answer is cut off at the request's deadline", slow > 300 && slow < 3500);
	int fast = sends_on(POST FORM "Content-Length: 900000\r\n\r\n", 65536, 9000);
	check("who floods on after the answer is cut off", fast >= 0 && fast < 3500);
	enum { MANY = 150 };
	int fd[MANY];
	for (int i = 0; i < MANY; i++) (void)(say(fd[i] = dial(port), POST FORM "Content-Length: 900000\r\n\r\nx"));
	int64_t begin = now_ms();
	int other = dial(port);
	check("150 such clients hinder nobody", say(other, GET) && answer(other) == 200 && now_ms() - begin < 1000);
	close(other);
	for (int i = 0; i < MANY; i++) close(fd[i]);
}

/* ---- restart ---- */

static struct {
	int port, requests, refused, broken;
	atomic_bool stop;
	atomic_int sent; /* clients whose request has been sent, or has begun to be */
} load;

static void *client(void *unused)
{
	(void)unused;
	while (!load.stop) {
		int fd = dial(load.port);
		if (fd < 0) load.refused++;
		else if (!say(fd, GET) || answer(fd) != 200) load.broken++;
		load.requests++;
		if (fd >= 0) close(fd);
	}
	return NULL;
}

static pid_t start(const char *program, int listener)
{
	int ready[2];
	char b;
	if (pipe(ready)) return -1;
	pid_t pid = fork();
	if (pid == 0) {
		dup2(listener, 3);
		dup2(ready[1], STDOUT_FILENO);
		close(ready[0]);
		execl(program, program, "fd:3", (char *)NULL);
		_exit(127);
	}
	close(ready[1]);
	if (read(ready[0], &b, 1) != 1) pid = -1;
	close(ready[0]);
	return pid;
}

/* What systemd or the supervisor does: the socket stays, processes come and go. */
static void restart(const char *program)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	int status = 0, bad_exits = 0, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (bind(listener, (struct sockaddr *)&at, n) || listen(listener, 512) || getsockname(listener, (struct sockaddr *)&at, &n)) return;
	load.port = ntohs(at.sin_port);
	pid_t pid = start(program, listener);
	pthread_t thread;
	pthread_create(&thread, NULL, client, NULL);
	for (int i = 0; i < 6; i++) {
		nap(250);
		pid_t next = i % 2 ? start(program, listener) : 0; /* with and without an overlap */
		kill(pid, SIGTERM);
		waitpid(pid, &status, 0);
		if (!WIFEXITED(status) || WEXITSTATUS(status)) bad_exits++;
		pid = next ? next : start(program, listener);
	}
	load.stop = true;
	pthread_join(thread, NULL);
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	printf("restart: %d requests, %d refused, %d broken\n", load.requests, load.refused, load.broken);
	check("six restarts, many requests", load.requests > 100);
	check("no refused connection", load.refused == 0);
	check("no broken answer", load.broken == 0);
	check("every process stopped in order", bad_exits == 0);
	close(listener);
}

/* ---- a stop among slow requests ---- */

enum { STOP_CLIENTS = 24 };
struct stop_client {
	pthread_t thread;
	int kind; /* 0: a slow handler, 1: a slow body, 2: a slow reader */
	bool good;
};

static bool slow_body(int fd)
{
	char b[8192];
	size_t n = 0;
	if (!say(fd, "GET /page HTTP/1.1\r\nHost: test\r\n\r\n")) return false;
	while (n < sizeof b) { /* the token stands at the page's start */
		ssize_t got = recv(fd, b + n, sizeof b - n, 0);
		if (got <= 0) return false;
		n += (size_t)got;
	}
	size_t at = str_find((struct str){ b, n }, S("name=\"csrf\" value=\""));
	if (at == SIZE_MAX || at + 51 > n) return false;
	char form[60];
	snprintf(form, sizeof form, "a=1&csrf=%.32s", b + at + 19);
	close(fd);
	fd = dial(load.port);
	bool ok = say(fd, POST FORM "Content-Length: 41\r\n\r\n");
	load.sent++;
	for (size_t i = 0; i < 41 && ok; i++, nap(30)) ok = send(fd, form + i, 1, MSG_NOSIGNAL) == 1;
	ok = ok && answer(fd) == 200;
	close(fd);
	return ok;
}

static bool slow_reading(int fd)
{
	static const size_t large = 8 << 20;
	static _Thread_local char b[65536];
	size_t n = 0;
	if (!say(fd, "GET /large HTTP/1.1\r\nHost: test\r\n\r\n")) return false;
	load.sent++;
	nap(700);
	ssize_t got = 1;
	for (; n < large && (got = recv(fd, b, sizeof b, 0)) > 0; n += (size_t)got) nap(2);
	if (n < large) printf("a slow reader has %zu bytes, then %zd (errno %d)\n", n, got, got < 0 ? errno : 0);
	close(fd);
	return n >= large;
}

static void *stop_client(void *client)
{
	struct stop_client *c = client;
	int fd = dial(load.port);
	if (c->kind == 0) {
		bool ok = say(fd, "GET /slow HTTP/1.1\r\nHost: test\r\n\r\n");
		load.sent++;
		c->good = ok && answer(fd) == 200;
		close(fd);
	} else c->good = c->kind == 1 ? slow_body(fd) : slow_reading(fd);
	return NULL;
}

static void stop_among_requests(const char *program)
{
	static const char *const kind[] = { "slow handlers answer through a stop", "slow bodies are read and answered through a stop",
		"slow readers get all of their answers through a stop" };
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	struct stop_client client[STOP_CLIENTS];
	int status = 1, good[3] = { 0 }, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (bind(listener, (struct sockaddr *)&at, n) || listen(listener, 512) || getsockname(listener, (struct sockaddr *)&at, &n)) return;
	load.port = ntohs(at.sin_port);
	pid_t pid = start(program, listener);
	for (int i = 0; i < STOP_CLIENTS; i++) {
		client[i] = (struct stop_client){ .kind = i % 3 };
		pthread_create(&client[i].thread, NULL, stop_client, &client[i]);
	}
	for (int i = 0; load.sent < STOP_CLIENTS && i < 100; i++) nap(50); /* a connection without a request would be idle */
	nap(100);
	int64_t begin = now_ms();
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	int64_t took = now_ms() - begin;
	pid = start(program, listener); /* who was still in the queue is served by the next one */
	for (int i = 0; i < STOP_CLIENTS; i++) {
		pthread_join(client[i].thread, NULL);
		good[i % 3] += client[i].good;
	}
	for (int i = 0; i < 3; i++) check(kind[i], good[i] == STOP_CLIENTS / 3);
	check("the stop waited for them, within its limit", WIFEXITED(status) && WEXITSTATUS(status) == 0 && took > 200 && took < 10000);
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	close(listener);
}

int main(int argc, char **argv)
{
	if (argc != 3) return 2;
	port = (int)strtol(argv[1], NULL, 10);
	slow_clients();
	keep_alive();
	many();
	slow_reader();
	refused_early();
	restart(argv[2]);
	stop_among_requests(argv[2]);
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
