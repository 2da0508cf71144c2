/* From a path to a route row. Made once at start from the tables of all sites; read-only afterwards.
 *
 * Knows prefixes, segments and flags, nothing of the product. A literal segment wins over :name.
 * Policy for slashes: one at the end, or two together, is sent to the address without (301).
 */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/route.h"

/* One tree of pages: a site, or the back office. */
struct mount {
	const struct site *site;            /* becomes request->site */
	const char *prefix;                 /* "" or "/aikasanet" */
	const struct route *const *tables;  /* ends with NULL */
	/* Old addresses, asked (GET) when no row matches, and for "/" when its query names nothing that the row
	 * declares ("/?p=2615"). Status 0 = it does not know either. NULL = there are none. */
	get_fn *missing;
};

struct router;
/* `mount` ends with one whose tables are NULL; the one with prefix "" must be there. Aborts when two rows
 * have the same path or a row is malformed: that is a fault of the program. */
struct router *router_new(struct arena *, const struct mount *mount);

/* Declared query parameters of a row, split once at start. */
struct declared {
	struct str name;
	bool repeatable;
};
struct found {
	const struct mount *mount;  /* never NULL */
	const struct route *route;  /* NULL: no row */
	struct str move_to;         /* decoded full path to redirect to, or STR_NONE */
	struct str path;            /* decoded path inside the mount */
	struct str arg[4];
	const struct declared *declared;
	size_t declares;
};
struct found router_find(const struct router *, struct arena *, struct str full_path);

#endif
