/* The web process: what it opens, the sites it serves, and how it stops without dropping a request.
 *
 * It knows no page: sites hand in their route tables (struct site). The listening socket comes from the
 * supervisor or systemd and outlives this process, so that during a restart connections wait in its
 * queue and nobody is refused. SIGTERM: no new connections, requests on their way are finished.
 */
#ifndef ROLE_WEB_H
#define ROLE_WEB_H

#include "http/server.h"
#include "role/config.h"
#include "ui/app.h"
#include "ui/site.h"

/* The two sites and the handler of old addresses: role/web_sites.c. */
struct web_sites {
	const struct site *super, *aika;
	get_fn *missing; /* see struct mount; NULL = none */
};
extern const struct web_sites web_sites;

/* Database, keys, sink and masters of the data folder, and the sites with their prefixes. On failure it
 * has logged what is wrong. */
MUST_USE enum err web_open(struct arena *, const struct config *, const struct web_sites *, struct app **);
void web_close(struct app *);
/* The server over it, without sockets: for http/loopback.h and for web_run (role/role.h). */
/* Its configuration, for a test that wants another clock. */
struct server_config web_server_config(struct arena *, const struct config *, const struct web_sites *, const struct app *);
struct server *web_server(struct arena *, const struct config *, const struct web_sites *, const struct app *);

#endif
