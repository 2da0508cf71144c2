/* Addresses as a type: made by url_make() from a route and values, or checked. */
#ifndef HTML_URL_H
#define HTML_URL_H

#include "core/out.h"

struct url {
	struct str s; /* percent-encoded, safe to print in an attribute after & escaping */
};
#define URL_NONE ((struct url){ STR_NONE })

/* An address inside this program. `path` is a literal with one % per value: URL("/groups/%", id).
 * Values are percent-encoded as one segment each. The site's prefix is put in front by ui/ (url_on).
 *   url_path(a, prefix, "/groups/%", n, values) */
struct url url_path(struct arena *, struct str prefix, const char *literal_path, const struct str *values, size_t n);
/* Appends ?name=value or &name=value. */
struct url url_with(struct arena *, struct url, const char *name, struct str value);
/* `#fragment` (a literal). */
struct url url_fragment(struct arena *, struct url, const char *literal);
/* An address somebody typed: http or https, with a host, no control characters, no user part, at
 * most 2,000 bytes; percent-encodes what must be. ok = false (and URL_NONE) otherwise. */
MUST_USE bool url_checked(struct arena *, struct str typed, struct url *);
/* An address of this program that stands in the data ("/terms", "/aikasanet/offers/1?x=y"): begins with
 * one "/"; bytes that may not stand in an address get escapes. URL_NONE otherwise. */
struct url url_local(struct arena *, struct str path);
/* mailto: and tel: for checked values. */
struct url url_mailto(struct arena *, struct str address);
struct url url_tel(struct arena *, struct str number);

/* Writes the unreserved characters of RFC 3986 as they are, every other byte as %XX: one path
 * segment, one query name or value. */
void url_encode(struct out *, struct str);

#endif
