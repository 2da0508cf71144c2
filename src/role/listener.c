/* Opening the listening socket (role/listener.h). */
#include "role/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/arena.h"

enum { BACKLOG = 512, SYSTEMD_FIRST = 3 };

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	struct sockaddr_un local;
};

static bool parse_local(struct str path, union address *s, socklen_t *n)
{
	if (!path.n || path.n >= sizeof s->local.sun_path) return false;
	s->local.sun_family = AF_UNIX;
	memcpy(s->local.sun_path, path.p, path.n);
	*n = sizeof s->local;
	return true;
}

static bool parse_internet(struct arena *a, struct str text, union address *s, socklen_t *n)
{
	int64_t port;
	size_t colon = SIZE_MAX;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == ':') colon = i;
	if (colon == SIZE_MAX || !str_int(str_skip(text, colon + 1), 1, 65535, &port)) return false;
	struct str host = str_left(text, colon);
	if (str_starts(host, S("[")) && str_ends(host, S("]"))) {
		s->v6.sin6_family = AF_INET6;
		s->v6.sin6_port = htons((uint16_t)port);
		*n = sizeof s->v6;
		return inet_pton(AF_INET6, str_cz(a, str_left(str_skip(host, 1), host.n - 2)), &s->v6.sin6_addr) == 1;
	}
	s->v4.sin_family = AF_INET;
	s->v4.sin_port = htons((uint16_t)port);
	*n = sizeof s->v4;
	return inet_pton(AF_INET, str_cz(a, host), &s->v4.sin_addr) == 1;
}

static bool start_listening(int fd, const union address *s, socklen_t n)
{
	const int on = 1;
	if (s->any.sa_family == AF_UNIX) unlink(s->local.sun_path);
	else setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(fd, &s->any, n)) return false;
	if (s->any.sa_family == AF_UNIX && chmod(s->local.sun_path, 0660)) return false;
	return listen(fd, BACKLOG) == 0;
}

enum err listener_open(struct arena *a, struct str address, int *out, struct str *message)
{
	union address s = { .local = { .sun_family = AF_UNSPEC } };
	socklen_t n = 0;
	bool ok = str_starts(address, S("unix:")) ? parse_local(str_skip(address, 5), &s, &n) : parse_internet(a, address, &s, &n);
	if (!ok) {
		*message = str_fmt(a, "can not listen on \"%.*s\": write it as 127.0.0.1:8080, [::1]:8080 or unix:/path", STR_ARG(address));
		return ERR_INPUT;
	}
	int fd = socket(s.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && start_listening(fd, &s, n)) {
		*out = fd;
		return OK;
	}
	*message = str_fmt(a, "can not listen on %.*s: %s", STR_ARG(address),
		errno == EADDRINUSE ? "another program uses this port (choose another with --listen)" : strerror(errno));
	if (fd >= 0) close(fd);
	return ERR_IO;
}

int listener_inherited(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	int64_t p = 0, n = 0;
	bool ours = pid && count && str_int(str_of(pid), 1, INT32_MAX, &p) && p == getpid() && str_int(str_of(count), 1, 64, &n);
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
	if (!ours) return -1;
	fcntl(SYSTEMD_FIRST, F_SETFD, FD_CLOEXEC);
	fcntl(SYSTEMD_FIRST, F_SETFL, fcntl(SYSTEMD_FIRST, F_GETFL) | O_NONBLOCK);
	return SYSTEMD_FIRST;
}
