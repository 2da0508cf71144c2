/* The walls around a process: seccomp (which system calls) and Landlock (which files and ports).
 *
 * Entered once, before the first thread starts and before the first foreign byte is read; there is no
 * way out. Nothing here kills: what is refused fails with EPERM, EACCES or ENOSYS and is the caller's
 * error. Where the kernel lacks a means it is logged and the rest still holds. Not the systemd unit
 * (deploy/systemd), which is a second wall around the first.
 */
#ifndef SECURITY_SANDBOX_H
#define SECURITY_SANDBOX_H

#include <stdbool.h>

#include "core/err.h"

enum { SANDBOX_READ_MAX = 8 };

struct sandbox {
	bool outgoing;         /* may open internet sockets and connect out; reads resolver, CA and library files */
	bool local_sockets;    /* may open UNIX sockets (PostgreSQL, clamd) */
	const char *write_dir; /* the only folder it may read and write in; NULL = none */
	const char *read[SANDBOX_READ_MAX]; /* further files and folders it may read; ends with NULL */
};

/* What holds after sandbox_enter(), as bits. */
enum { SANDBOX_SECCOMP = 1, SANDBOX_FILES = 2, SANDBOX_PORTS = 4, SANDBOX_SIGNALS = 8 };

/* ERR_IO when not even seccomp can be set up; *holds (may be NULL) says what the kernel gave. */
MUST_USE enum err sandbox_enter(const struct sandbox *, unsigned *holds);
/* No new privileges, no core files, not readable by other processes of the same user. */
void sandbox_harden_process(void);

#endif
