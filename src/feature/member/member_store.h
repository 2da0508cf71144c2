/* Reading members a visitor may see: 公開 only. SECRET fields are never unsealed here. */
#ifndef FEATURE_MEMBER_STORE_H
#define FEATURE_MEMBER_STORE_H

#include "feature/member/member.h"

struct members {
	struct member *v;
	size_t n;
};
/* The newest; kind -1 = all. */
MUST_USE enum err member_newest(struct db_read *, struct arena *, int64_t now, int64_t kind, int64_t limit, struct members *);
struct member_counts {
	int64_t kind[KINDS_MAX], all;
};
MUST_USE enum err member_count(struct db_read *, struct arena *, int64_t now, struct member_counts *);
/* ERR_NOT_FOUND when there is none or it is not 公開. */
MUST_USE enum err member_shown(struct db_read *, struct arena *, int64_t now, int64_t id, struct member *);

#endif
