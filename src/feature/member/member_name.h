/* What a visitor calls a member (decision 16): groups and companies by their name, individuals 「個人会員 No.n」.
 * The one place that makes it: pages, search hits, feeds and files all ask here. */
#ifndef FEATURE_MEMBER_NAME_H
#define FEATURE_MEMBER_NAME_H

#include "feature/member/member.h"

struct str member_name(struct arena *, const struct member *);
/* The same when only kind, id and the title are known (search hits). */
struct str member_name_of(struct arena *, int64_t kind, int64_t id, struct str org_name);

#endif
