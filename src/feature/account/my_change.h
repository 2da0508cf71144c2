/* A member changes the own record (spec README decision 18): private fields act at once; public fields of a published
 * member become a pending 修正依頼, one per member, which later changes join; the centre is mailed. */
#ifndef FEATURE_ACCOUNT_MY_CHANGE_H
#define FEATURE_ACCOUNT_MY_CHANGE_H

#include "feature/member/member.h"
#include "http/request.h"
#include "http/route.h"

/* What waits for the centre, as a sentence; "" = nothing. */
MUST_USE enum err my_change_said(struct request *, struct db_read *, const struct member *, struct str *said);

#endif
