/* A site as the page frame sees it: name, prefix, navigation. Instances: site/super, site/aika. */
#ifndef UI_SITE_H
#define UI_SITE_H

#include "form/entity.h"
#include "html/write.h"
#include "http/route.h"

struct nav_link {
	const char *label;   /* exactly as 別紙1-2 / 別紙2-3 print it */
	const char *path;    /* "/groups": of this site; "aika:/", "super:/": of the other; "https://..." */
	const char *note;    /* small second line, or NULL */
	const char *icon;    /* id of a symbol in asset/icons.svg, or NULL */
};

struct site {
	enum site_id id;
	const char *name;      /* "山口県県民活動スーパーネット" */
	const char *short_name;
	const char *prefix;    /* "" or "/aikasanet" (a setting) */
	const char *html_class; /* "site-super" */
	const struct nav_link *tabs, *side, *banners; /* end with label NULL */
	const struct nav_link *const *footer;         /* columns; each starts with a heading (path NULL) */
	const struct route *const *routes;            /* tables, ends with NULL */
};

#endif
