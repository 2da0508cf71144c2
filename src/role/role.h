/* What a process of kenmin is: the table of roles, and what the supervisor hands to each.
 *
 * `kenmin serve` is the supervisor (role/supervisor.c). It opens the listening socket, starts itself
 * once per row of the table (fork and exec of the same program), restarts what dies, and holds no
 * database and no keys. Every role has dropped root, blocked SIGTERM, SIGINT and SIGHUP, and entered
 * its sandbox (security/sandbox.h) before its function is called.
 *
 *   role    | files                       | network                  | keys
 *   web     | data folder read and write  | the listening socket     | yes
 *   mailer  | data folder, CA, resolver   | may connect out          | yes
 *   jobs    | data folder                 | none                     | yes
 *   fetch   | CA, resolver                | may connect out          | no, and no database
 *
 * SIGTERM, SIGINT to the supervisor: graceful stop. SIGHUP: a new generation of every role (settings
 * read again, the program file as it is now); the old one is told to stop when the new one is ready.
 */
#ifndef ROLE_ROLE_H
#define ROLE_ROLE_H

#include "core/arena.h"
#include "role/config.h"

enum role_id { ROLE_WEB, ROLE_MAILER, ROLE_JOBS, ROLE_FETCH, ROLE_COUNT };

/* What a role's function is given; lives as long as the process. */
struct role_run {
	struct arena *arena;
	const struct config *config;
	int listen_fd; /* web: bound and listening, non-blocking, inherited; else -1 */
	int peer_fd;   /* jobs and fetch: the socket between them (SOCK_SEQPACKET); else -1 */
	int ready_fd;  /* for role_ready() */
	int stop_fd;   /* signalfd: readable when told to stop; for poll(2), never read it */
};

typedef int role_fn(struct role_run *);
struct role {
	const char *name;
	role_fn *run; /* returns the exit code; 0 after a graceful stop */
};
extern const struct role roles[ROLE_COUNT];

role_fn web_run;    /* role/web.c */
role_fn mailer_run; /* role/mailer.c */
role_fn jobs_run;   /* role/jobs.c */
role_fn fetch_run;  /* role/fetch.c */

/* Tells the supervisor that the role answers. Call once. */
void role_ready(struct role_run *);
/* Waits up to ms milliseconds (-1: for ever); true when the process has been told to stop. */
bool role_wait(const struct role_run *, int ms);

/* `kenmin serve`: runs until told to stop; returns the exit code. config_path may be NULL. */
int supervisor_run(struct arena *, const struct config *, const char *config_path);
/* `kenmin role NAME ...`: what the supervisor executes; not for people. */
int role_main(enum role_id, struct arena *, const struct config *);

#endif
