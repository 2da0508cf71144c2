/* The listening socket: opened by the supervisor, or taken over from systemd (LISTEN_FDS). */
#ifndef ROLE_LISTENER_H
#define ROLE_LISTENER_H

#include "core/err.h"
#include "core/str.h"

/* "127.0.0.1:8080", "[::1]:8080" or "unix:/path" (an old socket file is replaced; mode 0660). The
 * socket listens, is non-blocking and close-on-exec. On failure *message says what to do (English). */
MUST_USE enum err listener_open(struct arena *, struct str address, int *fd, struct str *message);
/* The first socket handed over by systemd, or -1. Takes the variables out of the environment. */
int listener_inherited(void);

#endif
