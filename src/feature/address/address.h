/* Where a record stands on the sites: entity and site to address. The one table that search hits, feeds,
 * site maps, redirects and old addresses share; the routes themselves are in the features. */
#ifndef FEATURE_ADDRESS_H
#define FEATURE_ADDRESS_H

#include "form/entity.h"
#include "ui/page.h"

struct address {
	const char *entity;    /* entity->name */
	enum site_id site;
	const char *record;    /* "/groups/%": the id, or the slug where by_slug */
	const char *list;      /* "/groups" */
	const char *label;     /* how the list is called on that site */
	bool by_slug;          /* the entity has a field "slug" */
};

/* NULL when visitors of that site have no such pages. */
const struct address *address_of(const struct entity *, enum site_id);
/* All, in the order of site maps and search results; ends with entity NULL. */
const struct address *address_all(void);

/* The page of a record that has been read; with the prefix of the address' site. */
struct url address_url(const struct request *, const struct address *, const struct entity *, const void *record);
/* The same with the value that stands in the address: the id in digits, or the slug. */
struct url address_value(const struct request *, const struct address *, struct str value);
/* The same when only the id is known; reads the slug where needed. URL_NONE: no such page. */
struct url address_url_id(const struct request *, struct db_read *, const struct entity *, enum site_id, int64_t id);
/* A path of ours with that site's prefix. */
struct url address_path(const struct request *, enum site_id, const char *literal_path);

#endif
