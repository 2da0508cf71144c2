/* The file descriptors a role's process is born with. Shared by supervisor.c and process.c only. */
#ifndef ROLE_INHERIT_H
#define ROLE_INHERIT_H

enum { FD_LISTEN = 3, FD_READY = 4, FD_PEER = 5, FD_FIRST_FREE = 6 };

#endif
