/* 連携機能: what was registered on one site, offered as the beginning of the other site's form.
 *
 * The complete page shows one button. It posts do=carry with the other form's own sealed state (form/form_state.h) to
 * that form within 30 minutes, which says that values were carried over. Nothing is stored for it and no address holds any of it.
 * Carried are the PREFILL fields both tables have, by column; columns that differ in name are in carry.c. Files are
 * not. The state also names the record the values are of (FLOW_CARRIED): saving links the two (carry_link).
 */
#ifndef FEATURE_CARRY_CARRY_H
#define FEATURE_CARRY_CARRY_H

#include "feature/flow/flow.h"

struct carry {
	const struct flow_kind *to;
	const char *to_path;      /* "/register/group" on the site `to->site` */
	const char *heading, *text, *button;
};
/* struct flow_kind.done: the section with the button. f->record has its id. */
void carry_offer(struct flow *f, struct out *, const struct carry *);
/* The values of `record` as the other form begins with them. For carry_offer and tests. */
struct params carry_values(struct arena *, const struct masters *, const struct form *from, const void *record, const struct form *to);
/* In save, after the record has its id: a group and a member that came from one another know each other. */
MUST_USE enum err carry_link(struct flow *f);

#endif
