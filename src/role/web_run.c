/* The web process from start to stop (role/role.h). Supervisor and sandbox are done when it begins. */
#include "core/log.h"
#include "http/listen.h"
#include "role/role.h"
#include "role/web.h"

enum { DRAIN_SECONDS = 20 };

int web_run(struct role_run *run)
{
	const struct config *c = run->config;
	struct listen_config listen = { .fd = run->listen_fd, .threads = (int)c->threads, .connections = (int)c->connections };
	struct listener *listener;
	struct app *app;
	if (web_open(run->arena, c, &web_sites, &app) != OK) return 1;
	struct server *server = web_server(run->arena, c, &web_sites, app);
	if (listen_start(run->arena, server, &listen, &listener) != OK) {
		log_error(3202, "can not start serving");
		return 1;
	}
	role_ready(run);
	while (!role_wait(run, -1)) { }
	bool all = listen_drain(listener, DRAIN_SECONDS);
	listen_stop(listener);
	if (!all) log_warn(3203, "stopped with requests unfinished");
	web_close(app);
	return 0;
}
