/* The web process: listens, serves, stops without dropping a request.
 *
 * SIGTERM: no new connections, requests on their way are finished (at most stop_seconds), exit 0.
 * Socket activation: with LISTEN_PID and LISTEN_FDS in the environment descriptor 3 is the listening
 * socket (sd_listen_fds(3)), so that a restart refuses nobody: connections wait in its queue.
 * Readiness: READY=1 and STOPPING=1 to $NOTIFY_SOCKET (sd_notify(3)), and `ready_fd`.
 */
#ifndef ROLE_WEB_H
#define ROLE_WEB_H

#include "http/listen.h"
#include "ui/app.h"

struct keys;

struct web_config {
	const struct app *app;          /* its db and keys are used here; the rest only by handlers */
	const struct mount *mount;      /* both sites and the back office, see http/router.h */
	const char *listen;             /* used unless a socket was inherited */
	const char *hosts;              /* see http/server.h */
	bool behind_proxy;
	int rate, threads, connections, stop_seconds /* 0 = 20 */;
	int ready_fd;                   /* one byte "R" is written here when serving; <= 0 = none */
	/* The error page, the right check, the view log: see struct server_hooks. NULL is fine. */
	struct reply (*error)(struct request *, int status);
	bool (*may)(struct request *, const struct route *, struct reply *instead);
	void (*viewed)(const struct request *, const struct route *);
	/* Called once the socket is open and before the first thread starts (sandbox). NULL = nothing. */
	enum err (*before_serving)(void *ctx);
	void *ctx;
};

/* Serves until SIGTERM or SIGINT. Exit code: 0 stopped in order, 1 could not start. */
int web_run(struct arena *, const struct web_config *);

/* The server itself, without sockets, as web_run would run it: for http/loopback.h. */
struct server *web_server(struct arena *, const struct web_config *);

#endif
