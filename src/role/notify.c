/* One datagram to systemd (notify.h). */
#include "role/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/log.h"

void notify_systemd(const char *state)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	const char *path = getenv("NOTIFY_SOCKET");
	size_t n = path ? strlen(path) : 0;
	if (n < 2 || n >= sizeof to.sun_path || (path[0] != '/' && path[0] != '@')) return;
	memcpy(to.sun_path, path, n);
	if (path[0] == '@') to.sun_path[0] = 0; /* an abstract socket */
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0) return;
	socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
	if (sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&to, length) < 0) log_warn(337, "systemd could not be told");
	close(fd);
}
