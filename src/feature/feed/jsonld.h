/* schema.org objects for search engines, for page.json_ld: events (also offers of volunteer
 * work), organisations, the site itself. Only what the page shows anyway: never a person's data. */
#ifndef FEATURE_FEED_JSONLD_H
#define FEATURE_FEED_JSONLD_H

#include "core/json.h"
#include "core/time.h"
#include "html/url.h"

struct jsonld_event {
	struct str name, description, place, organizer;
	struct url url, organizer_url;
	date_t from, to;            /* to = 0: one day; from = 0: the date is not known (then no Event) */
	int from_minute, to_minute; /* -1 = not known */
};
struct jsonld_organization {
	const char *type;           /* "NGO", "Organization", "Corporation" */
	struct str name, description, city, telephone, email;
	struct url url, home_page;
};

/* Empty (.s.n = 0: the page has none) when schema.org's required properties (name, startDate) are missing. */
struct json jsonld_event(struct arena *, const struct jsonld_event *);
struct json jsonld_organization(struct arena *, const struct jsonld_organization *);
/* The site with its search box. `search` is the address of the search page. */
struct json jsonld_site(struct arena *, struct str name, struct url home, struct url search);

#endif
