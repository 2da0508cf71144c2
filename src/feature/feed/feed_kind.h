/* Which lists of the sites can be followed, and which fields of a record a reader gets: one row per list.
 * Only fields that anybody may see are named here; the writers ask field_open() besides. */
#ifndef FEATURE_FEED_KIND_H
#define FEATURE_FEED_KIND_H

#include "feature/search/search.h"

struct feed_kind {
	const char *name;      /* "events": /feeds/events.atom */
	enum site_id site;
	const struct entity *entity;
	const char *title;     /* of the feed and the calendar */
	const char *list;      /* the HTML list it mirrors: "/events" */
	const char *summary;   /* column: the text of an entry */
	const char *category;  /* column of a MULTI field, or NULL */
	const char *field_list; /* the master list of that column */
	/* for calendars; all NULL = none */
	const char *day, *day_end, *time, *time_end, *place;
	const char *day_word;  /* in front of the title: "締切：", or "" */
	/* What a calendar takes: a condition with $1 = today; the same for feeds or NULL. */
	const char *calendar_where, *feed_where;
};

/* Ends with name NULL. */
extern const struct feed_kind feed_kinds[];
/* The row for "/feeds/events.atom" on a site; NULL when there is none. */
const struct feed_kind *feed_kind_of(struct str path, enum site_id);

/* Parameters of the feeds: those of the lists, so that a list's query string follows it. */
#define FEED_QUERY_GROUP "q kind* group_class* company_class* field* area* target_city* city* budget* feature*"
#define FEED_QUERY_EVENT "q kind* field* city* organizer title place contact_name date_from_from date_from_to apply_to_from apply_to_to id"
#define FEED_QUERY_GRANT "q field* area* organizer title purpose contact_name apply_to_from apply_to_to id"
#define FEED_QUERY_OFFER "q field* weekday* time_band* city* date_from_from date_from_to apply_to_from apply_to_to anytime* part_ok* beginner_ok* " \
	"health_point* title place org_name id"
#define FEED_QUERY_MEMBER "q kind* city* act_city* act_field* skill*"
#define FEED_QUERY_WORDS "q"

#endif
