/* The supervisor: starts the roles, restarts what dies with back-off, changes generations. It parses
 * nothing that comes from outside and opens neither database nor keys. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/log.h"
#include "role/inherit.h"
#include "role/listener.h"
#include "role/notify.h"
#include "role/role.h"

enum {
	BACK_OFF_FIRST = 100, BACK_OFF_MOST = 30000, /* ms */
	STEADY = 10000,                              /* ms after which a crash counts as the first again */
	STOP_WAIT = 25000,                           /* ms a role may take to finish */
	READY_WAIT = 60000,                          /* ms a new generation may take to get ready */
	TICK = 200
};

struct child {
	pid_t pid;        /* 0: not running */
	pid_t draining;   /* the generation before, told to stop; 0: none */
	int ready_fd;     /* -1: ready, or none */
	int64_t started, start_at, stop_by;
	int back_off;
	bool replacing;   /* when ready, the one in `before` is told to stop */
	pid_t before;
};

struct supervisor {
	struct arena *arena;
	const struct config *config;
	const char *config_path, *program;
	int listen_fd, peer[2], signal_fd, lock_fd;
	bool stopping, announced;
	struct child child[ROLE_COUNT];
};

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- starting ---- */

/* Puts the wanted descriptors at their places; first out of the way, so that none overwrites another. */
static bool place_fds(const int want[FD_FIRST_FREE])
{
	int moved[FD_FIRST_FREE];
	for (int i = FD_LISTEN; i < FD_FIRST_FREE; i++) {
		moved[i] = want[i] < 0 ? -1 : fcntl(want[i], F_DUPFD_CLOEXEC, 64);
		if (want[i] >= 0 && moved[i] < 0) return false;
	}
	for (int i = FD_LISTEN; i < FD_FIRST_FREE; i++) {
		if (moved[i] < 0) close(i);
		else if (dup2(moved[i], i) < 0) return false;
	}
	return true;
}

NORETURN static void become(const struct supervisor *s, enum role_id id, int ready_fd)
{
	int want[FD_FIRST_FREE] = { -1, -1, -1, [FD_LISTEN] = id == ROLE_WEB ? s->listen_fd : -1, [FD_READY] = ready_fd,
		[FD_PEER] = id == ROLE_JOBS ? s->peer[0] : id == ROLE_FETCH ? s->peer[1] : -1 };
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (!place_fds(want)) _exit(EXIT_FAILURE);
	struct arena *a = s->arena; /* our copy: this is the child */
	const char *argv[] = { "kenmin", "role", roles[id].name, "--data", str_cz(a, s->config->dir),
		"--listen", str_cz(a, s->config->listen), s->config_path ? "--config" : NULL, s->config_path, NULL };
	execv(s->program, (char *const *)(uintptr_t)argv);
	log_error(330, "can not execute the program again (errno %d)", errno);
	_exit(EXIT_FAILURE);
}

static pid_t spawn(struct supervisor *s, enum role_id id, int *ready_fd)
{
	int p[2];
	if (pipe2(p, O_CLOEXEC | O_NONBLOCK)) return -1;
	pid_t pid = fork();
	if (pid == 0) become(s, id, p[1]);
	close(p[1]);
	if (pid < 0) {
		close(p[0]);
		log_error(331, "fork failed (errno %d)", errno);
		return -1;
	}
	*ready_fd = p[0];
	return pid;
}

static void start_role(struct supervisor *s, enum role_id id)
{
	struct child *c = &s->child[id];
	c->started = now_ms();
	pid_t pid = spawn(s, id, &c->ready_fd);
	if (pid > 0) {
		c->pid = pid;
		return;
	}
	c->start_at = c->started + BACK_OFF_MOST;
}

/* ---- what happens ---- */

static void tell(pid_t pid, int sig)
{
	if (pid > 0) kill(pid, sig);
}

static void close_ready(struct child *c)
{
	if (c->ready_fd >= 0) close(c->ready_fd);
	c->ready_fd = -1;
}

/* The running one died by itself: restart later; the one before it, if still there, goes on serving. */
static void on_death(struct supervisor *s, enum role_id id, int status)
{
	struct child *c = &s->child[id];
	int64_t now = now_ms();
	close_ready(c);
	c->pid = 0;
	if (c->replacing) {
		log_error(332, "%s: the new generation died before it was ready; the old one stays", roles[id].name);
		c->replacing = false;
		c->pid = c->before;
		c->before = 0;
		return;
	}
	if (s->stopping) return;
	c->back_off = now - c->started > STEADY || !c->back_off ? BACK_OFF_FIRST : c->back_off * 2;
	if (c->back_off > BACK_OFF_MOST) c->back_off = BACK_OFF_MOST;
	c->start_at = now + c->back_off;
	log_error(333, "%s ended (%s %d); again in %d ms", roles[id].name, WIFSIGNALED(status) ? "signal" : "code",
		WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), c->back_off);
}

static void reap(struct supervisor *s)
{
	int status;
	pid_t pid;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (enum role_id id = 0; id < ROLE_COUNT; id++) {
			struct child *c = &s->child[id];
			if (pid == c->draining) c->draining = 0;
			else if (pid == c->before) c->before = 0;
			else if (pid == c->pid) on_death(s, id, status);
		}
}

static bool all_ready(const struct supervisor *s)
{
	for (enum role_id id = 0; id < ROLE_COUNT; id++)
		if (!s->child[id].pid || s->child[id].ready_fd >= 0) return false;
	return true;
}

static void announce(struct supervisor *s)
{
	if (s->announced || !all_ready(s)) return;
	s->announced = true;
	notify_systemd("READY=1");
	log_info(334, "ready on %.*s", STR_ARG(s->config->listen));
	if (isatty(STDERR_FILENO)) dprintf(STDERR_FILENO, "kenmin: serving on http://%.*s/ (Ctrl-C stops)\n", STR_ARG(s->config->listen));
}

static void on_ready(struct supervisor *s, enum role_id id)
{
	struct child *c = &s->child[id];
	char b;
	ssize_t n = read(c->ready_fd, &b, 1);
	if (n < 0) return;
	close_ready(c);
	if (n == 0) return; /* closed without a word: waitpid tells the rest */
	if (c->replacing) {
		c->replacing = false;
		c->draining = c->before;
		c->before = 0;
		c->stop_by = now_ms() + STOP_WAIT;
		tell(c->draining, SIGTERM);
		log_info(335, "%s: the new generation has taken over", roles[id].name);
	}
	announce(s);
}

static void new_generation(struct supervisor *s)
{
	for (enum role_id id = 0; id < ROLE_COUNT; id++) {
		struct child *c = &s->child[id];
		if (!c->pid || c->replacing || c->draining) continue; /* starts anew anyway, or is in the middle of it */
		pid_t old = c->pid;
		close_ready(c);
		start_role(s, id);
		if (c->pid == old) continue;
		c->before = old;
		c->replacing = true;
	}
}

static void stop_all(struct supervisor *s)
{
	s->stopping = true;
	notify_systemd("STOPPING=1");
	for (enum role_id id = 0; id < ROLE_COUNT; id++) {
		struct child *c = &s->child[id];
		c->stop_by = now_ms() + STOP_WAIT;
		tell(c->pid, SIGTERM);
		tell(c->before, SIGTERM);
		tell(c->draining, SIGTERM);
	}
}

static void on_signal(struct supervisor *s)
{
	struct signalfd_siginfo i;
	while (read(s->signal_fd, &i, sizeof i) == (ssize_t)sizeof i) {
		if (i.ssi_signo == SIGHUP) new_generation(s);
		else if (i.ssi_signo != SIGCHLD) stop_all(s);
	}
	reap(s);
}

static void on_time(struct supervisor *s)
{
	int64_t now = now_ms();
	for (enum role_id id = 0; id < ROLE_COUNT; id++) {
		struct child *c = &s->child[id];
		if (!s->stopping && !c->pid && now >= c->start_at) start_role(s, id);
		if (c->stop_by && now > c->stop_by) {
			tell(c->draining, SIGKILL);
			if (s->stopping) tell(c->pid, SIGKILL), tell(c->before, SIGKILL);
		}
		if (c->replacing && now - c->started > READY_WAIT) tell(c->pid, SIGKILL);
	}
}

static bool any_left(const struct supervisor *s)
{
	for (enum role_id id = 0; id < ROLE_COUNT; id++)
		if (s->child[id].pid || s->child[id].before || s->child[id].draining) return true;
	return false;
}

static void loop(struct supervisor *s)
{
	while (!s->stopping || any_left(s)) {
		struct pollfd p[ROLE_COUNT + 1] = { { .fd = s->signal_fd, .events = POLLIN } };
		for (int i = 0; i < ROLE_COUNT; i++) p[i + 1] = (struct pollfd){ .fd = s->child[i].ready_fd, .events = POLLIN };
		int n = poll(p, COUNT_OF(p), TICK);
		if (n > 0)
			for (enum role_id id = 0; id < ROLE_COUNT; id++)
				if (p[id + 1].revents) on_ready(s, id);
		on_signal(s);
		on_time(s);
	}
}

/* ---- set up ---- */

/* One supervisor per data folder; its number stands in the file for people and `kenmin check`. */
static bool take_folder(struct supervisor *s)
{
	const char *path = str_cz(s->arena, str_fmt(s->arena, "%.*s/serve.pid", STR_ARG(s->config->dir)));
	s->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (s->lock_fd < 0 || flock(s->lock_fd, LOCK_EX | LOCK_NB)) return false;
	return ftruncate(s->lock_fd, 0) == 0 && dprintf(s->lock_fd, "%d\n", (int)getpid()) > 0;
}

static int watch_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGCHLD);
	if (sigprocmask(SIG_BLOCK, &set, NULL)) return -1;
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* The path of this program, taken now: a new generation executes what stands there then. */
static const char *program_path(struct arena *a)
{
	char *path = arena_alloc(a, 4096);
	ssize_t n = readlink("/proc/self/exe", path, 4095);
	return n > 0 ? path : "/proc/self/exe";
}

static bool open_all(struct supervisor *s)
{
	struct str message = STR_NONE;
	s->listen_fd = listener_inherited();
	s->program = program_path(s->arena);
	if (!take_folder(s)) {
		dprintf(STDERR_FILENO, "kenmin serve: another `kenmin serve` runs on %.*s, or the folder can not be written\n",
			STR_ARG(s->config->dir));
		return false;
	}
	if (s->listen_fd < 0 && listener_open(s->arena, s->config->listen, &s->listen_fd, &message)) {
		dprintf(STDERR_FILENO, "kenmin serve: %.*s\n", STR_ARG(message));
		return false;
	}
	s->signal_fd = watch_signals();
	return s->signal_fd >= 0 && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, s->peer) == 0;
}

int supervisor_run(struct arena *a, const struct config *c, const char *config_path)
{
	struct supervisor s = { .arena = a, .config = c, .config_path = config_path, .listen_fd = -1, .lock_fd = -1, .peer = { -1, -1 } };
	for (int i = 0; i < ROLE_COUNT; i++) s.child[i].ready_fd = -1;
	log_setup("supervisor", c->debug ? LOG_DEBUG : LOG_INFO);
	if (!open_all(&s)) return EXIT_FAILURE;
	for (enum role_id id = 0; id < ROLE_COUNT; id++) start_role(&s, id);
	loop(&s);
	log_info(336, "stopped");
	return EXIT_SUCCESS;
}
