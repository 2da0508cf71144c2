/* Between jobs and fetch: an address as one packet (at most LINK_URL_MAX bytes), its answer as one int32. */
#ifndef ROLE_FETCH_H
#define ROLE_FETCH_H

#include <stdbool.h>
#include <stdint.h>

enum { LINK_URL_MAX = 2000, LINK_SILENT = -1, LINK_REFUSED = -2 };

/* HTTP status, LINK_SILENT (no answer) or LINK_REFUSED (not public, not http). */
int fetch_look(const char *url);
/* Addresses anybody may reach: host byte order; 16 bytes. Source: IANA special-purpose registries (RFC 6890). */
bool fetch_public_v4(uint32_t address);
bool fetch_public_v6(const unsigned char address[16]);

#endif
