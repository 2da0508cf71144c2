/* The terms in force (feature/terms/terms_store.h). */
#include "feature/terms/terms_store.h"

enum err terms_in_force(struct db_read *db, struct arena *a, enum terms_subject subject, int64_t now, struct terms *terms)
{
	struct entity_list list = { 0 };
	enum err err = entity_select(db, a, &terms_entity, "subject = $1 AND " PUBLIC_SQL("$2") " AND effective <= $3",
		"effective DESC, number DESC", BIND(b_int(subject), b_int(now), b_int(date_in_japan(now))), 1, 0, &list);
	if (err) return err;
	if (!list.n) return ERR_NOT_FOUND;
	*terms = *ENTITY_AT(struct terms, list, 0);
	return OK;
}
