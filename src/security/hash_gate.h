/* How many password hashes run at once: each takes 50 ms of a core and 19 MiB, and a storm of logins must not keep
 * readers waiting. One per process; whoever finds the queue full is told to come back. */
#ifndef SECURITY_HASH_GATE_H
#define SECURITY_HASH_GATE_H

#include <stdbool.h>

#include "core/arena.h"

struct hash_gate;
struct hash_gate *hash_gate_new(struct arena *, int at_once, int waiting); /* destroyed with the arena */
/* Waits for its turn. False at once when `waiting` others wait already. */
MUST_USE bool hash_gate_enter(struct hash_gate *);
void hash_gate_leave(struct hash_gate *);

#endif
