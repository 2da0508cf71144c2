/* Connections whose answer is out while the client may still be sending: closed late, and with nothing unread.
 *
 * Who closes a socket with unread bytes sends a reset, and a reset overtakes the answer: a client (or nginx, which
 * then says 502) never sees why it was refused. So the writing side is closed first, and what still comes is read
 * and thrown away, bounded in bytes, in time and in number (RFC 9112 9.6). Not a reader of requests: nothing
 * that arrives here is looked at. Knows no libmicrohttpd.
 */
#ifndef HTTP_LINGER_H
#define HTTP_LINGER_H

#include <stdint.h>

#include "core/arena.h"

enum {
	LINGER_BYTES = 32 * 1024 * 1024, /* as much as any body may be (HEAD_BODY_MAX): who sends more is cut off */
	LINGER_MS = 5000,                /* and never past the deadline the request had anyway */
	LINGER_MOST = 128                /* at once; further ones are closed as before, with a reset */
};

struct lingerers;
struct lingerers *lingerers_new(struct arena *);
/* Takes over the socket behind `fd`, which stays the caller's to close (any thread). deadline: steady
 * milliseconds, 0 = LINGER_MS from now. */
void linger_add(struct lingerers *, int fd, int64_t deadline);
/* Reads and throws away for about `ms` milliseconds (one thread only). */
void linger_work(struct lingerers *, int ms);
int linger_count(const struct lingerers *);
/* Closes all. The thread of linger_work has ended. */
void lingerers_end(struct lingerers *);

#endif
