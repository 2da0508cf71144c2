/* Sockets through libmicrohttpd (http/listen.h): the only file with <microhttpd.h>.
 *
 * How the raw bytes are seen: this program defines recv(2), which the library calls for every byte it
 * reads; the definition passes them on unchanged and shows them to http/head.h first. A request that
 * is refused there is answered at once and the library sees the end of the stream. If a library read in
 * another way, no request would ever be complete here and every one would be refused: it fails closed.
 * accept4(2) is defined too: a connection it gives out while we stop, or that the library has not yet announced
 * then, would be closed unanswered (without this the stop is only less sure).
 */
#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "core/log.h"
#include "http/linger.h"

enum {
	FD_MAX = 16384,
	LIBRARY_MEMORY = 64 * 1024, /* per connection: the head twice, and its tables */
	ARENAS_KEPT = 64,
	ANSWER_GRACE_MS = 1000      /* when draining: for idle connections, and for accepted ones not yet announced */
};

struct conn {
	pthread_mutex_t lock;      /* fd and deadline, against the watch thread */
	int fd;                    /* -1: nobody's */
	int64_t deadline;          /* steady ms; 0 = none */
	struct listener *listener;
	struct conn *next;         /* of the free ones */
	struct arena *arena;       /* of the request on its way; NULL between requests */
	struct wire *wire;         /* in the arena */
	struct exchange *exchange; /* in the arena */
	bool queued;
	int64_t linger_by;         /* not 0: answered before its end was read; close late (http/linger.h), at most then */
	char peer[INET6_ADDRSTRLEN];
};

struct listener {
	struct server *server;
	struct listen_config config;
	struct MHD_Daemon *daemon;
	pthread_mutex_t lock; /* free list, kept arenas */
	struct conn *conn, *free;
	size_t conns;
	struct arena *kept[ARENAS_KEPT];
	size_t kepts;
	pthread_t watch;
	struct lingerers *lingerers;
	atomic_bool stop, draining;
	atomic_int open;
};

/* Which connection a descriptor belongs to: recv() has nothing else to go by. */
static _Atomic(struct conn *) conn_of_fd[FD_MAX];
/* Connections given out by accept4, and those the library has announced: fewer while one is between, or for
 * ever after the library turned one away by itself (over its limit). */
static atomic_llong accepted, announced;
static atomic_int drained_fd = -1; /* a listening socket that gives out no more here */

static int64_t steady_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- arenas are reused: a request costs no malloc for its first block ---- */

static struct arena *take_arena(struct listener *l)
{
	pthread_mutex_lock(&l->lock);
	struct arena *a = l->kepts ? l->kept[--l->kepts] : NULL;
	pthread_mutex_unlock(&l->lock);
	return a ? a : arena_new();
}

static void give_arena(struct listener *l, struct arena *a)
{
	arena_clear(a);
	pthread_mutex_lock(&l->lock);
	bool kept = l->kepts < ARENAS_KEPT;
	if (kept) l->kept[l->kepts++] = a;
	pthread_mutex_unlock(&l->lock);
	if (!kept) arena_free(a);
}

static void set_deadline(struct conn *c, int seconds)
{
	pthread_mutex_lock(&c->lock);
	c->deadline = seconds ? steady_ms() + (int64_t)seconds * 1000 : 0;
	pthread_mutex_unlock(&c->lock);
}

static void begin_request(struct conn *c)
{
	c->arena = take_arena(c->listener);
	c->wire = ARENA_NEW(c->arena, struct wire);
	c->exchange = NULL;
	c->queued = false;
	wire_begin(c->wire, c->arena);
	set_deadline(c, c->listener->config.head_seconds);
}

static void end_request(struct conn *c)
{
	if (!c->arena) return;
	set_deadline(c, 0);
	struct arena *a = c->arena;
	c->arena = NULL;
	c->wire = NULL;
	c->exchange = NULL;
	give_arena(c->listener, a);
}

/* ---- the bytes ---- */

static void refuse_raw(struct conn *c, int status)
{
	struct str text = server_refusal(c->listener->server, c->arena, status);
	(void)!send(c->fd, text.p, text.n, MSG_NOSIGNAL | MSG_DONTWAIT);
	c->linger_by = c->deadline;
}

/* Returns what the library is to see: all of it, or the end of the stream. */
static ssize_t received(struct conn *c, const char *p, ssize_t n)
{
	if (!c->wire) begin_request(c);
	bool in_head = c->wire->at == WIRE_HEAD;
	int bad = wire_feed(c->wire, p, (size_t)n);
	if (bad) {
		refuse_raw(c, bad);
		return 0;
	}
	if (in_head && c->wire->at == WIRE_BODY)
		set_deadline(c, c->listener->config.body_seconds + (int)(c->wire->head.length >> 15));
	return n;
}

ssize_t recv(int fd, void *to, size_t n, int flags)
{
	ssize_t got = recvfrom(fd, to, n, flags, NULL, NULL);
	if (got <= 0 || fd < 0 || fd >= FD_MAX || (flags & MSG_PEEK)) return got;
	struct conn *c = atomic_load_explicit(&conn_of_fd[fd], memory_order_acquire);
	return c ? received(c, to, got) : got;
}

/* The address argument is a union of pointers in glibc's C declaration. */
int accept4(int fd, __SOCKADDR_ARG from, socklen_t *n, int flags)
{
	accepted++; /* before: a stop must not look between */
	int got = fd == drained_fd ? (errno = EAGAIN, -1) : (int)syscall(SYS_accept4, fd, from.__sockaddr__, n, flags);
	if (got < 0) accepted--;
	return got;
}

/* ---- what the library calls ---- */

static void read_peer(struct conn *c, struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *sa = info ? info->client_addr : NULL;
	c->peer[0] = 0;
	if (sa && sa->sa_family == AF_INET) {
		struct sockaddr_in v4;
		memcpy(&v4, sa, sizeof v4);
		inet_ntop(AF_INET, &v4.sin_addr, c->peer, sizeof c->peer);
	} else if (sa && sa->sa_family == AF_INET6) {
		struct sockaddr_in6 v6;
		memcpy(&v6, sa, sizeof v6);
		inet_ntop(AF_INET6, &v6.sin6_addr, c->peer, sizeof c->peer);
	}
}

static struct conn *take_conn(struct listener *l, int fd)
{
	pthread_mutex_lock(&l->lock);
	struct conn *c = l->free;
	if (c) l->free = c->next;
	pthread_mutex_unlock(&l->lock);
	if (!c) return NULL;
	pthread_mutex_lock(&c->lock);
	c->fd = fd;
	c->deadline = 0;
	c->linger_by = 0;
	pthread_mutex_unlock(&c->lock);
	atomic_store_explicit(&conn_of_fd[fd], c, memory_order_release);
	l->open++;
	return c;
}

static void give_conn(struct conn *c)
{
	struct listener *l = c->listener;
	atomic_store_explicit(&conn_of_fd[c->fd], NULL, memory_order_release);
	end_request(c);
	if (c->linger_by) linger_add(l->lingerers, c->fd, c->linger_by);
	pthread_mutex_lock(&c->lock);
	c->fd = -1;
	pthread_mutex_unlock(&c->lock);
	pthread_mutex_lock(&l->lock);
	c->next = l->free;
	l->free = c;
	pthread_mutex_unlock(&l->lock);
	l->open--;
}

static void on_connection(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
		if (*context) give_conn(*context);
		*context = NULL;
		return;
	}
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
	bool known = info && info->connect_fd >= 0 && info->connect_fd < FD_MAX; /* others' requests are refused */
	struct conn *c = known ? take_conn(cls, info->connect_fd) : NULL;
	if (c) read_peer(c, mhd);
	*context = c;
	announced++;
}

static void on_completed(void *cls, struct MHD_Connection *mhd, void **request, enum MHD_RequestTerminationCode code)
{
	(void)cls, (void)mhd, (void)code;
	struct conn *c = *request;
	if (c) end_request(c);
	*request = NULL;
}

static enum MHD_Result queue(struct conn *c, struct MHD_Connection *mhd)
{
	const struct answer *ans = exchange_finish(c->exchange);
	struct MHD_Response *r = MHD_create_response_from_buffer(ans->body.n, (void *)(uintptr_t)ans->body.p, MHD_RESPMEM_PERSISTENT);
	if (!r) return MHD_NO;
	enum MHD_Result ok = MHD_YES;
	for (size_t i = 0; i < ans->headers && ok; i++) ok = MHD_add_response_header(r, ans->header[i].name, ans->header[i].value);
	if (ok && (ans->close || c->wire->more || c->listener->draining)) ok = MHD_add_response_header(r, "Connection", "close");
	if (ok) ok = MHD_queue_response(mhd, (unsigned int)ans->status, r);
	MHD_destroy_response(r);
	c->queued = true;
	if (c->wire->at != WIRE_FULL || c->wire->more) c->linger_by = c->deadline; /* of the body, not of the answer */
	set_deadline(c, c->listener->config.send_seconds + (int)(ans->body.n >> 14));
	return ok;
}

static struct conn *conn_of(struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

/* Called once with the head, then with the body's pieces, then without. The library reads the request
 * too, but what it thinks of it is not used; MHD_NO closes the connection. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *mhd, const char *url, const char *method,
	const char *version, const char *piece, size_t *n, void **request)
{
	(void)cls, (void)url, (void)method, (void)version;
	struct conn *c = conn_of(mhd);
	if (!c || !c->wire || c->wire->refusal || c->wire->at == WIRE_HEAD || c->queued) return MHD_NO;
	if (!*request) {
		*request = c;
		c->exchange = exchange_begin(c->listener->server, c->arena, &c->wire->head, str_of(c->peer));
		/* 0.9.75 closes the connection after an answer that is queued in this call. */
		return c->wire->head.length > 0 && exchange_answered(c->exchange) ? queue(c, mhd) : MHD_YES;
	}
	if (*n) {
		exchange_body(c->exchange, (struct str){ piece, *n });
		*n = 0;
		return MHD_YES;
	}
	return c->wire->at == WIRE_FULL ? queue(c, mhd) : MHD_NO;
}

/* ---- deadlines ---- */

/* Nothing has come that a busy thread has not got round to reading. */
static bool is_idle(int fd)
{
	char c;
	return recvfrom(fd, &c, 1, MSG_PEEK | MSG_DONTWAIT, NULL, NULL) <= 0;
}

static void close_late(struct listener *l, int64_t now, bool idle_too)
{
	for (size_t i = 0; i < l->conns; i++) {
		struct conn *c = &l->conn[i];
		pthread_mutex_lock(&c->lock);
		bool late = c->deadline ? now > c->deadline : idle_too && c->fd >= 0 && is_idle(c->fd);
		if (c->fd >= 0 && late) shutdown(c->fd, SHUT_RDWR);
		pthread_mutex_unlock(&c->lock);
	}
}

static void nap(int ms)
{
	struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };
	nanosleep(&t, NULL);
}

static void *watch(void *listener)
{
	struct listener *l = listener;
	while (!l->stop) {
		linger_work(l->lingerers, 250);
		close_late(l, steady_ms(), false);
	}
	return NULL;
}

/* ---- start and stop ---- */

static void set_defaults(struct listen_config *c)
{
	if (!c->threads) c->threads = 8;
	if (!c->connections) c->connections = 1000;
	if (!c->head_seconds) c->head_seconds = 10;
	if (!c->body_seconds) c->body_seconds = 30;
	if (!c->send_seconds) c->send_seconds = 60;
	if (!c->idle_seconds) c->idle_seconds = 15;
	if (c->connections < c->threads) c->connections = c->threads;
}

static struct MHD_Daemon *start_daemon(struct listener *l)
{
	const struct listen_config *c = &l->config;
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, on_request, l,
		MHD_OPTION_LISTEN_SOCKET, c->fd,
		MHD_OPTION_THREAD_POOL_SIZE, (unsigned int)c->threads,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned int)c->connections,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned int)c->per_address,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)LIBRARY_MEMORY,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)c->idle_seconds,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, l,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, l,
		MHD_OPTION_END);
}

enum err listen_start(struct arena *a, struct server *server, const struct listen_config *config, struct listener **out)
{
	struct listener *l = ARENA_NEW(a, struct listener);
	l->server = server;
	l->config = *config;
	set_defaults(&l->config);
	pthread_mutex_init(&l->lock, NULL);
	l->conns = (size_t)l->config.connections + 16;
	l->conn = ARENA_ARRAY(a, struct conn, l->conns);
	for (size_t i = 0; i < l->conns; i++) {
		struct conn *c = &l->conn[i];
		pthread_mutex_init(&c->lock, NULL);
		c->fd = -1;
		c->listener = l;
		c->next = l->free;
		l->free = c;
	}
	l->lingerers = lingerers_new(a);
	if (drained_fd == config->fd) drained_fd = -1;
	l->daemon = start_daemon(l);
	if (l->daemon && pthread_create(&l->watch, NULL, watch, l)) {
		MHD_stop_daemon(l->daemon);
		l->daemon = NULL;
	}
	if (!l->daemon) {
		lingerers_end(l->lingerers);
		return ERR_IO;
	}
	*out = l;
	return OK;
}

/* Anything left to wait for, `passed` milliseconds after the stop was asked for? */
static bool is_busy(struct listener *l, int64_t passed)
{
	bool between = passed < ANSWER_GRACE_MS && accepted > announced;
	return between || l->open + linger_count(l->lingerers) > 0;
}

bool listen_drain(struct listener *l, int seconds)
{
	int64_t start = steady_ms(), passed = 0;
	l->draining = true;
	drained_fd = l->config.fd;
	(void)MHD_quiesce_daemon(l->daemon);
	for (; passed < (int64_t)seconds * 1000 && is_busy(l, passed); passed = steady_ms() - start) {
		if (passed > ANSWER_GRACE_MS) close_late(l, steady_ms(), true);
		nap(20);
	}
	return l->open == 0; /* who lingers has its answer */
}

void listen_stop(struct listener *l)
{
	(void)MHD_quiesce_daemon(l->daemon); /* else the library closes the socket, which is not its own */
	MHD_stop_daemon(l->daemon);
	l->stop = true;
	pthread_join(l->watch, NULL);
	lingerers_end(l->lingerers);
	while (l->kepts) arena_free(l->kept[--l->kepts]);
}

int listen_open(const struct listener *l)
{
	return l->open;
}

/* ---- sockets ---- */

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	struct sockaddr_un un;
};

static socklen_t read_unix(struct str path, union address *to)
{
	if (path.n == 0 || path.n >= sizeof to->un.sun_path) return 0;
	to->un.sun_family = AF_UNIX;
	memcpy(to->un.sun_path, path.p, path.n);
	return sizeof to->un;
}

static socklen_t read_inet(struct str host, struct str port_text, union address *to)
{
	char cz[INET6_ADDRSTRLEN + 1] = "";
	int64_t port;
	if (!str_int(port_text, 0, 65535, &port)) return 0;
	bool v6 = host.n > 2 && host.p[0] == '[' && host.p[host.n - 1] == ']';
	if (v6) host = (struct str){ host.p + 1, host.n - 2 };
	if (host.n >= sizeof cz) return 0;
	memcpy(cz, host.p, host.n);
	if (v6) {
		to->v6.sin6_family = AF_INET6;
		to->v6.sin6_port = htons((uint16_t)port);
		return inet_pton(AF_INET6, cz, &to->v6.sin6_addr) == 1 ? sizeof to->v6 : 0;
	}
	to->v4.sin_family = AF_INET;
	to->v4.sin_port = htons((uint16_t)port);
	return inet_pton(AF_INET, cz, &to->v4.sin_addr) == 1 ? sizeof to->v4 : 0;
}

static socklen_t read_address(const char *text, union address *to)
{
	struct str s = str_of(text);
	memset(to, 0, sizeof *to);
	if (str_starts(s, S("unix:"))) return read_unix(str_skip(s, 5), to);
	size_t colon = s.n;
	while (colon > 0 && s.p[colon - 1] != ':') colon--;
	return colon ? read_inet(str_left(s, colon - 1), str_skip(s, colon), to) : 0;
}

int listen_socket(const char *address)
{
	union address to;
	socklen_t n = read_address(address, &to);
	if (!n) {
		log_error(3101, "not an address to listen on: %s (wanted 127.0.0.1:8080, [::1]:8080 or unix:PATH)", address);
		return -1;
	}
	bool is_unix = to.any.sa_family == AF_UNIX;
	int fd = socket(to.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), one = 1;
	if (fd < 0) return -1;
	if (is_unix) unlink(to.un.sun_path);
	else (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (bind(fd, &to.any, n) || (is_unix && chmod(to.un.sun_path, 0660)) || listen(fd, 1024)) {
		log_error(3102, "can not listen on %s: %s", address, strerror(errno));
		close(fd);
		return -1;
	}
	return fd;
}
