/* The datagram arrives as sent; without the variable nothing happens. */
#include "role/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "test.h"

TEST(notify_sends_one_datagram)
{
	char got[32] = "";
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct str path = str_fmt(test_arena(), "%s/notify", test_folder());
	memcpy(at.sun_path, path.p, path.n);
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	CHECK_INT(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	unsetenv("NOTIFY_SOCKET");
	notify_systemd("READY=1");
	CHECK_INT(recv(fd, got, sizeof got, 0), -1);
	setenv("NOTIFY_SOCKET", at.sun_path, 1);
	notify_systemd("READY=1");
	CHECK_INT(recv(fd, got, sizeof got, 0), 7);
	CHECK(memcmp(got, "READY=1", 7) == 0);
	unsetenv("NOTIFY_SOCKET");
	close(fd);
}
