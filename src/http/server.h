/* The path every request takes, whatever brought it: listen.c (sockets) or loopback.c (tests).
 *
 *   head -> guard -> router -> body -> handler -> reply value -> answer (what goes on the wire)
 * It knows no product, no database driver and no libmicrohttpd: those are handed in.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "core/err.h"
#include "http/head.h"
#include "http/router.h"

/* What the server needs from the layers above: role/web.c binds them. All are called by many threads. */
struct server_hooks {
	/* store/store.h; a server without them (tests) gives handlers NULL */
	enum err (*read_begin)(const struct app *, struct db_read **);
	void (*read_done)(struct db_read *);
	enum err (*write_begin)(const struct app *, struct db_write **);
	enum err (*write_commit)(struct db_write *);
	void (*write_roll_back)(struct db_write *);
	/* Public pages are kept (http/page_cache.h) with these three; NULL = they are not. `watch` calls run(arg), which
	 * renders, and gives bytes that say what was read for it, or STR_NONE: not to be kept. `holds`: nothing of that
	 * has changed. `page_now`: the time handlers of such pages see instead of the clock's (now): the last moment at
	 * which something public began or ended by the clock. */
	struct str (*watch)(const struct app *, struct arena *, void (*run)(void *), void *arg);
	bool (*holds)(const struct app *, struct str mark);
	int64_t (*page_now)(const struct app *, int64_t now);
	/* An error page in the site's frame: 400 403 404 405 408 411 413 414 415 429 431 500 501 503. NULL: a plain one. */
	struct reply (*error)(struct request *, int status);
	/* Who asks: called for a request with a session cookie before rights are looked at; sets req->member and what goes
	 * with it. `leave` is called with every reply of such a request (cookies to renew). NULL = nobody ever logs in. */
	void (*identify)(struct request *);
	void (*leave)(struct request *, struct reply *);
	/* Whether the asker may use a MEMBER or STAFF row; false and *instead = the reply (login page).
	 * NULL: nobody may (403). */
	bool (*may)(struct request *, const struct route *, struct reply *instead);
	/* Everything a page view leaves (store/sink.h): called after a GET that gave 200. When it fails for a
	 * ROUTE_PERSONAL page, the page is not shown (503). NULL = nothing. */
	enum err (*viewed)(const struct request *, const struct route *);
};

struct server_config {
	const struct mount *mount;      /* see router_new */
	const struct app *app;
	struct server_hooks hooks;
	unsigned char csrf_key[32];
	const char *hosts;              /* names we answer to, blank separated, with port if not 80/443; "" = any */
	const char *proxy;              /* the peer whose X-Forwarded-For and X-Forwarded-Proto are believed: an
	                                 * address, "unix" (any peer on a UNIX socket), "" = nobody */
	bool https;                     /* the public address is https: HSTS on everything */
	int rate;                       /* requests per second and client, assets apart; 0 = no limit.
	                                 * Ten seconds' worth may come at once; the machine's own address is exempt
	                                 * without a proxy. Forms by visitors besides: 20 per minute */
	int64_t (*clock)(void);         /* UTC seconds; NULL = the system's */
};

struct server;
struct server *server_new(struct arena *, const struct server_config *);

struct answer_header {
	const char *name, *value;
};
struct answer {
	int status;
	struct answer_header header[48];
	size_t headers;
	struct str body;  /* as sent; of a HEAD request: what GET would have sent */
	bool close;       /* the connection must not be used again */
};

/* One request on its way. Lives in the request's arena. */
struct exchange;
/* Guard and routing; afterwards exchange_answered() tells whether the answer is already known
 * (refusals), else the body follows. */
struct exchange *exchange_begin(struct server *, struct arena *, const struct head *, struct str peer);
bool exchange_answered(const struct exchange *);
/* The body in any pieces; what is too much or malformed makes an answer. */
void exchange_body(struct exchange *, struct str piece);
/* Runs the handler if there is no answer yet. The answer lives as long as the arena. */
const struct answer *exchange_finish(struct exchange *);

/* The answer to bytes that never became a request: complete text for the wire, closing. */
struct str server_refusal(const struct server *, struct arena *, int status);

#endif
