/* 別紙4 row 42: the member's wish for the メルマガ is the subscription of the member's address on あいかさねっと. */
#ifndef FEATURE_ACCOUNT_MY_NEWSLETTER_H
#define FEATURE_ACCOUNT_MY_NEWSLETTER_H

#include "feature/member/member.h"
#include "http/request.h"

/* Makes, resumes or stops it so that it is as m->wants_newsletter says (0 when `gone`). An address is one subscriber. */
MUST_USE enum err my_newsletter_follow(struct request *, struct db_write *, const struct member *m, bool gone);

#endif
