/* One request as a value: already checked, decoded and bounded. Handlers see nothing else of HTTP.
 *
 * Only declared input exists: `query` holds just the parameters the route's row names, `form` just
 * the fields of a POST. All strings are valid UTF-8 without control characters other than \n \t.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "core/arena.h"
#include "core/str.h"

struct site; /* site/site.h: which of the sites is asked; opaque here */
struct app;  /* app.h: what the process holds (config, keys, store, sink); opaque here */

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST };

struct param {
	struct str name, value;
};
struct params {
	const struct param *v;
	size_t n;
};
struct upload {
	struct str field, file_name /* for display only */, bytes;
};

/* 文字サイズ and 背景色 (cookie "display"): classes on <html>. */
struct display {
	enum { SIZE_STANDARD, SIZE_LARGE, SIZE_EXTRA } size;
	enum { BACK_UNSET, BACK_WHITE, BACK_BLACK, BACK_BLUE, BACK_YELLOW } back;
};

struct request {
	struct arena *arena;
	int64_t now;               /* UTC seconds: the only clock a handler has */
	enum method method;
	struct str path;           /* decoded, without the site's prefix, begins with '/' */
	struct str full_path;      /* as asked, decoded, with prefix */
	struct str raw_query;      /* as asked, for redirects and the page cache only */
	struct params query, form;
	const struct upload *upload;
	size_t uploads;
	struct str host;           /* checked against the configured names */
	bool https;                /* as the trusted proxy says */
	struct str client;         /* peer address, for rate limits only; never stored or logged */
	struct str if_none_match, if_modified_since, accept_encoding;
	struct str referer_path;   /* path and query of the page asked from, percent-encoded, when it is one of
	                            * ours (same host, begins with one '/'); else STR_NONE */
	struct str cookie_display, cookie_session, cookie_seen, cookie_device;
	int64_t member;            /* who is logged in (server_hooks.identify): the member's number, 0 = nobody */
	struct str member_name;    /* what pages call them */
	bool seen_due;             /* the cookie "seen" is to be renewed with the reply */
	struct str csrf;           /* the token for forms on the page (http/csrf.h) */
	struct display display;
	bool late;                 /* the page that posts is older than its token (ROUTE_KEEPS_INPUT): show what was typed, do nothing */
	bool bot;                  /* calls itself a program: kept out of the statistics, nothing else */
	struct str arg[4];         /* what the route's :names matched */
	const struct site *site;
	const struct app *app;
};

/* First value of a declared parameter, trimmed; STR_NONE when absent. */
struct str request_query(const struct request *, const char *name);
struct str request_form(const struct request *, const char *name);
/* All values of a repeatable parameter ("field*" in the route row). */
size_t request_query_all(const struct request *, const char *name, struct str *values, size_t max);
/* A number in [min, max]; `otherwise` when absent or not a number. */
int64_t request_query_int(const struct request *, const char *name, int64_t min, int64_t max, int64_t otherwise);
/* The route's n-th :name as a positive id; 0 when it is not one (then answer "not found"). */
int64_t request_id(const struct request *, int n);

#endif
