/* Requests per client: a token bucket per address in a table of fixed size.
 *
 * Counts, it does not remember: an address is only a keyed hash here, never stored or logged. IPv6
 * addresses count by /64. When the table is crowded the oldest entry of a bucket gives way, which lets a
 * client through rather than stopping an innocent one.
 */
#ifndef HTTP_RATE_H
#define HTTP_RATE_H

#include "core/arena.h"
#include "core/str.h"

struct rate;
/* `burst` requests at once, then `per_minute` of them. Holds 8192 clients. */
struct rate *rate_new(struct arena *, int per_minute, int burst);
/* True when the request is within the limit (and counts it). now_ms from any steady clock. */
bool rate_take(struct rate *, struct str client, int64_t now_ms);

#endif
