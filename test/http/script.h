/* Text scripts against the server, through the loopback (test/http/ *.t). One line, one thing:
 *
 *   GET /groups?q=a              asks (also HEAD, POST). POST takes the form behind the path: POST /x a=1&b=2, with
 *                                Origin and token as a page of ours would send them
 *   with Cookie: display=l.black a header for the next request (before it)
 *   status 200                   what the last answer must have
 *   header Content-Type: html    this header holds this text ("header Set-Cookie:" = it is there)
 *   no-header Set-Cookie
 *   has text     hasnt text      the body holds it, or not
 * Lines with # are comments. */
#ifndef TEST_HTTP_SCRIPT_H
#define TEST_HTTP_SCRIPT_H

#include "http/loopback.h"

struct tally {
	int passed, failed;
};
/* host: what the requests ask for. Prints what failed, with the line. */
void script_run(struct server *, struct str host, const char *name, struct str text, struct tally *);

#endif
