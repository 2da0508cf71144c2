/* A page is one row and one function.
 *
 *   const struct route group_routes[] = {
 *     // path               who      GET            POST   query parameters
 *     { "/groups",          ANYONE,  groups_list,   NULL,  "q field* city* page sort" },
 *     { "/groups/:id",      ANYONE,  group_show },
 *     { NULL }
 *   };
 * :name matches one segment (request->arg[]). "name*" may be repeated; others given twice are
 * refused (400). Undeclared parameters are dropped. CSRF token and Origin are the router's business.
 * A literal segment wins over :name. Addresses have no slash at the end except "/" itself: "/groups/"
 * is sent to "/groups" (301). HEAD is answered from get. The same path twice is an error at start.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/reply.h"
#include "http/request.h"

struct db_read;  /* store/db.h: a GET handler can only read, */
struct db_write; /* a POST handler works inside one transaction */

typedef struct reply get_fn(struct request *, struct db_read *);
typedef struct reply post_fn(struct request *, struct db_write *);

/* Who may use a route: rights, not roles (roles are data). Printed into doc/roles.md. */
enum guard { ANYONE, VISITOR_FORM /* POST by anybody, rate limited */, MEMBER, STAFF };

enum route_flag {
	ROUTE_NO_COOKIES = 1, /* the reply is the same for every display setting (feeds, files) */
	ROUTE_PERSONAL = 2,   /* shows personal data: the sink append must succeed, never cached */
	ROUTE_NO_DB = 4,      /* the handler gets NULL for its connection: no lock, no transaction */
	ROUTE_LATER = 16,     /* not built yet: the page says how to do it meanwhile, and links to it say 準備中 (ui/page.h) */
	ROUTE_KEEPS_INPUT = 32, /* POST is also called for a page older than its token, with req->late: it shows what was
	                       * typed again and does nothing */
	ROUTE_LINK = 64,      /* POST acts by the secret in the address alone (mailed links): neither CSRF token nor Origin is asked, so
	                       * that mail programs may post (RFC 8058) */
	ROUTE_UPLOAD = 8      /* POST takes multipart/form-data with files (else forms up to 512 kB) */
};

struct route {
	const char *path;
	enum guard guard;
	get_fn *get;
	post_fn *post;
	const char *query;
	unsigned flags;
};

#endif
