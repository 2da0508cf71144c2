/* Sockets: the one place that knows libmicrohttpd (0.9.75 and 1.0.x).
 *
 * The library carries bytes and threads; what a request is, http/head.h decides from the raw bytes,
 * which listen.c sees because it stands between the library and recv(2). Every request has an absolute
 * deadline (the library's timer restarts with every byte).
 */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include "http/server.h"

struct listen_config {
	int fd;              /* a listening socket; stays open when the listener stops */
	int threads;         /* 0 = 8 */
	int connections;     /* 0 = 1000; more are closed at once */
	int per_address;     /* connections of one peer address; 0 = no limit (behind a proxy) */
	int head_seconds;    /* from the first byte of a request to its empty line; 0 = 10 */
	int body_seconds;    /* from there to the last byte of the body; 0 = 30 (+ 1 s per 32 kB) */
	int send_seconds;    /* from there to the last byte of the answer; 0 = 60 (+ 1 s per 16 kB) */
	int idle_seconds;    /* between requests; 0 = 15 */
};

struct listener;
MUST_USE enum err listen_start(struct arena *, struct server *, const struct listen_config *, struct listener **);
/* No new connections; answers say "close". Requests on their way are finished, at most `seconds`.
 * True when all were. */
bool listen_drain(struct listener *, int seconds);
void listen_stop(struct listener *);
int listen_open(const struct listener *); /* connections now */

/* A listening socket: "127.0.0.1:8080", "[::1]:8080", "unix:/run/kenmin/web.sock" (mode 0660). -1 with a
 * log line when that fails. */
int listen_socket(const char *address);

#endif
