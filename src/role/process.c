/* What every role does before its own work: the table of roles, privileges, signals, sandbox (role/role.h). */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/log.h"
#include "role/inherit.h"
#include "role/role.h"
#include "role/user.h"
#include "security/sandbox.h"

const struct role roles[ROLE_COUNT] = {
	[ROLE_WEB] = { "web", web_run },
	[ROLE_MAILER] = { "mailer", mailer_run },
	[ROLE_JOBS] = { "jobs", jobs_run },
	[ROLE_FETCH] = { "fetch", fetch_run },
};

static struct sandbox walls_of(enum role_id id, const struct config *c, struct arena *a)
{
	const char *dir = str_cz(a, c->dir);
	bool pg = c->database.n > 0;
	const struct sandbox walls[ROLE_COUNT] = {
		[ROLE_WEB] = { .local_sockets = true, .write_dir = dir },
		[ROLE_MAILER] = { .outgoing = true, .local_sockets = pg, .write_dir = dir,
			.read = { c->smtp_password_file.n ? str_cz(a, c->smtp_password_file) : NULL } },
		[ROLE_JOBS] = { .local_sockets = true, .write_dir = dir },
		[ROLE_FETCH] = { .outgoing = true },
	};
	return walls[id];
}

static bool drop_root(struct arena *a, const struct config *c)
{
	struct str message = STR_NONE;
	enum err e = role_user_become(a, c, &message);
	if (e) log_error(320, "%.*s", STR_ARG(message));
	else if (geteuid() == 0) log_info(321, "runs as root: a trial, or asked for (setting `user`)");
	return e == OK;
}

static int block_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	if (sigprocmask(SIG_BLOCK, &set, NULL)) return -1;
	int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	return fd;
}

static int inherited(int fd)
{
	return fcntl(fd, F_GETFD) < 0 ? -1 : (fcntl(fd, F_SETFD, FD_CLOEXEC), fd);
}

int role_main(enum role_id id, struct arena *a, const struct config *c)
{
	log_setup(roles[id].name, c->debug ? LOG_DEBUG : LOG_INFO);
	umask(0077);
	prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
	prctl(PR_SET_NAME, roles[id].name, 0, 0, 0);
	struct role_run run = { .arena = a, .config = c, .listen_fd = inherited(FD_LISTEN), .ready_fd = inherited(FD_READY),
		.peer_fd = inherited(FD_PEER), .stop_fd = block_signals() };
	if (run.stop_fd < 0 || !drop_root(a, c)) return EXIT_FAILURE;
	sandbox_harden_process();
	/* After a change of user the kernel forgets it: ask again. */
	prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
	struct sandbox walls = walls_of(id, c, a);
	unsigned holds = 0;
	if (sandbox_enter(&walls, &holds)) return EXIT_FAILURE;
	log_info(323, "started, sandbox %u", holds);
	return roles[id].run(&run);
}

void role_ready(struct role_run *r)
{
	if (r->ready_fd < 0) return;
	ssize_t done = write(r->ready_fd, "1", 1);
	(void)done; /* the supervisor is gone: it will tell us to stop */
	close(r->ready_fd);
	r->ready_fd = -1;
}

bool role_wait(const struct role_run *r, int ms)
{
	struct pollfd p = { .fd = r->stop_fd, .events = POLLIN };
	int n;
	do n = poll(&p, 1, ms);
	while (n < 0 && errno == EINTR && ms < 0);
	return n > 0;
}
